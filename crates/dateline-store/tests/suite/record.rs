//! The record: exact lines, grounding, round trips, CSV.

use crate::sample::*;
use dateline_doc::*;
use dateline_store::record::{LayerSet, Line, Record, csv_header, csv_rows, lines};
use proptest::prelude::*;
use serde_json::Value;

fn harbour_lines(layers: LayerSet) -> Vec<String> {
    lines(&harbour("r1"), &version("plover-1"), layers)
}

#[test]
fn an_event_line_is_written_key_by_key() {
    let expected = concat!(
        r#"{"kind":"event","report":"r1","id":"r1#1","type":"ASSAULT","mode":"firearms","cameo":"190","sentence":0,"#,
        r#""trigger":{"text":"shot","start":20,"end":24},"#,
        r#""actors":[{"text":"Gunmen","start":13,"end":19,"name":null,"country":null,"sectors":["UAF"],"entity":"r1/e1"}],"#,
        r#""recipients":[{"text":"at least three sailors","start":25,"end":47,"name":null,"country":"TUR","sectors":[],"#,
        r#""entity":"r1/e1"}],"place":{"text":"Vellport","start":51,"end":59,"name":"Vellport","geonames":42,"#,
        r#""country":"TUR","admin1":"Coast","lat":39.92,"lon":-32.854,"precision":"exact","basis":"clause"},"#,
        r#""time":{"text":"Monday","start":63,"end":69,"from":"2024-03-04","to":"2024-03-04","precision":"day","#,
        r#""basis":"relative"},"reality":"occurred","background":false,"#,
        r#""sources":[{"text":"the mayor of Vellport","start":72,"end":93,"cue":{"text":"said","start":94,"end":98},"#,
        r#""kind":"official"}],"figures":[{"role":"killed","value":3,"low":3,"high":null,"quantifier":"at_least","#,
        r#""text":"at least three","start":25,"end":39}],"cluster":"r1/c0","confidence":0.85,"absent":{},"why":["#,
        r#"{"field":"type","by":"rule:assault.shoot","version":"plover-1","spans":[[20,24]]},"#,
        r#"{"field":"mode","by":"rule:assault.shoot","version":"plover-1","spans":[[20,24]]},"#,
        r#"{"field":"cameo","by":"rule:assault.shoot","version":"plover-1","spans":[[20,24]]},"#,
        r#"{"field":"actors","by":"rule:args.nsubj","version":"0.1.0","spans":[[13,19]]},"#,
        r#"{"field":"actors[0].sectors[0]","by":"rule:actor.office","version":"0.1.0","spans":[[13,19]]},"#,
        r#"{"field":"recipients[0].country","by":"rule:actor.country","version":"0.1.0","spans":[[25,47]]},"#,
        r#"{"field":"place","by":"rule:place.clause","version":"0.1.0","spans":[[51,59]]},"#,
        r#"{"field":"time","by":"rule:time.near","version":"0.1.0","spans":[[63,69]]},"#,
        r#"{"field":"reality","by":"rule:real.plain","version":"0.1.0","spans":[]},"#,
        r#"{"field":"background","by":"model:en","version":"en-1","spans":[]}]}"#,
    );
    assert_eq!(harbour_lines(LayerSet::NONE)[1], expected);
}

