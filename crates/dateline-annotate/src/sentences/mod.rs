//! Finds sentence ends among the tokens of a block: a classifier decides at every border that could be one.

mod features;
mod rules;
#[cfg(test)]
mod tests;

pub use features::Manner;

use dateline_doc::{Byte, Span};
use dateline_learn::{Bag, Scorer};
use features::{Open, View};
use std::ops::Range;

/// Longest sentence, in tokens: a longer one is cut, so that a text without full stops stays cheap.
pub const MAX_SENTENCE: usize = 250;

/// Class of a border that ends a sentence; the other class is 0.
pub const END: usize = 1;

/// Ranges of tokens that are sentences, by the classifier or, without one, by rules. `manner` is that of the report.
pub fn split(text: &str, tokens: &[Span<Byte>], manner: Manner, ends: Option<&impl Scorer>) -> Vec<Range<usize>> {
    let Some(scorer) = ends else { return by_rules(text, tokens) };
    let mut scores = Vec::new();
    walk(text, tokens, manner, |_, bag| {
        scorer.score(bag.keys(), &mut scores);
        is_end(&scores)
    })
}

/// What the scores of a border say; a tie is none.
pub fn is_end(scores: &[i32]) -> bool {
    matches!(scores, [no, yes, ..] if yes > no)
}

fn by_rules(text: &str, tokens: &[Span<Byte>]) -> Vec<Range<usize>> {
    let ends = rules::ends(text, tokens);
    cut(tokens.len(), |at, _| ends[at])
}

/// Asks `decide` at every border that could be a sentence end, from left to right: the token before it, the features.
pub fn walk(
    text: &str,
    tokens: &[Span<Byte>],
    manner: Manner,
    mut decide: impl FnMut(usize, &Bag) -> bool,
) -> Vec<Range<usize>> {
    let view = View::new(text, tokens, manner, rules::ends(text, tokens));
    let mut open = Open::default();
    let mut bag = Bag::default();
    cut(tokens.len(), |at, start| {
        open.pass(&view, at, start);
        if view.is_sure(at, &open) {
            return true;
        }
        if !view.is_candidate(at) {
            return false;
        }
        view.features(at, &open, &mut bag);
        decide(at, &bag)
    })
}

/// Cuts where `ends` says so; it gets each token and the first of its sentence.
fn cut(size: usize, mut ends: impl FnMut(usize, usize) -> bool) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for at in 0..size {
        let end = at + 1 < size && ends(at, start);
        if end || at + 1 == size || at + 1 - start >= MAX_SENTENCE {
            sentences.push(start..at + 1);
            start = at + 1;
        }
    }
    sentences
}
