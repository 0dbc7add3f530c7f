//! Full records by identifier, and the reasons behind an event.

use crate::error::{At, Result};
use crate::record::{Event, Published, Record, Report, Why, Words};
use crate::store::{Store, json_at, version_at};
use dateline_doc::{Span, Text};
use rusqlite::{OptionalExtension, Row};

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

/// Columns of an [`EventRow`], to be read by [`event_row`].
pub(crate) const EVENT_COLUMNS: &str = "report.title, report.publisher, report.published, report.url, event.sentence,
    event.sentence_start, event.record";

/// The tables they come from.
pub(crate) const EVENT_TABLES: &str = "event JOIN report ON report.pk = event.report";

pub(crate) fn event_row(row: &Row<'_>) -> rusqlite::Result<EventRow> {
    let (sentence, start): (String, u32) = (row.get(4)?, row.get(5)?);
    let end = start + sentence.chars().count() as u32;
    Ok(EventRow {
        title: row.get(0)?,
        publisher: row.get(1)?,
        published: row.get(2)?,
        url: row.get(3)?,
        sentence: Words { text: sentence, start, end },
        event: json_at(6, row.get_ref(6)?.as_str()?)?,
    })
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
        let sql = format!("SELECT {EVENT_COLUMNS} FROM {EVENT_TABLES} WHERE event.id = ?1 AND report.latest = 1");
        self.connection.prepare_cached(&sql)?.query_row([id], event_row).optional()
    }

    /// Why an event was coded as it was.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn why(&self, id: &str) -> Result<Option<Explanation>> {
        let Some(row) = self.event(id)? else { return Ok(None) };
        let text = self.text(&row.event.report).at(&self.path)?;
        let explained = |why: &Why| Explained { why: why.clone(), words: words_under(&text, why) };
        let decisions = row.event.why.iter().map(explained).collect();
        Ok(Some(Explanation { row, decisions }))
    }

    fn text(&self, report: &str) -> rusqlite::Result<Text> {
        let mut statement = self.connection.prepare_cached("SELECT text FROM report WHERE id = ?1 AND latest = 1")?;
        statement.query_row([report], |row| row.get(0)).map(Text::new)
    }

    /// A report with its events, quotations and notes, from its latest coding. Layers are not kept.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn report(&self, id: &str) -> Result<Option<Record>> {
        self.query_report(id).at(&self.path)
    }

    pub(crate) fn query_report(&self, id: &str) -> rusqlite::Result<Option<Record>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT report.pk, version.dateline, models, codebook, id, sha256, title, url, publisher, language,
             published, published_basis, report.dateline, text, format, report.record
             FROM report JOIN version ON version.pk = report.version WHERE id = ?1 AND latest = 1",
        )?;
        let found = statement.query_row([id], |row| Ok((row.get(0)?, report_row(row)?))).optional()?;
        let Some((pk, report)) = found else { return Ok(None) };
        let rows = self.events_of(pk)?;
        let (sentences, events) = rows.into_iter().map(|row| (row.sentence, row.event)).unzip();
        let quotes = self.records_of(pk, "SELECT record FROM quote WHERE report = ?1 ORDER BY n")?;
        let notes = self.records_of(pk, "SELECT record FROM note WHERE report = ?1 ORDER BY n")?;
        Ok(Some(Record { report, layers: Vec::new(), events, sentences, quotes, notes }))
    }

    fn events_of(&self, report: i64) -> rusqlite::Result<Vec<EventRow>> {
        let sql = format!("SELECT {EVENT_COLUMNS} FROM {EVENT_TABLES} WHERE event.report = ?1 ORDER BY event.n");
        self.connection.prepare_cached(&sql)?.query_map([report], event_row)?.collect()
    }

    fn records_of<T: serde::de::DeserializeOwned>(&self, report: i64, sql: &str) -> rusqlite::Result<Vec<T>> {
        let mut statement = self.connection.prepare_cached(sql)?;
        statement.query_map([report], |row| json_at(0, row.get_ref(0)?.as_str()?))?.collect()
    }
}

fn report_row(row: &Row<'_>) -> rusqlite::Result<Report> {
    let text = row.get(13)?;
    match row.get::<_, Option<String>>(15)? {
        Some(record) => Ok(Report { text, ..json_at(15, &record)? }),
        None => report_of_format_1(row, text),
    }
}

fn report_of_format_1(row: &Row<'_>, text: String) -> rusqlite::Result<Report> {
    let (day, basis): (Option<String>, Option<String>) = (row.get(10)?, row.get(11)?);
    let published = day.zip(basis);
    let published = published.map(|(value, basis)| Published {
        value,
        precision: "day".into(),
        basis: basis.into(),
        stated_by: None,
    });
    let dateline: Option<String> = row.get(12)?;
    Ok(Report {
        version: version_at(row, 1)?,
        id: row.get(4)?,
        sha256: row.get(5)?,
        title: row.get(6)?,
        subtitle: None,
        authors: Vec::new(),
        section: None,
        url: row.get(7)?,
        publisher: row.get(8)?,
        language: row.get(9)?,
        published,
        modified: None,
        credits: Vec::new(),
        copied: None,
        dateline: dateline.map(|json| json_at(12, &json)).transpose()?,
        text,
        source: None,
        format: row.get(14)?,
    })
}

fn words_under(text: &Text, why: &Why) -> Vec<String> {
    let bytes = |pair: &[u32; 2]| text.to_bytes(Span::new(pair[0], pair[1]));
    why.spans.iter().map(|pair| text.slice(bytes(pair)).to_owned()).collect()
}
