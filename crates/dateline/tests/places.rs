//! Where events are, whence and whither they go (`places.cases`).
//!
//! A case is a line `TYPE key=value… | report with the [trigger] in brackets`. The model is trained, and a retrained one
//! may read single sentences differently: one case in eight may fail, and a failure is printed.

mod common;
#[path = "common/fields.rs"]
mod fields;

use dateline::doc::{Article, Event, EventPlace, Reading};
use dateline::ingest::{Defaults, from_text};
use dateline::{Tools, read};

const CASES: &str = include_str!("places.cases");

#[test]
fn events_are_where_their_cases_say() {
    common::check(CASES, 80, 8, failure);
}

fn failure(case: &str, tools: &Tools) -> Option<String> {
    let (wanted, marked) = case.split_once(" | ").unwrap_or_else(|| panic!("no bar in {case:?}"));
    let text = marked.replace(['[', ']'], "");
    let reading = read(article(&text), tools);
    fields::difference((wanted, marked), &reading, field)
}

fn field(reading: &Reading, event: &Event, key: &str) -> String {
    let text = |place: &EventPlace| reading.article.text.slice(place.toponym.span).to_owned();
    let (place, origin, destination) = (event.place.known(), &event.origin, &event.destination);
    let found = match key {
        "place" => place.map(text),
        "origin" => origin.as_ref().map(|origin| text(&origin.value)),
        "destination" => destination.as_ref().map(|destination| text(&destination.value)),
        "basis" => place.map(|place| place.basis.as_str().to_owned()),
        "precision" => place.and_then(|place| Some(place.toponym.place.as_ref().ok()?.precision.as_str().to_owned())),
        other => panic!("no field {other:?}"),
    };
    found.unwrap_or_else(|| "none".to_owned())
}

fn article(text: &str) -> Article {
    let defaults = Defaults { language: Some("en".to_owned()), ..Defaults::default() };
    from_text("case", text.as_bytes(), &defaults).0
}
