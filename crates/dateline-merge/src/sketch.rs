//! Whether two texts are the same text, whole or nearly so: printed twice, shortened, with a paragraph put in.
//!
//! A text is the set of its runs of four words, without case, punctuation and white space. Of these sets the smallest
//! hash values are kept, which are the same sample in every text (A. Broder, "On the resemblance and containment of
//! documents", 1997). A shortened copy lies within its original, so what counts is how much of the smaller text is found
//! in the larger. Reports made from one form (weather, markets) share most of their words and differ in their figures, so
//! the figures have to agree too.

use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Words in a run.
const RUN: usize = 4;

/// Hash values kept of a text.
const SKETCH: usize = 128;

/// Figures kept of a text.
const FIGURES: usize = 16;

/// Words behind these are not read.
const MOST_WORDS: usize = 20_000;

/// The share of the smaller text that the larger must hold, in per mille.
const ENOUGH: usize = 480;

/// The same where only few values can be compared, since a short text is looked for in a much longer one.
const ENOUGH_OF_FEW: usize = 700;

/// Up to so many values are few.
const FEW: usize = 32;

/// The share of its figures, in per mille.
const ENOUGH_FIGURES: usize = 400;

/// Values that must be found in both, against chance in a small sample.
const FEWEST_SHARED: usize = 4;

/// Texts with fewer words are the same only if they are the same word for word.
const FEWEST_WORDS: usize = 40;

/// Texts with fewer words are never called copies: "Read more in our newsletter".
const FEWEST_FOR_SAME: usize = 10;

/// What is kept of a text.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Sketch {
    /// Number of words.
    words: usize,
    /// Hash of all words in their order.
    whole: u64,
    /// The lowest hash values of its runs of words, in order.
    values: Box<[u32]>,
    /// The lowest hash values of its figures, in order.
    figures: Box<[u32]>,
}

impl Sketch {
    /// Of a text without its dateline.
    pub fn of(text: &str) -> Sketch {
        let words = words(text);
        let hashes: Vec<u64> = words.iter().map(|word| hash(word.bytes())).collect();
        let whole = hash(hashes.iter().flat_map(|word| word.to_le_bytes()));
        let runs = hashes.windows(RUN).map(|run| fold(hash(run.iter().flat_map(|word| word.to_le_bytes()))));
        let figures = words.iter().zip(&hashes).filter(|(word, _)| is_number(word));
        Sketch {
            words: words.len(),
            whole,
            values: lowest(runs, SKETCH),
            figures: lowest(figures.map(|(_, hash)| fold(*hash)), FIGURES),
        }
    }

    /// True for a text that says too little to be called a copy, even of the same words.
    pub fn is_too_short(&self) -> bool {
        self.words < FEWEST_FOR_SAME
    }

    /// Hash of all words in their order.
    pub fn whole(&self) -> u64 {
        self.whole
    }

    /// Values by which another text with the same runs of words is found; none of texts that are too short for it.
    pub fn values(&self) -> &[u32] {
        if self.words < FEWEST_WORDS { &[] } else { &self.values }
    }

    /// Its bytes.
    pub fn to_bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("numbers and lists of them have a form in bytes")
    }

    /// Reads what [`Sketch::to_bytes`] wrote; `None` where the bytes are something else.
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Tells whether one text is a copy of the other.
    pub fn copy(&self, other: &Sketch) -> Option<Likeness> {
        if !self.is_too_short() && self.whole == other.whole && self.words == other.words {
            return Some(Likeness { per_mille: 1000, likeness: 1000 });
        }
        if self.words < FEWEST_WORDS || other.words < FEWEST_WORDS {
            return None;
        }
        let shared = Shared::of(&self.values, &other.values, SKETCH);
        let figures = Shared::of(&self.figures, &other.figures, FIGURES);
        let share = shared.of_smaller();
        let agree = figures.smaller == 0 || figures.of_smaller() >= ENOUGH_FIGURES;
        let least = if shared.smaller <= FEW { ENOUGH_OF_FEW } else { ENOUGH };
        let enough = shared.both >= FEWEST_SHARED && share >= least;
        (enough && agree).then(|| Likeness { per_mille: share.min(999) as u16, likeness: shared.of_either() as u16 })
    }
}

/// In digits or, up to a hundred, in words.
fn is_number(word: &str) -> bool {
    const WORDS: [&str; 26] = [
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "dozen",
        "hundred",
    ];
    word.bytes().any(|byte| byte.is_ascii_digit()) || WORDS.contains(&word)
}

/// How much two texts are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Likeness {
    /// Share of the smaller text in the larger, in per mille.
    pub per_mille: u16,
    /// Share that both have in common of what is in either, in per mille.
    pub likeness: u16,
}

/// How many values of two samples are in both, counted below the value up to which both samples are whole.
struct Shared {
    both: usize,
    smaller: usize,
    either: usize,
}

impl Shared {
    fn of(one: &[u32], other: &[u32], full: usize) -> Shared {
        let whole_to = |sample: &[u32]| sample.last().copied().filter(|_| sample.len() >= full).unwrap_or(u32::MAX);
        let to = whole_to(one).min(whole_to(other));
        let below = |sample: &[u32]| sample.partition_point(|value| *value <= to);
        let (one, other) = (&one[..below(one)], &other[..below(other)]);
        let both = one.iter().filter(|value| other.binary_search(value).is_ok()).count();
        Shared { both, smaller: one.len().min(other.len()), either: one.len() + other.len() - both }
    }

    /// In per mille.
    fn of_smaller(&self) -> usize {
        self.both * 1000 / self.smaller.max(1)
    }

    /// In per mille.
    fn of_either(&self) -> usize {
        self.both * 1000 / self.either.max(1)
    }
}

/// Scripts that are written without spaces.
const fn is_unspaced(ch: char) -> bool {
    matches!(ch, '\u{0E00}'..='\u{0EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}'
        | '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Words in lower case. Letters of scripts without spaces are words of their own.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for ch in text.chars() {
        let apart = is_unspaced(ch);
        if ch.is_alphanumeric() && !apart {
            word.extend(ch.to_lowercase());
            continue;
        }
        // Grouped and decimal figures stay together, and so do the parts of "don't".
        if matches!(ch, '\'' | '’') {
            continue;
        }
        if !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if apart {
            words.push(ch.to_string());
        }
        if words.len() >= MOST_WORDS {
            return words;
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// The lowest values of a set, in order.
fn lowest(values: impl Iterator<Item = u32>, most: usize) -> Box<[u32]> {
    let mut kept = BTreeSet::new();
    for value in values {
        if kept.len() < most || kept.last().is_some_and(|last| value < *last) {
            kept.insert(value);
            if kept.len() > most {
                kept.pop_last();
            }
        }
    }
    kept.into_iter().collect()
}

/// FNV-1a, with its bits mixed at the end: the order of hash values has to be as good as chance.
fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ (hash >> 33)
}

/// So many bits that a value takes three bytes where it is kept.
const fn fold(hash: u64) -> u32 {
    (hash >> 43) as u32
}
