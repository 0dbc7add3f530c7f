//! `dateline verify`: a database against itself and against the documents it was read from.

use crate::args::VerifyArgs;
use crate::output::Output;
use crate::report::{Status, error, hint};
use anyhow::{Context, Result};
use dateline::ingest::{document_at, sha256, stands_for};
use dateline_store::record::{Origin, Report};
use dateline_store::{Fault, Store, ungrounded};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What was checked.
#[derive(Default)]
struct Count {
    reports: usize,
    /// Reports whose documents were opened and found as they were.
    sources: usize,
    /// Reports of which no document is known: they came by standard input or from an earlier format.
    unsourced: usize,
    pieces: usize,
    faults: usize,
}

/// Checks everything and tells what is wrong.
pub(crate) fn run(args: &VerifyArgs, quiet: bool) -> Result<Status> {
    let store = Store::open_existing(&args.db)?;
    let mut count = Count::default();
    store.damage()?.iter().for_each(|fault| tell(fault, &mut count));
    for id in store.report_ids()? {
        let record = store.report(&id)?.with_context(|| format!("report {id} is listed and not there"))?;
        count.reports += 1;
        ungrounded(&record).iter().for_each(|fault| tell(fault, &mut count));
        check_source(&record.report, args.sources.as_deref(), &mut count);
    }
    summary(&count, quiet)?;
    Ok(if count.faults == 0 { Status::Done } else { Status::Partly })
}

fn tell(fault: &Fault, count: &mut Count) {
    count.faults += 1;
    error(&format!("{}: {}", fault.at, fault.message));
}

/// Reads the document again and compares its hash and every piece of the text with it.
fn check_source(report: &Report, folder: Option<&Path>, count: &mut Count) {
    let Some((source, file)) = report.source.as_ref().and_then(|source| Some((source, source.file.as_ref()?))) else {
        count.unsourced += 1;
        return;
    };
    let path = folder.map_or_else(|| PathBuf::from(file), |folder| folder.join(file));
    let faults = match document_at(&path, part(source)) {
        Err(problem) => vec![problem.to_string()],
        Ok(bytes) if sha256(&bytes) != report.sha256 => {
            vec![format!("{} is not the document that was read: its SHA-256 is {}", path.display(), sha256(&bytes))]
        }
        Ok(bytes) => {
            count.pieces += source.map.len();
            pieces(report, source, &bytes)
        }
    };
    count.sources += usize::from(faults.is_empty());
    faults.into_iter().for_each(|message| tell(&Fault { at: report.id.clone(), message }, count));
}

fn part(source: &Origin) -> Option<std::ops::Range<u64>> {
    let start = source.offset?;
    Some(start..start.saturating_add(source.length?))
}

/// The pieces whose bytes do not stand for their characters.
fn pieces(report: &Report, source: &Origin, bytes: &[u8]) -> Vec<String> {
    let encoding = source.encoding.as_deref().unwrap_or("UTF-8");
    let mut chars = report.text.chars();
    let mut faults = Vec::new();
    for [from, to, first, behind] in &source.map {
        let characters: String = chars.by_ref().take((to - from) as usize).collect();
        let there = bytes.get(*first as usize..*behind as usize);
        if !there.is_some_and(|bytes| stands_for(bytes, encoding, &characters)) {
            faults.push(format!("bytes {first}..{behind} of the document do not stand for characters {from}..{to}"));
        }
    }
    faults
}

fn summary(count: &Count, quiet: bool) -> Result<()> {
    let Count { reports, sources, unsourced, pieces, faults } = count;
    let mut output = Output::open(None)?;
    writeln!(
        output,
        "{reports} reports, {sources} checked against their documents ({pieces} pieces), {faults} faults"
    )?;
    output.finish()?;
    if *unsourced > 0 && !quiet {
        hint(&format!("{unsourced} reports name no document: they came by standard input or from an earlier version"));
    }
    Ok(())
}
