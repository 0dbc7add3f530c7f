//! From a plan to the numbers of the events that match, in order.

use super::plan::{Plan, Sql};
use super::set::{Set, TOO_MANY};
use super::{Query, Sort, phrase, typed};
use crate::store::Store;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, OptionalExtension, Row, params_from_iter};
use std::cmp::Reverse;
use std::ops::Range;

/// An event that matches, with what it is sorted by.
pub(super) struct Hit {
    pub(super) pk: i64,
    pub(super) report: i64,
    day: Option<i64>,
    confidence: i64,
    published: Option<i64>,
    /// How many of the terms its own words hold.
    held: usize,
}

/// Looking a row up costs as much as reading so many numbers from an index.
const LOOK_UP: usize = 4;

/// Up to so many events are asked for a word one by one; for more, all events with the word are read.
const FEW: usize = 200;

/// With more than one row in so many, all are read in order rather than looked up.
const DENSE: usize = 6;

impl Store {
    /// The events that match, in order.
    pub(super) fn matching(&self, query: &Query) -> rusqlite::Result<Vec<i64>> {
        let Some(plan) = Plan::of(self, query)? else { return Ok(Vec::new()) };
        let mut hits = self.hits(&plan)?;
        phrase::retain(self, &plan.phrases, &mut hits)?;
        self.count_held(&plan, &mut hits)?;
        match query.sort {
            Sort::Best => hits.sort_by_key(|hit| (Reverse(hit.held), Reverse(hit.day), hit.pk)),
            Sort::Day => hits.sort_by_key(|hit| (Reverse(hit.day), hit.pk)),
            Sort::Published => hits.sort_by_key(|hit| (Reverse(hit.published), hit.pk)),
            Sort::Confidence => hits.sort_by_key(|hit| (Reverse(hit.confidence), hit.pk)),
        }
        Ok(hits.into_iter().map(|hit| hit.pk).collect())
    }

    fn hits(&self, plan: &Plan) -> rusqlite::Result<Vec<Hit>> {
        let reports = self.all_of(&plan.reports, None)?;
        let mut events = self.all_of(&plan.events, None)?;
        for shortcut in &plan.shortcuts {
            events = self.shortened(events, shortcut)?;
        }
        let events = match (events, &reports) {
            (None, Some(reports)) => Some(self.events_of_all(reports)?),
            (events, _) => events,
        };
        Rows::new(self, plan, reports)?.read(events)
    }

    /// What all statements give; `None` where there are none.
    fn all_of(&self, statements: &[Sql], mut so_far: Option<Set>) -> rusqlite::Result<Option<Set>> {
        for sql in statements {
            let set = self.numbers(sql, None)?;
            so_far = Some(match so_far {
                Some(before) => before.and(&set),
                None => set,
            });
        }
        Ok(so_far)
    }

    /// Less of the set, if the statement is short enough to be worth asking.
    fn shortened(&self, set: Option<Set>, sql: &Sql) -> rusqlite::Result<Option<Set>> {
        let worth = set.as_ref().map(|set| set.len() * LOOK_UP);
        let other = self.numbers(sql, worth)?;
        Ok(match set {
            Some(set) if worth.is_some_and(|worth| other.len() >= worth) => Some(set),
            Some(set) => Some(set.and(&other)),
            None => Some(other),
        })
    }

    /// What a statement gives; no more than `most`.
    pub(super) fn numbers(&self, Sql { text, values }: &Sql, most: Option<usize>) -> rusqlite::Result<Set> {
        let mut statement = self.connection.prepare_cached(text)?;
        let numbers = statement.query_map(params_from_iter(values), |row| row.get(0))?;
        numbers.take(most.unwrap_or(usize::MAX)).collect()
    }

    /// The events of a coding.
    pub(super) fn events_of(&self, report: i64) -> rusqlite::Result<Range<i64>> {
        let sql = "SELECT first_event, events FROM report WHERE pk = ?1";
        self.connection.prepare_cached(sql)?.query_row([report], |row| {
            let first: i64 = row.get(0)?;
            Ok(first..first.saturating_add(row.get(1)?).min(TOO_MANY))
        })
    }

    fn events_of_all(&self, reports: &Set) -> rusqlite::Result<Set> {
        let mut set = Set::default();
        for report in reports.iter() {
            self.events_of(report)?.for_each(|pk| set.insert(pk));
        }
        Ok(set)
    }

