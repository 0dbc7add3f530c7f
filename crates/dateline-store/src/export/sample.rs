//! Incidents made by hand, for the tests of the formats.

use super::About;
use crate::incident::Told;
use crate::read::EventRow;
use crate::record::*;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(crate) fn about() -> About {
    let models = BTreeMap::from([("en".to_owned(), "en-1".to_owned())]);
    About {
        written_by: "dateline 0.1.0".to_owned(),
        file: "incidents".to_owned(),
        format: "test".to_owned(),
        versions: vec![Version { dateline: "0.1.0".to_owned(), models, codebook: "plover-1".to_owned() }],
        filters: vec!["--country TUR".to_owned()],
        as_of: None,
        attribution: super::ATTRIBUTION.to_owned(),
    }
}

pub(crate) const SENTENCE: &str = "Gunmen shot at least three sailors in Vellport on Monday, the mayor said.";

/// Words of the sentence, which begins the report's text.
pub(crate) fn words(text: &str) -> Words {
    let at = SENTENCE.find(text).unwrap_or_else(|| panic!("{text:?} is in the sentence"));
    let start = SENTENCE[..at].chars().count() as u32;
    Words { text: text.to_owned(), start, end: start + text.chars().count() as u32 }
}

pub(crate) fn participant(text: &str, country: Option<&str>, sectors: &[&str]) -> Participant {
    Participant {
        words: words(text),
        name: None,
        country: country.map(str::to_owned),
        sectors: sectors.iter().map(|sector| (*sector).to_owned()).collect(),
        entity: None,
    }
}

pub(crate) fn vellport() -> Located {
    Located {
        name: Some("Vellport".to_owned()),
        geonames: Some(42),
        country: Some("TUR".to_owned()),
        admin1: Some("Coast".to_owned()),
        lat: Some(39.92),
        lon: Some(32.854),
        precision: Some("exact".into()),
    }
}

/// A claim of a role from "at_least 3 3 -": quantifier, number, low, high, with "-" for what is not said.
pub(crate) fn claim(role: &'static str, text: &str) -> Claim {
    let parts: Vec<&str> = text.split(' ').collect();
    let number = |at: usize| parts[at].parse().ok();
    Claim {
        attribute: role.into(),
        value: format!("{} {}", parts[0], parts[1]),
        number: number(1),
        low: number(2),
        high: number(3),
        quantifier: Some(parts[0].to_owned().into()),
        standing: "only".into(),
        counts: Counts { reports: 1, texts: 1, independent: 1 },
        by: vec![voice("r1#1", "Example Wire")],
    }
}

pub(crate) fn voice(event: &str, origin: &str) -> Voice {
    Voice {
        event: event.to_owned(),
        report: event.split('#').next().unwrap_or_default().to_owned(),
        published: Some("2024-03-06".to_owned()),
        origin: origin.to_owned(),
        sources: vec!["the mayor".to_owned()],
        words: Some(words("at least three")),
    }
}

pub(crate) fn row(id: &str) -> EventRow {
    let report = id.split('#').next().unwrap_or_default();
    EventRow {
        title: Some("Shots near the harbour".to_owned()),
        publisher: Some("Example Wire".to_owned()),
        published: Some("2024-03-06".to_owned()),
        url: Some(format!("https://news.example/{report}")),
        sentence: Words { text: SENTENCE.to_owned(), start: 0, end: SENTENCE.chars().count() as u32 },
        event: event(report, id),
        report: Arc::new(report_line(report)),
    }
}

/// The line of the report, of which exports read what rows have too.
fn report_line(id: &str) -> Report {
    let version = Version { dateline: "0.1.0".to_owned(), models: BTreeMap::new(), codebook: "c1".to_owned() };
    let line = serde_json::json!({
        "id": id, "text": SENTENCE, "sha256": "", "format": 1, "version": version,
        "title": null, "url": null, "publisher": null, "language": null, "published": null, "dateline": null
    });
    serde_json::from_value(line).expect("the line of a report")
}

fn event(report: &str, id: &str) -> Event {
    let source = Source { words: words("the mayor"), cue: Some(words("said")), kind: None, stance: None, entity: None };
    Event {
        report: report.to_owned(),
        id: id.to_owned(),
        kind: "ASSAULT".to_owned(),
        mode: Some("firearms".to_owned()),
        cameo: Some("190".to_owned()),
        contexts: vec!["crime".to_owned()],
        sentence: 0,
        trigger: words("shot"),
        actors: vec![participant("Gunmen", None, &["UAF"])],
        recipients: vec![participant("at least three sailors", Some("TUR"), &["CVL"])],
        place: Some(Place { words: words("Vellport"), located: vellport(), basis: "clause".into(), reason: None }),
        origin: None,
        destination: None,
        time: Some(time()),
        reality: "occurred".into(),
        background: false,
        sources: vec![source],
        hedge: None,
        disputed: Vec::new(),
        figures: vec![figure()],
        cluster: format!("{report}/c0"),
        main: true,
        confidence: 0.85,
        absent: BTreeMap::new(),
        why: Vec::new(),
    }
}

