//! `dateline incidents`: what the reports of a database tell of, one event once.

use crate::args::{Format, IncidentsArgs};
use crate::output::Output;
use crate::printer::{Printer, lines};
use crate::report::{Status, hint};
use crate::story;
use anyhow::Result;
use dateline_store::{Store, Told};

/// Lists incidents.
pub(crate) fn run(args: &IncidentsArgs, quiet: bool) -> Result<Status> {
    let store = Store::open_existing(&args.db)?;
    let query = args.filters.query(None);
    let page = store.incidents(&query)?.skip(args.page.offset as usize).take(args.page.limit as usize);
    let told: Vec<Told> = page.collect::<Result<_, _>>()?;
    let printer = Printer::new(args.page.format, &args.page.output);
    let mut output = Output::open(args.page.output.output.as_deref())?;
    let body = match printer.format {
        Format::Table => story::list(&told, printer.room),
        _ => lines(told.iter().map(|told| serde_json::to_string(&told.incident)).collect::<Result<_, _>>()?),
    };
    printer.print(&mut output, &body)?;
    output.finish()?;
    if !quiet && told.is_empty() {
        hint("no incident matches; fewer conditions find more, `dateline code INPUT --db FILE` adds reports");
    }
    Ok(Status::Done)
}
