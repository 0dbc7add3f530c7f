//! `why` and `absent`: who decided each value of an event, and why some have none.

use super::types::{Code, Pair, Version, Why};
use dateline_doc::{Byte, Decider, Event, Evidence, Participant, Reason, Span, Stated, Text};
use std::collections::BTreeMap;

/// Fields in the order in which an event line writes them, which is the order of `why`.
pub const FIELDS: [&str; 18] = [
    "type",
    "mode",
    "cameo",
    "contexts",
    "sentence",
    "trigger",
    "actors",
    "recipients",
    "place",
    "origin",
    "destination",
    "time",
    "reality",
    "background",
    "sources",
    "figures",
    "cluster",
    "confidence",
];

/// Fields whose rules are part of the codebook; all other rules are part of the program.
const CODEBOOK_FIELDS: [&str; 3] = ["type", "mode", "cameo"];

/// Every decision about an event, in the order of its fields.
pub(super) fn why(text: &Text, version: &Version, event: &Event) -> Vec<Why> {
    let mut decided = vec![("type".to_owned(), &event.kind.evidence)];
    decided.extend(event.mode.as_ref().map(|mode| ("mode".to_owned(), &mode.evidence)));
    decided.extend(event.cameo.as_ref().map(|_| ("cameo".to_owned(), &event.kind.evidence)));
    let contexts = event.contexts.iter().enumerate();
    decided.extend(contexts.map(|(nth, context)| (format!("contexts[{nth}]"), &context.evidence)));
    decided.extend(event.decisions.iter().map(|decision| (decision.field.to_owned(), &decision.evidence)));
    participants("actors", &event.actors, &mut decided);
    participants("recipients", &event.recipients, &mut decided);
    if let Stated::Known(place) = &event.place {
        decided.push(("place".to_owned(), &place.evidence));
    }
    decided.extend(event.origin.iter().map(|origin| ("origin".to_owned(), &origin.evidence)));
    decided.extend(event.destination.iter().map(|destination| ("destination".to_owned(), &destination.evidence)));
    if let Stated::Known(time) = &event.time {
        decided.push(("time".to_owned(), &time.evidence));
    }
    decided.push(("reality".to_owned(), &event.reality.evidence));
    decided.push(("background".to_owned(), &event.background.evidence));
    decided.sort_by_key(|(field, _)| rank(field));
    decided.into_iter().map(|(field, evidence)| line(text, version, field, evidence)).collect()
}

fn participants<'e>(role: &str, list: &'e [Participant], decided: &mut Vec<(String, &'e Evidence)>) {
    for (i, participant) in list.iter().enumerate() {
        let country = participant.country.iter().map(|country| &country.evidence);
        decided.extend(country.map(|evidence| (format!("{role}[{i}].country"), evidence)));
        let sectors = participant.sectors.iter().map(|sector| &sector.evidence).enumerate();
        decided.extend(sectors.map(|(n, evidence)| (format!("{role}[{i}].sectors[{n}]"), evidence)));
    }
}

fn line(text: &Text, version: &Version, field: String, evidence: &Evidence) -> Why {
    Why {
        version: version_of(&evidence.decided_by, root(&field), version),
        by: evidence.decided_by.to_string(),
        spans: pairs(text, &evidence.spans),
        field,
    }
}

fn version_of(decider: &Decider, field: &str, version: &Version) -> Option<String> {
    match decider {
        Decider::Rule(_) if CODEBOOK_FIELDS.contains(&field) => Some(version.codebook.clone()),
        Decider::Rule(_) => Some(version.dateline.clone()),
        // "decisions: +0.90 rule=…": the name, and what spoke for it.
        Decider::Model(name) => version.models.get(name.split(':').next().unwrap_or(name)).cloned(),
        Decider::Person(_) => None,
    }
}

/// Spans as code-point pairs.
pub(super) fn pairs<'s>(text: &Text, spans: impl IntoIterator<Item = &'s Span<Byte>>) -> Vec<Pair> {
    spans.into_iter().map(|span| text.to_chars(*span)).map(|span| [span.start, span.end]).collect()
}

fn root(field: &str) -> &str {
    field.split(['[', '.']).next().unwrap_or(field)
}

fn rank(field: &str) -> usize {
    FIELDS.iter().position(|known| *known == root(field)).unwrap_or(FIELDS.len())
}

/// Why fields are null or empty: the coder's reasons, and "not stated" where it gave none.
pub(super) fn absent(event: &Event) -> BTreeMap<String, Code> {
    let mut absent = BTreeMap::new();
    let mut missing = |field: &str, reason: Reason| absent.insert(field.to_owned(), Code::from(reason.as_str()));
    let empty = [
        ("mode", event.mode.is_none()),
        ("actors", event.actors.is_empty()),
        ("recipients", event.recipients.is_empty()),
    ];
    for (field, _) in empty.into_iter().filter(|(_, empty)| *empty) {
        missing(field, Reason::NotStated);
    }
    event.absent.iter().for_each(|(field, reason)| drop(missing(field, *reason)));
    event.place.absent().map(|reason| missing("place", reason));
    event.time.absent().map(|reason| missing("time", reason));
    absent
}
