//! What a report is about: its most telling words, to be compared with those of another report.

use crate::words;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Words kept of a report.
const TERMS: usize = 64;

/// Words behind these are not read: a report says early what it is about.
const MOST_WORDS: usize = 600;

/// The most telling words of a report as hashes with weights, sorted by hash. The weights are such that the sum of their
/// squares is about 2^16.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Story {
    terms: Vec<(u32, u8)>,
}

impl Story {
    /// Of a headline and a text.
    pub fn of(title: &str, text: &str) -> Self {
        let mut counts: BTreeMap<u32, u32> = BTreeMap::new();
        for word in words::words(title).chain(words::words(text)).take(MOST_WORDS) {
            let stem = words::stem(word);
            if words::is_plain(&stem) {
                continue;
            }
            *counts.entry(words::hash(&stem)).or_default() += 1;
        }
        let mut weighed: Vec<(u32, u32)> =
            counts.into_iter().map(|(hash, n)| (hash, grown(n) * words::rarity(hash))).collect();
        weighed.sort_by_key(|(hash, weight)| (std::cmp::Reverse(*weight), *hash));
        weighed.truncate(TERMS);
        Story { terms: scaled(weighed) }
    }

    /// How much two reports are about the same, 0 to 1000: the cosine of their words.
    pub fn likeness(&self, other: &Story) -> u32 {
        let (mut i, mut j, mut dot) = (0, 0, 0u32);
        while let (Some((a, x)), Some((b, y))) = (self.terms.get(i), other.terms.get(j)) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => i += 1,
                std::cmp::Ordering::Greater => j += 1,
                std::cmp::Ordering::Equal => {
                    dot += u32::from(*x) * u32::from(*y);
                    (i, j) = (i + 1, j + 1);
                }
            }
        }
        ((dot * 1000) >> 16).min(1000)
    }

    /// The words that tell most, strongest first.
    pub fn strongest(&self, most: usize) -> Vec<u32> {
        let mut terms = self.terms.clone();
        terms.sort_by_key(|(hash, weight)| (std::cmp::Reverse(*weight), *hash));
        terms.into_iter().take(most).map(|(hash, _)| hash).collect()
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("lists of numbers have a form in bytes")
    }

    /// Reads what [`Story::to_bytes`] wrote; `None` where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// True where nothing is known of the report.
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }
}

/// A word that comes twice as often tells not twice as much: 16 times the square root of the count.
fn grown(count: u32) -> u32 {
    (count * 256).isqrt()
}

/// So many bits that a term takes four bytes with its weight where it is kept.
const fn short(hash: u32) -> u32 {
    hash >> 11
}

/// Scales to a length of 256 and sorts by hash.
fn scaled(weighed: Vec<(u32, u32)>) -> Vec<(u32, u8)> {
    let squares: u64 = weighed.iter().map(|(_, weight)| u64::from(*weight).pow(2)).sum();
    let length = squares.isqrt().max(1);
    let mut terms: Vec<_> = weighed
        .into_iter()
        .map(|(hash, weight)| (short(hash), (u64::from(weight) * 256 / length).min(255) as u8))
        .collect();
    terms.retain(|(_, weight)| *weight > 0);
    terms.sort_unstable();
    terms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_of_one_event_are_more_alike_than_others() {
        let first =
            Story::of("Ferry sinks off Zanzibar", "A ferry sank off Zanzibar on Monday, drowning twelve people.");
        let second = Story::of("Twelve drown", "Twelve passengers drowned when the Zanzibar ferry went down.");
        let other = Story::of("Budget passed", "The parliament of Ghana passed its budget on Monday.");
        assert!(first.likeness(&second) > 300, "{}", first.likeness(&second));
        assert!(first.likeness(&other) < 50);
        assert!(first.likeness(&first) > 950);
        assert_eq!(Story::default().likeness(&first), 0);
    }
}
