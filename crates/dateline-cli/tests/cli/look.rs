//! `show`, `why` and `find` over a database whose records are given, so that nothing here depends on the coder.

use crate::{json, run_in, run_with};
use dateline_store::record::{Event, Record, Report, Words};
use dateline_store::{Batch, Store};
use std::path::Path;

const TEXT: &str = "ANKARA - Calm reigned for weeks. An off-duty guard shot Ambassador Petr Novák at a gallery in Ankara on Monday, \
the ministry said. At least three people were hurt.";

fn words(text: &str) -> serde_json::Value {
    let byte = TEXT.find(text).expect("the words are in the text");
    let start = TEXT[..byte].chars().count();
    serde_json::json!({"text": text, "start": start, "end": start + text.chars().count()})
}

fn with(text: &str, more: serde_json::Value) -> serde_json::Value {
    let mut value = words(text);
    value.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    value
}

fn event() -> Event {
    let span = |text: &str| [words(text)["start"].clone(), words(text)["end"].clone()];
    let value = serde_json::json!({
        "report": "wire-1", "id": "wire-1#1", "type": "ASSAULT", "mode": "assassinate", "cameo": "185", "sentence": 1,
        "trigger": words("shot"),
        "actors": [with("An off-duty guard", serde_json::json!({"name": null, "country": "TUR", "sectors": ["COP"], "entity": null}))],
        "recipients": [with("Ambassador Petr Novák", serde_json::json!({"name": "Petr Novák", "country": "CZE", "sectors": ["GOV"], "entity": "e1"}))],
        "place": with("gallery in Ankara", serde_json::json!({"name": "Ankara", "geonames": 323_786, "country": "TUR", "admin1": "Ankara",
            "lat": 39.92, "lon": 32.85, "precision": "exact", "basis": "clause"})),
        "time": {"text": "Monday", "start": words("Monday")["start"], "end": words("Monday")["end"],
            "from": "2016-12-19", "to": "2016-12-19", "precision": "day", "basis": "relative"},
        "reality": "planned", "background": false,
        "sources": [with("the ministry", serde_json::json!({"cue": words("said"), "kind": "official"}))],
        "figures": [with("At least three", serde_json::json!({"role": "injured", "value": 3, "low": 3, "high": null, "quantifier": "at_least"}))],
        "cluster": "wire-1/1", "confidence": 0.9, "absent": {"cameo": "below threshold"},
        "why": [
            {"field": "type", "by": "rule:assault.shoot", "version": "plover-1", "spans": [span("shot")]},
            {"field": "actors[0].country", "by": "rule:country.near", "version": "0.1.0", "spans": [span("Ankara")]},
            {"field": "reality", "by": "rule:reality.default", "version": "0.1.0", "spans": []},
        ],
    });
    serde_json::from_value(value).expect("the event is a record")
}

fn database() -> tempfile::TempDir {
    let report: Report = serde_json::from_value(serde_json::json!({
        "id": "wire-1", "text": TEXT, "title": "Guard shoots envoy", "url": null, "publisher": "Example Wire", "language": "en",
        "published": {"value": "2016-12-20", "precision": "day", "basis": "metadata"}, "dateline": null, "sha256": "00",
        "format": 1, "version": {"dateline": "0.1.0", "models": {}, "codebook": "plover-1"},
    }))
    .expect("the report is a record");
    let sentence: Words = serde_json::from_value(words(
        "An off-duty guard shot Ambassador Petr Novák at a gallery in Ankara on Monday, the ministry said.",
    ))
    .expect("the sentence has words");
    let record = Record {
        report,
        layers: Vec::new(),
        events: vec![event()],
        sentences: vec![sentence],
        quotes: Vec::new(),
        notes: Vec::new(),
    };
    let folder = crate::folder(&[]);
    let mut store = Store::open(folder.path().join("dateline.db")).expect("a database");
    let mut writer = store.writer(Batch::default());
    writer.add(record).and_then(|()| writer.finish()).expect("the record is written");
    folder
}

fn out(folder: &Path, args: &[&str]) -> String {
    let run = run_in(folder, args);
    assert_eq!(run.code, 0, "{args:?}: {}", run.err);
    run.out
}

const SHOWN: &str = "\
Guard shoots envoy
wire-1 · Example Wire · published 2016-12-20 (metadata)

ASSAULT/assassinate (planned) wire-1#1
  An off-duty guard shot Ambassador Petr Novák at a gallery in Ankara on Monday, the ministry said.
  ───────────────── actor TUR COP                   ───────────────── place Ankara (TUR)  cue ────
                    ^^^^ ASSAULT/assassinate                             ────── time 2016-12-19
                         ───────────────────── recipient CZE GOV                 ──────────── source
  At least three people were hurt.
  ────────────── ≥3 injured
  cameo: below threshold

";

