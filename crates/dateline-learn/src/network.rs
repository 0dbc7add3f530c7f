//! A network with one hidden layer over words and sparse features, read from bytes and run in integers.
//!
//! The hidden layer sums, for each slot that holds a word, a matrix of the slot times the vector of the word, and a row
//! for each sparse feature. Both outputs and sums are integers, so a decision is the same on every machine.
//!
//! Layout, all little-endian: eight `u32` ([`Shape`]'s fields in order, then the factor of the rows and the shift of the
//! hidden layer), then `vectors: [i8]`, `matrices: [i16]`, `rows: [i8]`, `bias: [i32]`, `out: [i16]`, `out bias: [i32]`.

/// Sizes of a network.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Shape {
    /// Numbers in a word's vector.
    pub size: usize,
    /// Units of the hidden layer.
    pub hidden: usize,
    /// Places that a word can stand in.
    pub slots: usize,
    /// Rows of vectors that words are made of.
    pub vectors: usize,
    /// Sparse features.
    pub rows: usize,
    /// Classes.
    pub classes: usize,
}

/// A trained network.
#[derive(Debug, Default)]
pub struct Network {
    shape: Shape,
    factor: i32,
    shift: u32,
    vectors: &'static [u8],
    matrices: Vec<i16>,
    rows: Vec<i16>,
    bias: Vec<i32>,
    out: Vec<i16>,
    out_bias: Vec<i32>,
}

/// Largest value of a hidden unit that the output sees.
const TOP: i32 = 8191;

impl Network {
    /// Opens a network; `None` where the bytes are not one.
    pub fn open(bytes: &'static [u8]) -> Option<Self> {
        let mut rest = bytes;
        let head: Vec<_> = take(&mut rest, 32)?.chunks_exact(4).map(|four| le(four) as usize).collect();
        let [size, hidden, slots, vectors, rows, classes, factor, shift] = head[..] else { return None };
        let shape = Shape { size, hidden, slots, vectors, rows, classes };
        let product = |sizes: &[usize]| sizes.iter().try_fold(1usize, |all, one| all.checked_mul(*one));
        let network = Network {
            shape,
            factor: factor as i32,
            shift: (shift as u32).min(31),
            vectors: take(&mut rest, product(&[vectors, size])?)?,
            matrices: shorts(take(&mut rest, product(&[slots, hidden, size, 2])?)?),
            rows: take(&mut rest, product(&[rows, hidden])?)?.iter().map(|byte| i16::from(*byte as i8)).collect(),
            bias: longs(take(&mut rest, product(&[hidden, 4])?)?),
            out: shorts(take(&mut rest, product(&[classes, hidden, 2])?)?),
            out_bias: longs(take(&mut rest, product(&[classes, 4])?)?),
        };
        (rest.is_empty() && size > 0 && hidden > 0).then_some(network)
    }

    /// Its sizes; all 0 where there is no network.
    pub fn shape(&self) -> Shape {
        self.shape
    }

    /// The vector of a word: the sum of these rows of vectors. Rows that do not exist count nothing.
    pub fn vector(&self, parts: &[u32]) -> Vec<i16> {
        let mut vector = vec![0i16; self.shape.size];
        for part in parts {
            let from = *part as usize * self.shape.size;
            let row = self.vectors.get(from..from + self.shape.size).unwrap_or(&[]);
            vector.iter_mut().zip(row).for_each(|(sum, byte)| *sum = sum.saturating_add(i16::from(*byte as i8)));
        }
        vector
    }

    /// What a word with this vector adds to the hidden layer in a slot.
    pub fn word(&self, slot: usize, vector: &[i16], sums: &mut Vec<i32>) {
        let all = self.shape.hidden * self.shape.size;
        let matrix = self.matrices.get(slot * all..(slot + 1) * all).unwrap_or(&[]);
        sums.extend(matrix.chunks_exact(self.shape.size).map(|line| dot(line, vector)));
    }

    /// The hidden layer from the sums of the words and the sparse features.
    pub fn hidden(&self, words: &[&[i32]], rows: &[u32], sums: &mut Vec<i32>, hidden: &mut Vec<i16>) {
        let size = self.shape.hidden;
        sums.clear();
        sums.resize(size, 0);
        for row in rows {
            let row = self.rows.get(*row as usize * size..(*row as usize + 1) * size).unwrap_or(&[]);
            sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += i32::from(*value));
        }
        sums.iter_mut()
            .zip(&self.bias)
            .for_each(|(sum, bias)| *sum = sum.wrapping_mul(self.factor).wrapping_add(*bias));
        for word in words {
            sums.iter_mut().zip(*word).for_each(|(sum, value)| *sum = sum.wrapping_add(*value));
        }
        hidden.clear();
        hidden.extend(sums.iter().map(|sum| (sum >> self.shift).clamp(0, TOP) as i16));
    }

    /// Scores of some of the classes.
    pub fn scores(&self, hidden: &[i16], classes: std::ops::Range<usize>, scores: &mut Vec<i32>) {
        let size = self.shape.hidden;
        scores.clear();
        for class in classes {
            let line = self.out.get(class * size..(class + 1) * size).unwrap_or(&[]);
            scores.push(dot(line, hidden).wrapping_add(self.out_bias.get(class).copied().unwrap_or(0)));
        }
    }
}

