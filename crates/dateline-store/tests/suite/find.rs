//! Queries: filters, words, order, and whatever else users may type.

use crate::sample::*;
use crate::store::{add, record};
use dateline_doc::Day;
use dateline_store::record::{Event, LayerSet, Record};
use dateline_store::{Area, Count, Query, Sort, Store};
use proptest::prelude::*;

fn corpus(test: &str) -> Store {
    let mut store = Store::open(fresh(test)).unwrap();
    let mut records: Vec<_> = (0..24).map(|i| record(i, &version("c"))).collect();
    records.push(Record::of(&harbour("h"), &version("c"), LayerSet::NONE));
    add(&mut store, records);
    store
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn ids(store: &Store, query: Query) -> Vec<String> {
    store.find(&query).unwrap().into_iter().map(|row| row.event.id).collect()
}

#[test]
fn every_filter_narrows() {
    let store = corpus("filters");
    let cases: [(&str, usize, Query); 18] = [
        ("everything", 49, Query::default()),
        ("type", 24, Query { kind: text("protest"), ..Query::default() }),
        ("mode", 1, Query { mode: text("Firearms"), ..Query::default() }),
        ("actor", 12, Query { actor: text("nurse"), ..Query::default() }),
        ("recipient", 1, Query { recipient: text("sailors"), ..Query::default() }),
        ("a recipient is no actor", 0, Query { actor: text("sailors"), ..Query::default() }),
        ("actor's country", 48, Query { actor_country: text("cze"), ..Query::default() }),
        ("recipient's country", 1, Query { recipient_country: text("TUR"), ..Query::default() }),
        ("place, without its accent", 8, Query { place: text("kera"), ..Query::default() }),
        ("country of the place", 1, Query { country: text("TUR"), ..Query::default() }),
        ("from", 2, Query { from: Some(day(2024, 12, 1)), ..Query::default() }),
        ("to", 1, Query { to: Some(day(2024, 1, 1)), ..Query::default() }),
        ("reality", 0, Query { reality: text("negated"), ..Query::default() }),
        ("background", 0, Query { background: Some(true), ..Query::default() }),
        ("source", 1, Query { source: text("mayor"), ..Query::default() }),
        ("report", 2, Query { report: text("n7"), ..Query::default() }),
        ("two at once", 1, Query { report: text("n7"), kind: text("ASSAULT"), ..Query::default() }),
        ("a text filter without words", 0, Query { place: text("?"), ..Query::default() }),
    ];
    for (name, expected, query) in cases {
        assert_eq!(store.find(&query).unwrap().len(), expected, "{name}");
    }
}

const HARBOUR_TOWN: Area = Area::Near { lat: 39.95, lon: -32.9, km: 10.0 };
const SEVENTY_KM_OFF: Area = Area::Near { lat: 39.4, lon: -32.4, km: 69.0 };
const WEST_OF_IT: Area = Area::Box { south: 30.0, west: -40.0, north: 45.0, east: -32.855 };
const ROUND_THE_BACK: Area = Area::Box { south: 30.0, west: 19.0, north: 45.0, east: -32.0 };

fn count(role: &str, least: u64, most: Option<u64>) -> Vec<Count> {
    vec![Count { role: role.to_owned(), least, most }]
}

#[test]
fn filters_on_what_is_coded_narrow_too() {
    let store = corpus("coded-filters");
    let cases: [(&str, usize, Query); 21] = [
        (
            "sector of an actor",
            12,
            Query { sector: text("lab"), kind: text("PROTEST"), actor: text("miners"), ..Query::default() },
        ),
        ("sector of nobody", 0, Query { sector: text("JUD"), ..Query::default() }),
        ("near", 1, Query { area: Some(HARBOUR_TOWN), ..Query::default() }),
        ("not so near", 0, Query { area: Some(SEVENTY_KM_OFF), ..Query::default() }),
        ("in a box", 0, Query { area: Some(WEST_OF_IT), ..Query::default() }),
        ("in a box over the date line", 1, Query { area: Some(ROUND_THE_BACK), ..Query::default() }),
        ("nowhere", 0, Query { area: Some(Area::Near { lat: 0.0, lon: 0.0, km: 1.0 }), ..Query::default() }),
        ("killed at least", 25, Query { figures: count("killed", 3, None), ..Query::default() }),
        ("killed more", 0, Query { figures: count("killed", 4, None), ..Query::default() }),
        ("killed at most", 0, Query { figures: count("killed", 0, Some(2)), ..Query::default() }),
        (
            "two counts",
            0,
            Query { figures: [count("killed", 3, None), count("injured", 1, None)].concat(), ..Query::default() },
        ),
        ("disputed", 0, Query { disputed: true, ..Query::default() }),
        ("sure enough", 49, Query { least_confidence: Some(0.85), ..Query::default() }),
        ("surer", 0, Query { least_confidence: Some(0.851), ..Query::default() }),
        ("outlet", 49, Query { publisher: text("example wire"), ..Query::default() }),
        ("another outlet", 0, Query { publisher: text("Gazette"), ..Query::default() }),
        ("phrase of an actor", 1, Query { source: text("\"the mayor of Vellport\""), ..Query::default() }),
        (
            "words of a source that are no phrase",
            0,
            Query { source: text("\"Vellport of mayor\""), ..Query::default() },
        ),
        ("phrase of a report", 1, Query { words: text("\"in Turkish\""), ..Query::default() }),
        ("phrase of what was coded", 17, Query { words: text("\"Vellport coast\""), ..Query::default() }),
        ("words of a report that are no phrase", 0, Query { words: text("\"Turkish in\""), ..Query::default() }),
    ];
    for (name, expected, query) in cases {
        assert_eq!(store.page(&query).unwrap().all, expected, "{name}");
    }
}

#[test]
fn orders_are_kept() {
    let mut store = Store::open(fresh("sorted")).unwrap();
    let of = |id: &str, published: u8, happened: u8, confidence: u16| {
        let mut event = bare_event("PROTEST", at(HARBOUR, "shot"));
        event.time = time(None, day(2024, 3, happened), day(2024, 3, happened));
        event.confidence = dateline_doc::Confidence::per_mille(confidence);
        let mut reading = reading(article(id, HARBOUR), vec![event]);
        let on = |day| dateline_doc::Published::on(day, dateline_doc::PublishedBasis::Metadata);
        reading.article.published = (published > 0).then(|| on(day(2024, 3, published)));
        Record::of(&reading, &version("c"), LayerSet::NONE)
    };
    add(&mut store, [of("a", 9, 1, 500), of("b", 0, 3, 900), of("c", 10, 2, 700)]);
    let sorted = |sort| ids(&store, Query { sort, ..Query::default() });
    assert_eq!(sorted(Sort::Best), ["b#1", "c#1", "a#1"]);
    assert_eq!(sorted(Sort::Day), ["b#1", "c#1", "a#1"]);
    assert_eq!(sorted(Sort::Published), ["c#1", "a#1", "b#1"]);
    assert_eq!(sorted(Sort::Confidence), ["b#1", "c#1", "a#1"]);
    let as_of = |moment: &str| ids(&store, Query { as_of: moment.parse().ok(), sort: Sort::Day, ..Query::default() });
    assert_eq!(as_of("2024-03-10"), ["c#1", "a#1"], "undated reports are left out");
    assert_eq!(as_of("2024-03-10T12:00Z"), ["a#1"], "a day is over at its end");
    assert_eq!(as_of("2024-03-08"), [""; 0]);
}

#[test]
fn earlier_codings_answer_as_of_then() {
    let path = fresh("recorded");
    let mut store = Store::open(&path).unwrap();
    let coded = |i, codebook: &str| record(i, &version(codebook));
    let mut recoded = coded(1, "c2");
    recoded.events.truncate(1);
    recoded.sentences.truncate(1);
    for batch in [vec![coded(1, "c1")], vec![coded(2, "c1")], vec![recoded]] {
        add(&mut store, batch);
    }
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("UPDATE revision SET at = '2024-05-0' || pk || 'T12:00:00Z'").unwrap();
    let then = |moment: &str, words: &str| {
        let recorded = Some(moment.parse().unwrap());
        let words = (!words.is_empty()).then(|| words.to_owned());
        ids(&store, Query { recorded, words, sort: Sort::Published, ..Query::default() })
    };
    assert_eq!(then("2024-05-01T11:59Z", ""), [""; 0]);
    assert_eq!(then("2024-05-01T12:00Z", ""), ["n1#1", "n1#2"]);
    assert_eq!(then("2024-05-02", ""), ["n1#1", "n1#2", "n2#1", "n2#2"]);
    assert_eq!(then("2024-05-02", "fired nurses"), ["n1#1", "n1#2"], "what only an earlier coding holds is found");
    assert_eq!(then("2024-05-03", ""), ["n2#1", "n2#2", "n1#1"]);
    let now = store.find(&Query { report: text("n1"), ..Query::default() }).unwrap();
    assert_eq!(now.iter().map(|row| row.report.version.codebook.as_str()).collect::<Vec<_>>(), ["c2"]);
}

#[test]
fn intervals_match_where_they_overlap() {
    let mut store = Store::open(fresh("overlap")).unwrap();
    let mut event = bare_event("PROTEST", at(HARBOUR, "shot"));
    event.time = time(None, day(2024, 3, 1), day(2024, 3, 31));
    let march = Record::of(&reading(article("r", HARBOUR), vec![event]), &version("c"), LayerSet::NONE);
    add(&mut store, [march]);
    let found = |from, to| store.find(&Query { from: Some(from), to: Some(to), ..Query::default() }).unwrap().len();
    assert_eq!(found(day(2024, 3, 31), day(2024, 4, 30)), 1);
    assert_eq!(found(day(2024, 2, 1), day(2024, 3, 1)), 1);
    assert_eq!(found(day(2024, 4, 1), day(2024, 4, 30)), 0);
    assert_eq!(found(day(2024, 2, 1), day(2024, 2, 29)), 0);
}

#[test]
fn events_whose_own_words_match_come_first_then_the_latest() {
    let store = corpus("order");
    let words = |words| ids(&store, Query { words: text(words), ..Query::default() });
    assert_eq!(words("nurses' vellport's"), words("nurses vellport"), "possessives are endings");
    assert_eq!(words("fired \"day 7\""), ["n7#1", "n7#2"], "each holds one of the two; the dated one first");
    assert_eq!(words("them \"day 7\" fired")[0], "n7#2", "its own words hold two of the three");
    let nurses = words("nurses marching");
    assert_eq!(nurses.len(), 24, "events of all reports that hold both words");
    assert!(nurses[..12].iter().all(|id| id.ends_with("#1")), "{nurses:?}");
    assert_eq!(nurses[0], "n23#1", "the latest of them");
}

#[test]
fn words_that_the_coder_added_are_found() {
    let store = corpus("coded");
    let words = |words| ids(&store, Query { words: text(words), ..Query::default() });
    assert_eq!(words("sailors coast tur"), ["h#1"], "a division of the gazetteer and a country code");
    assert_eq!(words("protest n7 vellport").len(), 0, "all words must hold");
    assert_eq!(words("\"shots near\" firearms"), ["h#1"], "headline and mode");
}

#[test]
fn pages_follow_each_other() {
    let store = corpus("pages");
    let all = ids(&store, Query::default());
    let page = |offset| ids(&store, Query { limit: Some(10), offset, ..Query::default() });
    let pages: Vec<_> = (0..5).flat_map(|i| page(i * 10)).collect();
    assert_eq!(pages, all);
    assert_eq!(store.page(&Query { limit: Some(3), offset: 48, ..Query::default() }).unwrap().all, 49);
}

#[test]
fn a_row_shows_its_sentence() {
    let store = corpus("sentence");
    let row = store.event("n7#2").unwrap().unwrap();
    let whole: String = "Nurses marched through Ostrava on day 7. Police fired on them.".to_owned();
    let cut: String = whole.chars().skip(row.sentence.start as usize).collect();
    assert_eq!((row.sentence.text.as_str(), row.sentence.end as usize), (cut.as_str(), whole.chars().count()));
}

const HOSTILE: [&str; 14] = [
    "'; DROP TABLE event; --",
    "\" OR \"\"=\"",
    "title:x",
    "NEAR(a b, 5)",
    "^first",
    "word*",
    "a AND OR NOT b",
    "(((",
    "{sentence actors} : x",
    "-x",
    "%_%",
    "\0",
    "\u{202E}\u{FEFF}",
    "?1 :name @p $x",
];

#[test]
fn syntax_of_sql_and_fts_is_only_text() {
    let store = corpus("hostile");
    for hostile in HOSTILE {
        assert_harmless(&store, hostile);
    }
    assert_eq!(store.counts().unwrap().events, 49);
}

fn assert_harmless(store: &Store, hostile: &str) {
    let given = || text(hostile);
    let queries = [
        Query { words: given(), ..Query::default() },
        Query { kind: given(), mode: given(), reality: given(), report: given(), ..Query::default() },
        Query { actor: given(), recipient: given(), place: given(), source: given(), ..Query::default() },
        Query { actor_country: given(), recipient_country: given(), country: given(), ..Query::default() },
        Query { sector: given(), ..Query::default() },
        Query { publisher: given(), ..Query::default() },
        Query { figures: count(hostile, 0, None), ..Query::default() },
    ];
    for query in queries {
        assert!(store.find(&query).expect("a query never fails").is_empty(), "{query:?}");
    }
    assert!(store.event(hostile).unwrap().is_none() && store.why(hostile).unwrap().is_none());
}

/// The days of an event, as they are written.
fn within(event: &Event, from: Option<Day>, to: Option<Day>) -> bool {
    let time = event.time.as_ref();
    from.is_none_or(|from| time.is_some_and(|time| time.to >= from.to_string()))
        && to.is_none_or(|to| time.is_some_and(|time| time.from <= to.to_string()))
}

/// What a query means, event by event.
fn matches(query: &Query, event: &Event) -> bool {
    let is = |asked: &Option<String>, value: Option<&str>| asked.as_deref().is_none_or(|asked| Some(asked) == value);
    let place = event.place.as_ref().and_then(|place| place.located.country.as_deref());
    let parties = event.actors.iter().chain(&event.recipients);
    let sectors: Vec<&str> = parties.flat_map(|party| &party.sectors).map(String::as_str).collect();
    let counted = |count: &Count| event.figures.iter().any(|figure| figure.value.is_some_and(|n| n >= count.least));
    is(&query.kind, Some(&event.kind))
        && is(&query.country, place)
        && within(event, query.from, query.to)
        && query.sector.as_deref().is_none_or(|sector| sectors.contains(&sector))
        && query.figures.iter().all(counted)
        && query.report.as_deref().is_none_or(|report| event.report == report)
}

prop_compose! {
    fn any_query()(
        kind in prop::option::of(prop::sample::select(vec!["PROTEST", "ASSAULT"])),
        country in prop::option::of(prop::sample::select(vec!["CZE", "TUR"])),
        sector in prop::option::of(prop::sample::select(vec!["LAB", "COP", "UAF"])),
        from in prop::option::of((1u8..13, 1u8..29)),
        to in prop::option::of((1u8..13, 1u8..29)),
        killed in prop::option::of(2u64..5),
        report in prop::option::weighted(0.1, 0u32..24),
    ) -> Query {
        let day_of = |(month, date)| day(2024, month, date);
        Query {
            kind: kind.map(str::to_owned),
            country: country.map(str::to_owned),
            sector: sector.map(str::to_owned),
            from: from.map(day_of),
            to: to.map(day_of),
            figures: killed.map(|least| count("killed", least, None)).unwrap_or_default(),
            report: report.map(|i| format!("n{i}")),
            ..Query::default()
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    /// However the sets are put together, what is found is what matches.
    #[test]
    fn any_filters_find_what_matches(query in any_query()) {
        thread_local!(static STORE: Store = corpus("any"));
        STORE.with(|store| {
            let all = store.find(&Query::default()).unwrap();
            let expected: Vec<_> = all.iter().filter(|row| matches(&query, &row.event)).collect();
            let found = store.find(&query).unwrap();
            assert_eq!(found.iter().collect::<Vec<_>>(), expected, "{query:?}");
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_typed_makes_a_query_fail(typed in "[\\PC\\x00-\\x1f\"'*:()^+{}-]{0,40}") {
        thread_local!(static STORE: Store = corpus("typed"));
        STORE.with(|store| {
            for query in [
                Query { words: text(&typed), ..Query::default() },
                Query { actor: text(&typed), place: text(&typed), kind: text(&typed), ..Query::default() },
            ] {
                store.find(&query).expect("a query never fails");
            }
        });
    }
}
