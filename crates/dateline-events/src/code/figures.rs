//! How many: counts inside the phrases of those whom a rule counts.

use dateline_doc::{Figure, FigureRole, Layers, Quantity, TokenId, TokenRange};

use super::phrase;

/// From the codebook's word for a role.
pub(super) fn role(word: &str) -> FigureRole {
    match word {
        "killed" => FigureRole::Killed,
        "injured" => FigureRole::Injured,
        "killed_or_injured" => FigureRole::KilledOrInjured,
        "detained" => FigureRole::Detained,
        "missing" => FigureRole::Missing,
        "displaced" => FigureRole::Displaced,
        "abducted" => FigureRole::Abducted,
        "released" => FigureRole::Released,
        "participants" => FigureRole::Participants,
        _ => FigureRole::Other,
    }
}

/// Counts of the noun phrases with these heads.
pub(super) fn of_heads(layers: &Layers, heads: &[TokenId], role: FigureRole) -> Vec<Figure> {
    let mut figures = Vec::new();
    for &head in heads {
        let phrase = phrase::tokens(&layers.syntax, head);
        if let Some(quantity) = counting(layers, head, phrase) {
            figures.push(figure(quantity, role));
        }
    }
    figures
}

/// The count of an event noun itself ("23 strikes", "nine charges").
pub(super) fn of_acts(layers: &Layers, noun: TokenId) -> Option<Figure> {
    let counting = |q: &&Quantity| q.counted == noun && !q.tokens.contains(noun);
    layers.quantities.iter().find(counting).map(|q| figure(q, FigureRole::Other))
}

/// The quantity that counts the head of a phrase.
fn counting(layers: &Layers, head: TokenId, phrase: TokenRange) -> Option<&Quantity> {
    let own = |q: &&Quantity| q.counted == head || q.tokens.contains(head);
    let inside = |q: &&Quantity| phrase.contains(q.tokens.start) && q.tokens.start <= head;
    layers.quantities.iter().find(own).or_else(|| layers.quantities.iter().find(inside))
}

fn figure(quantity: &Quantity, role: FigureRole) -> Figure {
    Figure {
        role,
        span: quantity.span,
        value: quantity.value,
        low: quantity.low,
        high: quantity.high,
        quantifier: quantity.quantifier,
    }
}
