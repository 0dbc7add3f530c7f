//! Readings made by hand: the store is tested without the stages before it.

use dateline_doc::*;
use dateline_store::record::Version;
use std::collections::BTreeMap;

pub(crate) fn version(codebook: &str) -> Version {
    let models = BTreeMap::from([("en".to_owned(), "en-1".to_owned())]);
    Version { dateline: "0.1.0".to_owned(), models, codebook: codebook.to_owned() }
}

/// A stand-in for a hash: 64 hexadecimal digits that depend on the text.
pub(crate) fn digest(text: &str) -> String {
    let sum = text.bytes().fold(0xcbf2_9ce4_8422_2325u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01b3));
    format!("{sum:016x}").repeat(4)
}

pub(crate) fn article(id: &str, text: &str) -> Article {
    Article {
        title: Some("Shots near the harbour".to_owned()),
        url: Some(format!("https://news.example/{id}")),
        publisher: Some("Example Wire".to_owned()),
        language: Some("en".to_owned()),
        published: Some(Published::on(day(2024, 3, 6), PublishedBasis::Metadata)),
        sha256: digest(text),
        authors: vec!["Ann Example".to_owned()],
        origin: Origin {
            file: Some(format!("{id}.txt")),
            encoding: "UTF-8",
            map: SourceMap::copy_of(text.len(), 0),
            ..Origin::default()
        },
        ..Article::of_text(id, text)
    }
}

pub(crate) fn day(year: i16, month: u8, day: u8) -> Day {
    Day { year, month, day }
}

pub(crate) fn reading(article: Article, events: Vec<Event>) -> Reading {
    Reading { article, layers: Layers::default(), events, notes: Vec::new() }
}

/// The span of the first occurrence of `words`.
pub(crate) fn at(text: &str, words: &str) -> Span<Byte> {
    let start = text.find(words).unwrap_or_else(|| panic!("{words:?} is in the text")) as u32;
    Span::new(start, start + words.len() as u32)
}

fn tokens() -> TokenRange {
    TokenRange::new(0, 1)
}

fn rule(name: &str, span: Span<Byte>) -> Evidence {
    Evidence::at(span, Decider::rule(name))
}

pub(crate) fn participant(span: Span<Byte>, country: Option<&str>, sectors: &[&str]) -> Participant {
    Participant {
        span,
        head: TokenId(0),
        name: None,
        country: country.map(|code| Field::new(code.into(), rule("actor.country", span))),
        sectors: sectors.iter().map(|code| Field::new((*code).into(), rule("actor.office", span))).collect(),
        entity: Some(1),
    }
}

pub(crate) fn place(span: Span<Byte>, name: &str, country: &str, lat_e5: i32, lon_e5: i32) -> Toponym {
    let place = Place {
        geonames: 42,
        name: name.into(),
        country: country.into(),
        admin1: Some("Coast".into()),
        lat_e5,
        lon_e5,
        precision: PlacePrecision::Exact,
    };
    Toponym { span, tokens: tokens(), place: Ok(place) }
}

pub(crate) fn stated_place(toponym: Toponym) -> Stated<EventPlace> {
    let evidence = rule("place.clause", toponym.span);
    Stated::Known(Field::new(EventPlace { toponym, basis: PlaceBasis::Clause }, evidence))
}

pub(crate) fn time(span: Option<Span<Byte>>, from: Day, to: Day) -> Stated<EventTime> {
    let basis = if span.is_some() { TimeBasis::Relative } else { TimeBasis::Publication };
    let time = EventTime { span, interval: Interval { from, to }, precision: TimePrecision::Day, basis };
    Stated::Known(Field::new(
        time,
        Evidence { spans: span.into_iter().collect(), decided_by: Decider::rule("time.near") },
    ))
}

pub(crate) fn source(span: Span<Byte>, cue: Option<Span<Byte>>) -> Source {
    Source { span, head: TokenId(0), cue, kind: Some(SourceKind::Official), stance: Stance::Asserts, entity: None }
}

pub(crate) fn figure(span: Span<Byte>) -> Figure {
    let (low, quantifier) = (Some(3), Quantifier::AtLeast);
    Figure { role: FigureRole::Killed, span, value: Some(3), low, high: None, quantifier, unit: None }
}

/// An event with a trigger and nothing else.
pub(crate) fn bare_event(kind: &str, trigger: Span<Byte>) -> Event {
    Event {
        sentence: 0,
        trigger,
        head: TokenId(0),
        kind: Field::new(kind.into(), rule("assault.shoot", trigger)),
        mode: None,
        cameo: None,
        contexts: Vec::new(),
        actors: Vec::new(),
        recipients: Vec::new(),
        place: Stated::Absent(Reason::NotStated),
        origin: None,
        destination: None,
        time: Stated::Absent(Reason::Unresolved),
        reality: Field::new(Reality::Occurred, Evidence { spans: Vec::new(), decided_by: Decider::rule("real.plain") }),
        background: Field::new(false, Evidence { spans: Vec::new(), decided_by: Decider::Model("en".into()) }),
        sources: Vec::new(),
        figures: Vec::new(),
        cluster: 0,
        main: false,
        confidence: Confidence::per_mille(850),
        absent: Vec::new(),
        decisions: Vec::new(),
    }
}

pub(crate) const HARBOUR: &str =
    "Café owner: “Gunmen shot at least three sailors in Vellport on Monday,” the mayor of Vellport said in Turkish.";

