//! Where: which place belongs to which event.

use super::{first_of_cluster, paths};
use crate::{resolve, window};
use dateline_doc::{Article, Syntax, Toponym};
use dateline_doc::{Decider, Deprel, Event, EventPlace, Evidence, Field, Layers, PlaceBasis, Reason, Stated, TokenId};

/// The dearest way that still counts as the event's own clause.
const CLAUSE: u32 = 4;
/// The dearest way that still ties a place to an act of force.
const SENTENCE: u32 = 5;

/// The place of the event at `head`, from the words of its own sentence. Acts of speech happen where their own clause
/// says; acts of force also where the sentence does.
pub(super) fn place(layers: &Layers, head: TokenId, kind: &str) -> Stated<EventPlace> {
    let syntax = &layers.syntax;
    let sentence = syntax.sentence(head).span;
    let limit = if is_physical(kind) { SENTENCE } else { CLAUSE };
    let inside = window::starting_in(&layers.toponyms, sentence, |t| t.span).iter();
    let best = inside.filter_map(|toponym| {
        let anchor = paths::anchor(syntax, toponym.tokens)?;
        let cost = paths::cost(syntax, anchor, head).filter(|cost| *cost <= limit)?;
        let acts = resolve::used_as_actor(syntax, toponym);
        (!acts && is_location(syntax, anchor, head, kind)).then_some((cost, toponym))
    });
    match best.min_by_key(|(cost, t)| (*cost, std::cmp::Reverse(fineness(t)), t.span)) {
        None => Stated::Absent(Reason::NotStated),
        Some((cost, toponym)) => {
            let basis = if cost <= CLAUSE { PlaceBasis::Clause } else { PlaceBasis::Sentence };
            known(toponym, basis, "place.nearest")
        }
    }
}

/// Acts of force that name no place happened where their other mentions did, else where the report last said that
/// something did, else at the place of the dateline.
pub(super) fn carry_over(article: &Article, layers: &Layers, events: &mut [Event]) {
    let dateline = article.dateline.as_ref().and_then(|d| d.place);
    let opening = dateline.and_then(|span| layers.toponyms.iter().find(|t| t.span.overlaps(span)));
    let own: Vec<Option<(u32, Toponym)>> = events.iter().map(own_place).collect();
    let mates = first_of_cluster(&own);
    let mut last: Option<Toponym> = None;
    for (event, mine) in events.iter_mut().zip(&own) {
        if let Some((_, toponym)) = mine {
            last = Some(toponym.clone());
        } else if event.place.absent() == Some(Reason::NotStated) && is_physical(&event.kind.value) {
            let mate = mates.get(&event.cluster).copied();
            event.place = match (mate, &last, opening) {
                (Some(toponym), ..) => known(toponym, PlaceBasis::Report, "place.same-event"),
                (None, Some(toponym), _) => known(toponym, PlaceBasis::Report, "place.carried-over"),
                (None, None, Some(toponym)) => known(toponym, PlaceBasis::Dateline, "place.dateline"),
                (None, None, None) => Stated::Absent(Reason::NotStated),
            };
        }
    }
}

fn own_place(event: &Event) -> Option<(u32, Toponym)> {
    let place = event.place.known().filter(|_| is_physical(&event.kind.value))?;
    Some((event.cluster, place.toponym.clone()))
}

/// Acts that happen at a place; words do not.
fn is_physical(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT" | "AID")
}

fn known(toponym: &Toponym, basis: PlaceBasis, rule: &'static str) -> Stated<EventPlace> {
    let value = EventPlace { toponym: toponym.clone(), basis };
    Stated::Known(Field::new(value, Evidence::at(toponym.span, Decider::rule(rule))))
}

/// Named as a location of this event: after a preposition of place, or before the event noun itself.
fn is_location(syntax: &Syntax, anchor: TokenId, head: TokenId, kind: &str) -> bool {
    let first = if syntax.deprel(anchor) == Deprel::Conj { syntax.head(anchor).unwrap_or(anchor) } else { anchor };
    match syntax.child_by(first, Deprel::Case).map(|case| syntax.lower(case)) {
        Some("'s" | "’s" | "'" | "’") | None => syntax.head(anchor) == Some(head) && is_modifier(syntax, anchor),
        Some("to" | "into" | "onto" | "from") => matches!(kind, "MOBILIZE" | "CONSULT" | "RETREAT" | "AID"),
        Some("on" | "against" | "of") => syntax.head(anchor) == Some(head) && kind == "ASSAULT",
        Some(word) => is_place_preposition(word),
    }
}

fn is_modifier(syntax: &Syntax, anchor: TokenId) -> bool {
    matches!(syntax.deprel(anchor), Deprel::NmodPoss | Deprel::Compound | Deprel::Nmod | Deprel::NmodUnmarked)
}

fn is_place_preposition(word: &str) -> bool {
    matches!(
        word,
        "in" | "at"
            | "near"
            | "outside"
            | "inside"
            | "across"
            | "around"
            | "throughout"
            | "along"
            | "off"
            | "over"
            | "north"
            | "south"
            | "east"
            | "west"
            | "within"
            | "above"
            | "beside"
            | "between"
            | "through"
    )
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
