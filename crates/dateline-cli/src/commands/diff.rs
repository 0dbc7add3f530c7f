//! `dateline diff`: what a new source, a new version or a new codebook changed.

use crate::args::{DiffArgs, Format};
use crate::output::Output;
use crate::printer::{Printer, lines};
use crate::report::{Status, hint};
use crate::terminal::{DIM, harmless, paint};
use anyhow::Result;
use dateline_store::Store;
use dateline_store::diff::{Change, incidents, report};
use std::collections::BTreeSet;

/// Prints what is not the same in both.
pub(crate) fn run(args: &DiffArgs, quiet: bool) -> Result<Status> {
    let (before, after) = (Store::open_existing(&args.before)?, Store::open_existing(&args.after)?);
    let printer = Printer::new(args.format, &args.output);
    let mut output = Output::open(args.output.output.as_deref())?;
    let mut changed = 0;
    let mut print = |changes: Vec<Change>| -> Result<()> {
        changed += changes.len();
        let body = match printer.format {
            Format::Table => changes.iter().map(draw).collect(),
            _ => lines(changes.iter().map(serde_json::to_string).collect::<Result<_, _>>()?),
        };
        printer.print(&mut output, &body)
    };
    let ids: BTreeSet<String> = before.report_ids()?.into_iter().chain(after.report_ids()?).collect();
    for id in ids {
        print(report(before.report(&id)?.as_ref(), after.report(&id)?.as_ref()))?;
    }
    print(incidents(&before.memberships()?, &after.memberships()?))?;
    output.finish()?;
    if !quiet && changed == 0 {
        hint("nothing changed");
    }
    Ok(Status::Done)
}

fn draw(change: &Change) -> String {
    let line = match change {
        Change::Report { report, change } => format!("report {report}: {change}"),
        Change::Event { report, trigger, change, fields, .. } => {
            let fields = fields.iter().map(|field| format!("{} {:?} → {:?}", field.field, field.before, field.after));
            format!("event {report} {trigger:?}: {change} {}", fields.collect::<Vec<_>>().join(", "))
        }
        Change::Incident { incident, change, joined, left } => {
            let listed = |sign: &str, events: &[String]| {
                events.iter().map(|event| format!(" {sign}{event}")).collect::<String>()
            };
            format!("incident {incident}: {change}{}{}", listed("+", joined), listed("-", left))
        }
    };
    let line = harmless(line.trim_end());
    if line.starts_with("report") { format!("{line}\n") } else { format!("{}\n", paint(DIM, &line)) }
}
