//! The classifier of the parser: a network that scores transitions and, for an arc, its labels.

use super::Action;
use super::features::{Inputs, ROWS, SLOTS};
use crate::signature::{Signature, Signed};
use dateline_doc::Deprel;
use dateline_learn::{Network, Table};

/// Rows of vectors for parts of words; those of whole words follow.
pub const PIECES: u32 = 4096 + 1024 + 4096 + 256;
/// Row of the words that have none of their own.
pub const UNKNOWN: u32 = PIECES;
/// Number of classes: transitions, then labels of arcs to the left, then of arcs to the right.
pub const CLASSES: usize = 3 + 2 * Deprel::ALL.len();

/// The rows that make up a word's vector. `word` is its number among the known words.
pub fn parts(word: &Signature, known: Option<u32>) -> [u32; 5] {
    let bucket = |hash: u64, start: u32, size: u64| start + ((hash >> 7) % size) as u32;
    [
        known.map_or(UNKNOWN, |known| UNKNOWN + 1 + known),
        bucket(word.suffixes[2], 0, 4096),
        bucket(word.suffixes[1], 4096, 1024),
        bucket(word.prefixes[2], 5120, 4096),
        bucket(word.shape.wrapping_mul(0x9E37_79B9_7F4A_7C15), 9216, 256),
    ]
}

/// The number of a word by the vocabulary.
fn known(vocabulary: &Table<'_>, word: &Signature) -> Option<u32> {
    match vocabulary.row(word.lower) {
        [low, high, ..] => Some(u32::from(u16::from_le_bytes([*low, *high]))),
        _ => None,
    }
}

/// Classes of the labels that the transition can give.
pub fn label_classes(action: Action) -> std::ops::Range<usize> {
    let labels = Deprel::ALL.len();
    let start = if action == Action::Right { 3 + labels } else { 3 };
    start..start + labels
}

/// The parser's classifier.
#[derive(Debug)]
pub struct Classifier {
    network: Network,
    vocabulary: Table<'static>,
}

impl Classifier {
    /// Of a network and its vocabulary; one that scores everything alike where they are missing or do not fit.
    pub fn new(network: Option<Network>, vocabulary: Table<'static>) -> Self {
        let fits = |network: &Network| {
            let shape = network.shape();
            shape.slots == SLOTS && shape.rows == ROWS && shape.classes == CLASSES
        };
        Classifier { network: network.filter(fits).unwrap_or_default(), vocabulary }
    }
}

/// The classifier at work on one sentence. What a word adds to the hidden layer in a slot is computed when first asked
/// for and kept: a word stays in most slots for several decisions.
pub(super) struct Words<'a> {
    network: &'a Network,
    vectors: Vec<Vec<i16>>,
    /// What was computed, one after the other.
    sums: Vec<i32>,
    /// Where in `sums`, by word and slot.
    places: Vec<u32>,
    work: Vec<i32>,
    hidden: Vec<i16>,
}

const UNSET: u32 = u32::MAX;

impl<'a> Words<'a> {
    /// At the beginning of a sentence.
    pub(super) fn new(classifier: &'a Classifier, sentence: &Signed) -> Self {
        let network = &classifier.network;
        let vector = |word: &Signature| network.vector(&parts(word, known(&classifier.vocabulary, word)));
        let vectors: Vec<_> = sentence.words.iter().map(vector).collect();
        let places = vec![UNSET; vectors.len() * SLOTS];
        Words { network, vectors, sums: Vec::new(), places, work: Vec::new(), hidden: Vec::new() }
    }

    /// Takes the inputs of the next decision.
    pub(super) fn look(&mut self, seen: &Inputs) {
        seen.words.iter().enumerate().for_each(|(slot, at)| self.ensure(slot, *at));
        let mut hidden = std::mem::take(&mut self.hidden);
        let mut work = std::mem::take(&mut self.work);
        let sums: [&[i32]; SLOTS] = std::array::from_fn(|slot| self.sums(slot, seen.words[slot]));
        self.network.hidden(&sums, &seen.rows, &mut work, &mut hidden);
        (self.work, self.hidden) = (work, hidden);
    }

    /// Scores of some of the classes for the inputs taken last.
    pub(super) fn score(&self, classes: std::ops::Range<usize>, scores: &mut Vec<i32>) {
        self.network.scores(&self.hidden, classes, scores);
    }

    fn ensure(&mut self, slot: usize, at: u32) {
        let Some(vector) = self.vectors.get(at as usize) else { return };
        let place = &mut self.places[at as usize * SLOTS + slot];
        if *place == UNSET {
            *place = self.sums.len() as u32;
            self.network.word(slot, vector, &mut self.sums);
        }
    }

    /// What a word adds; nothing where the slot is empty.
    fn sums(&self, slot: usize, at: u32) -> &[i32] {
        let size = self.network.shape().hidden;
        let place = self.places.get((at as usize).saturating_mul(SLOTS) + slot).copied().unwrap_or(UNSET) as usize;
        self.sums.get(place..place.saturating_add(size)).unwrap_or(&[])
    }
}
