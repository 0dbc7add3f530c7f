//! Makes the names of a report agree: the same words are the same kind, a surname is a person as the full name is, and
//! words that were names once are names elsewhere.

use dateline_doc::{Syntax, Text, TokenId, TokenRange, Upos};
use std::collections::HashMap;

/// A name under construction: its tokens and its coarse class (0 person, 1 organisation, 2 place).
pub(super) type Found = (TokenRange, u8);

/// Joins pieces that a hyphen holds together ("al" + "-Shabab").
pub(super) fn join_pieces(syntax: &Syntax, found: &mut Vec<Found>) {
    let mut joined: Vec<Found> = Vec::with_capacity(found.len());
    for (range, class) in found.drain(..) {
        match joined.last_mut() {
            Some((last, _)) if last.end == range.start && syntax.lower(range.start) == "-" => last.end = range.end,
            _ => joined.push((range, class)),
        }
    }
    *found = joined;
}

/// Gives the same words the class that they have most often, and surnames that of the full name.
pub(super) fn agree(text: &Text, syntax: &Syntax, found: &mut [Found]) {
    let mut counts: HashMap<&str, [usize; 3]> = HashMap::new();
    for (range, class) in found.iter() {
        let words = text.slice(syntax.span_of(*range));
        counts.entry(words).or_default()[usize::from(*class)] += 1;
        if *class == 0 && range.len() > 1 {
            counts.entry(surname(text, syntax, *range)).or_default()[0] += 2;
        }
    }
    for (range, class) in found.iter_mut() {
        if let Some(count) = counts.get(text.slice(syntax.span_of(*range))) {
            let top = count.iter().copied().max().unwrap_or(0);
            let first = count.iter().position(|one| *one == top).unwrap_or(0) as u8;
            *class = if count[usize::from(*class)] == top { *class } else { first };
        }
    }
}

fn surname<'a>(text: &'a Text, syntax: &Syntax, range: TokenRange) -> &'a str {
    text.slice(syntax.span(TokenId(range.end.0 - 1)))
}

/// Adds single words that stand elsewhere as names of one word or as surnames.
pub(super) fn spread(text: &Text, syntax: &Syntax, found: &mut Vec<Found>) {
    let mut known: HashMap<&str, u8> = HashMap::new();
    let mut taken = vec![false; syntax.len()];
    for (range, class) in found.iter() {
        range.iter().for_each(|token| taken[token.index()] = true);
        if range.len() == 1 {
            known.entry(text.slice(syntax.span(range.start))).or_insert(*class);
        } else if *class == 0 {
            known.entry(surname(text, syntax, *range)).or_insert(0);
        }
    }
    let names = syntax.tokens().iter().filter(|token| !taken[token.index()] && syntax.upos(*token) == Upos::Propn);
    let new = names.filter_map(|token| {
        let word = text.slice(syntax.span(token));
        let class = known.get(word).filter(|_| word.len() > 2 && word.starts_with(char::is_uppercase))?;
        Some((TokenRange::new(token.0, token.0 + 1), *class))
    });
    let new: Vec<_> = new.collect();
    found.extend(new);
    found.sort_by_key(|(range, _)| range.start);
}
