//! Finding the report or event that `show` and `why` were asked about.

use crate::args::{DEFAULT_DB, LookArgs};
use crate::batch;
use crate::report::{Tally, Work, hint};
use anyhow::{Result, bail};
use dateline::Tools;
use dateline_store::Store;
use dateline_store::record::{Event, LayerSet, Record, Words};
use std::path::{Path, PathBuf};

/// A report with the events that were asked for.
pub(crate) struct Found {
    /// The report and everything about it.
    pub(crate) record: Record,
    /// The one event that was named, or all; each with its sentence.
    pub(crate) chosen: Vec<(Event, Words)>,
}

/// Looks in the inputs, in the database, or codes the file that was named.
pub(crate) fn look(args: &LookArgs, tools: &Tools) -> Result<Vec<Found>> {
    let found = match Source::of(args) {
        Source::File(path) => code(&[path], args, tools, |_| true)?.into_iter().map(whole).collect(),
        Source::Inputs => code(&args.inputs, args, tools, |id| concerns(&args.id, id))?
            .into_iter()
            .filter_map(|record| choose(record, &args.id))
            .collect(),
        Source::Database(path) => stored(&path, &args.id)?,
    };
    if found.is_empty() {
        hint("dateline find and dateline code print ids; the id of an event is that of its report, #, and a number");
        bail!("no report or event {:?}", args.id);
    }
    Ok(found)
}

/// Where to look.
enum Source {
    File(PathBuf),
    Inputs,
    Database(PathBuf),
}

impl Source {
    fn of(args: &LookArgs) -> Self {
        let path = Path::new(&args.id);
        match &args.db {
            Some(db) => Source::Database(db.clone()),
            None if !args.inputs.is_empty() => Source::Inputs,
            None if path.exists() || args.id == "-" => Source::File(path.to_owned()),
            None => Source::Database(DEFAULT_DB.into()),
        }
    }
}

/// True where the id is that of the report or of one of its events.
fn concerns(id: &str, report: &str) -> bool {
    id == report || id.strip_prefix(report).is_some_and(|rest| rest.starts_with('#'))
}

/// Codes those reports of the inputs whose ids are wanted.
fn code(
    inputs: &[PathBuf],
    args: &LookArgs,
    tools: &Tools,
    wanted: impl Fn(&str) -> bool + Sync,
) -> Result<Vec<Record>> {
    let version = batch::version(tools);
    let work = |report: batch::Ingested| {
        wanted(&report.0.id).then(|| Record::of(&batch::read(report, tools), &version, LayerSet::NONE))
    };
    let mut records = Vec::new();
    let mut tally = Tally::new(Work::Reading, true);
    batch::each(inputs, &args.given, &mut tally, work, |record, _| {
        records.extend(record);
        Ok(())
    })?;
    Ok(records)
}

fn whole(record: Record) -> Found {
    let chosen = record.events.iter().cloned().zip(record.sentences.iter().cloned()).collect();
    Found { chosen, record }
}

fn choose(record: Record, id: &str) -> Option<Found> {
    let named = record.report.id != id;
    let mut found = whole(record);
    if named {
        found.chosen.retain(|(event, _)| event.id == id);
    }
    (!named || !found.chosen.is_empty()).then_some(found)
}

/// Looks for a report of this id, then for an event.
fn stored(path: &Path, id: &str) -> Result<Vec<Found>> {
    let store = Store::open_existing(path)?;
    if let Some(record) = store.report(id)? {
        return Ok(vec![whole(record)]);
    }
    let Some(row) = store.event(id)? else { return Ok(Vec::new()) };
    Ok(store.report(&row.event.report)?.and_then(|record| choose(record, id)).into_iter().collect())
}
