//! Phrases: the tables know which texts hold the words, their texts must tell whether they stand together.

use super::plan::REPORT;
use super::rows::Hit;
use crate::read::Shelf;
use crate::record::Record;
use crate::store::Store;
use crate::write::{coded_words, roles};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// Takes texts apart as the tables of the database do, and keeps where each word stands.
const SCRATCH: &str = "CREATE VIRTUAL TABLE report USING fts5 (
        title, text, coded, tokenize = 'porter unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE event USING fts5 (
        actors, recipients, place, sources, tokenize = 'porter unicode61 remove_diacritics 2');";

/// Keeps the hits that hold the phrases.
pub(super) fn retain(store: &Store, phrases: &[(&str, String)], hits: &mut Vec<Hit>) -> rusqlite::Result<()> {
    for (column, phrase) in phrases {
        let scratch = Connection::open_in_memory()?;
        scratch.execute_batch(SCRATCH)?;
        let mut shelf = Shelf::new(store);
        match *column {
            REPORT => {
                let reports: BTreeSet<i64> = hits.iter().map(|hit| hit.report).collect();
                reports.into_iter().try_for_each(|pk| add_report(&scratch, pk, &shelf.record(pk)?))?;
                let found = found(&scratch, "SELECT rowid FROM report WHERE report MATCH ?1", phrase)?;
                hits.retain(|hit| found.contains(&hit.report));
            }
            role => {
                hits.iter().try_for_each(|hit| add_event(&scratch, hit.pk, &roles(&shelf.event(hit.pk)?.event)))?;
                let phrase = format!("{role} : ({phrase})");
                let found = found(&scratch, "SELECT rowid FROM event WHERE event MATCH ?1", &phrase)?;
                hits.retain(|hit| found.contains(&hit.pk));
            }
        }
    }
    Ok(())
}

fn add_report(scratch: &Connection, pk: i64, record: &Record) -> rusqlite::Result<()> {
    let sql = "INSERT INTO report (rowid, title, text, coded) VALUES (?1, ?2, ?3, ?4)";
    let report = &record.report;
    scratch.prepare_cached(sql)?.execute(params![pk, report.title, report.text, coded_words(record)])?;
    Ok(())
}

fn add_event(
    scratch: &Connection,
    pk: i64,
    [actors, recipients, place, sources]: &[String; 4],
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO event (rowid, actors, recipients, place, sources) VALUES (?1, ?2, ?3, ?4, ?5)";
    scratch.prepare_cached(sql)?.execute(params![pk, actors, recipients, place, sources])?;
    Ok(())
}

fn found(scratch: &Connection, sql: &str, phrase: &str) -> rusqlite::Result<BTreeSet<i64>> {
    scratch.prepare(sql)?.query_map([phrase], |row| row.get(0))?.collect()
}
