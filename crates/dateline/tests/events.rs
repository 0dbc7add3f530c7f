//! What the coder makes of whole sentences: reality, times, places, figures, sources (`events.cases`).
//!
//! A case is a line `TYPE key=value… | sentence with the [trigger] in brackets`; `NONE | sentence` must give no event.
//! The model is trained, and a retrained one may read single sentences differently: one case in twelve may fail, and a
//! failure is printed.

mod common;
#[path = "common/fields.rs"]
mod fields;
#[path = "common/report.rs"]
mod report;

use dateline::doc::{Event, Reading};
use dateline::{Tools, read};
use report::article;

const CASES: &str = include_str!("events.cases");

#[test]
fn sentences_are_coded_as_their_cases_say() {
    common::check(CASES, 40, 12, failure);
}

fn failure(case: &str, tools: &Tools) -> Option<String> {
    let (wanted, marked) = case.split_once(" | ").unwrap_or_else(|| panic!("no bar in {case:?}"));
    let text = marked.replace(['[', ']'], "");
    let reading = read(article(&text), tools);
    if wanted == "NONE" {
        let coded: Vec<_> = reading.events.iter().map(|event| event.kind.value.to_string()).collect();
        return (!coded.is_empty()).then(|| format!("{text}\n    must give nothing, gives {coded:?}"));
    }
    fields::difference((wanted, marked), &reading, field)
}

fn field(reading: &Reading, event: &Event, key: &str) -> String {
    let text = |span| reading.article.text.slice(span).to_owned();
    match key {
        "reality" => event.reality.value.as_str().to_owned(),
        "mode" => event.mode.as_ref().map_or("none".to_owned(), |mode| mode.value.to_string()),
        "date" => event.time.known().map_or("none".to_owned(), |time| time.interval.from.to_string()),
        "basis" => event.time.known().map_or("none".to_owned(), |time| time.basis.as_str().to_owned()),
        "place" => event.place.known().map_or("none".to_owned(), |place| text(place.toponym.span)),
        "source" => join(event.sources.iter().map(|source| text(source.span))),
        "figure" => join(event.figures.iter().map(|f| {
            let value = f.value.map_or("?".to_owned(), |value| value.to_string());
            format!("{}:{}:{value}", f.role.as_str(), f.quantifier.as_str())
        })),
        "actor" => join(event.actors.iter().map(|p| text(p.span))),
        "recipient" => join(event.recipients.iter().map(|p| text(p.span))),
        "background" => event.background.value.to_string(),
        other => panic!("no field {other:?}"),
    }
}

fn join(parts: impl Iterator<Item = String>) -> String {
    let all = parts.collect::<Vec<_>>().join("+").replace('_', " ");
    if all.is_empty() { "none".to_owned() } else { all }
}

#[test]
fn a_report_of_sport_holds_no_event() {
    let reading = read(article(include_str!("../../../examples/reports/world-cup-final.txt")), &Tools::builtin());
    let coded: Vec<_> = reading.events.iter().map(|event| reading.article.text.slice(event.trigger)).collect();
    assert!(coded.is_empty(), "{coded:?}");
}
