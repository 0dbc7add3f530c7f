//! Where: which place belongs to which event, and whence and whither it goes.
//!
//! [`phrases`] finds what names a place, [`fit`] says which of it is where the event is, [`report`] carries places over
//! to events that name none, [`route`] finds origin and destination.

mod fit;
mod phrases;
mod report;
mod route;
mod words;

use dateline_doc::{Decider, Event, EventPlace, Evidence, Field, Layers, PlaceBasis, Reason, Stated, TokenId, Toponym};
use fit::{Act, CLAUSE};
use phrases::Phrase;
use std::cmp::Reverse;

pub(super) use report::carry_over;

/// Most words between a place and the one that it lies in.
const GAP: u32 = 4;

/// Where the event at a word is, from the words of its own sentence.
#[derive(Debug)]
pub(super) struct Where {
    /// The place itself.
    pub(super) place: Stated<EventPlace>,
    /// Whence.
    pub(super) origin: Option<Field<EventPlace>>,
    /// Whither.
    pub(super) destination: Option<Field<EventPlace>>,
}

/// The place, origin and destination that the sentence of an event names for it.
pub(super) fn find(layers: &Layers, head: TokenId, kind: &str) -> Where {
    let act = Act { head, kind };
    let phrases = phrases::around(layers, head);
    let (origin, destination) = route::route(layers, &phrases, act);
    Where { place: own(layers, &phrases, act), origin, destination }
}

/// The nearest phrase of place; of two as near the finer one, and a place that can be looked up before one that cannot.
fn own(layers: &Layers, phrases: &[Phrase<'_>], act: Act<'_>) -> Stated<EventPlace> {
    let syntax = &layers.syntax;
    let fitting: Vec<_> = phrases.iter().filter_map(|p| Some((fit::cost(syntax, p, act)?, p))).collect();
    let best = fitting.iter().min_by_key(|(cost, phrase)| {
        let unknown = u32::from(phrase.toponym.is_none());
        (cost + unknown, Reverse(phrase.fineness()), phrase.is_owner(syntax), phrase.start())
    });
    let Some((cost, phrase)) = best else { return Stated::Absent(Reason::NotStated) };
    let mut toponym = phrase.place(syntax);
    let mut spans = vec![toponym.span];
    if let Some(around) = toponym.place.is_err().then(|| container(layers, &fitting, phrase)).flatten() {
        toponym.place = phrases::lies_in(&around.place);
        spans.push(around.span);
    }
    let basis = if *cost <= CLAUSE { PlaceBasis::Clause } else { PlaceBasis::Sentence };
    let rule = if phrase.site { "place.site" } else { "place.nearest" };
    Stated::Known(field(toponym, basis, spans, rule))
}

/// The place that one which cannot be looked up lies in: "at a market on Friday in X", "in the village of Y in X".
fn container<'a>(layers: &'a Layers, fitting: &[(u32, &Phrase<'a>)], phrase: &Phrase<'a>) -> Option<&'a Toponym> {
    let syntax = &layers.syntax;
    let follows = |inner: &Toponym, outer: &Toponym| {
        let gap = outer.tokens.start.0.checked_sub(inner.tokens.end.0).filter(|gap| (1..=GAP).contains(gap));
        gap.is_some() && matches!(syntax.lower(inner.tokens.end), "in" | "," | "of")
    };
    let mut others = fitting.iter().filter_map(|(_, other)| other.toponym).filter(|other| other.place.is_ok());
    match phrase.toponym {
        None => others.next(),
        Some(inner) => layers.toponyms.iter().filter(|other| other.place.is_ok()).find(|outer| follows(inner, outer)),
    }
}

fn known(toponym: &Toponym, basis: PlaceBasis, rule: &'static str) -> Stated<EventPlace> {
    Stated::Known(field(toponym.clone(), basis, vec![toponym.span], rule))
}

fn field(
    toponym: Toponym,
    basis: PlaceBasis,
    mut spans: Vec<dateline_doc::Span<dateline_doc::Byte>>,
    rule: &'static str,
) -> Field<EventPlace> {
    spans.sort();
    Field::new(EventPlace { toponym, basis }, Evidence { spans, decided_by: Decider::rule(rule) })
}

/// The place that an event names for itself, as others may take it over.
fn stated(event: &Event) -> Option<&EventPlace> {
    event.place.known().filter(|place| matches!(place.basis, PlaceBasis::Clause | PlaceBasis::Sentence))
}
