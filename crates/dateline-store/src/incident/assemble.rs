//! Putting an incident together from the reports that tell of it.

use super::claims::{Mention, claims};
use super::ground::occurrence_at;
use super::lineage::Lineage;
use super::read::{Held, Told, Until};
use super::relations::{Stands, relations};
use super::summary;
use crate::read::EventRow;
use crate::record::{Event, Member, Record, Relation, Report, Said, event_of};
use crate::store::Store;
use dateline_merge::score::{Weights, per_mille};
use dateline_merge::{Occurrence, Sketch};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One event of one report with all its mentions there.
struct Part<'r> {
    held: &'r Held,
    record: &'r Record,
    /// Number of the report in the order of saying.
    report: usize,
    /// Mentions with their numbers in the report.
    events: Vec<(usize, &'r Event)>,
}

/// The incident of these occurrences, which are in the order they were said; `records` holds the reports of all of them.
pub(super) fn assemble(
    store: &Store,
    held: &[Held],
    records: &BTreeMap<String, Record>,
    until: Until,
) -> rusqlite::Result<Told> {
    let parts = parts(held, records);
    let lineage = lineage(store, &parts)?;
    let said: Vec<Mention<'_>> = parts.iter().flat_map(said).collect();
    let founder = &parts[0];
    let first = &founder.record.events[founder.held.first];
    let claims = claims(&said, &lineage);
    let mut incident = summary::incident(first, &founder.record.report, &said, claims, &lineage);
    let mut rows = Vec::new();
    let mut reports: Vec<Arc<Report>> = Vec::new();
    for part in &parts {
        if part.report == reports.len() {
            reports.push(Arc::new(part.record.report.clone()));
        }
        incident.mentions.extend(members(store, part, &lineage)?);
        rows.extend(part.events.iter().map(|(n, _)| row(part.record, *n, &reports[part.report])));
    }
    let published = || incident.mentions.iter().filter_map(|member| member.published.clone());
    incident.said = Said { first: published().min(), last: published().max() };
    incident.relations = beside(store, &parts, &incident.id, until)?;
    Ok(Told { incident, rows })
}

fn parts<'r>(held: &'r [Held], records: &'r BTreeMap<String, Record>) -> Vec<Part<'r>> {
    let mut order: Vec<&str> = Vec::new();
    let mut parts = Vec::new();
    for one in held {
        let report = order.iter().position(|id| *id == one.report).unwrap_or(order.len());
        if report == order.len() {
            order.push(&one.report);
        }
        let record = &records[&one.report];
        parts.push(Part { held: one, record, report, events: mentions(record, one.first) });
    }
    parts
}

/// The mentions of an event of a report, with their numbers.
pub(super) fn mentions(record: &Record, first: usize) -> Vec<(usize, &Event)> {
    let Some(head) = record.events.get(first) else { return Vec::new() };
    record.events.iter().enumerate().filter(|(_, event)| event.cluster == head.cluster).collect()
}

fn said<'r>(part: &'r Part<'r>) -> impl Iterator<Item = Mention<'r>> {
    let published = part.record.report.published.as_ref().map(|published| published.value.as_str());
    part.events.iter().map(move |(_, event)| Mention { event, report: part.report, published })
}