#[test]
fn lines_come_in_the_documented_order() {
    let kinds = |layers| -> Vec<String> {
        harbour_lines(layers).iter().map(|line| parse(line)["kind"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(kinds(LayerSet::NONE), ["report", "event", "quote", "note"]);
    let all = [
        "report",
        "timex",
        "toponym",
        "name",
        "attribution",
        "predicate",
        "mention",
        "mention",
        "event",
        "quote",
        "note",
    ];
    assert_eq!(kinds(LayerSet::ALL), all);
    assert_eq!(kinds("places, names".parse().unwrap()), ["report", "toponym", "name", "event", "quote", "note"]);
}

#[test]
fn layers_quotes_and_notes_are_written_key_by_key() {
    let expected = [
        r#"{"kind":"timex","report":"r1","text":"Monday","start":63,"end":69,"type":"DATE","value":"2024-03-04","from":"2024-03-04","to":"2024-03-04","precision":"day","basis":"relative"}"#,
        r#"{"kind":"toponym","report":"r1","text":"Vellport","start":51,"end":59,"name":null,"geonames":null,"country":null,"admin1":null,"lat":null,"lon":null,"precision":null,"reason":"ambiguous"}"#,
        r#"{"kind":"name","report":"r1","text":"Vellport","start":51,"end":59,"type":"GPE","entity":"r1/e2"}"#,
        r#"{"kind":"attribution","report":"r1","source":[[72,93]],"cue":[[94,98]],"content":[[13,70]],"mode":"direct"}"#,
        r#"{"kind":"predicate","report":"r1","text":"shot","start":20,"end":24,"lemma":"shoot","arguments":[{"role":"ARG0","text":"Gunmen","start":13,"end":19}]}"#,
        r#"{"kind":"mention","report":"r1","text":"Vellport","start":51,"end":59,"type":"name","chain":"c1"}"#,
        r#"{"kind":"mention","report":"r1","text":"Vellport","start":85,"end":93,"type":"name","chain":"c1"}"#,
        r#"{"kind":"quote","report":"r1","text":"Gunmen shot at least three sailors in Vellport on Monday,","start":13,"end":70,"mode":"direct","speaker":{"text":"the mayor of Vellport","start":72,"end":93,"kind":"official"},"cue":{"text":"said","start":94,"end":98},"translated_from":{"text":"in Turkish","start":99,"end":109}}"#,
        r#"{"kind":"note","report":"r1","severity":"warning","code":"time-ambiguous","message":"Monday may be either of two","start":63,"end":69}"#,
    ];
    let lines = harbour_lines(LayerSet::ALL);
    let others: Vec<_> = lines.iter().filter(|line| !line.contains(r#""id":"r1"#)).collect();
    assert_eq!(others, expected.iter().collect::<Vec<_>>());
}

#[test]
fn what_is_missing_says_why() {
    let mut event = bare_event("PROTEST", at(HARBOUR, "shot"));
    event.absent = vec![("actors", Reason::Ambiguous)];
    let line = &lines(&reading(article("r", HARBOUR), vec![event]), &version("c"), LayerSet::NONE)[1];
    let absent = parse(line)["absent"].to_string();
    let expected = r#"{"actors":"ambiguous","mode":"not stated","place":"not stated","recipients":"not stated","time":"unresolved"}"#;
    assert_eq!(absent, expected);
}

#[test]
fn a_time_without_words_says_that_it_is_the_publication_date() {
    let mut event = bare_event("PROTEST", at(HARBOUR, "shot"));
    event.time = time(None, day(2024, 3, 6), day(2024, 3, 6));
    let line = &lines(&reading(article("r", HARBOUR), vec![event]), &version("c"), LayerSet::NONE)[1];
    let expected = r#""time":{"text":null,"start":null,"end":null,"from":"2024-03-06","to":"2024-03-06","precision":"day","basis":"publication"}"#;
    assert!(line.contains(expected), "{line}");
}

#[test]
fn an_unknown_layer_is_named() {
    let error = "times,moods".parse::<LayerSet>().unwrap_err().to_string();
    assert_eq!(error, r#"unknown layer "moods"; the layers are times, places, names, attributions, predicates, coref"#);
}

#[test]
fn csv_has_a_cell_a_column_and_defuses_formulas() {
    let text = "=HYPERLINK(\"x\") marched, \"and\" sang";
    let mut event = bare_event("PROTEST", at(text, "marched"));
    event.actors = vec![participant(at(text, "=HYPERLINK(\"x\")"), None, &[])];
    event.place = stated_place(place(at(text, "sang"), "＝Sang", "FRA", -100_000, -200_000));
    let record = Record::of(&reading(article("-r", text), vec![event]), &version("c"), LayerSet::NONE);
    let rows = csv_rows(&record);
    assert!(rows[0].starts_with("\"'-r\",Example Wire,2024-03-06,"), "{}", rows[0]);
    assert!(rows[0].contains("\"'=HYPERLINK(\"\"x\"\")\""), "{}", rows[0]);
    assert!(rows[0].contains("\"'＝Sang\",42,FRA,Coast,-1,-2,exact,clause"), "{}", rows[0]);
    let plain = csv_rows(&Record::of(&harbour("r1"), &version("c"), LayerSet::NONE));
    assert_eq!(plain[0].matches(',').count(), csv_header().matches(',').count());
}

fn parse(line: &str) -> Value {
    serde_json::from_str(line).expect("a line is JSON")
}

/// Every object with offsets in a line holds exactly those words.
fn assert_grounded(text: &[char], value: &Value) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| assert_grounded(text, item)),
        Value::Object(map) => {
            if let (Some(words), Some(start), Some(end)) = (map.get("text"), map.get("start"), map.get("end"))
                && !words.is_null()
            {
                let range = start.as_u64().unwrap() as usize..end.as_u64().unwrap() as usize;
                assert_eq!(words.as_str().unwrap(), text[range].iter().collect::<String>());
            }
            map.values().for_each(|item| assert_grounded(text, item));
        }
        _ => {}
    }
}

/// A reading whose every span is drawn from `cuts`, positions in characters.
fn synthetic(body: &str, cuts: &[(usize, usize)]) -> Reading {
    let bounds: Vec<u32> = body.char_indices().map(|(i, _)| i as u32).chain([body.len() as u32]).collect();
    let mut drawn = cuts.iter().cycle().map(|(a, b)| {
        let (a, b) = (bounds[a % bounds.len()], bounds[b % bounds.len()]);
        Span::new(a.min(b), a.max(b))
    });
    let mut next = || drawn.next().expect("cuts are not empty");
    let mut event = bare_event("ASSAULT", next());
    event.actors = vec![participant(next(), Some("FRA"), &["GOV"]), participant(next(), None, &[])];
    event.recipients = vec![participant(next(), None, &["CVL"])];
    event.place = stated_place(place(next(), "Somewhere", "FRA", 1, -1));
    event.time = time(Some(next()), day(1, 1, 1), day(9999, 12, 31));
    event.sources = vec![source(next(), Some(next()))];
    event.figures = vec![figure(next())];
    let mut reading = reading(article("ü#1", body), vec![event]);
    let (speaker, span) = (source(next(), None), next());
    reading.layers.quotes =
        vec![Quote { span, mode: QuoteMode::Mixed, speaker: Some(speaker), translated_from: Some(next()) }];
    reading.layers.toponyms = vec![place(next(), "Elsewhere", "DEU", 5_200_001, 1_339_999)];
    reading
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_value_is_grounded(
        body in "\\PC{0,80}|[aé\u{301}\u{1F600}\u{202E}\r\n ]{0,300}",
        cuts in prop::collection::vec((0usize..400, 0usize..400), 1..20),
    ) {
        let reading = synthetic(&body, &cuts);
        let text: Vec<char> = body.chars().collect();
        for line in lines(&reading, &version("c"), LayerSet::ALL).iter().skip(1) {
            assert_grounded(&text, &parse(line));
        }
    }

    #[test]
    fn lines_survive_a_round_trip(
        body in "\\PC{1,80}",
        cuts in prop::collection::vec((0usize..100, 0usize..100), 1..20),
    ) {
        for line in lines(&synthetic(&body, &cuts), &version("c"), LayerSet::ALL) {
            let read: Line = serde_json::from_str(&line).expect("a line reads back");
            prop_assert_eq!(serde_json::to_string(&read).unwrap(), line);
        }
    }
}
