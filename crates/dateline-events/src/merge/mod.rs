//! Which mentions of one report are one event.
//!
//! Two mentions join where their types agree, nothing stated contradicts, and something stated is shared: a participant,
//! or a definite back-reference ("the attack"). Precision first: a doubtful pair stays apart.

use dateline_doc::{Deprel, Event, EventPlace, Feats, Interval, Layers, Participant, Reality, TokenId, Upos};

/// A mention is compared with this many earlier ones of its type: reports refer back, but not for ever.
const WINDOW: usize = 64;

/// Numbers the clusters in the order of the text: mentions of one real event get the same number.
pub fn clusters(layers: &Layers, events: &mut [Event]) {
    let mut next = 0;
    for at in 0..events.len() {
        let (earlier, rest) = events.split_at_mut(at);
        let event = &mut rest[0];
        let same_type = earlier.iter().rev().filter(|other| other.kind.value == event.kind.value).take(WINDOW);
        let joined = same_type.into_iter().find(|other| is_same(layers, other, event)).map(|other| other.cluster);
        event.cluster = joined.unwrap_or_else(|| {
            next += 1;
            next - 1
        });
    }
}

fn is_same(layers: &Layers, a: &Event, b: &Event) -> bool {
    let agree = realities_agree(a, b) && times_agree(a, b) && places_agree(a, b) && modes_agree(a, b);
    let recipients = side(layers, &a.recipients, &b.recipients);
    let actors = side(layers, &a.actors, &b.actors);
    agree
        && recipients != Side::Differ
        && actors != Side::Differ
        && (recipients == Side::Shared
            || is_one_assassination(a, b)
            || actors == Side::Shared && same_word(layers, a, b)
            || refers_back(layers, a, b))
}

/// A report tells of one assassination unless it says otherwise.
fn is_one_assassination(a: &Event, b: &Event) -> bool {
    let assassinate = |e: &Event| e.mode.as_ref().is_some_and(|mode| mode.value.as_ref() == "assassinate");
    assassinate(a) && assassinate(b)
}

#[derive(PartialEq, Eq)]
enum Side {
    Shared,
    Unknown,
    Differ,
}

/// Compares one side of two mentions.
fn side(layers: &Layers, a: &[Participant], b: &[Participant]) -> Side {
    let known = |list: &[Participant]| list.iter().any(|p| !is_pronoun(layers, p.head));
    if !known(a) || !known(b) {
        return Side::Unknown;
    }
    if a.iter().any(|x| b.iter().any(|y| is_same_party(layers, x, y))) {
        return Side::Shared;
    }
    // "The diplomat" may be Karlov, "the attacker" the man: one unnamed person can't be told from another by the noun.
    let open = |list: &[Participant]| list.iter().any(|p| is_unnamed_person(layers, p));
    if open(a) || open(b) { Side::Unknown } else { Side::Differ }
}

fn is_unnamed_person(layers: &Layers, party: &Participant) -> bool {
    let syntax = &layers.syntax;
    party.entity.is_none()
        && syntax.upos(party.head) == Upos::Noun
        && syntax.feats(party.head).has(Feats::SING)
        && syntax.child_by(party.head, Deprel::Det).is_some_and(|det| matches!(syntax.lower(det), "the" | "a" | "an"))
}

fn is_same_party(layers: &Layers, a: &Participant, b: &Participant) -> bool {
    match (a.entity, b.entity) {
        (Some(a), Some(b)) => a == b,
        _ => layers.syntax.lemma(a.head) == layers.syntax.lemma(b.head) && !is_pronoun(layers, a.head),
    }
}

fn is_pronoun(layers: &Layers, head: TokenId) -> bool {
    layers.syntax.upos(head) == Upos::Pron
}

/// "the attack" after "an attack on the embassy".
fn refers_back(layers: &Layers, a: &Event, b: &Event) -> bool {
    let syntax = &layers.syntax;
    let definite = syntax
        .children_by(b.head, Deprel::Det)
        .any(|det| matches!(syntax.lower(det), "the" | "this" | "that" | "these"));
    definite && b.recipients.is_empty() && syntax.upos(b.head) == Upos::Noun && same_word(layers, a, b)
}

fn same_word(layers: &Layers, a: &Event, b: &Event) -> bool {
    stem(layers.syntax.lemma(a.head)) == stem(layers.syntax.lemma(b.head))
}

/// "kill" and "killing", "attack" and "attacks".
fn stem(lemma: &str) -> &str {
    lemma.strip_suffix("ing").unwrap_or(lemma)
}

fn realities_agree(a: &Event, b: &Event) -> bool {
    let happened = |event: &Event| event.reality.value == Reality::Occurred;
    a.reality.value == b.reality.value || happened(a) == happened(b)
}

fn modes_agree(a: &Event, b: &Event) -> bool {
    match (&a.mode, &b.mode) {
        (Some(a), Some(b)) => a.value == b.value || [&a.value, &b.value].iter().any(|m| m.as_ref() == "assassinate"),
        _ => true,
    }
}

fn times_agree(a: &Event, b: &Event) -> bool {
    let stated = |event: &Event| event.time.known().filter(|time| time.span.is_some()).map(|time| time.interval);
    match (stated(a), stated(b)) {
        (Some(a), Some(b)) => overlap(a, b),
        _ => a.background.value == b.background.value,
    }
}

fn overlap(a: Interval, b: Interval) -> bool {
    a.from <= b.to && b.from <= a.to
}

fn places_agree(a: &Event, b: &Event) -> bool {
    let id = |event: &Event| match event.place.known() {
        Some(EventPlace { toponym, .. }) => {
            toponym.place.as_ref().ok().map(|place| (place.geonames, place.country.clone()))
        }
        None => None,
    };
    match (id(a), id(b)) {
        (Some((a, in_a)), Some((b, in_b))) => a == b || in_a == in_b,
        _ => true,
    }
}
