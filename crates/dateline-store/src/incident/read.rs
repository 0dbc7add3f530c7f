//! Incidents as they are published: put together from their reports when they are asked for.

use super::claims::{Mention, claims};
use super::lineage::Lineage;
use super::relations::relations;
use super::summary;
use crate::error::{At, Result};
use crate::find::Query;
use crate::read::EventRow;
use crate::record::{Event, Incident, Member, Record, Relation, Said, event_of, incident_of};
use crate::store::Store;
use dateline_merge::score::{Weights, per_mille};
use dateline_merge::{Occurrence, Sketch, Story};
use rusqlite::{OptionalExtension, params};
use std::collections::{BTreeMap, BTreeSet};

/// One incident with the full events of its mentions.
#[derive(Debug, Clone, PartialEq)]
pub struct Told {
    /// The incident.
    pub incident: Incident,
    /// Its mentions in the order of `incident.mentions`.
    pub rows: Vec<EventRow>,
}

/// Until when reports count: minutes since 1970 (UTC), see [`crate::moment`].
pub(crate) type Until = Option<i64>;

/// An occurrence of the incident.
struct Held {
    pk: i64,
    report: String,
    first: usize,
    linked: Option<i64>,
    score: Option<i32>,
}

impl Store {
    /// The incident that an event belongs to. `id` is the identifier of an event or of an incident.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn incident(&self, id: &str, until: Until) -> Result<Option<Told>> {
        let event = event_of(id);
        let placed = self.placed(event).at(&self.path)?;
        placed.map(|(_, founder)| self.told(founder, until)).transpose().map(Option::flatten)
    }

    /// Incidents of which at least one event matches, in the order they were first said, one in memory at a time. Limit
    /// and offset of the query count events.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn incidents(&self, query: &Query, until: Until) -> Result<impl Iterator<Item = Result<Told>> + '_> {
        let mut founders = self.founders(until)?;
        if *query != Query::default() {
            let wanted = self.founders_of(query)?;
            founders.retain(|founder| wanted.contains(founder));
        }
        Ok(founders.into_iter().filter_map(move |founder| self.told(founder, until).transpose()))
    }

    /// Founders of the incidents that matching events belong to.
    fn founders_of(&self, query: &Query) -> Result<BTreeSet<i64>> {
        let mut founders = BTreeSet::new();
        for row in self.find(query)? {
            founders.extend(self.placed(&row.event.id).at(&self.path)?.map(|(_, founder)| founder));
        }
        Ok(founders)
    }

    /// Founders of all incidents, in the order they were first said.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn founders(&self, until: Until) -> Result<Vec<i64>> {
        let query = || {
            let mut statement = self
                .connection
                .prepare("SELECT pk FROM occurrence WHERE incident = pk AND live = 1 AND ord < ?1 ORDER BY ord, pk")?;
            statement.query_map([bound(until)], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        query().at(&self.path)
    }

    /// The incident that this occurrence founds, as told until then; `None` where nobody had told of it.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn told(&self, founder: i64, until: Until) -> Result<Option<Told>> {
        let held = self.held(founder, until).at(&self.path)?;
        let mut records: BTreeMap<String, Record> = BTreeMap::new();
        for one in &held {
            if !records.contains_key(&one.report)
                && let Some(record) = self.report(&one.report)?
            {
                records.insert(one.report.clone(), record);
            }
        }
        if held.iter().any(|one| !records.contains_key(&one.report)) || held.is_empty() {
            return Ok(None);
        }
        self.assemble(&held, &records, until).at(&self.path).map(Some)
    }

    /// The occurrence that an event belongs to, and the founder of its incident.
    pub(super) fn placed(&self, event: &str) -> rusqlite::Result<Option<(i64, i64)>> {
        let Some((report, n)) = event.rsplit_once('#') else { return Ok(None) };
        let Some(n) = n.parse::<i64>().ok() else { return Ok(None) };
        // The mention's cluster is that of the occurrence whose first mention shares it.
        let mut statement = self.connection.prepare_cached(
            "SELECT occurrence.pk, occurrence.incident FROM report
             JOIN event AS named ON named.report = report.pk AND named.n = ?2
             JOIN event AS head ON head.report = report.pk AND head.cluster = named.cluster
             JOIN occurrence ON occurrence.report = report.pk AND occurrence.first = head.n
             WHERE report.id = ?1 AND latest = 1 AND occurrence.live = 1",
        )?;
        statement.query_row(params![report, n - 1], |row| Ok((row.get(0)?, row.get(1)?))).optional()
    }

    fn held(&self, founder: i64, until: Until) -> rusqlite::Result<Vec<Held>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT occurrence.pk, report.id, first, linked, score FROM occurrence
             JOIN report ON report.pk = occurrence.report
             WHERE incident = ?1 AND live = 1 AND ord < ?2 ORDER BY ord, occurrence.pk",
        )?;
        let held = statement.query_map(params![founder, bound(until)], |row| {
            let first: i64 = row.get(2)?;
            Ok(Held {
                pk: row.get(0)?,
                report: row.get(1)?,
                first: first as usize,
                linked: row.get(3)?,
                score: row.get(4)?,
            })
        })?;
        held.collect()
    }

    fn assemble(&self, held: &[Held], records: &BTreeMap<String, Record>, until: Until) -> rusqlite::Result<Told> {
        let mut order: Vec<&str> = Vec::new();
        for one in held {
            if !order.contains(&one.report.as_str()) {
                order.push(&one.report);
            }
        }
        let members: Vec<(usize, &Held, Vec<(usize, &Event)>)> = held
            .iter()
            .map(|one| {
                let report = order.iter().position(|id| *id == one.report).unwrap_or_default();
                (report, one, mentions(&records[&one.report], one.first))
            })
            .collect();
        let lineage = self.lineage(&order, records, &members)?;
        let said: Vec<Mention<'_>> = members
            .iter()
            .flat_map(|(report, one, events)| {
                let published = records[&one.report].report.published.as_ref().map(|p| p.value.as_str());
                events.iter().map(move |(_, event)| Mention { event, report: *report, published })
            })
            .collect();
        let claims = claims(&said, &lineage);
        let founder = &held[0];
        let first = &records[&founder.report];
        let mut incident = summary::incident(&first.events[founder.first], &first.report, &said, claims, &lineage);
        let mut rows = Vec::new();
        for (report, one, events) in &members {
            let record = &records[&one.report];
            let why = self.why_linked(one)?;
            for (n, event) in events {
                let head = *n == one.first;
                incident.mentions.push(Member {
                    event: event.id.clone(),
                    report: one.report.clone(),
                    publisher: record.report.publisher.clone(),
                    published: record.report.published.as_ref().map(|published| published.value.clone()),
                    origin: lineage.origin(*report).to_owned(),
                    copy: lineage.is_copy(*report),
                    linked_to: why.as_ref().filter(|_| head).map(|why| why.to.clone()),
                    score: one.score.filter(|_| head).map(|score| f64::from(per_mille(score)) / 1000.0),
                    why: why.as_ref().filter(|_| head).map(|why| why.reasons.clone()).unwrap_or_default(),
                });
                rows.push(row(record, *n));
            }
        }
        let published = || incident.mentions.iter().filter_map(|member| member.published.clone());
        incident.said = Said { first: published().min(), last: published().max() };
        incident.relations = self.relations(&members, records, &incident.id, until)?;
        Ok(Told { incident, rows })
    }

    fn lineage(
        &self,
        order: &[&str],
        records: &BTreeMap<String, Record>,
        members: &[(usize, &Held, Vec<(usize, &Event)>)],
    ) -> rusqlite::Result<Lineage> {
        let mut reports = Vec::new();
        for (at, id) in order.iter().enumerate() {
            let of_report = members.iter().filter(|(report, ..)| *report == at);
            let events = of_report.flat_map(|(_, _, events)| events.iter().map(|(_, event)| *event)).collect();
            reports.push((&records[*id], self.sketch(id)?, events));
        }
        Ok(Lineage::of(&reports))
    }

    fn sketch(&self, report: &str) -> rusqlite::Result<Sketch> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sketch FROM lineage JOIN report ON report.pk = lineage.report WHERE id = ?1 AND latest = 1",
        )?;
        let sketch = statement
            .query_row([report], |row| Ok(Sketch::from_bytes(row.get_ref(0)?.as_blob()?)))
            .optional()?
            .flatten();
        Ok(sketch.unwrap_or_default())
    }

    fn why_linked(&self, one: &Held) -> rusqlite::Result<Option<Linked>> {
        let Some(to) = one.linked else { return Ok(None) };
        let (there, to) = self.occurrence(to)?;
        if one.score.is_none() {
            return Ok(Some(Linked { to, reasons: self.decided(one.pk)? }));
        }
        let (own, _) = self.occurrence(one.pk)?;
        let reasons = Weights::builtin().reasons(&own, &there).iter().map(ToString::to_string).collect();
        Ok(Some(Linked { to, reasons }))
    }

    /// What merging knows of an occurrence, and the identifier of its first mention.
    fn occurrence(&self, pk: i64) -> rusqlite::Result<(Occurrence, String)> {
        let mut statement = self.connection.prepare_cached(
            "SELECT facts, story, id, first FROM occurrence JOIN report ON report.pk = occurrence.report
             JOIN lineage ON lineage.report = occurrence.report WHERE occurrence.pk = ?1",
        )?;
        statement.query_row([pk], |row| {
            let story = Story::from_bytes(row.get_ref(1)?.as_blob()?).unwrap_or_default();
            let occurrence = Occurrence::from_bytes(row.get_ref(0)?.as_blob()?, story).unwrap_or_default();
            let (id, first): (String, i64) = (row.get(2)?, row.get(3)?);
            Ok((occurrence, format!("{id}#{}", first + 1)))
        })
    }

    /// What people said when they bonded it.
    fn decided(&self, pk: i64) -> rusqlite::Result<Vec<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT verb || ' by ' || who || ', ' || at || ': ' || why FROM anchor
             JOIN decision ON decision.pk = anchor.decision AND kind = 'bond' AND undone IS NULL
             WHERE occurrence = ?1 ORDER BY decision.pk",
        )?;
        statement.query_map([pk], |row| row.get(0))?.collect()
    }

    fn relations(
        &self,
        members: &[(usize, &Held, Vec<(usize, &Event)>)],
        records: &BTreeMap<String, Record>,
        own: &str,
        until: Until,
    ) -> rusqlite::Result<Vec<Relation>> {
        let mut found: BTreeMap<(&'static str, String), (u32, String)> = BTreeMap::new();
        let mut stated: BTreeMap<&str, Vec<super::relations::Stands>> = BTreeMap::new();
        for (_, one, _) in members {
            let all = stated.entry(&one.report).or_insert_with(|| relations(&records[&one.report]));
            for stands in all.iter() {
                let (kind, other) = match () {
                    () if stands.one == one.first => (stands.kind, stands.other),
                    () if stands.other == one.first => (inverse(stands.kind), stands.one),
                    () => continue,
                };
                let Some(incident) = self.incident_of(&one.report, other, until)?.filter(|id| id != own) else {
                    continue;
                };
                let entry = found.entry((kind, incident)).or_insert((0, stands.why.clone()));
                entry.0 += 1;
            }
        }
        let relation = |((kind, incident), (reports, why)): ((&'static str, String), _)| -> rusqlite::Result<Relation> {
            let row = self.query_event(event_of(&incident))?;
            let mode = row.as_ref().and_then(|row| row.event.mode.as_ref()).map(|mode| format!("/{mode}"));
            let what = row.as_ref().map(|row| format!("{}{}", row.event.kind, mode.unwrap_or_default()));
            let sentence = row.map(|row| row.sentence.text).unwrap_or_default();
            Ok(Relation { kind: kind.into(), incident, what: what.unwrap_or_default(), sentence, reports, why })
        };
        found.into_iter().map(relation).collect()
    }

    /// The identifier of the incident of an event of a report.
    fn incident_of(&self, report: &str, first: usize, until: Until) -> rusqlite::Result<Option<String>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT there.id, founder.first FROM report
             JOIN occurrence AS own ON own.report = report.pk AND own.first = ?2 AND own.live = 1
             JOIN occurrence AS founder ON founder.pk = own.incident
             JOIN report AS there ON there.pk = founder.report WHERE report.id = ?1 AND report.latest = 1
             AND own.ord < ?3",
        )?;
        let name = |row: &rusqlite::Row<'_>| {
            let (id, first): (String, i64) = (row.get(0)?, row.get(1)?);
            Ok(incident_of(&format!("{id}#{}", first + 1)))
        };
        statement.query_row(params![report, first as i64, bound(until)], name).optional()
    }
}

struct Linked {
    to: String,
    reasons: Vec<String>,
}

/// The mentions of an event of a report, with their numbers.
fn mentions(record: &Record, first: usize) -> Vec<(usize, &Event)> {
    let Some(head) = record.events.get(first) else { return Vec::new() };
    record.events.iter().enumerate().filter(|(_, event)| event.cluster == head.cluster).collect()
}

fn row(record: &Record, n: usize) -> EventRow {
    let report = &record.report;
    EventRow {
        title: report.title.clone(),
        publisher: report.publisher.clone(),
        published: report.published.as_ref().map(|published| published.value.clone()),
        url: report.url.clone(),
        sentence: record.sentences[n].clone(),
        event: record.events[n].clone(),
    }
}

fn inverse(kind: &'static str) -> &'static str {
    match kind {
        "follows" => "followed_by",
        "part_of" => "has_part",
        other => other,
    }
}

/// The place in the order of saying before which all lies that was said until then.
fn bound(until: Until) -> i64 {
    until.map_or(i64::MAX, |minute| (minute + 1) << 32)
}
