//! `dateline code`: reports to events, printed or added to a database.

use crate::args::{CodeArgs, Layer};
use crate::batch::{self, Ingested};
use crate::output::Output;
use crate::printer::Printer;
use crate::report::{Status, Tally, Work};
use crate::tools::tools;
use anyhow::Result;
use dateline::Tools;
use dateline_store::record::{LayerSet, Record, Version};
use dateline_store::{Batch, Store};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// Codes every report of the inputs.
pub(crate) fn run(args: &CodeArgs, quiet: bool) -> Result<Status> {
    let layers = layers(&args.layers);
    let tools = Tools { predicates: layers.predicates, ..tools(&args.coding)? };
    let coder = Coder { version: batch::version(&tools), tools, layers };
    match &args.db {
        None => print(args, &coder, Tally::new(Work::Coding, quiet)),
        Some(db) if args.format.is_none() && args.output.output.is_none() => {
            store(args, &coder, db, Tally::new(Work::Storing, quiet).alone_on_terminal())
        }
        Some(db) => print_and_store(args, &coder, db, Tally::new(Work::Storing, quiet)),
    }
}

fn layers(list: &[Layer]) -> LayerSet {
    LayerSet {
        times: list.contains(&Layer::Times),
        places: list.contains(&Layer::Places),
        names: list.contains(&Layer::Names),
        attributions: list.contains(&Layer::Attributions),
        predicates: list.contains(&Layer::Predicates),
        coref: list.contains(&Layer::Coref),
    }
}

/// What makes a record of a report.
struct Coder {
    tools: Tools,
    version: Version,
    layers: LayerSet,
}

impl Coder {
    fn code(&self, report: Ingested) -> Record {
        Record::of(&batch::read(report, &self.tools), &self.version, self.layers)
    }
}

fn print(args: &CodeArgs, coder: &Coder, mut tally: Tally) -> Result<Status> {
    let printer = Printer::new(args.format, &args.output);
    let mut output = Output::open(args.output.output.as_deref())?;
    printer.print(&mut output, &printer.head())?;
    let work = |report| {
        let record = coder.code(report);
        (printer.body(&record), record.events.len())
    };
    batch::each(&args.input.inputs, &args.input.given, &mut tally, work, |(text, events), tally| {
        tally.done(events);
        printer.print(&mut output, &text)
    })?;
    output.finish()?;
    Ok(tally.close())
}

/// Codes what the database lacks, and adds it.
fn store(args: &CodeArgs, coder: &Coder, db: &Path, mut tally: Tally) -> Result<Status> {
    let mut store = Store::open(db)?;
    let known = Known::open(db)?;
    let mut writer = store.writer(Batch::default());
    let work = |report: Ingested| match known.has(&report, &coder.version)? {
        true => anyhow::Ok(None),
        false => Ok(Some(coder.code(report))),
    };
    batch::each(&args.input.inputs, &args.input.given, &mut tally, work, |record, tally| {
        match record? {
            None => tally.known(),
            Some(record) => {
                tally.done(record.events.len());
                writer.add(record)?;
            }
        }
        Ok(())
    })?;
    writer.finish()?;
    Ok(tally.close())
}

/// Codes everything, since everything is printed; the database takes what it lacks.
fn print_and_store(args: &CodeArgs, coder: &Coder, db: &Path, mut tally: Tally) -> Result<Status> {
    let printer = Printer::new(args.format, &args.output);
    let mut output = Output::open(args.output.output.as_deref())?;
    let mut store = Store::open(db)?;
    let known = Known::open(db)?;
    let mut writer = store.writer(Batch::default());
    printer.print(&mut output, &printer.head())?;
    let work = |report: Ingested| {
        let known = known.has(&report, &coder.version)?;
        let record = coder.code(report);
        anyhow::Ok((known, printer.body(&record), record))
    };
    batch::each(&args.input.inputs, &args.input.given, &mut tally, work, |done, tally| {
        let (known, text, record) = done?;
        if known {
            tally.known();
        } else {
            tally.done(record.events.len());
            writer.add(record)?;
        }
        printer.print(&mut output, &text)
    })?;
    writer.finish()?;
    output.finish()?;
    Ok(tally.close())
}

/// What a database holds already, asked on a connection of its own, so that the writer is never in the way.
struct Known(Mutex<Store>);

impl Known {
    fn open(db: &Path) -> Result<Self> {
        Ok(Known(Mutex::new(Store::open_existing(db)?)))
    }

    fn has(&self, (article, _): &Ingested, version: &Version) -> Result<bool> {
        let store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(store.has(&article.id, &article.sha256, version)?)
    }
}
