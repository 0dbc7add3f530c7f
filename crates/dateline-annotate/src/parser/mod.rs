//! The dependency parser: the best projective tree by the encoder's scores of arcs, then a relation for each arc.

mod labels;
mod tree;

pub use labels::{labels, weigh};
pub use tree::decode;

use dateline_doc::Deprel;

/// A parsed sentence.
#[derive(Debug, Clone, Default)]
pub struct Parse {
    /// Head of each word; the number of words for the root.
    pub heads: Vec<u32>,
    /// Relation of each word, as an index of `Deprel::ALL`.
    pub labels: Vec<u8>,
}

/// Sentences of more words are searched for a tree once only.
const LONG: usize = 120;

/// Parses a sentence of `size` words by the scores of its arcs (see [`decode`]) and, given heads, those of relations.
/// Where the best relation of an arc cannot stand there, the arc is weighed again, once, unless the sentence is so long
/// that a second search costs more than reading it.
pub fn parse(mut arcs: Vec<f32>, size: usize, relations: impl Fn(&[u32]) -> Vec<f32>) -> Parse {
    let mut heads = decode(&arcs, size);
    let mut scores = relations(&heads);
    if size <= LONG && weigh(&mut arcs, &scores, &heads) {
        heads = decode(&arcs, size);
        scores = relations(&heads);
    }
    Parse { labels: labels(&scores, &heads), heads }
}

/// A tree for want of a better one: each word hangs on the one before, the first on the root.
pub fn chain(size: usize) -> Parse {
    let root = Deprel::Root as u8;
    let head = |word: usize| word.checked_sub(1).unwrap_or(size) as u32;
    let label = |word: usize| if word == 0 { root } else { Deprel::Dep as u8 };
    Parse { heads: (0..size).map(head).collect(), labels: (0..size).map(label).collect() }
}
