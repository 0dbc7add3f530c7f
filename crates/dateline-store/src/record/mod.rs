//! The published record of a report: typed lines, their order, and how they are written.
//!
//! [`Record::lines`] gives JSON, one object a line, in this order: the report; the layers that were asked for (times,
//! places, names, attributions, predicates, each in the order of the text); events; quotes; notes. Keys stand in the order of the
//! fields of [`types`]. Offsets are code points of the report's text, and `text == report.text[start:end]` holds for
//! every value by construction ([`Words::at`]).
//!
//! Two keys go beyond the contract: `why[].spans`, the pairs that a decision rests on, and `dateline.date`.

mod convert;
mod csv;
mod incident;
mod layers;
pub mod types;
mod why;

pub use csv::{csv_header, csv_rows};
pub use incident::*;
pub use layers::{LayerSet, UnknownLayer};
pub use types::*;
pub use why::FIELDS;

use dateline_doc::Reading;

/// Number of the format that these lines are written in.
pub const FORMAT: u32 = 1;

/// Everything published about one report.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// The report itself.
    pub report: Report,
    /// The layers asked for.
    pub layers: Vec<Line>,
    /// Events, in the order of the text.
    pub events: Vec<Event>,
    /// The sentence of each event, for search and display; not part of the lines.
    pub sentences: Vec<Words>,
    /// Quotations, in the order of the text.
    pub quotes: Vec<Quote>,
    /// Remarks, in the order of the text.
    pub notes: Vec<Note>,
}

impl Record {
    /// What was read, as it is published.
    pub fn of(reading: &Reading, version: &Version, layers: LayerSet) -> Self {
        convert::record(reading, version, layers)
    }

    /// Its JSON lines, without line ends.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![to_json(&Line::Report(Box::new(self.report.clone())))];
        lines.extend(self.layers.iter().map(to_json));
        lines.extend(self.events.iter().map(|event| to_json(&Line::Event(Box::new(event.clone())))));
        lines.extend(self.quotes.iter().map(|quote| to_json(&Line::Quote(quote.clone()))));
        lines.extend(self.notes.iter().map(|note| to_json(&Line::Note(note.clone()))));
        lines
    }
}

/// The JSON lines of a reading, without line ends; see the order in the module's description.
pub fn lines(reading: &Reading, version: &Version, layers: LayerSet) -> Vec<String> {
    Record::of(reading, version, layers).lines()
}

/// Records are structs of strings, numbers and maps with string keys: they always have a JSON form.
pub(crate) fn to_json<T: serde::Serialize>(record: &T) -> String {
    serde_json::to_string(record).expect("a record has only string keys")
}
