//! TO BE REPLACED by the incidents of the database: one incident for each cluster of each report.
//!
//! Reports are not joined here, so that counts are one and nothing is disputed. It stands in so that the formats can be
//! used, and ends with the first `Store::incidents`.

use super::Told;
use crate::error::Result;
use crate::read::EventRow;
use crate::record::{Claim, Counts, Event, Figure, Incident, Member, Record, Said, Voice, Words};
use crate::{Query, Store};
use std::collections::{BTreeMap, BTreeSet};

/// Incidents of which at least one event matches, by report, one report in memory at a time.
///
/// # Errors
/// Where the database can't be read.
pub fn incidents<'s>(store: &'s Store, query: &Query) -> Result<impl Iterator<Item = Result<Told>> + 's> {
    let mut wanted: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for row in store.find(query)? {
        wanted.entry(row.event.report).or_default().insert(row.event.cluster);
    }
    Ok(wanted.into_iter().flat_map(|(report, clusters)| of_report(store, &report, &clusters)))
}

fn of_report(store: &Store, report: &str, clusters: &BTreeSet<String>) -> Vec<Result<Told>> {
    match store.report(report) {
        Err(error) => vec![Err(error)],
        Ok(record) => clusters.iter().filter_map(|cluster| Some(Ok(told(rows(record.as_ref()?, cluster))?))).collect(),
    }
}

fn rows(record: &Record, cluster: &str) -> Vec<EventRow> {
    let report = &record.report;
    let row = |(event, sentence): (&Event, &Words)| EventRow {
        title: report.title.clone(),
        publisher: report.publisher.clone(),
        published: report.published.as_ref().map(|published| published.value.clone()),
        url: report.url.clone(),
        sentence: sentence.clone(),
        event: event.clone(),
    };
    record.events.iter().zip(&record.sentences).filter(|(event, _)| event.cluster == cluster).map(row).collect()
}

fn told(rows: Vec<EventRow>) -> Option<Told> {
    let first = rows.first()?;
    let event = &first.event;
    let time = rows.iter().find_map(|row| row.event.time.clone());
    let incident = Incident {
        id: format!("@{}", event.id),
        kind: event.kind.clone(),
        mode: event.mode.clone(),
        cameo: event.cameo.clone(),
        reality: surest(&rows).to_owned().into(),
        title: first.title.clone(),
        from: time.as_ref().map(|time| time.from.clone()),
        to: time.as_ref().map(|time| time.to.clone()),
        precision: time.map(|time| time.precision),
        place: rows.iter().find_map(|row| row.event.place.as_ref()).map(|place| place.located.clone()),
        actors: event.actors.clone(),
        recipients: event.recipients.clone(),
        counts: Counts { reports: 1, texts: 1, independent: 1 },
        said: Said { first: first.published.clone(), last: first.published.clone() },
        mentions: rows.iter().map(member).collect(),
        claims: rows.iter().flat_map(|row| row.event.figures.iter().map(|figure| claim(row, figure))).collect(),
        relations: Vec::new(),
        disputed: false,
    };
    Some(Told { incident, rows })
}

fn surest(rows: &[EventRow]) -> &str {
    let said = |reality: &&str| rows.iter().any(|row| row.event.reality == *reality);
    ["occurred", "planned", "hypothetical"].into_iter().find(said).unwrap_or("negated")
}

fn member(row: &EventRow) -> Member {
    Member {
        event: row.event.id.clone(),
        report: row.event.report.clone(),
        publisher: row.publisher.clone(),
        published: row.published.clone(),
        origin: origin(row),
        copy: false,
        linked_to: None,
        score: None,
        why: Vec::new(),
    }
}

fn origin(row: &EventRow) -> String {
    row.publisher.clone().unwrap_or_else(|| row.event.report.clone())
}

fn claim(row: &EventRow, figure: &Figure) -> Claim {
    let number = figure.value.map(|value| format!(" {value}")).unwrap_or_default();
    let voice = Voice {
        event: row.event.id.clone(),
        report: row.event.report.clone(),
        published: row.published.clone(),
        origin: origin(row),
        sources: row.event.sources.iter().map(|source| source.words.text.clone()).collect(),
        words: Some(figure.words.clone()),
    };
    Claim {
        attribute: figure.role.clone(),
        value: format!("{}{number}", figure.quantifier),
        number: figure.value,
        low: figure.low,
        high: figure.high,
        quantifier: Some(figure.quantifier.clone()),
        standing: "only".into(),
        counts: Counts { reports: 1, texts: 1, independent: 1 },
        by: vec![voice],
    }
}
