//! Word vectors from running text: skip-gram with negative samples, and an output vector for each distance, so that
//! words used alike in syntax, not only in topic, come to lie together.

use crate::random::Random;
use dateline_annotate::signature::lowered;
use dateline_annotate::tokens::tokenise;
use dateline_doc::Span;
use dateline_learn::hash_text;
use std::collections::HashMap;

/// Size of a vector.
pub const SIZE: usize = 64;
/// Distances to the words that a word predicts.
const OFFSETS: [isize; 6] = [-3, -2, -1, 1, 2, 3];
const NEGATIVES: usize = 5;
const BREAK: u32 = u32::MAX;
const RARE: u32 = u32::MAX - 1;

/// Vectors of words, the most frequent first.
#[derive(Debug, Default, Clone)]
pub struct Vectors {
    /// Keys of the lowered forms.
    pub keys: Vec<u64>,
    /// Their vectors.
    pub values: Vec<[f32; SIZE]>,
}

/// Trains vectors of the words that occur at least `least` times.
pub fn train(texts: &[String], least: u32, rounds: usize) -> Vectors {
    let words = tokens(texts);
    let vocabulary = vocabulary(&words, least);
    let index: HashMap<u64, u32> = vocabulary.iter().enumerate().map(|(at, (key, _))| (*key, at as u32)).collect();
    let ids: Vec<u32> =
        words.iter().map(|key| if *key == 0 { BREAK } else { index.get(key).copied().unwrap_or(RARE) }).collect();
    drop(words);
    let counts: Vec<_> = vocabulary.iter().map(|(_, count)| *count).collect();
    let mut net = SkipGram::new(&counts);
    for round in 0..rounds {
        net.round(&ids, round, rounds);
    }
    Vectors { keys: vocabulary.into_iter().map(|(key, _)| key).collect(), values: net.inside }
}

/// Keys of all words; 0 between paragraphs.
fn tokens(texts: &[String]) -> Vec<u64> {
    let mut keys = Vec::new();
    let mut spans = Vec::new();
    for line in texts.iter().flat_map(|text| text.lines()).filter(|line| !line.trim().is_empty()) {
        spans.clear();
        tokenise(line, Span::new(0, line.len() as u32), &mut spans);
        keys.extend(spans.iter().map(|span| hash_text(&lowered(&line[span.range()])).max(1)));
        keys.push(0);
    }
    keys
}

fn vocabulary(words: &[u64], least: u32) -> Vec<(u64, u32)> {
    let mut counts: HashMap<u64, u32> = HashMap::new();
    words.iter().filter(|key| **key != 0).for_each(|key| *counts.entry(*key).or_default() += 1);
    let mut list: Vec<_> = counts.into_iter().filter(|(_, count)| *count >= least).collect();
    list.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    list
}

struct SkipGram {
    inside: Vec<[f32; SIZE]>,
    outside: Vec<[[f32; SIZE]; OFFSETS.len()]>,
    /// Share of a word's places that is used: frequent words teach less each time.
    keep: Vec<f32>,
    noise: Vec<u32>,
    random: Random,
}

impl SkipGram {
    fn new(counts: &[u32]) -> Self {
        let mut random = Random::new(5);
        let all: f64 = counts.iter().map(|count| f64::from(*count)).sum();
        let keep = |count: &u32| {
            let ratio = 1e-4 * all / f64::from(*count);
            (ratio + ratio.sqrt()).min(1.0) as f32
        };
        let start = |_| std::array::from_fn(|_| (unit(&mut random) - 0.5) / SIZE as f32);
        SkipGram {
            inside: (0..counts.len()).map(start).collect(),
            outside: vec![[[0.0; SIZE]; OFFSETS.len()]; counts.len()],
            keep: counts.iter().map(keep).collect(),
            noise: noise(counts),
            random: Random::new(6),
        }
    }

    fn round(&mut self, ids: &[u32], round: usize, rounds: usize) {
        for (at, word) in ids.iter().enumerate() {
            let known = self.keep.get(*word as usize).copied();
            if known.is_some_and(|keep| unit(&mut self.random) < keep) {
                let done = (round as f32 + at as f32 / ids.len() as f32) / rounds as f32;
                self.place(ids, at, 0.04 * (1.0 - done).max(0.01));
            }
        }
    }

