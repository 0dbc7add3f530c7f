//! Reports of the inputs, worked on in parallel, results in the order of the input.

use crate::args::GivenArgs;
use crate::pipeline::{self, Done, guarded};
use crate::report::Tally;
use anyhow::Result;
use dateline::Tools;
use dateline::doc::{Article, Note, Reading};
use dateline::ingest::{self, Defaults, Input, Limits, Problem};
use dateline_store::record::Version;
use std::path::PathBuf;

/// A report as ingest gives it.
pub(crate) type Ingested = (Article, Vec<Note>);

/// Works on every report of the inputs. Problems go to the tally, results to `sink`, which counts them itself.
pub(crate) fn each<O: Send>(
    inputs: &[PathBuf],
    given: &GivenArgs,
    tally: &mut Tally,
    work: impl Fn(Ingested) -> O + Sync,
    mut sink: impl FnMut(O, &mut Tally) -> Result<()>,
) -> Result<()> {
    let defaults = Defaults { published: given.published, publisher: given.publisher.clone(), language: None };
    let found = discover(inputs, tally);
    let reports = || ingest::articles(found, &defaults, Limits::default());
    let work =
        |report: Result<Ingested, Problem>| report.map_err(|p| p.to_string()).and_then(|report| one(report, &work));
    pipeline::ordered(reports, threads(given), work, |done| {
        match done {
            Done::Finished(Ok(result)) => return sink(result, tally),
            Done::Finished(Err(problem)) => tally.problem(&problem),
            Done::Panicked(message) => tally.problem(&format!("reading stopped: {}", bug(&message))),
        }
        Ok(())
    })
}

/// Finds what there is to read, and tells what is not.
fn discover(inputs: &[PathBuf], tally: &mut Tally) -> Vec<Input> {
    let found = ingest::inputs(inputs);
    found.problems.iter().for_each(|problem| tally.problem(&problem.to_string()));
    found.notes.iter().for_each(|note| tally.remark(&note.message));
    found.inputs
}

fn one<O>(report: Ingested, work: &impl Fn(Ingested) -> O) -> Result<O, String> {
    let id = report.0.id.clone();
    match guarded(|| work(report)) {
        Done::Finished(result) => Ok(result),
        Done::Panicked(message) => Err(format!("report {id}: left out, {}", bug(&message))),
    }
}

fn bug(message: &str) -> String {
    format!("a bug in dateline, please report it with the input ({message})")
}

/// The number asked for, or that of the cores.
fn threads(given: &GivenArgs) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    given.threads.map_or_else(cores, usize::from)
}

/// Reads a report; what ingest had to say about it stays with it.
pub(crate) fn read((article, notes): Ingested, tools: &Tools) -> Reading {
    let mut reading = dateline::read(article, tools);
    reading.notes.extend(notes);
    reading.notes.sort_by_key(|note| (note.span, note.code));
    reading
}

/// Versions as records carry them.
pub(crate) fn version(tools: &Tools) -> Version {
    let versions = tools.versions();
    // A model's version begins with the name under which it decides: "en-1" decides as "en".
    let name = versions.model.split('-').next().unwrap_or_default().to_owned();
    let models = [(name, versions.model), ("decisions".to_owned(), versions.decisions)].into();
    Version { dateline: versions.dateline, models, codebook: versions.codebook }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_in_a_report_names_the_report() {
        let report = || ingest::from_text("storm", b"Rain fell.", &Defaults::default());
        let failed: Result<(), String> = one(report(), &|_| panic!("index out of bounds"));
        let message = failed.unwrap_err();
        assert!(message.starts_with("report storm-") && message.contains("index out of bounds"), "{message}");
        assert_eq!(one(report(), &|(article, _)| article.text.len()), Ok(10));
    }
}
