//! A claim: one reporting word with its source and what it reports, before chains are built.

use dateline_doc::{Source, TokenId, TokenRange};
use dateline_lexicon::Force;

/// One reporting word and what belongs to it.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    /// The reporting word.
    pub(super) word: TokenId,
    /// Who.
    pub(super) source: Source,
    /// Sources named by this source, outermost first ("citing Slutsky").
    pub(super) cited: Vec<Source>,
    /// Through whom this source speaks, outermost first ("told Reuters").
    pub(super) through: Vec<Source>,
    /// What is reported, as words.
    pub(super) content: Vec<TokenRange>,
    /// Quotations that it introduces or follows, as indices into the marked stretches.
    pub(super) quotations: Vec<usize>,
    /// What the word does with it.
    pub(super) force: Force,
    /// The rule that found it.
    pub(super) rule: &'static str,
}

/// Parts of `range` that are outside all of `holes`, in order.
pub(super) fn without(range: TokenRange, holes: &[TokenRange]) -> Vec<TokenRange> {
    let mut parts = vec![range];
    for hole in holes {
        parts = parts.into_iter().flat_map(|part| split(part, *hole)).collect();
    }
    parts
}

fn split(part: TokenRange, hole: TokenRange) -> Vec<TokenRange> {
    let left = TokenRange { start: part.start, end: part.end.min(hole.start) };
    let right = TokenRange { start: part.start.max(hole.end), end: part.end };
    if hole.end <= part.start || hole.start >= part.end || hole.is_empty() {
        return vec![part];
    }
    [left, right].into_iter().filter(|side| !side.is_empty()).collect()
}
