//! What is said of an incident: every value of every attribute, who says so, and how the values stand to each other.

use super::lineage::Lineage;
use crate::moment::day_number;
use crate::record::{Claim, Event, Figure, Located, Participant, Source, Voice, Words};
use dateline_merge::words;
use std::collections::BTreeSet;

/// A mention of the incident and the report it stands in, by its number in the lineage.
#[derive(Clone, Copy)]
pub(super) struct Mention<'r> {
    pub(super) event: &'r Event,
    pub(super) report: usize,
    pub(super) published: Option<&'r str>,
}

/// A value with what it is compared by.
#[derive(Clone)]
struct Value {
    attribute: String,
    /// As it is shown; equal ones are one claim.
    shown: String,
    compare: Compare,
    words: Option<Words>,
    figure: Option<Figure>,
}

/// How two values of one attribute are compared.
#[derive(Clone, PartialEq)]
enum Compare {
    /// Only equal ones agree.
    Code,
    /// Two ways in which one thing was done agree where one report has both.
    Mode,
    /// Days agree where they overlap.
    Days(i64, i64),
    /// Places agree where one may lie in the other.
    Place { country: Option<String>, admin1: Option<String>, geonames: Option<u32>, fine: bool },
    /// Numbers agree where some number is meant by both.
    Number(u64, u64),
    /// Parties agree unless both are named and share no word, or belong to different countries.
    Party { name: Vec<String>, country: Option<String> },
}

/// The claims of all mentions, attribute by attribute; of one attribute the values in the order they were first said.
pub(super) fn claims(mentions: &[Mention<'_>], lineage: &Lineage) -> Vec<Claim> {
    let mut found: Vec<(Value, Vec<(usize, Voice)>)> = Vec::new();
    for mention in mentions {
        for value in values(mention.event) {
            let voice = (mention.report, voice(mention, &value, lineage));
            let same = |other: &Value| other.attribute == value.attribute && other.shown == value.shown;
            match found.iter_mut().find(|(other, _)| same(other)) {
                Some((_, by)) => by.push(voice),
                None => found.push((value, vec![voice])),
            }
        }
    }
    let standings: Vec<&'static str> = (0..found.len()).map(|at| standing(&found, at)).collect();
    let mut claims: Vec<Claim> =
        found.into_iter().zip(standings).map(|((value, by), standing)| claim(value, by, standing, lineage)).collect();
    claims.sort_by_key(|claim| ATTRIBUTES.iter().position(|attribute| *attribute == claim.attribute));
    claims
}

/// The order in which attributes are told; figures follow in the order of their roles.
const ATTRIBUTES: [&str; 15] = [
    "reality",
    "mode",
    "day",
    "place",
    "actor",
    "recipient",
    "killed",
    "injured",
    "killed_or_injured",
    "detained",
    "missing",
    "displaced",
    "abducted",
    "released",
    "participants",
];

fn claim(value: Value, by: Vec<(usize, Voice)>, standing: &'static str, lineage: &Lineage) -> Claim {
    let counts = lineage.counts(by.iter().map(|(report, _)| *report));
    let figure = value.figure.as_ref();
    Claim {
        attribute: value.attribute.into(),
        value: value.shown,
        number: figure.and_then(|figure| figure.value),
        low: figure.and_then(|figure| figure.low),
        high: figure.and_then(|figure| figure.high),
        quantifier: figure.map(|figure| figure.quantifier.clone()),
        standing: standing.into(),
        counts,
        by: by.into_iter().map(|(_, voice)| voice).collect(),
    }
}

fn voice(mention: &Mention<'_>, value: &Value, lineage: &Lineage) -> Voice {
    let event = mention.event;
    Voice {
        event: event.id.clone(),
        report: event.report.clone(),
        published: mention.published.map(str::to_owned),
        origin: lineage.origin(mention.report).to_owned(),
        sources: event.sources.iter().map(|source: &Source| source.words.text.clone()).collect(),
        words: value.words.clone(),
    }
}

/// "only", "agreed", "differs" or "revised"; see [`Claim::standing`].
fn standing(found: &[(Value, Vec<(usize, Voice)>)], at: usize) -> &'static str {
    let (own, by) = &found[at];
    let others: Vec<_> =
        found.iter().enumerate().filter(|(n, (value, _))| *n != at && value.attribute == own.attribute).collect();
    if others.is_empty() {
        return "only";
    }
    let both = |theirs: &[(usize, Voice)]| by.iter().any(|(report, _)| theirs.iter().any(|(other, _)| other == report));
    let opposed: Vec<_> = others
        .into_iter()
        .filter(|(_, (value, theirs))| {
            !(agree(&own.compare, &value.compare) || own.compare == Compare::Mode && both(theirs))
        })
        .collect();
    match () {
        () if opposed.is_empty() => "agreed",
        () if opposed.iter().any(|(_, (_, theirs))| is_revised(by, theirs)) => "revised",
        () => "differs",
    }
}