fn lineage(store: &Store, parts: &[Part<'_>]) -> rusqlite::Result<Lineage> {
    let mut reports: Vec<(&Record, Sketch, Vec<&Event>)> = Vec::new();
    for part in parts {
        if part.report == reports.len() {
            reports.push((part.record, sketch(store, &part.record.report.id)?, Vec::new()));
        }
        reports[part.report].2.extend(part.events.iter().map(|(_, event)| *event));
    }
    Ok(Lineage::of(&reports))
}

fn sketch(store: &Store, report: &str) -> rusqlite::Result<Sketch> {
    let mut statement = store.connection.prepare_cached(
        "SELECT sketch FROM lineage JOIN report ON report.pk = lineage.report WHERE id = ?1 AND latest = 1",
    )?;
    let sketch = statement.query_row([report], |row| Ok(Sketch::from_bytes(row.get_ref(0)?.as_blob()?))).optional()?;
    Ok(sketch.flatten().unwrap_or_default())
}

/// The mentions as members; the first of a report says why they are here.
fn members(store: &Store, part: &Part<'_>, lineage: &Lineage) -> rusqlite::Result<Vec<Member>> {
    let report = &part.record.report;
    let mut members: Vec<Member> = part
        .events
        .iter()
        .map(|(_, event)| Member {
            event: event.id.clone(),
            report: report.id.clone(),
            publisher: report.publisher.clone(),
            published: report.published.as_ref().map(|published| published.value.clone()),
            origin: lineage.origin(part.report).to_owned(),
            copy: lineage.is_copy(part.report),
            linked_to: None,
            score: None,
            why: Vec::new(),
        })
        .collect();
    if let (Some(head), Some(to)) = (members.first_mut(), part.held.linked) {
        let (there, to) = occurrence(store, to)?;
        head.linked_to = Some(to);
        head.score = part.held.score.map(|score| f64::from(per_mille(score)) / 1000.0);
        head.why = match part.held.score {
            None => decided(store, part.held.pk)?,
            Some(_) => reasons(&occurrence(store, part.held.pk)?.0, &there),
        };
    }
    Ok(members)
}

fn reasons(own: &Occurrence, there: &Occurrence) -> Vec<String> {
    Weights::builtin().reasons(own, there).iter().map(ToString::to_string).collect()
}

/// What merging knows of an occurrence, and the identifier of its first mention.
fn occurrence(store: &Store, pk: i64) -> rusqlite::Result<(Occurrence, String)> {
    let mut statement = store.connection.prepare_cached(
        "SELECT facts, story, id, first FROM occurrence JOIN report ON report.pk = occurrence.report
         JOIN lineage ON lineage.report = occurrence.report WHERE occurrence.pk = ?1",
    )?;
    statement.query_row([pk], |row| {
        let (id, first): (String, i64) = (row.get(2)?, row.get(3)?);
        Ok((occurrence_at(row)?, format!("{id}#{}", first + 1)))
    })
}

/// What people said when they bonded it.
fn decided(store: &Store, pk: i64) -> rusqlite::Result<Vec<String>> {
    let mut statement = store.connection.prepare_cached(
        "SELECT verb || ' by ' || who || ', ' || at || ': ' || why FROM anchor
         JOIN decision ON decision.pk = anchor.decision AND kind = 'bond' AND undone IS NULL
         WHERE occurrence = ?1 ORDER BY decision.pk",
    )?;
    statement.query_map([pk], |row| row.get(0))?.collect()
}

fn row(record: &Record, n: usize, report: &Arc<Report>) -> EventRow {
    EventRow {
        title: report.title.clone(),
        publisher: report.publisher.clone(),
        published: report.published.as_ref().map(|published| published.value.clone()),
        url: report.url.clone(),
        sentence: record.sentences[n].clone(),
        event: record.events[n].clone(),
        report: Arc::clone(report),
    }
}

/// How the incident stands to others, by what its reports say.
fn beside(store: &Store, parts: &[Part<'_>], own: &str, until: Until) -> rusqlite::Result<Vec<Relation>> {
    let mut stated: BTreeMap<&str, Vec<Stands>> = BTreeMap::new();
    let mut found: BTreeMap<(&'static str, String), (u32, String)> = BTreeMap::new();
    for part in parts {
        let report = &part.record.report.id;
        for stands in stated.entry(report).or_insert_with(|| relations(part.record)) {
            let Some((kind, other)) = seen_from(stands, part.held.first) else { continue };
            if let Some(incident) = store.incident_at(report, other, until)?.filter(|id| id != own) {
                found.entry((kind, incident)).or_insert((0, stands.why.clone())).0 += 1;
            }
        }
    }
    found.into_iter().map(|((kind, incident), (reports, why))| relation(store, kind, incident, reports, why)).collect()
}

/// The relation as it is from one side, and the event on the other.
fn seen_from(stands: &Stands, own: usize) -> Option<(&'static str, usize)> {
    let inverse = match stands.kind {
        "follows" => "followed_by",
        _ => "has_part",
    };
    match () {
        () if stands.one == own => Some((stands.kind, stands.other)),
        () if stands.other == own => Some((inverse, stands.one)),
        () => None,
    }
}

fn relation(
    store: &Store,
    kind: &'static str,
    incident: String,
    reports: u32,
    why: String,
) -> rusqlite::Result<Relation> {
    let row = store.query_event(event_of(&incident))?;
    let mode = row.as_ref().and_then(|row| row.event.mode.as_ref()).map(|mode| format!("/{mode}")).unwrap_or_default();
    let what = row.as_ref().map(|row| format!("{}{mode}", row.event.kind)).unwrap_or_default();
    let sentence = row.map(|row| row.sentence.text).unwrap_or_default();
    Ok(Relation { kind: kind.into(), incident, what, sentence, reports, why })
}
