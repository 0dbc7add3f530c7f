//! What the encoder reads of a word: rows of two tables, one of words and their parts, one of traits.

use crate::signature::{Signature, Signed};
use dateline_learn::Table;

/// Numbers in the vector of a word and its parts.
pub const WORD: usize = 64;
/// Numbers in the vector of its traits.
pub const TRAIT: usize = 32;
/// Numbers in what the encoder reads of a word.
pub const INPUT: usize = WORD + TRAIT;

/// Rows for parts of words; those of whole words follow.
pub const PIECES: u32 = 4096 + 1024 + 4096 + 256;
/// Row of the words that have none of their own.
pub const UNKNOWN: u32 = PIECES;

/// Sizes of the ranges of rows that each trait has in its table.
const RANGES: [u32; 12] = [512, 256, 256, 64, 64, 256, 2048, 2048, 1024, 8, 256, 64];
/// Rows of the table of traits.
pub const TRAITS: u32 = {
    let (mut sum, mut at) = (0, 0);
    while at < RANGES.len() {
        sum += RANGES[at];
        at += 1;
    }
    sum
};

/// The rows that make up a word's vector. `known` is its number among the known words.
pub fn parts(word: &Signature, known: Option<u32>) -> [u32; 5] {
    [
        known.map_or(UNKNOWN, |known| UNKNOWN + 1 + known),
        bucket(word.suffixes[2], 4096),
        4096 + bucket(word.suffixes[1], 1024),
        5120 + bucket(word.prefixes[2], 4096),
        9216 + bucket(word.shape.wrapping_mul(MIX), 256),
    ]
}

/// The rows of its traits: shape, lexicon, case, affixes, the mark of a known name, and its case beside what the lexicon
/// says of words used alike and of how often the word has a capital.
pub fn traits(sentence: &Signed, at: usize, mark: u8) -> [u32; 12] {
    let word = &sentence.words[at];
    let case = if word.upper { 2 } else { u64::from(word.capital) };
    let case = sentence.style * 8 + case * 2 + u64::from(at == 0);
    let values = [
        u64::from(bucket(word.shape.wrapping_mul(MIX), 512)),
        word.classes,
        word.cluster,
        word.coarse,
        case,
        u64::from(bucket(word.suffixes[0], 256)),
        u64::from(bucket(word.suffixes[3], 2048)),
        u64::from(bucket(word.suffixes[4], 2048)),
        u64::from(bucket(word.prefixes[1], 1024)),
        u64::from(mark),
        (word.coarse * 4 + case % 4) % 256,
        word.capitals * 6 + case % 8,
    ];
    let mut start = 0;
    std::array::from_fn(|nth| {
        let row = start + (values[nth] as u32).min(RANGES[nth] - 1);
        start += RANGES[nth];
        row
    })
}

const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

fn bucket(hash: u64, size: u64) -> u32 {
    ((hash >> 7) % size) as u32
}

/// The number of a word by the vocabulary.
pub fn known(vocabulary: &Table<'_>, word: &Signature) -> Option<u32> {
    match vocabulary.row(word.lower) {
        [low, high, ..] => Some(u32::from(u16::from_le_bytes([*low, *high]))),
        _ => None,
    }
}
