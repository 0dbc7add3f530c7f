//! Formats 1 and 2 into format 3: every coding is read as it was stored and added again.
//!
//! Only what the schema can't say is here. The tables of the old formats are read by the names that `v3.sql` gave them, and
//! dropped at the end.

use crate::record::{Event, Published, Record, Report, Words};
use crate::store::{json_at, version_at};
use crate::write::{Insert, Known};
use rusqlite::{Row, Transaction};
use serde::de::DeserializeOwned;

/// Fills the tables of format 3.
pub(crate) fn to_format_3(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut known = Known::default();
    let mut insert = Insert::new(transaction, &mut known, "migrated");
    let mut statement = transaction.prepare(
        "SELECT old_report.pk, version.dateline, models, codebook, id, sha256, title, url, publisher, language,
         published, published_basis, old_report.dateline, text, format, record
         FROM old_report JOIN version ON version.pk = old_report.version ORDER BY old_report.pk",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let record = record(transaction, row)?;
        if let Some(added) = insert.coding(&record)? {
            insert.words(&record, &added)?;
        }
    }
    drop(rows);
    drop(statement);
    insert.settle()?;
    transaction.execute_batch("DROP TABLE old_event; DROP TABLE old_quote; DROP TABLE old_note; DROP TABLE old_report;")
}

fn record(transaction: &Transaction<'_>, row: &Row<'_>) -> rusqlite::Result<Record> {
    let pk = row.get(0)?;
    let (events, sentences) = events(transaction, pk)?.into_iter().unzip();
    Ok(Record {
        report: report(row)?,
        layers: Vec::new(),
        events,
        sentences,
        quotes: records(transaction, pk, "SELECT record FROM old_quote WHERE report = ?1 ORDER BY n")?,
        notes: records(transaction, pk, "SELECT record FROM old_note WHERE report = ?1 ORDER BY n")?,
    })
}

fn events(transaction: &Transaction<'_>, report: i64) -> rusqlite::Result<Vec<(Event, Words)>> {
    let sql = "SELECT record, sentence, sentence_start FROM old_event WHERE report = ?1 ORDER BY n";
    let mut statement = transaction.prepare_cached(sql)?;
    let events = statement.query_map([report], |row| {
        let (text, start): (String, u32) = (row.get(1)?, row.get(2)?);
        let end = start + text.chars().count() as u32;
        Ok((json_at(0, row.get_ref(0)?.as_str()?)?, Words { text, start, end }))
    })?;
    events.collect()
}

fn records<T: DeserializeOwned>(transaction: &Transaction<'_>, report: i64, sql: &str) -> rusqlite::Result<Vec<T>> {
    let mut statement = transaction.prepare_cached(sql)?;
    statement.query_map([report], |row| json_at(0, row.get_ref(0)?.as_str()?))?.collect()
}

fn report(row: &Row<'_>) -> rusqlite::Result<Report> {
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
