//! Every value of a record is the report's own characters at the offsets it gives, or is absent with a reason.

use crate::reports::{article, examples, lines, odd_text, page, plain};
use dateline::ingest::{Defaults, from_html, from_text};
use proptest::prelude::*;
use serde_json::{Map, Value};

/// What is wrong with a record: words that are not at their offsets, values without words, absences without a reason.
fn ungrounded(lines: &[String]) -> Vec<String> {
    let lines: Vec<Value> = lines.iter().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect();
    let text: Vec<char> = lines[0]["text"].as_str().expect("a report comes first").chars().collect();
    let mut findings = Vec::new();
    for line in &lines[1..] {
        visit(line, &text, &mut findings);
        pairs(line, &text, &mut findings);
        if line["kind"] == "event" {
            findings.extend(silent_values(line));
        }
    }
    findings
}

/// Compares all objects with `start` and `end`, however deep.
fn visit(value: &Value, text: &[char], findings: &mut Vec<String>) {
    match value {
        Value::Object(map) => {
            words(map, text, findings);
            map.values().for_each(|value| visit(value, text, findings));
        }
        Value::Array(values) => values.iter().for_each(|value| visit(value, text, findings)),
        _ => {}
    }
}

fn words(map: &Map<String, Value>, text: &[char], findings: &mut Vec<String>) {
    let (Some(start), Some(end)) = (map.get("start"), map.get("end")) else { return };
    if start.is_null() && end.is_null() {
        if map.get("text").is_some_and(|words| !words.is_null()) {
            findings.push(format!("words without offsets: {map:?}"));
        }
        return;
    }
    let found = slice(text, start, end);
    let agrees = match map.get("text") {
        Some(words) => found.as_deref().is_some_and(|found| Some(found) == words.as_str() && !found.is_empty()),
        None => found.is_some(),
    };
    if !agrees {
        findings.push(format!("{map:?} stands on {found:?}"));
    }
}

fn slice(text: &[char], start: &Value, end: &Value) -> Option<String> {
    let (start, end) = (start.as_u64()? as usize, end.as_u64()? as usize);
    text.get(start..end).map(|chars| chars.iter().collect())
}

/// Spans given as pairs lie in the text and are not empty.
fn pairs(line: &Value, text: &[char], findings: &mut Vec<String>) {
    let why = line["why"].as_array().into_iter().flatten().map(|why| &why["spans"]);
    for list in ["source", "cue", "content"].into_iter().map(|key| &line[key]).chain(why) {
        for pair in list.as_array().into_iter().flatten() {
            if slice(text, &pair[0], &pair[1]).is_none_or(|words| words.is_empty()) {
                findings.push(format!("no words at {pair} in {line}"));
            }
        }
    }
}

/// Values of an event that are neither grounded nor absent with a reason.
fn silent_values(event: &Value) -> Vec<String> {
    let mut findings = Vec::new();
    let empty = |value: &Value| value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    for field in ["actors", "recipients", "place", "time"] {
        if empty(&event[field]) != event["absent"][field].is_string() {
            findings.push(format!("{field} is {} but absent says {}", event[field], event["absent"][field]));
        }
    }
    let time = &event["time"];
    if time["text"].is_null() && !time.is_null() && time["basis"] != "publication" && time["basis"] != "dateline" {
        findings.push(format!("a time without words: {time}"));
    }
    for side in ["actors", "recipients"] {
        for (i, participant) in event[side].as_array().into_iter().flatten().enumerate() {
            if !participant["country"].is_null() && !explained(event, &format!("{side}[{i}].country")) {
                findings.push(format!("a country without words: {participant}"));
            }
        }
    }
    if !explained(event, "type") {
        findings.push(format!("a type without words: {event}"));
    }
    findings
}

/// True where `why` names words for this field.
fn explained(event: &Value, field: &str) -> bool {
    let why = event["why"].as_array().into_iter().flatten();
    why.filter(|why| why["field"] == field).any(|why| why["spans"].as_array().is_some_and(|spans| !spans.is_empty()))
}

fn assert_grounded(lines: &[String]) {
    let findings = ungrounded(lines);
    assert!(findings.is_empty(), "{}\nin {}", findings.join("\n"), lines[0]);
}

#[test]
fn the_examples_are_grounded_and_hold_events() {
    let mut events = 0;
    for (name, bytes) in examples() {
        let lines = lines(from_text(&name, &bytes, &Defaults::default()));
        assert_grounded(&lines);
        events += lines.iter().filter(|line| line.starts_with("{\"kind\":\"event\"")).count();
    }
    assert!(events > 20, "only {events} events: grounding was hardly tested");
}

#[test]
fn pages_are_grounded_and_hold_events() {
    let mut events = 0;
    for i in 0..12 {
        let lines = lines(from_html("page", page(&plain(i)).as_bytes(), &Defaults::default()));
        assert_grounded(&lines);
        events += lines.iter().filter(|line| line.starts_with("{\"kind\":\"event\"")).count();
    }
    assert!(events > 12, "only {events} events: grounding was hardly tested");
}

#[test]
fn the_check_finds_what_is_wrong() {
    let report = r#"{"kind":"report","text":"é shot"}"#.to_owned();
    let cases = [
        (r#"{"kind":"name","text":"shot","start":2,"end":6}"#, 0),
        (r#"{"kind":"name","text":"shot","start":3,"end":7}"#, 1),
        (r#"{"kind":"quote","text":"é","start":0,"end":1,"speaker":{"text":"x","start":0,"end":1}}"#, 1),
        (r#"{"kind":"attribution","source":[[0,1]],"cue":[[2,9]],"content":[[1,1]]}"#, 2),
        (r#"{"kind":"note","start":5,"end":9}"#, 1),
    ];
    for (line, expected) in cases {
        assert_eq!(ungrounded(&[report.clone(), line.to_owned()]).len(), expected, "{line}");
    }
    let event = r#"{"kind":"event","actors":[],"recipients":[{"country":"FRA"}],"place":null,"time":{"basis":"stated"},
                   "absent":{"place":"not stated"},"why":[]}"#;
    assert_eq!(ungrounded(&[report, event.to_owned()]).len(), 4, "actors, time, country, type");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn odd_pages_are_grounded(text in odd_text()) {
        let findings = ungrounded(&lines(from_html("page", page(&text).as_bytes(), &Defaults::default())));
        prop_assert!(findings.is_empty(), "{}", findings.join("\n"));
    }

    #[test]
    fn odd_text_is_kept_and_grounded(text in odd_text()) {
        let article = article("odd", &text);
        // A mark at the start of a file tells its encoding and is no character of its text.
        prop_assert_eq!(article.0.text.as_str(), text.strip_prefix('\u{FEFF}').unwrap_or(&text));
        let findings = ungrounded(&lines(article));
        prop_assert!(findings.is_empty(), "{}", findings.join("\n"));
    }
}