/// One event with every field filled, its quotation, layers and a note.
pub(crate) fn harbour(id: &str) -> Reading {
    let span = |words| at(HARBOUR, words);
    let mut event = bare_event("ASSAULT", span("shot"));
    event.mode = Some(Field::new("firearms".into(), rule("assault.shoot", span("shot"))));
    event.cameo = Some("190".into());
    event.actors = vec![participant(span("Gunmen"), None, &["UAF"])];
    event.recipients = vec![participant(span("at least three sailors"), Some("TUR"), &[])];
    event.place = stated_place(place(span("Vellport"), "Vellport", "TUR", 3_992_000, -3_285_400));
    event.time = time(Some(span("Monday")), day(2024, 3, 4), day(2024, 3, 4));
    event.sources = vec![source(span("the mayor of Vellport"), Some(span("said")))];
    event.figures = vec![figure(span("at least three"))];
    event.decisions = vec![Decision { field: "actors", evidence: rule("args.nsubj", span("Gunmen")) }];
    let mut reading = reading(article(id, HARBOUR), vec![event]);
    reading.layers = harbour_layers();
    reading.notes = vec![Note {
        severity: Severity::Warning,
        code: "time-ambiguous",
        message: "Monday may be either of two".to_owned(),
        span: Some(span("Monday")),
    }];
    reading
}

fn harbour_layers() -> Layers {
    let span = |words| at(HARBOUR, words);
    let said = span("Gunmen shot at least three sailors in Vellport on Monday,");
    let of_mayor = span("the mayor of Vellport");
    let later = Span::new(of_mayor.end - 8, of_mayor.end);
    let mayor = source(span("the mayor of Vellport"), Some(span("said")));
    let monday = Interval { from: day(2024, 3, 4), to: day(2024, 3, 4) };
    Layers {
        names: vec![Name { span: span("Vellport"), tokens: tokens(), kind: NameKind::Gpe, entity: 2 }],
        times: vec![Timex {
            span: span("Monday"),
            kind: TimexKind::Date,
            value: "2024-03-04".to_owned(),
            interval: Some(monday),
            precision: TimePrecision::Day,
            basis: TimeBasis::Relative,
        }],
        toponyms: vec![Toponym { span: span("Vellport"), tokens: tokens(), place: Err(Reason::Ambiguous) }],
        quotes: vec![Quote {
            span: said,
            mode: QuoteMode::Direct,
            speaker: Some(mayor.clone()),
            translated_from: Some(span("in Turkish")),
        }],
        attributions: vec![Attribution {
            chain: vec![source(span("Café owner"), None), mayor],
            content: vec![said],
            mode: QuoteMode::Direct,
            rule: "said-ccomp",
            disputes: None,
        }],
        predicates: vec![Predicate {
            span: span("shot"),
            token: TokenId(1),
            lemma: "shoot".into(),
            arguments: vec![Argument { role: Role::Arg0, span: span("Gunmen"), tokens: tokens(), head: TokenId(0) }],
        }],
        mentions: vec![vellport(span("Vellport")), vellport(later)],
        ..Layers::default()
    }
}

fn vellport(span: Span<Byte>) -> Mention {
    Mention { span, tokens: tokens(), head: TokenId(0), kind: MentionKind::Name, chain: 0 }
}

/// A file name in a folder of its own that holds no database yet.
pub(crate) fn fresh(test: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder for temporary files can be written");
    folder.join("news.db")
}

/// A syntax of nothing but sentences, split at full stops.
pub(crate) fn sentences(text: &str) -> Syntax {
    let mut builder = SyntaxBuilder::default();
    let mut start = 0;
    for sentence in text.split_inclusive('.') {
        let span = Span::new(start, start + sentence.len() as u32);
        let word = Word {
            span,
            form: sentence,
            lemma: sentence,
            upos: Upos::X,
            xpos: "_",
            feats: "_",
            head: None,
            deprel: Deprel::Root,
        };
        builder.push(&[word], 0, false);
        start = span.end;
    }
    builder.finish()
}

/// Report number `i` of a made-up corpus: two sentences, two events.
pub(crate) fn numbered(i: u32) -> Reading {
    let (town, crowd) = (["Vellport", "Ostrava", "Kéra"][i as usize % 3], ["Miners", "Nurses"][i as usize % 2]);
    let text = format!("{crowd} marched through {town} on day {i}. Police fired on them.");
    let mut march = bare_event("PROTEST", at(&text, "marched"));
    march.actors = vec![participant(at(&text, crowd), Some("CZE"), &["LAB"])];
    march.place = stated_place(place(at(&text, town), town, "CZE", 4_900_000 + i as i32, 1_800_000));
    let when = day(2024, 1 + (i % 12) as u8, 1 + (i % 28) as u8);
    march.time = time(None, when, when);
    let mut shots = bare_event("ASSAULT", at(&text, "fired"));
    shots.sentence = 1;
    shots.actors = vec![participant(at(&text, "Police"), Some("CZE"), &["COP"])];
    shots.recipients = vec![participant(at(&text, "them"), None, &[])];
    shots.figures = vec![figure(at(&text, &i.to_string()))];
    let mut reading = reading(article(&format!("n{i}"), &text), vec![march, shots]);
    reading.layers.syntax = sentences(&text);
    reading
}
