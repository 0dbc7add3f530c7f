//! Places for events whose own sentence names none: of their other mentions, of the events around them, of the dateline.

use super::fit::is_physical;
use super::phrases::fineness;
use super::{known, stated};
use crate::code::first_of_cluster;
use dateline_doc::{Article, Decider, Event, EventPlace, Layers, PlaceBasis, Reason, Stated, Toponym};

/// What speaks for a place, added up over all that the report says of it.
mod weight {
    /// An act of force happens there.
    pub(super) const NAMED: i32 = 2;
    /// ... of the same type.
    pub(super) const SAME_KIND: i32 = 2;
    /// ... which is as old: both are the news, or both come before it.
    pub(super) const SAME_AGE: i32 = 2;
    /// ... in the sentence before or the same one.
    pub(super) const BESIDE: i32 = 4;
    /// ... a few sentences before.
    pub(super) const BEFORE: i32 = 2;
    /// It is named as where something is, each time up to `MENTIONS`.
    pub(super) const MENTION: i32 = 1;
    /// Most mentions counted.
    pub(super) const MENTIONS: usize = 4;
    /// It is the place of the dateline.
    pub(super) const DATELINE: i32 = 6;
    /// The first sentence names it.
    pub(super) const OPENING: i32 = 3;
    /// The title names it.
    pub(super) const TITLE: i32 = 3;
    /// It is a town or finer.
    pub(super) const FINE: i32 = 2;
}

/// Sentences before an event that still are near it.
const BEFORE: usize = 3;
/// Most names of a report that are looked at.
const MOST: usize = 200;

/// What a report says of where its events are.
struct Scene<'a> {
    article: &'a Article,
    layers: &'a Layers,
    dateline: Option<Toponym>,
    stated: Vec<Stage>,
    /// Names after a preposition of place.
    named: Vec<&'a Toponym>,
}

/// A place that an event names for itself.
struct Stage {
    sentence: usize,
    kind: std::sync::Arc<str>,
    background: bool,
    toponym: Toponym,
}

/// Acts that name no place happened where their other mentions did, else where the report says that the like did.
pub(in crate::code) fn carry_over(article: &Article, layers: &Layers, events: &mut [Event]) {
    let own: Vec<Option<(u32, Toponym)>> = events.iter().map(own_place).collect();
    let mates = first_of_cluster(&own);
    let scene = Scene {
        article,
        layers,
        dateline: dateline(article, layers),
        stated: events.iter().filter_map(stage).collect(),
        named: layers.toponyms.iter().filter(|toponym| is_somewhere(layers, toponym)).take(MOST).collect(),
    };
    for event in events.iter_mut().filter(|event| event.place.absent() == Some(Reason::NotStated)) {
        if !is_carried(event) {
            continue;
        }
        event.place = match mates.get(&event.cluster) {
            Some(toponym) => known(toponym, PlaceBasis::Report, "place.same-event"),
            None => elsewhere(&scene, event),
        };
    }
}

fn is_site(event: &Event) -> bool {
    matches!(&event.place, Stated::Known(place) if place.evidence.decided_by == Decider::rule("place.site"))
}

/// "in X", "at X": something is there.
fn is_somewhere(layers: &Layers, toponym: &Toponym) -> bool {
    let before = toponym.tokens.start.0.checked_sub(1).map(dateline_doc::TokenId);
    before.is_some_and(|word| matches!(layers.syntax.lower(word), "in" | "at" | "near" | "outside" | "inside"))
}

/// Acts of force, and meetings in person.
fn is_carried(event: &Event) -> bool {
    let phone = event.mode.as_ref().is_some_and(|mode| &*mode.value == "phone");
    is_physical(&event.kind.value) || &*event.kind.value == "CONSULT" && !phone
}

fn own_place(event: &Event) -> Option<(u32, Toponym)> {
    stated(event).map(|place: &EventPlace| (event.cluster, place.toponym.clone()))
}

/// A room or a street is the place of its own event only; what cannot be looked up tells others nothing.
fn stage(event: &Event) -> Option<Stage> {
    let place = stated(event).filter(|place| place.toponym.place.is_ok() || !is_site(event))?;
    Some(Stage {
        sentence: event.sentence,
        kind: event.kind.value.clone(),
        background: event.background.value,
        toponym: place.toponym.clone(),
    })
}

/// A place and what speaks for it.
struct Scored<'a> {
    score: i32,
    toponym: &'a Toponym,
    basis: PlaceBasis,
}

