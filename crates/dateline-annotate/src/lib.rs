//! Text to linguistic layers: sentences, words, tags, lemmas, dependencies, names.
//!
//! [`annotate`] runs the stages in order: blocks, tokens, sentences, then one encoder whose heads give tags, names and
//! the tree, then morphology and lemmas. Labels are those of Universal Dependencies 2 as the treebanks EWT and GUM use them.

mod analyse;
pub mod arguments;
mod conllu;
pub mod coref;
pub mod encoder;
pub mod feats;
pub mod layout;
pub mod lemma;
mod lines;
mod model;
pub mod names;
pub mod parser;
pub mod sentences;
pub mod signature;
pub mod tokens;

pub use analyse::{Analysis, Segment, analyse, annotate, annotate_segments, annotate_sentence, segments, spaced};
pub use conllu::conllu;
pub use model::{Model, Tag, tag_feats_lines};
