//! Records in the formats that events are printed in.

use crate::args::{Format, OutputArgs};
use crate::output::Output;
use crate::rows;
use crate::terminal::columns;
use anyhow::Result;
use dateline_store::record::{Record, csv_header, csv_rows};
use std::io::{IsTerminal, Write};

/// How records are printed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printer {
    /// The format.
    pub(crate) format: Format,
    /// Columns of the terminal.
    pub(crate) room: Option<usize>,
}

impl Printer {
    /// The format asked for, else a table on a terminal and JSON lines anywhere else.
    pub(crate) fn new(asked: Option<Format>, output: &OutputArgs) -> Self {
        let terminal = output.output.is_none() && std::io::stdout().is_terminal();
        let usual = if terminal { Format::Table } else { Format::Jsonl };
        Printer { format: asked.unwrap_or(usual), room: columns() }
    }

    /// What stands before all records.
    pub(crate) fn head(self) -> String {
        if self.format == Format::Csv { csv_header() + "\n" } else { String::new() }
    }

    /// A report with its events.
    pub(crate) fn body(self, record: &Record) -> String {
        match self.format {
            Format::Table => rows::report(&record.report, &record.events, self.room),
            Format::Jsonl => lines(record.lines()),
            Format::Csv => lines(csv_rows(record)),
        }
    }

    /// Writes what [`Printer::head`] or [`Printer::body`] made.
    pub(crate) fn print(self, output: &mut Output, text: &str) -> Result<()> {
        match self.format {
            Format::Table => output.styled(text)?,
            Format::Jsonl | Format::Csv => output.write_all(text.as_bytes())?,
        }
        Ok(())
    }
}

/// Lines as a text, each ended.
pub(crate) fn lines(lines: Vec<String>) -> String {
    lines.into_iter().fold(String::new(), |text, line| text + &line + "\n")
}
