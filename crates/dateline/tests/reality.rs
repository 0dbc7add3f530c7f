//! Whether it happened, and whether it is earlier than the news, sentence by sentence (`reality.cases`).
//!
//! A case is a line `reality background | sentence with the [trigger] in brackets`; of two marked words both must be as
//! the line says, where they are coded. The model is trained, and a retrained one may read single sentences differently:
//! one case in seven may fail, and failures are printed.

mod common;
#[path = "common/report.rs"]
mod report;

use dateline::doc::Event;
use dateline::{Tools, read};
use report::article;

const CASES: &str = include_str!("reality.cases");

#[test]
fn reality_and_background_are_as_the_cases_say() {
    common::check(CASES, 150, 7, failure);
}

#[test]
fn what_decided_is_evidence() {
    let reading = read(article("The soldiers did not kill the prisoner."), &Tools::builtin());
    let evidence = reading.events.first().map(|event| &event.reality.evidence);
    let words = evidence.and_then(|evidence| evidence.spans.first()).map(|span| reading.article.text.slice(*span));
    assert_eq!(words, Some("not"));
}

fn failure(case: &str, tools: &Tools) -> Option<String> {
    let (wanted, marked) = case.split_once(" | ").unwrap_or_else(|| panic!("no bar in {case:?}"));
    let (reality, background) = wanted.split_once(' ').unwrap_or_else(|| panic!("no two words in {case:?}"));
    let text = marked.replace(['[', ']'], "");
    let reading = read(article(&text), tools);
    let triggers = marked.match_indices('[').enumerate().map(|(before, (at, _))| (at - 2 * before) as u32);
    let here = |at: u32| reading.events.iter().find(|e| e.trigger.start <= at && at < e.trigger.end);
    let coded: Vec<&Event> = triggers.filter_map(here).collect();
    if coded.is_empty() {
        return Some(format!("{text}\n    no event"));
    }
    let found = |event: &Event| (event.reality.value.as_str(), if event.background.value { "bg" } else { "-" });
    let wrong = coded.iter().find(|event| found(event) != (reality, background))?;
    let rules = (&wrong.reality.evidence.decided_by, &wrong.background.evidence.decided_by);
    Some(format!("{text}\n    {:?}, not {wanted:?}: {}, {}", found(wrong), rules.0, rules.1))
}