#[inline]
fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).fold(0i32, |sum, (a, b)| sum.wrapping_add(i32::from(*a) * i32::from(*b)))
}

fn take<'a>(rest: &mut &'a [u8], size: usize) -> Option<&'a [u8]> {
    let (head, tail) = rest.split_at_checked(size)?;
    *rest = tail;
    Some(head)
}

fn le(bytes: &[u8]) -> u32 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u32::from(*byte))
}

fn shorts(bytes: &[u8]) -> Vec<i16> {
    bytes.chunks_exact(2).map(|two| i16::from_le_bytes([two[0], two[1]])).collect()
}

fn longs(bytes: &[u8]) -> Vec<i32> {
    bytes.chunks_exact(4).map(|four| le(four) as i32).collect()
}

/// A network in floating point, to be written.
#[derive(Debug, Clone, Copy)]
pub struct Trained<'a> {
    /// Sizes.
    pub shape: Shape,
    /// Vectors, one after the other.
    pub vectors: &'a [f32],
    /// For each slot, for each hidden unit, its weights of the vector.
    pub matrices: &'a [f32],
    /// For each sparse feature its weights of the hidden units.
    pub rows: &'a [f32],
    /// Bias of the hidden units.
    pub bias: &'a [f32],
    /// For each class its weights of the hidden units.
    pub out: &'a [f32],
    /// Bias of the classes.
    pub out_bias: &'a [f32],
}

impl Trained<'_> {
    /// The bytes that [`Network::open`] reads.
    pub fn write(&self) -> Vec<u8> {
        let Shape { size, hidden, slots, vectors, rows, classes } = self.shape;
        let vector_step = step(self.vectors, 127.0);
        let matrix_step = step(self.matrices, 2047.0);
        let unit = vector_step * matrix_step;
        let factor = (step(self.rows, 127.0) / unit).round().max(1.0);
        let shift = (0..31).find(|shift| 50.0 / (unit * f64::from(1u32 << shift)) <= f64::from(TOP)).unwrap_or(31);
        let out_step = step(self.out, 1020.0);
        let score_unit = unit * f64::from(1u32 << shift) * out_step;
        let mut bytes = Vec::new();
        for number in [size, hidden, slots, vectors, rows, classes, factor as usize, shift as usize] {
            bytes.extend((number as u32).to_le_bytes());
        }
        let quantise = |values: &[f32], step: f64, top: f64| -> Vec<i32> {
            values.iter().map(|value| (f64::from(*value) / step).round().clamp(-top, top) as i32).collect()
        };
        let narrow = |values: Vec<i32>, width: usize| {
            values.into_iter().flat_map(move |value| value.to_le_bytes().into_iter().take(width)).collect::<Vec<u8>>()
        };
        bytes.extend(narrow(quantise(self.vectors, vector_step, 127.0), 1));
        bytes.extend(narrow(quantise(self.matrices, matrix_step, 2047.0), 2));
        bytes.extend(narrow(quantise(self.rows, factor * unit, 127.0), 1));
        bytes.extend(narrow(quantise(self.bias, unit, 1e9), 4));
        bytes.extend(narrow(quantise(self.out, out_step, 1020.0), 2));
        bytes.extend(narrow(quantise(self.out_bias, score_unit, 1e9), 4));
        bytes
    }
}

/// The step that puts all but the largest few of the values into the range up to `top`.
fn step(values: &[f32], top: f64) -> f64 {
    let mut sizes: Vec<_> = values.iter().map(|value| value.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 20_000)).copied().unwrap_or(1.0);
    f64::from(largest.max(1e-9)) / top
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHAPE: Shape = Shape { size: 2, hidden: 2, slots: 1, vectors: 2, rows: 2, classes: 2 };

    fn bytes() -> Vec<u8> {
        let trained = Trained {
            shape: SHAPE,
            vectors: &[1.0, 0.0, 0.0, 1.0],
            matrices: &[2.0, 0.0, 0.0, 2.0],
            rows: &[1.0, 0.0, 0.0, -3.0],
            bias: &[0.5, 0.5],
            out: &[1.0, 0.0, 0.0, 1.0],
            out_bias: &[0.0, 0.1],
        };
        trained.write()
    }

    #[test]
    fn it_computes_in_integers_what_the_trained_numbers_say() {
        let network = Network::open(Box::leak(bytes().into_boxed_slice())).unwrap();
        assert_eq!(network.shape(), SHAPE);
        let (mut sums, mut hidden, mut scores) = Default::default();
        for (parts, rows, ratio) in
            [(&[0][..], &[0][..], 3.5 / 0.6), (&[1], &[0], 1.5 / 2.6), (&[0, 9], &[1], 2.5 / 0.1)]
        {
            let mut word = Vec::new();
            network.word(0, &network.vector(parts), &mut word);
            network.hidden(&[&word], rows, &mut sums, &mut hidden);
            network.scores(&hidden, 0..2, &mut scores);
            let ours: f64 = f64::from(scores[0]) / f64::from(scores[1]);
            assert!((ours / ratio - 1.0).abs() < 0.05, "{ours} {ratio}");
        }
    }

    #[test]
    fn broken_bytes_do_not_open() {
        let bytes: &'static [u8] = Box::leak(bytes().into_boxed_slice());
        for cut in 0..bytes.len() {
            assert!(Network::open(&bytes[..cut]).is_none(), "cut at {cut}");
        }
    }
}
