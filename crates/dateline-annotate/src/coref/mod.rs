//! Coreference: which expressions of a report stand for the same thing.
//!
//! Noun phrases, pronouns and names become candidates ([`candidate`]); a trained ranker goes through them in the order
//! of the text and gives each one of the earlier candidates, or none, as its antecedent ([`rank`]). What nothing links
//! to is no mention: only chains of two and more are published, as in OntoNotes.

pub mod candidate;
mod chains;
mod features;
mod gender;
mod matching;
mod noun;
mod phrase;
mod pronoun;
pub mod rank;

pub use candidate::{Candidate, Document};
pub use chains::mentions as chained;
pub use noun::{CLASSES as NOUN_CLASSES, Nouns};
pub use rank::{Decision, Ranker, link};

use crate::Model;
use dateline_doc::{Mention, Name, Syntax, Text};

/// The mentions of a report that corefer with another, in the order of the text, with the numbers of their chains.
pub fn mentions(text: &Text, syntax: &Syntax, names: &[Name], model: &Model) -> Vec<Mention> {
    let document = Document::new(text, syntax, names, &model.nouns, &model.lexicon);
    let links = link(&document, &model.tables.coref);
    chains::mentions(syntax, &document, &links)
}
