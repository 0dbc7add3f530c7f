//! Runs the cases that the codebook's rules carry, through the whole pipeline.

use crate::{Tools, read_from};
use dateline_doc::{Article, Byte, Confidence, Event, Participant, Reading, Span};
use dateline_events::code::Silence;
use dateline_lexicon::codebook::{Case, Rule};
use std::ops::Range;
use std::sync::Arc;

/// What became of one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResult {
    /// The rule that carries it.
    pub rule: Arc<str>,
    /// The sentence.
    pub text: String,
    /// What is wrong; `None` where the case holds.
    pub failure: Option<String>,
}

/// Runs all cases of the codebook in `tools`, in the order of the rules.
pub fn codebook_cases(tools: &Tools) -> Vec<CaseResult> {
    tools.codebook.rules().iter().flat_map(|rule| cases_of(rule, tools)).collect()
}

fn cases_of(rule: &Rule, tools: &Tools) -> Vec<CaseResult> {
    let fires = rule.fires.iter().map(|case| (case.text.to_string(), firing(rule, case, tools)));
    let silent = rule.silent.iter().map(|text| (text.to_string(), silence(rule, text, tools)));
    fires.chain(silent).map(|(text, failure)| CaseResult { rule: rule.id.clone(), text, failure }).collect()
}

/// The rule's type must be coded at the marked trigger, with the marked participants.
fn firing(rule: &Rule, case: &Case, tools: &Tools) -> Option<String> {
    let reading = read_sentence(&case.text, tools);
    let at_trigger = |event: &&Event| overlaps(event.trigger, &case.trigger);
    let Some(event) = reading.events.iter().find(|e| at_trigger(e) && e.kind.value == rule.kind) else {
        return Some(format!("no {} at the trigger; coded: {}", rule.kind, coded(&reading)));
    };
    let actors = side("actors", case.actors.as_deref(), &event.actors, &reading);
    actors.or_else(|| side("recipients", case.recipients.as_deref(), &event.recipients, &reading))
}

fn side(name: &str, wanted: Option<&[Range<usize>]>, found: &[Participant], reading: &Reading) -> Option<String> {
    let wanted = wanted?;
    let met = |range: &Range<usize>| found.iter().any(|p| overlaps(p.span, range));
    if wanted.iter().all(met) && wanted.len() == found.len() {
        return None;
    }
    let found: Vec<_> = found.iter().map(|p| reading.article.text.slice(p.span)).collect();
    Some(format!("{name} are {found:?}"))
}

/// Nothing of the rule's type may be coded by this rule.
fn silence(rule: &Rule, text: &str, tools: &Tools) -> Option<String> {
    let reading = read_sentence(text, tools);
    let fired = reading.events.iter().any(|event| event.kind.value == rule.kind);
    fired.then(|| format!("it must be silent; coded: {}", coded(&reading)))
}

/// Whether the rule fires is asked, not how sure the decision is of a sentence without a report around it.
fn read_sentence(text: &str, tools: &Tools) -> Reading {
    let article = Article { language: Some("en".to_owned()), ..Article::of_text("case", text) };
    read_from(article, tools, Confidence::per_mille(0))
}

fn coded(reading: &Reading) -> String {
    let one = |event: &Event| {
        let trigger = reading.article.text.slice(event.trigger);
        format!("{} \"{trigger}\" by {}", event.kind.value, event.kind.evidence.decided_by)
    };
    let all: Vec<_> = reading.events.iter().map(one).collect();
    if all.is_empty() { "nothing".to_owned() } else { all.join(", ") }
}

fn overlaps(span: Span<Byte>, range: &Range<usize>) -> bool {
    (span.start as usize) < range.end && range.start < span.end as usize
}

/// What one rule made of one word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The head word, as it stands in the text.
    pub word: String,
    /// The rule.
    pub rule: Arc<str>,
    /// Why it stayed silent; `None` where it fired.
    pub silence: Option<Silence>,
}

/// What each rule made of each word of a text that might set it off, in the order of the text.
pub fn explain_codebook(text: &str, tools: &Tools) -> Vec<Explanation> {
    let reading = read_sentence(text, tools);
    let attempts = dateline_events::code::attempts(&reading.article, &reading.layers, &tools.codebook, &tools.actors);
    let word = |head| reading.article.text.slice(reading.layers.syntax.span(head)).to_owned();
    attempts.into_iter().map(|a| Explanation { word: word(a.head), rule: a.rule, silence: a.silence }).collect()
}
