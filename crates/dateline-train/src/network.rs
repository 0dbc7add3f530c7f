//! The parser's network under training.

use crate::corpus::Corpus;
use crate::random::Random;
use crate::rows::Rows;
use crate::vectors::{SIZE, Vectors};
use dateline_annotate::parser::{CLASSES, PIECES, ROWS, SLOTS, UNKNOWN};
use dateline_learn::{Shape, Trained, write_rows};
use std::collections::{BTreeMap, HashMap, HashSet};

/// Units of the hidden layer.
pub const HIDDEN: usize = 256;
/// At most this many words start from vectors of running text.
const PRETRAINED: usize = 48_000;

/// The network under training.
pub struct Net {
    pub(crate) vectors: Rows,
    pub(crate) matrices: Rows,
    pub(crate) rows: Rows,
    pub(crate) bias: Rows,
    pub(crate) out: Rows,
    pub(crate) out_bias: Rows,
    /// Numbers of the words by key.
    pub(crate) known: HashMap<u64, u32>,
    keys: Vec<u64>,
    /// How often each word is in the corpus.
    pub(crate) counts: Vec<u32>,
}

impl std::fmt::Debug for Net {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Net({} words)", self.keys.len())
    }
}

impl Net {
    /// An untrained network for the words of the vectors and those that are often in the corpus.
    pub fn new(corpus: &Corpus, vectors: &Vectors) -> Self {
        let mut random = Random::new(7);
        let mut small = |scale: f32| (random.below(1 << 20) as f32 / (1 << 19) as f32 - 1.0) * scale;
        let (keys, counts) = vocabulary(corpus, vectors);
        let mut table = Rows::new(PIECES as usize + 1 + keys.len(), SIZE, || small(0.02));
        let pretrained = vectors.values.iter().take(PRETRAINED).flatten();
        let from = (UNKNOWN as usize + 1) * SIZE;
        table.values[from..].iter_mut().zip(pretrained).for_each(|(to, value)| *to = value * 0.5);
        Net {
            vectors: table,
            matrices: Rows::new(SLOTS * HIDDEN, SIZE, || small(0.05)),
            rows: Rows::new(ROWS, HIDDEN, || small(0.1)),
            bias: Rows::new(1, HIDDEN, || 0.1),
            out: Rows::new(CLASSES, HIDDEN, || small(0.1)),
            out_bias: Rows::new(CLASSES, 1, || 0.0),
            known: keys.iter().zip(0..).map(|(key, at)| (*key, at)).collect(),
            keys,
            counts,
        }
    }

    /// The bytes of the network and of its vocabulary.
    pub fn finish(&self) -> (Vec<u8>, Vec<u8>) {
        let shape = Shape {
            size: SIZE,
            hidden: HIDDEN,
            slots: SLOTS,
            vectors: self.vectors.len(),
            rows: ROWS,
            classes: CLASSES,
        };
        let trained = Trained {
            shape,
            vectors: &self.vectors.values,
            matrices: &self.matrices.values,
            rows: &self.rows.values,
            bias: &self.bias.values,
            out: &self.out.values,
            out_bias: &self.out_bias.values,
        };
        let words = self.keys.iter().zip(0u16..).map(|(key, at)| (*key, vec![at.to_le_bytes()])).collect();
        (trained.write(), write_rows(0, words))
    }

    /// Makes the changes that the slopes ask for.
    pub(crate) fn update(&mut self, rate: f32) {
        self.vectors.update(rate);
        self.matrices.update(rate);
        self.rows.update(rate);
        self.bias.update(rate);
        self.out.update(rate);
        self.out_bias.update(rate);
    }
}

/// Keys of the words that get a vector of their own, and how often the corpus has them.
fn vocabulary(corpus: &Corpus, vectors: &Vectors) -> (Vec<u64>, Vec<u32>) {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for word in corpus.signed.iter().flat_map(|sentence| &sentence.words) {
        *seen.entry(word.lower).or_default() += 1;
    }
    let mut keys: Vec<u64> = vectors.keys.iter().copied().take(PRETRAINED).collect();
    let have: HashSet<u64> = keys.iter().copied().collect();
    keys.extend(seen.iter().filter(|(key, count)| **count >= 3 && !have.contains(key)).map(|(key, _)| *key));
    keys.truncate(65_000);
    let counts = keys.iter().map(|key| seen.get(key).copied().unwrap_or(0)).collect();
    (keys, counts)
}
