//! `dateline find`: events in a database.

use crate::args::{FindArgs, Format};
use crate::output::Output;
use crate::printer::{Printer, lines};
use crate::report::{Status, count, hint};
use crate::rows;
use anyhow::Result;
use dateline_store::record::{Event, Line, Record, csv_rows};
use dateline_store::{EventRow, Query, Store};

/// Prints the events that match.
pub(crate) fn run(args: &FindArgs, quiet: bool) -> Result<Status> {
    let query = Query { limit: Some(args.page.limit), offset: args.page.offset, ..args.filters.query(args.sort) };
    let page = Store::open_existing(&args.db)?.page(&query)?;
    let printer = Printer::new(args.page.format, &args.page.output);
    let mut output = Output::open(args.page.output.output.as_deref())?;
    printer.print(&mut output, &printer.head())?;
    printer.print(&mut output, &body(&printer, &page.events)?)?;
    output.finish()?;
    if !quiet {
        hint(&remark(page.events.len(), page.all, args.page.offset as usize));
    }
    Ok(Status::Done)
}

fn body(printer: &Printer, found: &[EventRow]) -> Result<String> {
    let events: Vec<&Event> = found.iter().map(|row| &row.event).collect();
    Ok(match printer.format {
        Format::Table if events.is_empty() => String::new(),
        Format::Table => rows::found(&events, printer.room),
        Format::Jsonl => {
            let line = |event: &&Event| serde_json::to_string(&Line::Event(Box::new((*event).clone())));
            lines(events.iter().map(line).collect::<Result<_, _>>()?)
        }
        Format::Csv => lines(found.iter().flat_map(|row| csv_rows(&record(row))).collect()),
    })
}

/// Rows of CSV hold columns of the report too.
fn record(row: &EventRow) -> Record {
    Record {
        report: (*row.report).clone(),
        layers: Vec::new(),
        events: vec![row.event.clone()],
        sentences: vec![row.sentence.clone()],
        quotes: Vec::new(),
        notes: Vec::new(),
    }
}

/// How many there are, and how to see the others.
fn remark(shown: usize, all: usize, offset: usize) -> String {
    let events = count(all, "event");
    match (all, shown) {
        (0, _) => "no event matches; fewer words or conditions find more".to_owned(),
        (_, 0) => format!("{events} in all, none of them after --offset {offset}"),
        _ if shown == all => events,
        _ if offset + shown == all => format!("{} to {all} of {events}", offset + 1),
        _ => format!("{} to {} of {events}: --offset {} goes on", offset + 1, offset + shown, offset + shown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_remark_says_where_one_is() {
        let cases = [
            ((0, 0, 0), "no event matches; fewer words or conditions find more"),
            ((1, 1, 0), "1 event"),
            ((10, 25, 0), "1 to 10 of 25 events: --offset 10 goes on"),
            ((5, 25, 20), "21 to 25 of 25 events"),
            ((0, 25, 30), "25 events in all, none of them after --offset 30"),
        ];
        for ((shown, all, offset), expected) in cases {
            assert_eq!(remark(shown, all, offset), expected);
        }
    }
}
