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
/// Words above an event that are looked at for a place that it shares.
const NEAR: usize = 3;

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
    if is_where(syntax, phrase.head, act.head) {
        return Some(1);
    }
    if is_beside(syntax, phrase.head, act.head) {
        return (is_physical(act.kind) && !phrase.is_country()).then_some(2);
    }
    if is_only_noticed_there(syntax, phrase.head, act.head) {
        return None;
    }
    let cost = paths::cost(syntax, phrase.head, act.head)?;
    let fits = is_near_enough(syntax, phrase, act, cost) && is_location(syntax, phrase, act);
    fits.then_some(cost + u32::from(phrase.is_beside(syntax)))
}

/// "X, where they were held".
fn is_where(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let relative = syntax.deprel(head) == Deprel::AclRelcl && syntax.head(head) == Some(place);
    relative && syntax.children(head).iter().any(|child| syntax.lower(*child) == "where")
}

/// "The blast was heard in X", "the attack was condemned in X": another act than the event is there.
fn is_only_noticed_there(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let verb = syntax.head(place).filter(|verb| *verb != head && syntax.upos(*verb) == Upos::Verb);
    verb.is_some_and(|verb| has(words::NOTICED, syntax.lemma(verb)) && syntax.head(head) == Some(verb))
}

/// "X airstrike investigation": both before the same noun.
fn is_beside(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let before = |token| matches!(syntax.deprel(token), Deprel::Compound | Deprel::NmodUnmarked | Deprel::NmodDesc);
    place < head && before(place) && before(head) && syntax.head(place) == syntax.head(head)
}

fn is_near_enough(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>, cost: u32) -> bool {
    let below = is_below(syntax, phrase.head, act.head);
    match act.kind {
        kind if is_physical(kind) => {
            below && cost <= DEEP || cost <= SENTENCE && is_of_clause(syntax, phrase.head, act.head)
        }
        "CONSULT" | "COOPERATE" => {
            cost <= CLAUSE && (is_direct(syntax, phrase.head, act.head) || is_of_parties(syntax, phrase.head, act.head))
        }
        _ => !phrase.is_nameless(syntax) && is_direct(syntax, phrase.head, act.head),
    }
}

/// Under the event, and not in a clause about one of its parties ("who lives in X").
fn is_below(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let clause = |token: TokenId| matches!(syntax.deprel(token), Deprel::AclRelcl | Deprel::Acl);
    let mut above = std::iter::once(place).chain(syntax.ancestors(place)).take_while(|up| !clause(*up) || *up == head);
    above.any(|up| up == head)
}

/// On the verb that the event belongs to, or on a word right under it: what lies deeper belongs to another noun ("came a
/// day before a meeting in X").
fn is_of_clause(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let near = if syntax.deprel(head) == Deprel::Nmod { 1 } else { NEAR };
    let above: Vec<TokenId> = std::iter::once(head).chain(syntax.ancestors(head).take(near)).collect();
    let nearest = syntax.ancestors(place).take(2).any(|up| above.contains(&up));
    let carried = match syntax.deprel(head) {
        Deprel::Obl | Deprel::Nmod => {
            matches!(
                preposition(syntax, head),
                Some("in" | "during" | "by" | "amid" | "at" | "of" | "with" | "from") | None
            )
        }
        _ => true,
    };
    nearest && carried
}

/// "a meeting of ministers in X", "talks between the parties in X", "met the president in X".
fn is_of_parties(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let Some(party) = syntax.head(place).filter(|party| syntax.head(*party) == Some(head)) else { return false };
    match preposition(syntax, party) {
        Some(case) => matches!(case, "of" | "with" | "between" | "for"),
        None => matches!(syntax.upos(party), Upos::Propn) || is_object_of_verb(syntax, party, head),
    }
}

fn is_object_of_verb(syntax: &Syntax, party: TokenId, head: TokenId) -> bool {
    has(words::GATHERS, syntax.lemma(head)) && syntax.deprel(party) == Deprel::Obj
}

