//! Phrases: the tables know which texts hold the words, the texts must tell whether they stand together.

use super::plan::Sql;
use super::rows::Hit;
use super::typed::{self, Term};
use crate::read::Shelf;
use crate::store::Store;
use crate::write::{event_codes, roles};
use rusqlite::{Connection, params};
use std::collections::BTreeSet;

/// A phrase that must be held.
#[derive(Debug)]
pub(super) struct Phrase {
    /// The role of events that must hold it, or `REPORT`.
    pub(super) column: &'static str,
    /// More than one word.
    pub(super) term: Term,
}

/// In [`Phrase::column`]: headline or text of the report, or what was coded of an event.
pub(super) const REPORT: &str = "report";

/// Takes texts apart as the tables of the database do, and keeps where each word stands.
const SCRATCH: &str = "
    CREATE VIRTUAL TABLE report USING fts5 (title, text, tokenize = 'porter unicode61 remove_diacritics 2');
    CREATE VIRTUAL TABLE event USING fts5 (
        coded, actors, recipients, place, sources, tokenize = 'porter unicode61 remove_diacritics 2');";

/// Keeps the hits that hold the phrases.
pub(super) fn retain(store: &Store, phrases: &[Phrase], hits: &mut Vec<Hit>) -> rusqlite::Result<()> {
    for phrase in phrases {
        let scratch = Scratch::new(store)?;
        match phrase.column {
            REPORT => {
                let reports: BTreeSet<i64> = hits.iter().map(|hit| hit.report).collect();
                let mut holding = scratch.in_texts(&reports, phrase)?;
                let others: Vec<i64> = reports.difference(&holding).copied().collect();
                holding.extend(scratch.in_codes(&others, phrase)?);
                hits.retain(|hit| holding.contains(&hit.report));
            }
            _ => {
                let holding = scratch.in_role(hits, phrase)?;
                hits.retain(|hit| holding.contains(&hit.pk));
            }
        }
    }
    Ok(())
}

impl Phrase {
    fn as_fts(&self) -> &str {
        self.term.phrase().unwrap_or_default()
    }
}

struct Scratch<'s> {
    store: &'s Store,
    tables: Connection,
}

impl<'s> Scratch<'s> {
    fn new(store: &'s Store) -> rusqlite::Result<Self> {
        let tables = Connection::open_in_memory()?;
        tables.execute_batch(SCRATCH)?;
        Ok(Scratch { store, tables })
    }

    /// The reports whose headlines or texts hold the phrase.
    fn in_texts(&self, reports: &BTreeSet<i64>, phrase: &Phrase) -> rusqlite::Result<BTreeSet<i64>> {
        let mut insert = self.tables.prepare("INSERT INTO report (rowid, title, text) VALUES (?1, ?2, ?3)")?;
        for pk in reports {
            let [text, title] = self.store.words_of(*pk)?;
            if phrase.term.may_be_in(&text) || phrase.term.may_be_in(&title) {
                insert.execute(params![pk, title, text])?;
            }
        }
        self.found("SELECT rowid FROM report WHERE report MATCH ?1", phrase.as_fts())
    }

    /// The reports of which an event is coded with the phrase.
    fn in_codes(&self, reports: &[i64], phrase: &Phrase) -> rusqlite::Result<Vec<i64>> {
        let sql = "SELECT rowid FROM event_words WHERE event_words MATCH ?";
        let events =
            self.store.numbers(&Sql::new(sql, [typed::all_tokens(std::slice::from_ref(&phrase.term))]), None)?;
        let mut shelf = Shelf::new(self.store);
        let mut insert = self.tables.prepare("INSERT INTO event (rowid, coded) VALUES (?1, ?2)")?;
        let mut of = Vec::new();
        for report in reports {
            for pk in self.store.events_of(*report)?.filter(|pk| events.contains(*pk)) {
                insert.execute(params![pk, event_codes(&shelf.event(pk)?.event)])?;
                of.push((pk, *report));
            }
        }
        let holding =
            self.found("SELECT rowid FROM event WHERE event MATCH ?1", &format!("coded : ({})", phrase.as_fts()))?;
        Ok(of.into_iter().filter(|(pk, _)| holding.contains(pk)).map(|(_, report)| report).collect())
    }

    /// The events of which the role holds the phrase.
    fn in_role(&self, hits: &[Hit], phrase: &Phrase) -> rusqlite::Result<BTreeSet<i64>> {
        let mut shelf = Shelf::new(self.store);
        let mut insert = self
            .tables
            .prepare("INSERT INTO event (rowid, actors, recipients, place, sources) VALUES (?1, ?2, ?3, ?4, ?5)")?;
        for hit in hits {
            let [actors, recipients, place, sources] = roles(&shelf.event(hit.pk)?.event);
            insert.execute(params![hit.pk, actors, recipients, place, sources])?;
        }
        self.found(
            "SELECT rowid FROM event WHERE event MATCH ?1",
            &format!("{} : ({})", phrase.column, phrase.as_fts()),
        )
    }

    fn found(&self, sql: &str, phrase: &str) -> rusqlite::Result<BTreeSet<i64>> {
        self.tables.prepare(sql)?.query_map([phrase], |row| row.get(0))?.collect()
    }
}