/// The place for which most speaks; of two the finer, of two as fine the one named first.
fn elsewhere(scene: &Scene<'_>, event: &Event) -> Stated<EventPlace> {
    let scored = scored(scene, event);
    let best = scored.iter().rev().max_by_key(|one| (one.score, fineness(one.toponym)));
    let Some(best) = best else { return Stated::Absent(Reason::NotStated) };
    let inside = scored.iter().filter(|one| holds(best.toponym, one.toponym) && one.score * 2 >= best.score);
    let best = inside.max_by_key(|one| one.score).unwrap_or(best);
    let rule = if best.basis == PlaceBasis::Dateline { "place.dateline" } else { "place.same-scene" };
    known(best.toponym, best.basis, rule)
}

/// All places that an act of force may have happened at, or a meeting: those of other meetings and the dateline.
fn scored<'a>(scene: &'a Scene<'_>, event: &Event) -> Vec<Scored<'a>> {
    let meeting = &*event.kind.value == "CONSULT";
    let mut scored: Vec<Scored<'a>> = Vec::new();
    let mut add = |score: i32, toponym: &'a Toponym, basis| match scored
        .iter_mut()
        .find(|one| is_same(scene, one.toponym, toponym))
    {
        Some(one) => one.score += score,
        None => scored.push(Scored { score: score + standing(scene, toponym), toponym, basis }),
    };
    for stage in scene.stated.iter().filter(|stage| (&*stage.kind == "CONSULT") == meeting) {
        add(nearness(stage, event), &stage.toponym, PlaceBasis::Report);
    }
    if !meeting {
        scene.named.iter().for_each(|toponym| add(0, toponym, PlaceBasis::Report));
    }
    scene.dateline.iter().for_each(|toponym| add(0, toponym, PlaceBasis::Dateline));
    scored
}

/// A country, and a place in it.
fn holds(country: &Toponym, place: &Toponym) -> bool {
    match (&country.place, &place.place) {
        (Ok(outer), Ok(inner)) => fineness(country) == 1 && fineness(place) > 1 && outer.country == inner.country,
        _ => false,
    }
}

fn nearness(stage: &Stage, event: &Event) -> i32 {
    let distance = event.sentence.checked_sub(stage.sentence);
    let near = match distance {
        Some(0 | 1) => weight::BESIDE,
        Some(d) if d <= BEFORE => weight::BEFORE,
        _ => 0,
    };
    let kind = if stage.kind == event.kind.value { weight::SAME_KIND } else { 0 };
    let age = if stage.background == event.background.value { weight::SAME_AGE } else { 0 };
    weight::NAMED + near + kind + age
}

/// What speaks for a place by itself.
fn standing(scene: &Scene<'_>, toponym: &Toponym) -> i32 {
    let text = &scene.article.text;
    let name = text.slice(toponym.span);
    let opening = scene.layers.syntax.sentences().iter().find(|s| !s.furniture).map(|s| s.span);
    let opens = scene
        .layers
        .toponyms
        .iter()
        .any(|other| opening.is_some_and(|opening| opening.contains(other.span)) && is_same(scene, other, toponym));
    let named = scene.named.iter().filter(|other| is_same(scene, other, toponym));
    let mentions = named.take(weight::MENTIONS).count() as i32;
    let heads = scene.article.title.as_deref().is_some_and(|title| title.contains(name));
    let dateline = scene.dateline.as_ref().is_some_and(|dateline| is_same(scene, dateline, toponym));
    [
        (opens, weight::OPENING),
        (heads, weight::TITLE),
        (dateline, weight::DATELINE),
        (fineness(toponym) >= 3, weight::FINE),
    ]
    .into_iter()
    .filter_map(|(holds, weight)| holds.then_some(weight))
    .sum::<i32>()
        + mentions * weight::MENTION
}

/// The same place of the gazetteer, or the same words where it has none.
fn is_same(scene: &Scene<'_>, a: &Toponym, b: &Toponym) -> bool {
    let words = |toponym: &Toponym| scene.article.text.slice(toponym.span);
    match (&a.place, &b.place) {
        (Ok(x), Ok(y)) if x.geonames != 0 && x.precision == y.precision => x.geonames == y.geonames,
        _ => words(a).eq_ignore_ascii_case(words(b)),
    }
}

/// The finest place of the dateline; a town that cannot be looked up keeps its words, and lies in what is named with it.
fn dateline(article: &Article, layers: &Layers) -> Option<Toponym> {
    let span = article.dateline.as_ref()?.place?;
    let named = layers.toponyms.iter().take_while(|t| t.span.start < span.end).filter(|t| t.span.overlaps(span));
    let finest = named.max_by_key(|toponym| (fineness(toponym), std::cmp::Reverse(toponym.span.start)));
    let tokens = layers.syntax.tokens_in(span);
    match finest {
        Some(toponym) if toponym.span.start <= span.start => Some(toponym.clone()),
        Some(container) => Some(Toponym { span, tokens, place: super::phrases::lies_in(&container.place) }),
        None => Some(Toponym { span, tokens, place: Err(Reason::Unresolved) }),
    }
}
