//! Checking a database against itself: is the file whole, do its tables say what its records say, and does every value
//! still lie on its words?
//!
//! What the tables should say is found by storing all records again, in a database that is thrown away.

use crate::error::{At, Kind, Result};
use crate::open;
use crate::read::Shelf;
use crate::record::{Line, Record, Report, Words};
use crate::store::Store;
use crate::write::{Insert, Known};
use dateline_doc::{Span, Text};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Row};
use serde_json::Value as Json;

/// Something that is not as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The report or event it is in, or "database".
    pub at: String,
    /// What is wrong.
    pub message: String,
}

/// Reports of which an occurrence is in no incident, in one whose founder founds none, or takes part though another coding is
/// the latest.
const UNMERGED: &str = "SELECT DISTINCT report.id FROM occurrence JOIN report ON report.pk = occurrence.report
    LEFT JOIN occurrence AS founder ON founder.pk = occurrence.incident
    WHERE occurrence.live <> report.latest OR occurrence.live = 1 AND (founder.pk IS NULL
    OR founder.incident IS NOT founder.pk)";

impl Store {
    /// What is wrong with the file: damaged pages, bodies that can't be read, rows that hang on nothing, codings out of
    /// order, tables that do not say what the records say.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn damage(&self) -> Result<Vec<Fault>> {
        let lines = |sql: &str| -> rusqlite::Result<Vec<String>> {
            self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let mut faults = lines("PRAGMA integrity_check").at(&self.path)?;
        faults.retain(|line| line != "ok");
        let dangling = lines("PRAGMA foreign_key_check").at(&self.path)?;
        faults.extend(dangling.into_iter().map(|table| format!("a row of {table} hangs on nothing")));
        let disordered = lines(DISORDERED).at(&self.path)?;
        faults.extend(disordered.into_iter().map(|id| format!("the codings of report {id} do not follow one another")));
        let unmerged = lines(UNMERGED).at(&self.path)?;
        faults.extend(
            unmerged.into_iter().map(|id| format!("the events of report {id} are not in incidents as they should be")),
        );
        let mut faults: Vec<Fault> = faults.into_iter().map(Fault::of_database).collect();
        let unreadable = self.unreadable().at(&self.path)?;
        match unreadable.is_empty() {
            true => faults.extend(self.unsaid().at(&self.path)?.into_iter().map(Fault::of_database)),
            false => faults.extend(unreadable),
        }
        Ok(faults)
    }

    /// Reports whose bodies are not what was written.
    fn unreadable(&self) -> rusqlite::Result<Vec<Fault>> {
        let reports: Vec<(i64, String, i64)> = self
            .connection
            .prepare("SELECT pk, id, events FROM report ORDER BY pk")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let mut shelf = Shelf::new(self);
        let mut whole = |pk, events| shelf.record(pk).is_ok_and(|record| record.events.len() as i64 == events);
        let damaged = reports.into_iter().filter(|(pk, _, events)| !whole(*pk, *events));
        let message = "its text and records are not what was written";
        Ok(damaged.map(|(_, at, _)| Fault { at, message: message.to_owned() }).collect())
    }

