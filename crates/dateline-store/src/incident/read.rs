//! Finding incidents and what they hold.

use super::assemble::{assemble, mentions};
use crate::diff::Membership;
use crate::error::{At, Result};
use crate::find::Query;
use crate::moment::Moment;
use crate::read::EventRow;
use crate::record::{Event, Incident, Record, event_of, incident_of};
use crate::store::Store;
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

/// Until when reports count; all where `None`.
pub(crate) type Until = Option<Moment>;

/// An occurrence of an incident.
pub(super) struct Held {
    pub(super) pk: i64,
    pub(super) report: String,
    /// The number of its first mention.
    pub(super) first: usize,
    pub(super) linked: Option<i64>,
    pub(super) score: Option<i32>,
}

impl Store {
    /// The incident that an event belongs to. `id` is the identifier of an event or of an incident.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn incident(&self, id: &str, until: Until) -> Result<Option<Told>> {
        let placed = self.placed(event_of(id)).at(&self.path)?;
        placed.map(|(_, founder)| self.told(founder, until)).transpose().map(Option::flatten)
    }

    /// Incidents of which at least one event matches, in the order they were first said, one in memory at a time. Limit
    /// and offset of the query count events; its `as_of` says until when reports count.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn incidents(&self, query: &Query) -> Result<impl Iterator<Item = Result<Told>> + '_> {
        let until = query.as_of;
        let mut founders = self.founders(until)?;
        if *query != (Query { as_of: until, ..Query::default() }) {
            let wanted = self.founders_of(query)?;
            founders.retain(|founder| wanted.contains(founder));
        }
        Ok(founders.into_iter().filter_map(move |founder| self.told(founder, until).transpose()))
    }

    /// Founders of the incidents that matching events belong to.
    fn founders_of(&self, query: &Query) -> Result<BTreeSet<i64>> {
        let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for row in self.find(query)? {
            found.entry(row.event.report).or_default().insert(row.event.id);
        }
        let mut founders = BTreeSet::new();
        for (report, ids) in found {
            let Some(record) = self.report(&report)? else { continue };
            let of_report = self.occurrences(&report).at(&self.path)?.into_iter();
            let matches = |first: usize| mentions(&record, first).iter().any(|(_, event)| ids.contains(&event.id));
            founders.extend(of_report.filter(|(_, first, _)| matches(*first)).map(|(.., founder)| founder));
        }
        Ok(founders)
    }

    /// Founders of all incidents, in the order they were first said.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn founders(&self, until: Until) -> Result<Vec<i64>> {
        let query = || {
            let sql = "SELECT pk FROM occurrence WHERE incident = pk AND live = 1 AND ord < ?1 ORDER BY ord, pk";
            let mut statement = self.connection.prepare(sql)?;
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
        if held.is_empty() || held.iter().any(|one| !records.contains_key(&one.report)) {
            return Ok(None);
        }
        assemble(self, &held, &records, until).at(&self.path).map(Some)
    }

    /// The occurrence that an event belongs to, and the founder of its incident.
    pub(super) fn placed(&self, event: &str) -> rusqlite::Result<Option<(i64, i64)>> {
        let Some((report, number)) = event.rsplit_once('#') else { return Ok(None) };
        let (Ok(number), Some(record)) = (number.parse::<usize>(), self.query_report(report)?) else { return Ok(None) };
        let Some(named) = number.checked_sub(1).and_then(|n| record.events.get(n)) else { return Ok(None) };
        let first = record.events.iter().position(|event| event.cluster == named.cluster);
        let mut statement = self.connection.prepare_cached(
            "SELECT occurrence.pk, incident FROM report JOIN occurrence ON occurrence.report = report.pk
             WHERE id = ?1 AND latest = 1 AND first = ?2 AND live = 1",
        )?;
        let first = first.map(|first| first as i64);
        statement.query_row(params![report, first], |row| Ok((row.get(0)?, row.get(1)?))).optional()
    }

    /// Every event with its incident, both by report and words, which stay the same from coding to coding.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn memberships(&self) -> Result<Vec<Membership>> {
        let name = |event: &Event| format!("{}:{}:{}", event.report, event.trigger.start, event.trigger.text);
        let mut founders: BTreeMap<i64, String> = BTreeMap::new();
        let mut members: Vec<(String, i64)> = Vec::new();
        for id in self.report_ids()? {
            let Some(record) = self.report(&id)? else { continue };
            for (pk, first, founder) in self.occurrences(&id).at(&self.path)? {
                let mentions = mentions(&record, first);
                if let Some((_, head)) = mentions.first().filter(|_| pk == founder) {
                    founders.insert(pk, name(head));
                }
                members.extend(mentions.iter().map(|(_, event)| (name(event), founder)));
            }
        }
        let named = |(event, founder)| Some(Membership { event, incident: founders.get(&founder)?.clone() });
        Ok(members.into_iter().filter_map(named).collect())
    }

    /// The occurrences of a report: row, number of the first mention, founder of the incident.
    fn occurrences(&self, report: &str) -> rusqlite::Result<Vec<(i64, usize, i64)>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT occurrence.pk, first, incident FROM report JOIN occurrence ON occurrence.report = report.pk
             WHERE id = ?1 AND latest = 1 AND live = 1 ORDER BY first",
        )?;
        let occurrences = statement.query_map([report], |row| {
            let first: i64 = row.get(1)?;
            Ok((row.get(0)?, first as usize, row.get(2)?))
        })?;
        occurrences.collect()
    }

    fn held(&self, founder: i64, until: Until) -> rusqlite::Result<Vec<Held>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT occurrence.pk, report.id, first, linked, score FROM occurrence
             JOIN report ON report.pk = occurrence.report
             WHERE incident = ?1 AND live = 1 AND ord < ?2 ORDER BY ord, occurrence.pk",
        )?;
        let held = statement.query_map(params![founder, bound(until)], |row| {
            let first: i64 = row.get(2)?;
            let (pk, report, linked, score) = (row.get(0)?, row.get(1)?, row.get(3)?, row.get(4)?);
            Ok(Held { pk, report, first: first as usize, linked, score })
        })?;
        held.collect()
    }

    /// The identifier of the incident of an event of a report, by the number of its first mention.
    pub(super) fn incident_at(&self, report: &str, first: usize, until: Until) -> rusqlite::Result<Option<String>> {
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

/// The place in the order of saying before which all lies that was said until then.
fn bound(until: Until) -> i64 {
    until.map_or(i64::MAX, |moment| (moment.seconds().div_euclid(60) + 1) << 32)
}
