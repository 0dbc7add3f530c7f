//! What PropBank's frame files say of a word: which numbered arguments it can have, and what they mean.

use dateline_doc::Upos;
use dateline_learn::{Table, hash_text, mix};

/// What is known of a predicate; zeros where nothing is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Frame {
    /// Numbered arguments of its first sense, as bits.
    pub first: u8,
    /// Numbered arguments of all its senses, as bits.
    pub any: u8,
    /// What the numbered arguments of the first sense mean: four bits each for ARG0 to ARG4.
    pub meanings: [u8; 3],
    /// How many senses it has.
    pub senses: u8,
}

impl Frame {
    /// As the table holds it.
    pub fn to_row(self) -> Vec<[u8; 2]> {
        let [a, b, c] = self.meanings;
        vec![[self.first, self.any], [a, b], [c, self.senses]]
    }

    fn from_row(row: &[u8]) -> Self {
        match row {
            [first, any, a, b, c, senses, ..] => {
                Frame { first: *first, any: *any, meanings: [*a, *b, *c], senses: *senses }
            }
            _ => Frame::default(),
        }
    }

    /// True where the word is a predicate in no list.
    pub fn is_unknown(self) -> bool {
        self == Frame::default()
    }

    /// All that is known of the first sense, as one number.
    pub fn signature(self) -> u64 {
        let [a, b, c] = self.meanings.map(u64::from);
        u64::from(self.first) << 24 | a << 16 | b << 8 | c
    }
}

/// The key of a lemma used as a part of speech; `particle` is the hash of a verb's particle or 0.
pub fn key(lemma: u64, class: Upos, particle: u64) -> u64 {
    let class = match class {
        Upos::Aux | Upos::Verb => 1,
        Upos::Noun | Upos::Propn => 2,
        _ => 3,
    };
    mix(mix(lemma, class), particle)
}

/// The key of a name in the frame files ("bust_up") as a part of speech.
pub fn key_of_alias(alias: &str, class: Upos) -> u64 {
    let (lemma, particle) = alias.split_once('_').unwrap_or((alias, ""));
    key(hash_text(lemma), class, if particle.is_empty() { 0 } else { hash_text(particle) })
}

/// Looks a predicate up, with its particle first.
pub fn look_up(table: &Table<'_>, lemma: u64, class: Upos, particle: u64) -> Frame {
    let row = if particle == 0 { &[] } else { table.row(key(lemma, class, particle)) };
    Frame::from_row(if row.is_empty() { table.row(key(lemma, class, 0)) } else { row })
}