    /// Tables that do not say what the records say.
    fn unsaid(&self) -> std::result::Result<Vec<String>, Kind> {
        let again = open::throwaway()?;
        self.store_again(&again)?;
        // Lists of the words of full-text tables are temporary tables, which a store that only reads does not make.
        let here = open::connect(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(|error| error.kind)?;
        let mut faults = Vec::new();
        for (what, sql) in SAID {
            faults.extend(
                difference(&here, &again, sql)?.map(|row| format!("{what} are not those of the records: {row}")),
            );
        }
        Ok(faults)
    }

    fn store_again(&self, again: &Connection) -> rusqlite::Result<()> {
        let transaction = again.unchecked_transaction()?;
        let (mut known, mut shelf) = (Known::default(), Shelf::new(self));
        let mut insert = Insert::new(&transaction, &mut known, "again");
        let mut reports = self.connection.prepare("SELECT pk FROM report ORDER BY pk")?;
        for pk in reports.query_map([], |row| row.get(0))? {
            let record = shelf.record(pk?)?;
            if let Some(added) = insert.coding(&record)? {
                insert.words(&record, &added)?;
            }
        }
        transaction.commit()
    }
}

impl Fault {
    fn of_database(message: String) -> Self {
        Fault { at: "database".to_owned(), message }
    }
}

/// Reports of which a coding is not ended by the next one.
const DISORDERED: &str = "SELECT DISTINCT id FROM
    (SELECT id, ended, lead(added) OVER (PARTITION BY id ORDER BY pk) AS next FROM report) WHERE ended IS NOT next";

/// What follows from the records, in words rather than numbers, which depend on what was stored before.
const SAID: [(&str, &str); 8] = [
    (
        "columns of reports",
        "SELECT report.pk, id, sha256, dateline, models, codebook, latest, published, word, first_event, events
         FROM report JOIN version ON version.pk = version LEFT JOIN code ON code.pk = publisher ORDER BY report.pk",
    ),
    (
        "columns of events",
        "SELECT event.pk, report, type.word, mode.word, from_day, to_day, reality.word, background, disputed, confidence
         FROM event JOIN code AS type ON type.pk = type LEFT JOIN code AS mode ON mode.pk = mode
         JOIN code AS reality ON reality.pk = reality ORDER BY event.pk",
    ),
    (
        "places of events",
        "SELECT event.pk, name, geonames, word, admin1, lat, lon, south, north, west, east FROM event
         JOIN place ON place.pk = event.place LEFT JOIN code ON code.pk = country
         LEFT JOIN place_box ON place_box.place = place.pk ORDER BY event.pk",
    ),
    (
        "countries and sectors of events",
        "SELECT event, role, kind, word FROM party JOIN code ON code.pk = code ORDER BY event, role, kind, word",
    ),
    ("figures of events", "SELECT event, word, value FROM figure JOIN code ON code.pk = role ORDER BY event, word, value"),
    ("words of reports", "SELECT term, doc FROM temp.words_of_reports"),
    ("words of events", "SELECT term, doc FROM temp.words_of_events"),
    ("words of roles", "SELECT term, doc, col FROM temp.words_of_roles"),
];

const WORDS: &str = "
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_reports USING fts5vocab (main, report_words, instance);
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_events USING fts5vocab (main, event_words, instance);
    CREATE VIRTUAL TABLE IF NOT EXISTS temp.words_of_roles USING fts5vocab (main, role_words, instance);";

/// The first row in which two databases differ, as the one here has it, or the other where there is none here.
fn difference(here: &Connection, again: &Connection, sql: &str) -> rusqlite::Result<Option<String>> {
    here.execute_batch(WORDS)?;
    again.execute_batch(WORDS)?;
    let (mut here, mut again) = (here.prepare(sql)?, again.prepare(sql)?);
    let columns = here.column_count();
    let values = |row: Option<&Row<'_>>| -> rusqlite::Result<Option<Vec<Value>>> {
        row.map(|row| (0..columns).map(|column| row.get(column)).collect()).transpose()
    };
    let (mut here, mut again) = (here.query([])?, again.query([])?);
    loop {
        match (values(here.next()?)?, values(again.next()?)?) {
            (None, None) => return Ok(None),
            (one, other) if one == other => {}
            (one, other) => return Ok(one.or(other).map(|row| format!("{row:?}"))),
        }
    }
}

/// The values of a record that do not lie on their words: `text` must be the report's text from `start` to `end`.
pub fn ungrounded(record: &Record) -> Vec<Fault> {
    let text = Text::new(record.report.text.clone());
    let mut faults = Vec::new();
    for line in record.lines_but_report() {
        let at = line["id"].as_str().unwrap_or(&record.report.id).to_owned();
        walk(&line, &text, &mut |words| {
            let message = format!("{:?} is not what stands at {}..{}", words.text, words.start, words.end);
            faults.push(Fault { at: at.clone(), message });
        });
    }
    faults.extend(source_faults(&record.report, &text));
    faults
}

impl Record {
    fn lines_but_report(&self) -> Vec<Json> {
        let events = self.events.iter().map(|event| Line::Event(Box::new(event.clone())));
        let quotes = self.quotes.iter().map(|quote| Line::Quote(quote.clone()));
        events.chain(quotes).filter_map(|line| serde_json::to_value(line).ok()).collect()
    }
}

/// Visits everything that has words and offsets.
fn walk(value: &Json, text: &Text, wrong: &mut impl FnMut(Words)) {
    match value {
        Json::Array(values) => values.iter().for_each(|value| walk(value, text, wrong)),
        Json::Object(fields) => {
            if let Some(words) = words(value)
                && text.slice(text.to_bytes(Span::new(words.start, words.end))) != words.text
            {
                wrong(words);
            }
            fields.values().for_each(|value| walk(value, text, wrong));
        }
        _ => {}
    }
}

fn words(value: &Json) -> Option<Words> {
    let number = |key: &str| u32::try_from(value[key].as_u64()?).ok();
    Some(Words { text: value["text"].as_str()?.to_owned(), start: number("start")?, end: number("end")? })
}

/// The map to the source must cover the text without gaps.
fn source_faults(report: &Report, text: &Text) -> Option<Fault> {
    let map = &report.source.as_ref()?.map;
    let mut at = 0;
    for piece in map {
        if piece[0] != at || piece[1] < piece[0] || piece[3] < piece[2] {
            let message = format!("the map to the source breaks at character {at}");
            return Some(Fault { at: report.id.clone(), message });
        }
        at = piece[1];
    }
    let end = text.to_chars(text.span()).end;
    let message = || format!("the map to the source ends at character {at} of {end}");
    (at != end && !map.is_empty()).then(|| Fault { at: report.id.clone(), message: message() })
}