    fn count_held(&self, plan: &Plan, hits: &mut [Hit]) -> rusqlite::Result<()> {
        for term in &plan.words {
            let matching = typed::all_tokens(std::slice::from_ref(term));
            match hits.len() <= FEW {
                true => self.ask_each(&matching, hits)?,
                false => {
                    let sql = "SELECT rowid FROM event_words WHERE event_words MATCH ?";
                    let set = self.numbers(&Sql::new(sql, [matching]), None)?;
                    hits.iter_mut().for_each(|hit| hit.held += usize::from(set.contains(hit.pk)));
                }
            }
        }
        Ok(())
    }

    fn ask_each(&self, matching: &str, hits: &mut [Hit]) -> rusqlite::Result<()> {
        let sql = "SELECT 1 FROM event_words WHERE event_words MATCH ?1 AND rowid = ?2";
        let mut statement = self.connection.prepare_cached(sql)?;
        for hit in hits {
            hit.held += usize::from(statement.exists((matching, hit.pk))?);
        }
        Ok(())
    }
}

/// The rows of events, and those of their reports.
struct Rows<'s> {
    store: &'s Store,
    reports: Option<Set>,
    columns: Sql,
    report: CachedStatement<'s>,
    report_values: Vec<Value>,
    /// The last report that was looked at: when it was published, if it answers at all.
    last: (i64, Option<Option<i64>>),
}

impl<'s> Rows<'s> {
    fn new(store: &'s Store, plan: &Plan, reports: Option<Set>) -> rusqlite::Result<Self> {
        let Sql { text, values } = conditions(&plan.report);
        let report =
            store.connection.prepare_cached(&format!("SELECT published FROM report WHERE {text} AND pk = ?"))?;
        Ok(Rows { store, reports, columns: conditions(&plan.columns), report, report_values: values, last: (0, None) })
    }

    /// Those of the set that match; of all where there is no set.
    fn read(mut self, events: Option<Set>) -> rusqlite::Result<Vec<Hit>> {
        let Some(set) = events else { return self.scan(|_| true) };
        let all: i64 =
            self.store.connection.query_row("SELECT coalesce(max(pk), 0) FROM event", [], |row| row.get(0))?;
        match set.len() * DENSE > all as usize {
            true => self.scan(|pk| set.contains(pk)),
            false => self.look_up(&set),
        }
    }

    fn statement(&self, more: &str) -> rusqlite::Result<CachedStatement<'s>> {
        // By number or in order: the indexes have been asked.
        let what = "SELECT pk, report, from_day, confidence FROM event NOT INDEXED";
        let sql = format!("{what} WHERE {} {more}", self.columns.text);
        self.store.connection.prepare_cached(&sql)
    }

    fn scan(&mut self, wanted: impl Fn(i64) -> bool) -> rusqlite::Result<Vec<Hit>> {
        let mut hits = Vec::new();
        let mut statement = self.statement("ORDER BY pk")?;
        let mut rows = statement.query(params_from_iter(&self.columns.values))?;
        while let Some(row) = rows.next()? {
            if wanted(row.get(0)?) {
                hits.extend(self.answering(hit(row)?)?);
            }
        }
        Ok(hits)
    }

    fn look_up(&mut self, set: &Set) -> rusqlite::Result<Vec<Hit>> {
        let mut hits = Vec::new();
        let mut statement = self.statement("AND pk = ?")?;
        let mut values = self.columns.values.clone();
        for pk in set.iter() {
            values.push(pk.into());
            if let Some(hit) = statement.query_row(params_from_iter(&values), hit).optional()? {
                hits.extend(self.answering(hit)?);
            }
            values.pop();
        }
        Ok(hits)
    }

    /// The hit, where its report answers.
    fn answering(&mut self, hit: Hit) -> rusqlite::Result<Option<Hit>> {
        if self.last.0 != hit.report {
            self.last = (hit.report, self.published(hit.report)?);
        }
        Ok(self.last.1.map(|published| Hit { published, ..hit }))
    }

    fn published(&mut self, report: i64) -> rusqlite::Result<Option<Option<i64>>> {
        if self.reports.as_ref().is_some_and(|reports| !reports.contains(report)) {
            return Ok(None);
        }
        let values = self.report_values.iter().cloned().chain([report.into()]);
        self.report.query_row(params_from_iter(values), |row| row.get(0)).optional()
    }
}

fn hit(row: &Row<'_>) -> rusqlite::Result<Hit> {
    Ok(Hit {
        pk: row.get(0)?,
        report: row.get(1)?,
        day: row.get(2)?,
        confidence: row.get(3)?,
        published: None,
        held: 0,
    })
}

/// Conditions as one; it holds where there are none.
fn conditions(all: &[Sql]) -> Sql {
    let texts = ["1"].into_iter().chain(all.iter().map(|one| one.text.as_str()));
    let text = texts.collect::<Vec<_>>().join(" AND ");
    Sql { text, values: all.iter().flat_map(|one| one.values.clone()).collect() }
}