/// On the event itself, or on the verb that carries it out: what a reproach is about has a place of its own.
fn is_direct(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let up = syntax.head(place);
    if up.is_some_and(|party| is_subject_there(syntax, place, party, head)) {
        return true;
    }
    let carried = matches!(syntax.deprel(head), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass);
    up == Some(head) || carried && syntax.deprel(place) == Deprel::Obl && up.is_some() && up == syntax.head(head)
}

/// "Some in X welcomed the news": those who speak are there.
fn is_subject_there(syntax: &Syntax, place: TokenId, party: TokenId, head: TokenId) -> bool {
    syntax.deprel(party) == Deprel::Nsubj
        && syntax.head(party) == Some(head)
        && matches!(preposition(syntax, place), Some("in" | "at" | "outside"))
}

fn is_location(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let own = syntax.head(phrase.head) == Some(act.head);
    let Some(preposition) = preposition(syntax, phrase.head) else {
        return own && (is_modifier(syntax, phrase, act) || is_reached(syntax, phrase, act));
    };
    match preposition {
        // "discussed the conflict in X": what is spoken of is there, not those who speak.
        "in" if phrase.is_country() && has(&["discuss", "talk", "discussion"], syntax.lemma(act.head)) => false,
        // "laid siege to X"
        "to" if act.kind == "COERCE" && has(&["siege", "lay"], syntax.lemma(act.head)) => true,
        "to" | "into" | "onto" | "toward" | "towards" => leads_there(syntax, act),
        "from" => comes_from_there(syntax, phrase, act),
        "of" => own && is_done_to_places(act.kind) && (act.kind == "ASSAULT" || reaches(syntax, act)),
        "against" => own && act.kind == "ASSAULT" && !phrase.organisation,
        "on" => own && act.kind == "ASSAULT" && !phrase.organisation || phrase.site,
        "over" | "between" | "under" | "behind" | "beyond" => matches!(act.kind, "ASSAULT" | "MOBILIZE" | "COERCE"),
        word => has(words::PREPOSITIONS, word),
    }
}

/// "the X protests", "X's protests"; the attack of a country is one by it, not in it.
fn is_modifier(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    if syntax.upos(act.head) == Upos::Verb || phrase.organisation || phrase.is_nameless(syntax) {
        return false;
    }
    match syntax.deprel(phrase.head) {
        Deprel::NmodPoss => !phrase.is_country() || act.kind == "PROTEST",
        Deprel::Compound | Deprel::Nmod | Deprel::NmodUnmarked | Deprel::NmodDesc => {
            is_physical(act.kind) || act.kind == "CONSULT"
        }
        _ => false,
    }
}

/// The object of an act that is done to places.
fn is_reached(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let object = matches!(syntax.deprel(phrase.head), Deprel::Obj | Deprel::NsubjPass);
    // A building that is hit is what is harmed; a building that is searched or visited is the place.
    let place = act.kind != "ASSAULT" || !phrase.site || phrase.toponym.is_some();
    object && place && !phrase.organisation && is_done_to_places(act.kind) && reaches(syntax, act)
}

fn is_done_to_places(kind: &str) -> bool {
    matches!(kind, "ASSAULT" | "COERCE" | "CONSULT" | "MOBILIZE" | "RETREAT")
}

fn reaches(syntax: &Syntax, act: Act<'_>) -> bool {
    has(words::REACH, syntax.lemma(act.head)) || has(words::REACH, syntax.lower(act.head))
}

/// A visit to X is in X, and so are the troops that were sent there.
fn leads_there(syntax: &Syntax, act: Act<'_>) -> bool {
    matches!(act.kind, "MOBILIZE" | "CONSULT" | "AID")
        || act.kind == "RETREAT" && has(words::MOVES, syntax.lemma(act.head))
}

/// What is taken away from X is taken there.
fn comes_from_there(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let lemma = syntax.lemma(act.head);
    let taken = syntax.head(phrase.head) == Some(act.head) || phrase.site || act.kind == "RETREAT";
    is_physical(act.kind) && taken && has(words::AWAY, lemma)
}
