//! `dateline annotate`: sentences, tags, dependencies and names.

use crate::args::{AnnotateArgs, AnnotateFormat};
use crate::batch::{self, Ingested};
use crate::output::Output;
use crate::report::{Status, Tally, Work};
use anyhow::Result;
use dateline::{Tools, annotate};
use dateline_store::record::{LayerSet, Record, Version};
use std::io::Write;

/// Prints the layers of every report.
pub(crate) fn run(args: &AnnotateArgs, quiet: bool) -> Result<Status> {
    let tools = Tools::builtin();
    let version = batch::version(&tools);
    let mut output = Output::open(args.output.output.as_deref())?;
    let mut tally = Tally::new(Work::Reading, quiet);
    let work = |report| match args.format {
        AnnotateFormat::Conllu => conllu(report, &tools),
        AnnotateFormat::Jsonl => layers(report, &tools, &version),
    };
    batch::each(&args.input.inputs, &args.input.given, &mut tally, work, |text, tally| {
        tally.done(0);
        Ok(output.write_all(text.as_bytes())?)
    })?;
    output.finish()?;
    Ok(tally.close())
}

fn conllu((article, _): Ingested, tools: &Tools) -> String {
    let furniture: Vec<_> = article.furniture.iter().map(|part| part.span).collect();
    let (syntax, _, _) = annotate::annotate(&article.text, &furniture, &tools.model);
    annotate::conllu(&article.text, &article.id, &syntax)
}

/// The report and all its layers; the events are left to `code`.
fn layers(report: Ingested, tools: &Tools, version: &Version) -> String {
    let record = Record::of(&batch::read(report, tools), version, LayerSet::ALL);
    let lines = 1 + record.layers.len();
    record.lines().into_iter().take(lines).fold(String::new(), |text, line| text + &line + "\n")
}
