//! Where: which place belongs to which event.

use super::paths;
use dateline_doc::{Article, Toponym};
use dateline_doc::{Decider, Deprel, Event, EventPlace, Evidence, Field, Layers, PlaceBasis, Reason, Stated, TokenId};

/// The dearest way that still counts as the event's own clause.
const CLAUSE: u32 = 4;

/// The place of the event at `head`, from the words of its own sentence.
pub(super) fn place(layers: &Layers, head: TokenId) -> Stated<EventPlace> {
    let syntax = &layers.syntax;
    let sentence = syntax.sentence(head).tokens;
    let inside = layers.toponyms.iter().filter(|t| sentence.contains(t.tokens.start) && is_location(layers, t));
    let best = inside.filter_map(|t| Some((paths::cost(syntax, paths::anchor(syntax, t.tokens)?, head)?, t)));
    match best.min_by_key(|(cost, t)| (*cost, std::cmp::Reverse(fineness(t)), t.span)) {
        None => Stated::Absent(Reason::NotStated),
        Some((cost, toponym)) => {
            let basis = if cost <= CLAUSE { PlaceBasis::Clause } else { PlaceBasis::Sentence };
            known(toponym, basis, "place.nearest")
        }
    }
}

/// Events that name no place happened where the report last said that something did, else at the place of the dateline.
pub(super) fn carry_over(article: &Article, layers: &Layers, events: &mut [Event]) {
    let dateline = article.dateline.as_ref().and_then(|d| d.place);
    let opening = dateline.and_then(|span| layers.toponyms.iter().find(|t| t.span.overlaps(span)));
    let mut last: Option<Toponym> = None;
    for event in events {
        if let Some(place) = event.place.known() {
            last = Some(place.toponym.clone());
        } else if event.place.absent() == Some(Reason::NotStated) && is_physical(event) {
            event.place = match (&last, opening) {
                (Some(toponym), _) => known(toponym, PlaceBasis::Report, "place.carried-over"),
                (None, Some(toponym)) => known(toponym, PlaceBasis::Dateline, "place.dateline"),
                (None, None) => Stated::Absent(Reason::NotStated),
            };
        }
    }
}

/// Acts that happen at a place; words do not.
fn is_physical(event: &Event) -> bool {
    matches!(&*event.kind.value, "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "CONSULT" | "RETREAT" | "AID")
}

fn known(toponym: &Toponym, basis: PlaceBasis, rule: &'static str) -> Stated<EventPlace> {
    let value = EventPlace { toponym: toponym.clone(), basis };
    Stated::Known(Field::new(value, Evidence::at(toponym.span, Decider::rule(rule))))
}

/// Named as a location, not as an actor or as part of a title.
fn is_location(layers: &Layers, toponym: &Toponym) -> bool {
    let syntax = &layers.syntax;
    let Some(anchor) = paths::anchor(syntax, toponym.tokens) else { return false };
    let case = syntax.child_by(anchor, Deprel::Case).map(|case| syntax.lower(case));
    let locative = case.is_some_and(|word| {
        matches!(
            word,
            "in" | "at"
                | "near"
                | "outside"
                | "inside"
                | "across"
                | "around"
                | "throughout"
                | "into"
                | "over"
                | "on"
                | "from"
                | "toward"
                | "towards"
                | "to"
                | "of"
                | "along"
                | "off"
                | "north"
                | "south"
                | "east"
                | "west"
        )
    });
    let modifier = matches!(syntax.deprel(anchor), Deprel::NmodPoss | Deprel::Compound | Deprel::Appos | Deprel::Conj)
        || matches!(syntax.deprel(anchor), Deprel::NmodUnmarked | Deprel::Nmod | Deprel::Flat | Deprel::NmodDesc);
    (locative || modifier) && !used_as_actor(syntax, anchor)
}

/// Towns before provinces before countries.
fn fineness(toponym: &Toponym) -> u8 {
    use dateline_doc::PlacePrecision::{Admin1, Admin2, Country, Exact, Near, Water};
    match toponym.place.as_ref().map(|place| place.precision) {
        Ok(Exact | Near) => 4,
        Ok(Admin2 | Water) => 3,
        Ok(Admin1) => 2,
        Ok(Country) => 1,
        Err(_) => 0,
    }
}

fn used_as_actor(syntax: &dateline_doc::Syntax, anchor: TokenId) -> bool {
    matches!(syntax.deprel(anchor), Deprel::Nsubj | Deprel::NmodPoss)
}