#[test]
fn show_draws_the_evidence_under_the_words() {
    let at = database();
    assert_eq!(out(at.path(), &["show", "wire-1#1"]), SHOWN);
    assert_eq!(out(at.path(), &["show", "wire-1", "--db", "dateline.db"]), SHOWN);
}

const WHY: &str = "\
wire-1#1 ASSAULT/assassinate confidence 0.900
  type = ASSAULT ← “shot” (51..55) by rule:assault.shoot, version plover-1
  mode = assassinate
  cameo absent: below threshold
  trigger = shot
  actors = An off-duty guard
  actors[0].country = TUR ← “Ankara” (94..100) by rule:country.near, version 0.1.0
  recipients = Petr Novák
  place = Ankara
  time = 2016-12-19
  reality = planned ← no words by rule:reality.default, version 0.1.0
  background = false
  sources = the ministry
  figures = At least three
  cluster = wire-1/1
  confidence = 0.9

";

#[test]
fn why_tells_words_and_decider_of_every_value() {
    let at = database();
    assert_eq!(out(at.path(), &["why", "wire-1#1"]), WHY);
}

#[test]
fn find_answers_from_the_database() {
    let at = database();
    let hits = [
        &["find"][..],
        &["find", "gallery", "ambassador"],
        &["find", "Ankara shot", "--type", "ASSAULT", "--from", "2016-12-01", "--actor-country", "TUR"],
        &["find", "--type", "assault", "--mode", "assassinate", "--to", "2016-12-31", "--country", "tur"],
        &["find", "--recipient", "Novak", "--recipient-country", "CZE", "--place", "ankara", "--source", "ministry"],
        &["find", "--reality", "planned", "--actor", "guard"],
        &["find", "--sector", "cop", "--injured", "3..", "--background", "no", "--publisher", "Example Wire"],
        &["find", "--near", "39.9,32.8", "--within", "20", "--min-confidence", "0.9", "--sort", "confidence"],
        &["find", "--box", "30,30,45,40", "--as-of", "2030-01-01", "--recorded", "2999-01-01T00:00Z"],
    ];
    for args in hits {
        assert_eq!(json(&out(at.path(), args)), [serde_json::to_value(line()).unwrap()], "{args:?}");
    }
    let misses = [
        &["find", "harbour"][..],
        &["find", "--type", "PROTEST"],
        &["find", "--from", "2017-01-01"],
        &["find", "--to", "2016-12-18"],
        &["find", "--actor-country", "CZE"],
        &["find", "--reality", "occurred"],
        &["find", "--offset", "1"],
        &["find", "--limit", "0"],
        &["find", "--injured", "4.."],
        &["find", "--near", "-39.9,32.8", "--within", "20"],
        &["find", "--disputed"],
        &["find", "--recorded", "2016-12-20"],
        &["find", "--as-of", "2000-01-01"],
    ];
    for args in misses {
        assert_eq!(out(at.path(), args), "", "{args:?}");
    }
}

fn line() -> dateline_store::record::Line {
    dateline_store::record::Line::Event(Box::new(event()))
}

#[test]
fn find_prints_tables_and_csv() {
    let at = database();
    let table = out(at.path(), &["find", "--format", "table"]);
    let expected = concat!(
        "     when        what                 who                          whom                  where         ",
        "how many    according to  event\n",
        "  ?  2016-12-19  ASSAULT/assassinate  An off-duty guard (TUR COP)  Petr Novák (CZE GOV)  Ankara (TUR)  ",
        "≥3 injured  the ministry  wire-1#1\n"
    );
    assert_eq!(table, expected);
    let csv = out(at.path(), &["find", "--format", "csv"]);
    assert_eq!(csv.lines().count(), 2);
    assert!(csv.lines().nth(1).unwrap().starts_with("wire-1,Example Wire,"), "{csv}");
}

#[test]
fn what_is_not_there_is_said() {
    let at = database();
    for args in [
        &["show", "wire-2"][..],
        &["why", "wire-1#2"],
        &["find", "--db", "other.db"],
        &["show", "x", "--db", "other.db"],
    ] {
        let run = run_in(at.path(), args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.contains("error: "), "{args:?}: {}", run.err);
    }
    assert!(!at.path().join("other.db").exists(), "asking made a database");
}

#[test]
fn a_file_or_input_is_coded_on_the_fly() {
    let at = crate::folder(&[(
        "two.jsonl",
        b"{\"id\":\"a\",\"text\":\"Rain fell.\"}\n{\"id\":\"b\",\"text\":\"Snow fell.\"}\n",
    )]);
    let all = out(at.path(), &["show", "two.jsonl"]);
    assert!(all.contains("a\nno publication date\n") && all.contains("b\nno publication date\n"), "{all}");
    let one = out(at.path(), &["show", "b", "two.jsonl"]);
    assert!(one.starts_with("b\n"), "{one}");
    let piped = run_with(at.path(), &["show", "-"], b"Rain fell.", &[]);
    assert!(piped.out.starts_with("stdin-"), "{}", piped.out);
}
