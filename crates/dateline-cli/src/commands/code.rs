//! `dateline code`: reports to events.

use crate::args::{CodeArgs, Format, Layer};
use crate::batch;
use crate::output::Output;
use crate::report::{Status, Tally, Work};
use crate::rows;
use crate::terminal::columns;
use anyhow::Result;
use dateline::Tools;
use dateline_store::record::{LayerSet, Record, csv_header, csv_rows};
use std::io::{IsTerminal, Write};

/// Codes every report of the inputs.
pub(crate) fn run(args: &CodeArgs, quiet: bool) -> Result<Status> {
    let tools = Tools::builtin();
    let version = batch::version(&tools);
    let mut output = Output::open(args.output.output.as_deref())?;
    let mut tally = Tally::new(Work::Coding, quiet);
    let printer = Printer { format: format(args), room: columns() };
    let layers = layers(&args.layers);
    output.write_all(printer.head().as_bytes())?;
    let work = |report| {
        let record = Record::of(&batch::read(report, &tools), &version, layers);
        (printer.body(&record), record.events.len())
    };
    batch::each(&args.input.inputs, &args.input.given, &mut tally, work, |(text, events), tally| {
        tally.done(events);
        printer.print(&mut output, &text)
    })?;
    output.finish()?;
    Ok(tally.close())
}

fn format(args: &CodeArgs) -> Format {
    let terminal = args.output.output.is_none() && std::io::stdout().is_terminal();
    args.format.unwrap_or(if terminal { Format::Table } else { Format::Jsonl })
}

fn layers(list: &[Layer]) -> LayerSet {
    LayerSet {
        times: list.contains(&Layer::Times),
        places: list.contains(&Layer::Places),
        names: list.contains(&Layer::Names),
        attributions: list.contains(&Layer::Attributions),
    }
}

/// How records are printed.
struct Printer {
    format: Format,
    room: Option<usize>,
}

impl Printer {
    fn head(&self) -> String {
        if self.format == Format::Csv { csv_header() + "\n" } else { String::new() }
    }

    fn body(&self, record: &Record) -> String {
        match self.format {
            Format::Table => rows::report(&record.report, &record.events, self.room),
            Format::Jsonl => lines(record.lines()),
            Format::Csv => lines(csv_rows(record)),
        }
    }

    fn print(&self, output: &mut Output, text: &str) -> Result<()> {
        match self.format {
            Format::Table => output.styled(text)?,
            Format::Jsonl | Format::Csv => output.write_all(text.as_bytes())?,
        }
        Ok(())
    }
}

fn lines(lines: Vec<String>) -> String {
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    text
}
