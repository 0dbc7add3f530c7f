//! Whence and whither: origin and destination of what an event moves.

use super::field;
use super::fit::Act;
use super::phrases::{Phrase, preposition};
use super::words::{self, has};
use dateline_doc::{Deprel, EventPlace, Field, Layers, PlaceBasis, Syntax, TokenId};

/// Origin and destination, where the event moves someone or something.
pub(super) fn route(
    layers: &Layers,
    phrases: &[Phrase<'_>],
    act: Act<'_>,
) -> (Option<Field<EventPlace>>, Option<Field<EventPlace>>) {
    let syntax = &layers.syntax;
    if !moves(syntax, act) {
        return (None, None);
    }
    let first = |is_end: fn(&Syntax, &Phrase<'_>, Act<'_>) -> bool, rule| {
        let phrase = phrases
            .iter()
            .filter(|p| is_end(syntax, p, act))
            .min_by_key(|p| (p.head.0.abs_diff(act.head.0), p.head))?;
        let toponym = phrase.place(syntax);
        let spans = vec![toponym.span];
        Some(field(toponym, PlaceBasis::Clause, spans, rule))
    };
    (first(is_origin, "place.origin"), first(is_destination, "place.destination"))
}

fn moves(syntax: &Syntax, act: Act<'_>) -> bool {
    let lemma = syntax.lemma(act.head);
    let kind = matches!(act.kind, "MOBILIZE" | "RETREAT" | "AID" | "COERCE" | "ASSAULT" | "CONSULT" | "COOPERATE");
    kind && (has(words::MOVES, lemma) || has(words::AWAY, lemma) || act.kind == "MOBILIZE")
}

fn is_origin(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let from = syntax.children_by(phrase.head, Deprel::Case).any(|case| syntax.lower(case) == "from");
    let left = has(&["flee", "leave"], syntax.lemma(act.head)) && is_object(syntax, phrase.head, act.head);
    left || from && is_on_the_way(syntax, phrase.head, act.head)
}

fn is_destination(syntax: &Syntax, phrase: &Phrase<'_>, act: Act<'_>) -> bool {
    let Some(case) = preposition(syntax, phrase.head) else { return false };
    let aimed = act.kind == "ASSAULT" && matches!(case, "at" | "on") && is_shot(syntax, act.head);
    (aimed || has(words::TOWARDS, case)) && is_on_the_way(syntax, phrase.head, act.head)
}

/// "fired rockets at X", not "fired into the air at X".
fn is_shot(syntax: &Syntax, head: TokenId) -> bool {
    has(&["fire", "launch", "shoot", "lob", "hurl"], syntax.lemma(head))
}

fn is_object(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    syntax.head(place) == Some(head) && syntax.deprel(place) == Deprel::Obj
}

/// On the event itself, on the other end of the way ("from X to Y"), or on what is moved.
fn is_on_the_way(syntax: &Syntax, place: TokenId, head: TokenId) -> bool {
    let Some(up) = syntax.head(place) else { return false };
    if up == head {
        return true;
    }
    let moved = has(words::MOVED, syntax.lemma(up)) || is_end(syntax, up);
    let carried = matches!(syntax.deprel(head), Deprel::Obj | Deprel::Nsubj | Deprel::NsubjPass);
    let carrier = carried && syntax.head(head) == Some(up) && syntax.deprel(place) == Deprel::Obl;
    carrier || moved && syntax.head(up) == Some(head)
}

/// "X" of "from X to Y", of which the parser may make one phrase.
fn is_end(syntax: &Syntax, token: TokenId) -> bool {
    preposition(syntax, token).is_some_and(|case| case == "from" || has(words::TOWARDS, case))
}
