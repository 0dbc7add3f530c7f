//! Text to linguistic layers: sentences, words, tags, lemmas, dependencies, names.
//!
//! [`annotate`] runs the stages in order: blocks, tokens, sentences, tags, parse, morphology, lemmas, names. Each stage
//! is a module with its features and its decoder; the decoders are generic over the scorer, so that training runs the
//! same code. Labels are those of Universal Dependencies 2 as the treebanks EWT and GUM use them.

mod analyse;
mod conllu;
pub mod feats;
pub mod layout;
pub mod lemma;
mod model;
pub mod names;
pub mod parser;
pub mod sentences;
pub mod signature;
pub mod tagger;
pub mod tokens;

pub use analyse::{Analysis, analyse, annotate};
pub use conllu::conllu;
pub use model::{Model, Tag, tag_feats_lines};