    /// Learns from the word at one place and the words around it.
    fn place(&mut self, ids: &[u32], at: usize, rate: f32) {
        let word = ids[at] as usize;
        let center = self.inside[word];
        let mut change = [0.0; SIZE];
        let noise: [u32; NEGATIVES] = std::array::from_fn(|_| self.noise[self.random.below(self.noise.len())]);
        let near = neighbours(ids, at);
        for (side, target) in near.iter().enumerate().filter(|(_, target)| **target < RARE) {
            pull(&center, &mut self.outside[*target as usize][side], 1.0, rate, &mut change);
        }
        for other in noise {
            let rows = &mut self.outside[other as usize];
            let wrong = near.map(|near| near < RARE && near != other);
            for (row, _) in rows.iter_mut().zip(wrong).filter(|(_, wrong)| *wrong) {
                pull(&center, row, 0.0, rate, &mut change);
            }
        }
        self.inside[word].iter_mut().zip(change).for_each(|(value, change)| *value += change);
    }
}

/// The words around a place, up to the borders of the paragraph.
fn neighbours(ids: &[u32], at: usize) -> [u32; OFFSETS.len()] {
    let mut near = [BREAK; OFFSETS.len()];
    for (side, offset) in OFFSETS.iter().enumerate() {
        near[side] = at.checked_add_signed(*offset).and_then(|at| ids.get(at)).copied().unwrap_or(BREAK);
    }
    for (side, nearer) in [(1, 2), (0, 1), (4, 3), (5, 4)] {
        if near[nearer] == BREAK {
            near[side] = BREAK;
        }
    }
    near
}

#[inline]
fn pull(center: &[f32; SIZE], row: &mut [f32; SIZE], gold: f32, rate: f32, change: &mut [f32; SIZE]) {
    let mut lanes = [0.0f32; 16];
    for (a, b) in center.chunks_exact(16).zip(row.chunks_exact(16)) {
        for lane in 0..16 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    let score: f32 = lanes.iter().sum();
    let step = rate * (gold - 1.0 / (1.0 + (-score.clamp(-8.0, 8.0)).exp()));
    for at in 0..SIZE {
        change[at] += step * row[at];
        row[at] += step * center[at];
    }
}

/// Words to draw negative samples from, by their count to the power of three quarters.
fn noise(counts: &[u32]) -> Vec<u32> {
    const SLOTS: f64 = 2_000_000.0;
    let power = |count: &u32| f64::from(*count).powf(0.75);
    let all: f64 = counts.iter().map(power).sum();
    let times = |count: &u32| (power(count) / all * SLOTS).ceil() as usize;
    counts.iter().enumerate().flat_map(|(word, count)| std::iter::repeat_n(word as u32, times(count))).collect()
}

fn unit(random: &mut Random) -> f32 {
    random.below(1 << 24) as f32 / (1u32 << 24) as f32
}

impl Vectors {
    /// Their bytes, to be kept between runs: for each word its key and its numbers, little-endian.
    pub fn to_bytes(&self) -> Vec<u8> {
        let row = |(key, values): (&u64, &[f32; SIZE])| {
            key.to_le_bytes().into_iter().chain(values.iter().flat_map(|value| value.to_le_bytes())).collect::<Vec<_>>()
        };
        self.keys.iter().zip(&self.values).flat_map(row).collect()
    }

    /// From those bytes; rows that are cut short are left out.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let mut vectors = Vectors::default();
        for row in bytes.chunks_exact(8 + 4 * SIZE) {
            let (key, values) = row.split_at(8);
            vectors.keys.push(u64::from_le_bytes(key.try_into().unwrap_or_default()));
            let value = |at: usize| f32::from_le_bytes(values[4 * at..4 * at + 4].try_into().unwrap_or_default());
            vectors.values.push(std::array::from_fn(value));
        }
        vectors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_used_alike_get_vectors_alike() {
        let line = |who: &str, what: &str| format!("The {who} {what} the old bridge near the town .\n");
        let pairs = [("troops", "crossed"), ("rebels", "held"), ("troops", "held"), ("rebels", "crossed")];
        let text: String = pairs.iter().map(|(who, what)| line(who, what)).collect();
        let vectors = train(&[text.repeat(3000)], 5, 2);
        let vector = |word: &str| {
            let key = hash_text(&lowered(word));
            vectors.values[vectors.keys.iter().position(|one| *one == key).expect("the word is frequent")]
        };
        let product = |a: &[f32; SIZE], b: &[f32; SIZE]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>();
        let alike = |a: &str, b: &str| {
            let (a, b) = (vector(a), vector(b));
            product(&a, &b) / (product(&a, &a) * product(&b, &b)).sqrt()
        };
        assert!(alike("troops", "rebels") > alike("troops", "crossed") + 0.2);
        assert!(alike("crossed", "held") > alike("held", "rebels") + 0.2);
    }
}
