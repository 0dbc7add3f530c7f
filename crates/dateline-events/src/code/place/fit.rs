//! Whether a phrase says where an event is, and how near to it that is said.

use super::phrases::{Phrase, preposition};
use super::words::{self, has};
use crate::code::paths;
use dateline_doc::{Deprel, Syntax, TokenId, Upos};

/// The dearest way that still counts as the event's own clause.
pub(super) const CLAUSE: u32 = 4;
/// The dearest way that still ties a place to an act of force from beside its own words.
const SENTENCE: u32 = 5;
/// The dearest way from below: deep in a long noun phrase.
const DEEP: u32 = 9;

/// What a place is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Act<'a> {
    /// The word that carries the event.
    pub(super) head: TokenId,
    /// Its type.
    pub(super) kind: &'a str,
}

/// Acts that happen at a place; words do not.
pub(super) fn is_physical(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "COERCE" | "PROTEST" | "MOBILIZE" | "RETREAT" | "AID")
}

/// What the way from the phrase to the event costs, where the phrase is one of place.
pub(super) fn cost(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> Option<u32> {
    if phrase.head == act.head || phrase.toponym.is_some_and(|toponym| toponym.tokens.contains(act.head)) {
        return None;
    }
    if is_beside(syntax, phrase.head, act.head) {
        return (is_physical(act.kind) && !phrase.is_country()).then_some(2);
    }
    let cost = paths::cost(syntax, phrase.head, act.head)?;
    let fits = is_near_enough(syntax, phrase, act, cost) && is_location(syntax, phrase, act);
    fits.then_some(cost)
}

/// "X airstrike investigation": both before the same noun.
fn is_beside(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let before = |token| matches!(syntax.deprel(token), Deprel::Compound | Deprel::NmodUnmarked | Deprel::NmodDesc);
    place < head && before(place) && before(head) && syntax.head(place) == syntax.head(head)
}

fn is_near_enough(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>, cost: u32) -> bool {
    if is_physical(act.kind) {
        return cost <= SENTENCE || cost <= DEEP && syntax.ancestors(phrase.head).any(|up| up == act.head);
    }
    match act.kind {
        "CONSULT" | "COOPERATE" => cost <= CLAUSE,
        _ => is_direct(syntax, phrase.head, act.head),
    }
}

/// On the event itself, or on the verb that carries it out: what a reproach is about has a place of its own.
fn is_direct(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let up = syntax.head(place);
    let carried = matches!(syntax.deprel(head), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass);
    up == Some(head) || carried && syntax.deprel(place) == Deprel::Obl && up.is_some() && up == syntax.head(head)
}

fn is_location(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let own = syntax.head(phrase.head) == Some(act.head);
    let Some(preposition) = preposition(syntax, phrase.head) else {
        return own && (is_modifier(syntax, phrase, act) || is_reached(syntax, phrase, act));
    };
    match preposition {
        "to" | "into" | "onto" | "toward" | "towards" => leads_there(syntax, act),
        "from" => comes_from_there(syntax, phrase, act),
        "of" => own && is_done_to_places(act.kind) && (act.kind == "ASSAULT" || reaches(syntax, act)),
        "against" => own && act.kind == "ASSAULT",
        "on" => own && act.kind == "ASSAULT" || phrase.site,
        "over" | "between" | "under" | "behind" | "beyond" => matches!(act.kind, "ASSAULT" | "MOBILIZE" | "COERCE"),
        word => has(words::PREPOSITIONS, word),
    }
}

/// "the X protests", "X's protests"; the attack of a country is one by it, not in it.
fn is_modifier(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    if syntax.upos(act.head) == Upos::Verb {
        return false;
    }
    match syntax.deprel(phrase.head) {
        Deprel::NmodPoss => !phrase.is_country() || act.kind == "PROTEST",
        Deprel::Compound | Deprel::Nmod | Deprel::NmodUnmarked | Deprel::NmodDesc => is_physical(act.kind) || act.kind == "CONSULT",
        _ => false,
    }
}

/// The object of an act that is done to places.
fn is_reached(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let object = matches!(syntax.deprel(phrase.head), Deprel::Obj | Deprel::NsubjPass);
    object && is_done_to_places(act.kind) && reaches(syntax, act)
}

fn is_done_to_places(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "COERCE" | "CONSULT" | "MOBILIZE" | "RETREAT")
}

fn reaches(syntax: &Syntax, act: Act<'_>) -> bool {
    has(words::REACH, syntax.lemma(act.head)) || has(words::REACH, syntax.lower(act.head))
}

/// A visit to X is in X, and so are the troops that were sent there.
fn leads_there(syntax: &Syntax, act: Act<'_>) -> bool {
    matches!(act.kind, "MOBILIZE" | "CONSULT" | "AID") || act.kind == "RETREAT" && has(words::MOVES, syntax.lemma(act.head))
}

/// What is taken away from X is taken there.
fn comes_from_there(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let lemma = syntax.lemma(act.head);
    let taken = syntax.head(phrase.head) == Some(act.head) || phrase.site || act.kind == "RETREAT";
    is_physical(act.kind) && taken && has(words::AWAY, lemma)
}
