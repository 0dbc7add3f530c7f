//! `dateline codebook`: the cases that rules carry, and what is odd about the rules.

use crate::args::{CodebookArgs, CodebookCommand, CodingArgs};
use crate::output::Output;
use crate::report::Status;
use crate::terminal::{BOLD, FIGURE, harmless, paint};
use crate::tools::tools;
use anyhow::Result;
use dateline::lexicon::{Codebook, codebook::Rule};
use dateline::{Silence, Tools, codebook_cases, explain_codebook};
use std::collections::BTreeMap;

/// Runs a check.
pub(crate) fn run(args: &CodebookArgs) -> Result<Status> {
    let tools = tools(&CodingArgs { codebook: args.codebook.clone(), min_confidence: None })?;
    match &args.command {
        CodebookCommand::Test => test(&tools),
        CodebookCommand::Lint => lint(&tools.codebook),
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

fn test(tools: &Tools) -> Result<Status> {
    let cases = codebook_cases(tools);
    let mut output = Output::open(None)?;
    let mut failed = 0;
    for case in &cases {
        if let Some(failure) = &case.failure {
            failed += 1;
            output.styled(&complaint(&case.rule, &format!("{}: {failure}", case.text)))?;
        }
    }
    let held = cases.len() - failed;
    close(output, format!("{held} of {} cases hold", cases.len()), failed)
}

fn lint(codebook: &Codebook) -> Result<Status> {
    let complaints = [twins(codebook.rules()), repeated(codebook.rules())].concat();
    let mut output = Output::open(None)?;
    for (rule, what) in &complaints {
        output.styled(&complaint(rule, what))?;
    }
    let summary = format!("{} rules, {} complaints", codebook.rules().len(), complaints.len());
    close(output, summary, complaints.len())
}

fn complaint(rule: &str, what: &str) -> String {
    format!("{} {}\n", paint(FIGURE, &harmless(rule)), harmless(what))
}

fn close(mut output: Output, summary: String, failed: usize) -> Result<Status> {
    output.styled(&format!("{}\n", paint(BOLD, &summary)))?;
    output.finish()?;
    Ok(if failed == 0 { Status::Done } else { Status::Partly })
}

/// Rules that one and the same trigger sets off under the same conditions: only one of them can ever win.
fn twins(rules: &[Rule]) -> Vec<(String, String)> {
    let mut seen = BTreeMap::new();
    let mut complaints = Vec::new();
    for rule in rules {
        for trigger in &rule.triggers {
            let demands = (&rule.conditions, &rule.needs_after, &rule.near, &rule.not_near, rule.political);
            let key = format!("{trigger:?} {demands:?}");
            if let Some(first) = seen.insert(key, &rule.id) {
                let words = [&trigger.head].into_iter().chain(&trigger.with).map(|word| &**word).collect::<Vec<_>>();
                complaints.push((rule.id.to_string(), format!("{:?} sets off {first} just as well", words.join(" "))));
            }
        }
    }
    complaints
}

/// Sentences that occur in more than one case of one rule.
fn repeated(rules: &[Rule]) -> Vec<(String, String)> {
    let mut complaints = Vec::new();
    for rule in rules {
        let mut seen = std::collections::BTreeSet::new();
        for text in rule.fires.iter().map(|case| &*case.text).chain(rule.silent.iter().map(|text| &**text)) {
            if !seen.insert(text) {
                complaints.push((rule.id.to_string(), format!("the case occurs twice: {text}")));
            }
        }
    }
    complaints
}