fn time() -> Time {
    let Words { text, start, end } = words("Monday");
    Time {
        text: Some(text),
        start: Some(start),
        end: Some(end),
        from: "2024-03-04".to_owned(),
        to: "2024-03-04".to_owned(),
        precision: "day".into(),
        basis: "relative".into(),
    }
}

fn figure() -> Figure {
    Figure {
        role: "killed".into(),
        value: Some(3),
        low: Some(3),
        high: None,
        quantifier: "at_least".into(),
        words: words("at least three"),
        unit: None,
    }
}

fn member(event: &str, linked_to: Option<&str>) -> Member {
    Member {
        event: event.to_owned(),
        report: event.split('#').next().unwrap_or_default().to_owned(),
        publisher: Some("Example Wire".to_owned()),
        published: Some("2024-03-06".to_owned()),
        origin: "Example Wire".to_owned(),
        copy: linked_to.is_some(),
        linked_to: linked_to.map(str::to_owned),
        score: linked_to.map(|_| 0.97),
        why: linked_to.map(|_| "+2.1 same place".to_owned()).into_iter().collect(),
    }
}

/// An incident with every field filled and two mentions.
pub(crate) fn told(id: &str) -> Told {
    let first = event_of(id);
    let event = event("r1", first);
    let incident = Incident {
        id: id.to_owned(),
        kind: event.kind,
        mode: event.mode,
        cameo: event.cameo,
        reality: event.reality,
        title: Some("Shots near the harbour".to_owned()),
        from: Some("2024-03-04".to_owned()),
        to: Some("2024-03-04".to_owned()),
        precision: Some("day".into()),
        place: Some(vellport()),
        actors: event.actors,
        recipients: event.recipients,
        counts: Counts { reports: 2, texts: 1, independent: 1 },
        said: Said { first: Some("2024-03-06".to_owned()), last: Some("2024-03-07T08:00Z".to_owned()) },
        mentions: vec![member(first, None), member("r2#1", Some(first))],
        claims: vec![
            claim("killed", "at_least 3 3 -"),
            claim("killed", "exact 4 4 4"),
            claim("injured", "exact 2 2 2"),
        ],
        relations: Vec::new(),
        disputed: false,
    };
    Told { incident, rows: vec![row(first), row("r2#1")] }
}

/// An incident of which only the type is known.
pub(crate) fn bare(id: &str) -> Told {
    let mut told = told(id);
    let incident = &mut told.incident;
    incident.place = None;
    (incident.from, incident.to, incident.precision) = (None, None, None);
    (incident.mode, incident.cameo, incident.title) = (None, None, None);
    (incident.actors, incident.recipients, incident.claims) = (Vec::new(), Vec::new(), Vec::new());
    incident.mentions.truncate(1);
    told.rows.truncate(1);
    let event = &mut told.rows[0].event;
    (event.place, event.time) = (None, None);
    (event.actors, event.recipients, event.figures) = (Vec::new(), Vec::new(), Vec::new());
    told
}

/// What a format makes of incidents.
pub(crate) fn exported(format: super::Format, told: Vec<Told>) -> (Vec<u8>, super::Summary) {
    let mut out = Vec::new();
    let summary = super::export(format, &about(), told.into_iter().map(Ok), &mut out).expect("memory takes everything");
    (out, summary)
}

/// The same as text.
pub(crate) fn text(format: super::Format, told: Vec<Told>) -> String {
    String::from_utf8(exported(format, told).0).expect("text formats are UTF-8")
}

/// Words that would break a careless format: a formula, quotation marks, line breaks, tabs, letters of many bytes.
pub(crate) fn hostile(id: &str) -> Told {
    let mut told = told(id);
    told.incident.title = Some("=HYPERLINK(\"http://evil.example\")".to_owned());
    told.incident.actors[0].name = Some("+1 \"Café\", 安卡拉;\nnext\tline".to_owned());
    told.incident.mentions.truncate(1);
    told.rows.truncate(1);
    told.rows[0].publisher = Some("@outlet".to_owned());
    told.incident.mentions[0].publisher = Some("@outlet".to_owned());
    told.incident.reality = "planned".into();
    told
}

/// The three of them.
pub(crate) fn all() -> Vec<Told> {
    vec![told("inc:r1#1"), bare("inc:r3#1"), hostile("inc:r4#1")]
}
