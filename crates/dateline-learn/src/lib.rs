//! Weights and inference: arrays in, arrays out. Knows nothing of documents.
//!
//! A model is a set of linear classifiers over hashed features, and a [`Network`] with one hidden layer. [`key`] makes
//! feature keys, [`Table`] reads trained weights in place, [`Perceptron`] trains them, and [`Archive`] holds several
//! tables in one file. All scores are integers, so a decision is the same on every machine.

mod archive;
mod key;
mod network;
mod perceptron;
mod table;

pub use archive::{Archive, ArchiveWriter};
pub use key::{Bag, hash_text, mix};
pub use network::{Network, Shape, Trained};
pub use perceptron::{Perceptron, Pruned};
pub use table::{Table, write_rows};

/// Something that scores classes by the features that are present.
pub trait Scorer {
    /// Number of classes.
    fn classes(&self) -> usize;

    /// Adds the weights of one feature to the scores of all classes.
    fn add(&self, key: u64, scores: &mut [i32]);

    /// Clears `scores` and adds all features.
    fn score(&self, keys: &[u64], scores: &mut Vec<i32>) {
        scores.clear();
        scores.resize(self.classes(), 0);
        for key in keys {
            self.add(*key, scores);
        }
    }
}

/// Index of the greatest score among the classes that `allowed` admits; the first of equals; 0 where none is allowed.
pub fn best(scores: &[i32], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (class, score) in scores.iter().enumerate() {
        if allowed(class) && best.is_none_or(|(_, top)| *score > top) {
            best = Some((class, *score));
        }
    }
    best.map_or(0, |(class, _)| class)
}
