//! Classes of nouns (person, group, place, artefact, time and so on), from WordNet's lexicographer files.

use dateline_learn::{Table, hash_text};

/// The classes, in the order of their numbers, by their names in WordNet after "noun.".
pub const CLASSES: [&str; 26] = [
    "Tops",
    "act",
    "animal",
    "artifact",
    "attribute",
    "body",
    "cognition",
    "communication",
    "event",
    "feeling",
    "food",
    "group",
    "location",
    "motive",
    "object",
    "person",
    "phenomenon",
    "plant",
    "possession",
    "process",
    "quantity",
    "relation",
    "shape",
    "state",
    "substance",
    "time",
];

/// Number of the class of persons.
pub(super) const PERSON: u8 = 15;
/// Number of the class of groups.
pub(super) const GROUP: u8 = 11;

/// Looks up the classes of nouns.
#[derive(Debug, Clone, Copy)]
pub struct Nouns<'a>(Table<'a>);

impl<'a> Nouns<'a> {
    /// From a table with a row of classes, the most usual sense first, under each lemma's hash.
    pub fn new(table: Table<'a>) -> Self {
        Nouns(table)
    }

    /// Class of the most usual sense; 255 for an unknown word.
    pub fn class(&self, lemma: &str) -> u8 {
        self.0.row(hash_text(lemma)).first().copied().unwrap_or(u8::MAX)
    }
}
