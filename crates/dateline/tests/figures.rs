//! How many: which counts whole sentences give to which event (`figures.cases`), and the notes on sums.
//!
//! The model is trained, and a retrained one may read single sentences differently: one case in eight may fail, and a
//! failure is printed.

mod common;
#[path = "common/report.rs"]
mod report;

use dateline::{Tools, read};
use report::article;

const CASES: &str = include_str!("figures.cases");

#[test]
fn sentences_give_their_figures() {
    common::check(CASES, 30, 8, failure);
}

fn failure(case: &str, tools: &Tools) -> Option<String> {
    let (wanted, marked) = case.split_once(" | ").unwrap_or_else(|| panic!("no bar in {case:?}"));
    let (kind, wanted) = wanted.split_once(" figure=").unwrap_or_else(|| panic!("no figure in {case:?}"));
    let at = marked.find('[').unwrap_or_else(|| panic!("no trigger in {case:?}")) as u32;
    let text = marked.replace(['[', ']'], "");
    let reading = read(article(&text), tools);
    let here = reading.events.iter().find(|e| e.trigger.start <= at && at < e.trigger.end && &*e.kind.value == kind);
    let Some(event) = here else { return Some(format!("{text}\n    no {kind}")) };
    let figure = |f: &dateline::doc::Figure| {
        let value = f.value.map_or("?".to_owned(), |value| value.to_string());
        format!("{}:{}:{value}", f.role.as_str(), f.quantifier.as_str())
    };
    let found = event.figures.iter().map(figure).collect::<Vec<_>>().join("+");
    let found = if found.is_empty() { "none".to_owned() } else { found };
    (found != wanted).then(|| format!("{text}\n    figure is {found:?}, not {wanted:?}"))
}

#[test]
fn sums_are_checked_and_noted() {
    let tools = Tools::builtin();
    let cases = [
        ("Rebels killed nine people, six men and three women.", "figures-add-up"),
        ("Rebels killed nine people, six men and two women.", "figures-disagree"),
        ("Rebels killed five people, including seven children.", "figures-disagree"),
        ("Rebels killed five people, including two children.", ""),
        ("Rebels killed at least nine people, six men and two women.", ""),
        (
            "Police arrested four people on Monday. The man's mother, father and two cousins were arrested in the north.",
            "figures-add-up",
        ),
    ];
    for (text, code) in cases {
        let reading = read(article(text), &tools);
        let found: Vec<_> = reading.notes.iter().map(|note| note.code).filter(|c| c.starts_with("figures-")).collect();
        assert_eq!(found.join(" "), code, "{text}");
    }
}
