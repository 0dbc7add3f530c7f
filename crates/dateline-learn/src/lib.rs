//! Weights and inference: arrays in, arrays out. Knows nothing of documents.
//!
//! A model is a network of [`Recurrent`] and [`Linear`] layers, and a set of linear classifiers over hashed features.
//! [`key`] makes feature keys, [`Table`] reads trained weights in place, [`Perceptron`] trains them, and [`Archive`] holds
//! several tables in one file. Sums are of whole numbers, and functions of numbers are plain arithmetic in a fixed order,
//! so a decision is the same on every machine.

mod archive;
mod curve;
mod key;
mod linear;
mod perceptron;
mod product;
mod recurrent;
mod table;

pub use archive::{Archive, ArchiveWriter};
pub use curve::{dot, sigmoid, tanh};
pub use key::{Bag, hash_text, mix};
pub use linear::{Linear, ONE, whole, write_linear};
pub use perceptron::{Perceptron, Pruned};
pub use recurrent::Recurrent;
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
pub fn best<T: PartialOrd + Copy>(scores: &[T], allowed: impl Fn(usize) -> bool) -> usize {
    let mut best = None;
    for (class, score) in scores.iter().enumerate() {
        if allowed(class) && best.is_none_or(|(_, top)| *score > top) {
            best = Some((class, *score));
        }
    }
    best.map_or(0, |(class, _)| class)
}
