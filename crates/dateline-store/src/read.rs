//! Full records by identifier, and the reasons behind an event.

use crate::body::{self, Body, Key};
use crate::error::{At, Result};
use crate::record::{Event, Record, Report, Why, Words};
use crate::sha;
use crate::store::{Store, version_at};
use dateline_doc::{Span, Text};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension, Row};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;

/// An event with what one needs to show it.
#[derive(Debug, Clone, PartialEq)]
pub struct EventRow {
    /// Headline of its report.
    pub title: Option<String>,
    /// Outlet of its report.
    pub publisher: Option<String>,
    /// Day of publication of its report.
    pub published: Option<String>,
    /// Address of its report.
    pub url: Option<String>,
    /// Its sentence.
    pub sentence: Words,
    /// The whole record.
    pub event: Event,
    /// Its report, with the text.
    pub report: Arc<Report>,
}

/// Why an event was coded as it was.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The event.
    pub row: EventRow,
    /// Every decision, in the order of the event's fields.
    pub decisions: Vec<Explained>,
}

/// A decision and the words it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The decision.
    pub why: Why,
    /// The words under each of its spans.
    pub words: Vec<String>,
}

/// Bodies that are open: events of one report are mostly asked for together.
pub(crate) struct Shelf<'s> {
    store: &'s Store,
    open: HashMap<i64, Opened>,
}

struct Opened {
    body: Body,
    report: Arc<Report>,
    first_event: i64,
}

/// Bodies that are open at once at most.
const ROOM: usize = 64;

impl<'s> Shelf<'s> {
    pub(crate) fn new(store: &'s Store) -> Self {
        Shelf { store, open: HashMap::new() }
    }

    /// The event in this row.
    pub(crate) fn event(&mut self, pk: i64) -> rusqlite::Result<EventRow> {
        let mut statement = self.store.connection.prepare_cached("SELECT report FROM event WHERE pk = ?1")?;
        let opened = self.opened(statement.query_row([pk], |row| row.get(0))?)?;
        event_row(opened, (pk - opened.first_event) as usize)
    }

    /// The coding in this row, whole.
    pub(crate) fn record(&mut self, report: i64) -> rusqlite::Result<Record> {
        self.opened(report)?.body.record().ok_or_else(damaged)
    }

    fn opened(&mut self, report: i64) -> rusqlite::Result<&Opened> {
        if self.open.len() >= ROOM && !self.open.contains_key(&report) {
            self.open.clear();
        }
        match self.open.entry(report) {
            Entry::Occupied(there) => Ok(there.into_mut()),
            Entry::Vacant(free) => Ok(free.insert(self.store.opened(report)?)),
        }
    }
}

fn event_row(opened: &Opened, n: usize) -> rusqlite::Result<EventRow> {
    let (event, sentence) = opened.body.event(n).ok_or_else(damaged)?;
    let report = &opened.report;
    Ok(EventRow {
        title: report.title.clone(),
        publisher: report.publisher.clone(),
        published: report.published.as_ref().map(|published| published.value.clone()),
        url: report.url.clone(),
        sentence,
        event,
        report: Arc::clone(report),
    })
}

/// The body of a report is not what was written.
pub(crate) fn damaged() -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Blob, "the body of a report is not what was written".into())
}

impl Store {
    /// An event by its identifier, from the latest coding of its report.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn event(&self, id: &str) -> Result<Option<EventRow>> {
        self.query_event(id).at(&self.path)
    }

    pub(crate) fn query_event(&self, id: &str) -> rusqlite::Result<Option<EventRow>> {
        let Some((report, _)) = id.rsplit_once('#') else { return Ok(None) };
        let Some(pk) = self.latest(report)? else { return Ok(None) };
        let opened = self.opened(pk)?;
        for n in 0..opened.body.events() {
            let row = event_row(&opened, n)?;
            if row.event.id == id {
                return Ok(Some(row));
            }
        }
        Ok(None)
    }

    /// Why an event was coded as it was.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn why(&self, id: &str) -> Result<Option<Explanation>> {
        let Some(row) = self.event(id)? else { return Ok(None) };
        let text = Text::new(row.report.text.clone());
        let explained = |why: &Why| Explained { why: why.clone(), words: words_under(&text, why) };
        let decisions = row.event.why.iter().map(explained).collect();
        Ok(Some(Explanation { row, decisions }))
    }

    /// A report with its events, quotations and notes, from its latest coding. Layers are not kept.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn report(&self, id: &str) -> Result<Option<Record>> {
        self.query_report(id).at(&self.path)
    }

    pub(crate) fn query_report(&self, id: &str) -> rusqlite::Result<Option<Record>> {
        self.latest(id)?.map(|pk| Shelf::new(self).record(pk)).transpose()
    }

    /// The row of the latest coding of a report.
    pub(crate) fn latest(&self, id: &str) -> rusqlite::Result<Option<i64>> {
        let mut statement = self.connection.prepare_cached("SELECT pk FROM report WHERE id = ?1 AND latest = 1")?;
        statement.query_row([id], |row| row.get(0)).optional()
    }

    /// Text and headline of the coding in this row.
    pub(crate) fn words_of(&self, report: i64) -> rusqlite::Result<[String; 2]> {
        let mut statement = self.connection.prepare_cached("SELECT packed FROM body WHERE report = ?1")?;
        let words = |row: &Row<'_>| body::words(row.get_ref(0)?.as_blob()?).ok_or_else(damaged);
        statement.query_row([report], words).optional()?.ok_or_else(damaged)
    }

    fn opened(&self, report: i64) -> rusqlite::Result<Opened> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, sha256, version.dateline, models, codebook, packed, first_event
             FROM report JOIN version ON version.pk = report.version JOIN body ON body.report = report.pk
             WHERE report.pk = ?1",
        )?;
        let found = |row: &Row<'_>| {
            let sha256 = sha::from_column(row.get(1)?).ok_or_else(damaged)?;
            let key = Key { id: row.get(0)?, sha256, version: version_at(row, 2)? };
            let body = Body::open(row.get_ref(5)?.as_blob()?, key).ok_or_else(damaged)?;
            let report = Arc::new(body.report().ok_or_else(damaged)?);
            Ok(Opened { body, report, first_event: row.get(6)? })
        };
        // A report without its body is damage, not an empty answer.
        statement.query_row([report], found).optional()?.ok_or_else(damaged)
    }
}

fn words_under(text: &Text, why: &Why) -> Vec<String> {
    let bytes = |pair: &[u32; 2]| text.to_bytes(Span::new(pair[0], pair[1]));
    why.spans.iter().map(|pair| text.slice(bytes(pair)).to_owned()).collect()
}