/// Everyone who said it said otherwise later.
fn is_revised(by: &[(usize, Voice)], later: &[(usize, Voice)]) -> bool {
    by.iter().all(|(report, own)| {
        later
            .iter()
            .any(|(other, voice)| other > report && voice.origin == own.origin && voice.published > own.published)
    })
}

fn agree(a: &Compare, b: &Compare) -> bool {
    match (a, b) {
        (Compare::Days(a_from, a_to), Compare::Days(b_from, b_to)) => a_from <= b_to && b_from <= a_to,
        (Compare::Number(a_low, a_high), Compare::Number(b_low, b_high)) => a_low <= b_high && b_low <= a_high,
        (Compare::Place { .. }, Compare::Place { .. }) => places_agree(a, b),
        (Compare::Party { name: a, country: x }, Compare::Party { name: b, country: y }) => {
            let named_apart = !a.is_empty() && !b.is_empty() && !a.iter().any(|word| b.contains(word));
            !named_apart && (x.is_none() || y.is_none() || x == y)
        }
        _ => false,
    }
}

fn places_agree(a: &Compare, b: &Compare) -> bool {
    let (
        Compare::Place { country: a_country, admin1: a_admin, geonames: a_id, fine: a_fine },
        Compare::Place { country: b_country, admin1: b_admin, geonames: b_id, fine: b_fine },
    ) = (a, b)
    else {
        return false;
    };
    let same = a_id.is_some() && a_id == b_id;
    let country = a_country == b_country || a_country.is_none() || b_country.is_none();
    let division = a_admin == b_admin || a_admin.is_none() || b_admin.is_none();
    same || country && division && !(*a_fine && *b_fine)
}

fn values(event: &Event) -> Vec<Value> {
    let mut values = vec![code("reality", &event.reality, &event.trigger)];
    values
        .extend(event.mode.as_ref().map(|mode| Value { compare: Compare::Mode, ..code("mode", mode, &event.trigger) }));
    values.extend(day(event));
    values.extend(place(event));
    values.extend(event.actors.iter().map(|party| participant("actor", party)));
    values.extend(event.recipients.iter().map(|party| participant("recipient", party)));
    values.extend(event.figures.iter().filter(|figure| figure.role != "other").map(number));
    let mut seen = BTreeSet::new();
    values.retain(|value| seen.insert((value.attribute.clone(), value.shown.clone())));
    values
}

fn code(attribute: &str, value: &str, trigger: &Words) -> Value {
    let (attribute, shown) = (attribute.to_owned(), value.to_owned());
    Value { attribute, shown, compare: Compare::Code, words: Some(trigger.clone()), figure: None }
}

/// Only what the report has words for: the day of publication is nobody's claim.
fn day(event: &Event) -> Option<Value> {
    let time = event.time.as_ref()?;
    let words = Words { text: time.text.clone()?, start: time.start?, end: time.end? };
    let shown = if time.from == time.to { time.from.clone() } else { format!("{}/{}", time.from, time.to) };
    let compare = Compare::Days(day_number(&time.from)?, day_number(&time.to)?);
    Some(Value { attribute: "day".to_owned(), shown, compare, words: Some(words), figure: None })
}

fn place(event: &Event) -> Option<Value> {
    let place = event.place.as_ref()?;
    let compare = Compare::Place {
        country: place.located.country.clone(),
        admin1: place.located.admin1.clone(),
        geonames: place.located.geonames.filter(|id| *id != 0),
        fine: place.located.precision.as_deref().is_some_and(|precision| matches!(precision, "exact" | "near")),
    };
    let shown = place_name(&place.located).unwrap_or_else(|| place.words.text.clone());
    Some(Value { attribute: "place".to_owned(), shown, compare, words: Some(place.words.clone()), figure: None })
}

/// "Ankara (TUR)".
pub(super) fn place_name(located: &Located) -> Option<String> {
    let name = located.name.as_ref()?;
    Some(located.country.as_ref().map_or_else(|| name.clone(), |country| format!("{name} ({country})")))
}

fn participant(attribute: &str, party: &Participant) -> Value {
    let who = party.name.as_ref().unwrap_or(&party.words.text);
    let codes: Vec<&str> = party.country.iter().chain(party.sectors.first()).map(String::as_str).collect();
    let shown = if codes.is_empty() { who.clone() } else { format!("{who} ({})", codes.join(" ")) };
    let stems = |name: &String| words::words(name).map(words::stem).collect();
    let compare =
        Compare::Party { name: party.name.as_ref().map(stems).unwrap_or_default(), country: party.country.clone() };
    Value { attribute: attribute.to_owned(), shown, compare, words: Some(party.words.clone()), figure: None }
}

fn number(figure: &Figure) -> Value {
    let value = figure.value.map_or_else(|| figure.words.text.clone(), |value| value.to_string());
    let shown =
        if figure.quantifier == "exact" { value } else { format!("{} {value}", figure.quantifier.replace('_', " ")) };
    Value {
        attribute: figure.role.to_string(),
        shown,
        compare: Compare::Number(figure.low.unwrap_or(0), figure.high.unwrap_or(u64::MAX)),
        words: Some(figure.words.clone()),
        figure: Some(figure.clone()),
    }
}
