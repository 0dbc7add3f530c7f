//! Trains the language model: treebanks and lexicons in, `weights.bin` out, the same bytes every time.

pub mod augment;
pub mod clusters;
pub mod corpus;
pub mod differences;
pub mod evaluate;
pub mod morphology;
pub mod naming;
pub mod network;
pub mod parsing;
pub mod random;
pub mod recipe;
mod rows;
pub mod tagging;
pub mod treebank;
pub mod vectors;
pub mod words;

use dateline_learn::Pruned;

/// How the taggers are pruned.
pub const TAG_SIZE: Pruned = Pruned { min_updates: 2, features: 90_000 };
/// How the other classifiers are pruned.
pub const SMALL_SIZE: Pruned = Pruned { min_updates: 1, features: 40_000 };
/// How the names are pruned.
pub const NAME_SIZE: Pruned = Pruned { min_updates: 2, features: 80_000 };
