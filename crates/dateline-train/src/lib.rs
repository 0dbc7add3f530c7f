//! Trains the language model: treebanks and lexicons in, `weights.bin` out, the same bytes every time.

pub mod arguments;
pub mod augment;
pub mod clusters;
pub mod coreference;
pub mod corpus;
pub mod decisions;
pub mod differences;
pub mod encoder;
pub mod evaluate;
pub mod evaluate_arguments;
pub mod keep;
pub mod logistic;
pub mod merges;
pub mod morphology;
pub mod naming;
pub mod propbank;
pub mod random;
pub mod recipe;
mod rows;
pub mod segments;
pub mod treebank;
pub mod vectors;
pub mod words;

use dateline_learn::Pruned;

/// How the other classifiers are pruned.
pub const SMALL_SIZE: Pruned = Pruned { min_updates: 1, features: 40_000 };
/// How the sentence ends are pruned.
pub const ENDS_SIZE: Pruned = Pruned { min_updates: 2, features: 60_000 };
