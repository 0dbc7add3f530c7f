//! `dateline find`: events in a database.

use crate::args::{FindArgs, Format};
use crate::filter;
use crate::output::Output;
use crate::printer::{Printer, lines};
use crate::report::{Status, hint};
use crate::rows;
use anyhow::{Context, Result};
use dateline_store::record::{Event, Line, csv_rows};
use dateline_store::{Query, Store};

/// Prints the events that match.
pub(crate) fn run(args: &FindArgs, quiet: bool) -> Result<Status> {
    let store = Store::open_existing(&args.db)?;
    let events: Vec<Event> = store.find(&query(args))?.into_iter().map(|row| row.event).collect();
    let printer = Printer::new(args.format, &args.output);
    let mut output = Output::open(args.output.output.as_deref())?;
    printer.print(&mut output, &printer.head())?;
    let body = match printer.format {
        Format::Table if events.is_empty() => String::new(),
        Format::Table => rows::found(&events, printer.room),
        Format::Jsonl => jsonl(&events)?,
        Format::Csv => csv(&events, &store)?,
    };
    printer.print(&mut output, &body)?;
    output.finish()?;
    if !quiet {
        remark(events.len(), args);
    }
    Ok(Status::Done)
}

fn query(args: &FindArgs) -> Query {
    Query { limit: Some(args.limit), offset: args.offset, ..filter::query(&args.query, &args.filter) }
}

fn jsonl(events: &[Event]) -> Result<String> {
    let line = |event: &Event| serde_json::to_string(&Line::Event(Box::new(event.clone())));
    Ok(lines(events.iter().map(line).collect::<Result<_, _>>()?))
}

/// Rows hold columns of the report too.
fn csv(events: &[Event], store: &Store) -> Result<String> {
    let mut rows = Vec::new();
    for event in events {
        let report = store.report(&event.report)?;
        let mut record = report.with_context(|| format!("the report of event {} is gone", event.id))?;
        record.events.retain(|other| other.id == event.id);
        rows.extend(csv_rows(&record));
    }
    Ok(lines(rows))
}

fn remark(found: usize, args: &FindArgs) {
    if found == 0 {
        hint("no event matches; fewer words or conditions find more");
    } else if found == args.limit as usize {
        hint(&format!("there may be more: --offset {} goes on", args.offset as usize + found));
    }
}
