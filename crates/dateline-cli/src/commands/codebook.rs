//! `dateline codebook`: the cases that rules carry, and what is odd about the rules.

mod coverage;
mod lint;

use crate::args::{CodebookArgs, CodebookCommand, CodingArgs};
use crate::output::Output;
use crate::report::Status;
use crate::terminal::{BOLD, FIGURE, harmless, paint};
use crate::tools::tools;
use anyhow::Result;
use dateline::lexicon::Codebook;
use dateline::lexicon::codebook::{Trigger, TriggerPos};
use dateline::{Silence, Tools, codebook_cases, explain_codebook};

/// Runs a check.
pub(crate) fn run(args: &CodebookArgs) -> Result<Status> {
    let tools = tools(&CodingArgs { codebook: args.codebook.clone(), min_confidence: None })?;
    match &args.command {
        CodebookCommand::Test { untested } => test(&tools, *untested),
        CodebookCommand::Lint { overlaps } => lint(&tools.codebook, *overlaps),
        CodebookCommand::Explain { sentence, all } => explain(sentence, *all, &tools),
    }
}

/// One line a rule whose head word stands in the sentence: the word, the rule, and why it stayed silent.
fn explain(sentence: &str, all: bool, tools: &Tools) -> Result<Status> {
    let mut output = Output::open(None)?;
    for attempt in explain_codebook(sentence, tools) {
        let told = match attempt.silence {
            None => "fires",
            Some(Silence::MissingWord) if !all => continue,
            Some(silence) => silence.as_str(),
        };
        output.styled(&complaint(&attempt.rule, &format!("on \u{201c}{}\u{201d}: {told}", attempt.word)))?;
    }
    output.finish()?;
    Ok(Status::Done)
}

fn test(tools: &Tools, untested: bool) -> Result<Status> {
    let cases = codebook_cases(tools);
    let coverage = coverage::of(tools);
    let mut output = Output::open(None)?;
    for (rule, words) in coverage.missing.iter().filter(|_| untested) {
        output.styled(&complaint(rule, &format!("no case fires on: {}", words.join(", "))))?;
    }
    let mut failed = 0;
    for case in &cases {
        if let Some(failure) = &case.failure {
            failed += 1;
            output.styled(&complaint(&case.rule, &format!("{}: {failure}", case.text)))?;
        }
    }
    output.styled(&format!("{}\n", coverage.summary()))?;
    let held = cases.len() - failed;
    close(output, format!("{held} of {} cases hold", cases.len()), failed)
}

fn lint(codebook: &Codebook, overlaps: bool) -> Result<Status> {
    let found = lint::lint(codebook);
    let mut output = Output::open(None)?;
    for remark in found.iter().filter(|remark| remark.wrong || overlaps) {
        output.styled(&complaint(&remark.rule, &remark.what))?;
    }
    let complaints = found.iter().filter(|remark| remark.wrong).count();
    let others = found.len() - complaints;
    let summary = format!("{} rules, {complaints} complaints, {others} overlaps", codebook.rules().len());
    close(output, summary, complaints)
}

fn complaint(rule: &str, what: &str) -> String {
    format!("{} {}\n", paint(FIGURE, &harmless(rule)), harmless(what))
}

fn close(mut output: Output, summary: String, failed: usize) -> Result<Status> {
    output.styled(&format!("{}\n", paint(BOLD, &summary)))?;
    output.finish()?;
    Ok(if failed == 0 { Status::Done } else { Status::Partly })
}

/// A trigger as the files write it: "open fire", "air strike".
fn words(trigger: &Trigger) -> String {
    let with = trigger.with.iter().map(|word| &**word);
    let all: Vec<&str> = match trigger.pos {
        TriggerPos::Noun => with.chain([&*trigger.head]).collect(),
        TriggerPos::Verb | TriggerPos::Adjective => [&*trigger.head].into_iter().chain(with).collect(),
    };
    all.join(" ")
}
