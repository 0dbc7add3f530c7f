//! `dateline extract`: the text of reports and what their sources say about them, without coding.

use crate::args::{ExtractArgs, ExtractFormat};
use crate::batch::{self, Ingested};
use crate::output::Output;
use crate::report::{Status, Tally, Work};
use crate::rows;
use crate::terminal::{columns, harmless};
use anyhow::Result;
use dateline::Tools;
use dateline::doc::{Layers, Reading};
use dateline_store::record::{LayerSet, Record, Version};
use std::io::{IsTerminal, Write};

/// Prints every report.
pub(crate) fn run(args: &ExtractArgs, quiet: bool) -> Result<Status> {
    let version = batch::version(&Tools::builtin());
    let format = format(args);
    let mut output = Output::open(args.output.output.as_deref())?;
    let mut tally = Tally::new(Work::Reading, quiet);
    let render = |report| match format {
        ExtractFormat::Jsonl => line(report, &version),
        ExtractFormat::Text => page(report, &version),
    };
    batch::each(&args.input.inputs, &args.input.given, &mut tally, render, |text, tally| {
        tally.done(0);
        match format {
            ExtractFormat::Jsonl => output.write_all(text.as_bytes())?,
            ExtractFormat::Text => output.styled(&text)?,
        }
        Ok(())
    })?;
    output.finish()?;
    Ok(tally.close())
}

fn format(args: &ExtractArgs) -> ExtractFormat {
    let terminal = args.output.output.is_none() && std::io::stdout().is_terminal();
    args.format.unwrap_or(if terminal { ExtractFormat::Text } else { ExtractFormat::Jsonl })
}

fn line(report: Ingested, version: &Version) -> String {
    let mut lines = record(report, version).lines();
    lines.truncate(1);
    lines.concat() + "\n"
}

/// Heading and text. Control characters are shown, not sent, whatever the output is.
fn page(report: Ingested, version: &Version) -> String {
    let report = record(report, version).report;
    let text: Vec<_> = report.text.lines().map(harmless).collect();
    format!("{}\n{}\n\n", rows::heading(&report, columns()), text.join("\n"))
}

fn record((article, notes): Ingested, version: &Version) -> Record {
    let reading = Reading { article, layers: Layers::default(), events: Vec::new(), notes };
    Record::of(&reading, version, LayerSet::NONE)
}
