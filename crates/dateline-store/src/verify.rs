//! Checking a database against itself: is the file whole, and does every value still lie on its words?

use crate::error::{At, Result};
use crate::record::{Line, Record, Report, Words};
use crate::store::Store;
use dateline_doc::{Span, Text};
use serde_json::Value;

/// Something that is not as it was stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The report or event it is in, or "database".
    pub at: String,
    /// What is wrong.
    pub message: String,
}

impl Store {
    /// What SQLite finds wrong with the file: damaged pages, rows that hang on nothing.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn damage(&self) -> Result<Vec<Fault>> {
        let check = |sql: &str| -> rusqlite::Result<Vec<String>> {
            self.connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        let pages = check("PRAGMA integrity_check").at(&self.path)?;
        let dangling = check("PRAGMA foreign_key_check").at(&self.path)?;
        let fault = |message: String| Fault { at: "database".to_owned(), message };
        let pages = pages.into_iter().filter(|line| line != "ok").map(fault);
        Ok(pages.chain(dangling.into_iter().map(|table| fault(format!("a row of {table} hangs on nothing")))).collect())
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
    fn lines_but_report(&self) -> Vec<Value> {
        let events = self.events.iter().map(|event| Line::Event(Box::new(event.clone())));
        let quotes = self.quotes.iter().map(|quote| Line::Quote(quote.clone()));
        events.chain(quotes).filter_map(|line| serde_json::to_value(line).ok()).collect()
    }
}

/// Visits everything that has words and offsets.
fn walk(value: &Value, text: &Text, wrong: &mut impl FnMut(Words)) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| walk(value, text, wrong)),
        Value::Object(fields) => {
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

fn words(value: &Value) -> Option<Words> {
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
