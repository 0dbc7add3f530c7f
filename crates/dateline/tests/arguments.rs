//! Who acts and who is acted on, construction by construction (`arguments.cases`).
//!
//! A case is a line `TYPE | actors | recipients | sentence with the [trigger] in brackets`; parties stand between "; ", "-" is
//! nobody, "*" anybody. The model is trained, and a retrained one may read single sentences differently: one case in eight may
//! fail, and a failure is printed.

mod common;

use dateline::doc::{Article, Event, Participant, Reading};
use dateline::{Tools, read};

const CASES: &str = include_str!("arguments.cases");

#[test]
fn parties_are_found_in_every_construction() {
    common::check(CASES, 120, 8, failure);
}

fn failure(case: &str, tools: &Tools) -> Option<String> {
    let [kind, actors, recipients, marked] =
        case.split(" | ").collect::<Vec<_>>().try_into().unwrap_or_else(|_| panic!("no four parts in {case:?}"));
    let text = marked.replace(['[', ']'], "");
    let at = marked.find('[').unwrap_or_else(|| panic!("no trigger in {case:?}")) as u32;
    let reading = read(Article { language: Some("en".to_owned()), ..Article::of_text("case", &text) }, tools);
    let here = |event: &&Event| event.trigger.start <= at && at < event.trigger.end && &*event.kind.value == kind;
    let Some(event) = reading.events.iter().find(here) else {
        return Some(format!("{text}\n    no {kind}"));
    };
    [("actors", actors, &event.actors), ("recipients", recipients, &event.recipients)].into_iter().find_map(
        |(side, wanted, found)| {
            let found = join(&reading, found);
            (wanted != "*" && found != wanted).then(|| format!("{text}\n    {side} are {found:?}, not {wanted:?}"))
        },
    )
}

fn join(reading: &Reading, parties: &[Participant]) -> String {
    let all: Vec<_> = parties.iter().map(|party| reading.article.text.slice(party.span)).collect();
    if all.is_empty() { "-".to_owned() } else { all.join("; ") }
}
