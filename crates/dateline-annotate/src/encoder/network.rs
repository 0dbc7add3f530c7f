//! The trained encoder with its heads, read from bytes.

use super::{ARC, BEND, INPUT, LAYERS, REL, TRAIT, TRAITS, UNITS, WORD, known, parts, traits};
use crate::signature::Signed;
use dateline_doc::Deprel;
use dateline_learn::{Archive, Linear, Recurrent, Table, dot, whole};

/// Numbers by which a word is a dependent or a head, for arcs and then for relations.
const SIDE: usize = ARC + REL;

/// The encoder and its heads.
#[derive(Debug)]
pub struct Encoder {
    words: Table<'static>,
    vectors: Rows,
    traits: Rows,
    layers: Vec<Recurrent>,
    flat: Linear,
    below: Linear,
    above: Linear,
    form: Linear,
    relation: Linear,
    /// The root as a head.
    root: Vec<f32>,
}

/// Rows of small numbers with one step for all.
#[derive(Debug)]
struct Rows {
    step: f32,
    values: &'static [u8],
}

impl Rows {
    /// From `step: f32`, then whole rows of `i8`.
    fn open(bytes: &'static [u8], width: usize) -> Option<Self> {
        let (step, values) = bytes.split_at_checked(4)?;
        let step = f32::from_le_bytes(step.try_into().ok()?);
        values.len().is_multiple_of(width).then_some(Rows { step, values })
    }

    /// Adds a row; one that does not exist adds nothing.
    fn add(&self, row: u32, sums: &mut [i32]) {
        let from = row as usize * sums.len();
        let values = self.values.get(from..from + sums.len()).unwrap_or(&[]);
        sums.iter_mut().zip(values).for_each(|(sum, byte)| *sum += i32::from(*byte as i8));
    }
}

/// What the encoder and its heads say of a sentence.
#[derive(Debug, Default)]
pub struct Reading {
    /// Scores of tags and then of names, word by word.
    pub flat: Vec<f32>,
    /// Scores of heads: for each word those of all words and, last, of the root.
    pub arcs: Vec<f32>,
    below: Vec<f32>,
    above: Vec<f32>,
}

impl Encoder {
    /// Reads the encoder; `None` where a part is missing or has another size. `tags` and `names` are numbers of classes.
    pub fn open(bytes: &'static [u8], words: Table<'static>, tags: usize, names: usize) -> Option<Self> {
        let archive = Archive::open(bytes)?;
        let linear = |name: &str, inputs: usize, outputs: usize| {
            let layer = Linear::open(archive.section(name)?)?;
            (layer.inputs() == inputs && layer.outputs() == outputs).then_some(layer)
        };
        let layer = |nth: usize| {
            let layer = Recurrent::open(archive.section(&format!("layer-{nth}"))?, UNITS)?;
            (layer.inputs() == if nth == 0 { 3 * INPUT } else { UNITS }).then_some(layer)
        };
        let above = linear("above", UNITS, SIDE)?;
        let root = root(archive.section("root")?, &above)?;
        Some(Encoder {
            words,
            vectors: Rows::open(archive.section("vectors")?, WORD)?,
            traits: Rows::open(archive.section("traits")?, TRAIT)
                .filter(|rows| rows.values.len() == TRAITS as usize * TRAIT)?,
            layers: (0..LAYERS).map(layer).collect::<Option<_>>()?,
            flat: linear("flat", UNITS, tags + names)?,
            below: linear("below", UNITS, SIDE)?,
            form: linear("form", ARC, ARC)?,
            relation: linear("relation", REL, Deprel::ALL.len())?,
            above,
            root,
        })
    }

    /// Reads a sentence; `marks` say which words begin or go on with names that are known.
    pub fn read(&self, sentence: &Signed, marks: &[u8]) -> Reading {
        let count = sentence.words.len();
        let mut past = vec![0.0; count * INPUT];
        (0..count).for_each(|at| self.input(sentence, at, marks[at], &mut past[at * INPUT..(at + 1) * INPUT]));
        let (mut ints, mut work, mut out) = (Vec::new(), Vec::new(), Vec::new());
        whole(&past, &mut ints);
        let mut rows = beside(&ints, count);
        for layer in &self.layers {
            layer.run(&rows, &past, &mut work, &mut out);
            std::mem::swap(&mut past, &mut out);
            whole(&past, &mut rows);
        }
        let mut reading = Reading::default();
        self.flat.apply(&rows, &mut reading.flat);
        self.below.apply(&rows, &mut reading.below);
        self.above.apply(&rows, &mut reading.above);
        reading.above.extend(&self.root);
        bend(&mut reading.below);
        bend(&mut reading.above[..count * SIDE]);
        self.arcs(&mut reading, count);
        reading
    }

    fn input(&self, sentence: &Signed, at: usize, mark: u8, out: &mut [f32]) {
        let mut sums = [0i32; INPUT];
        let (word, trait_) = sums.split_at_mut(WORD);
        let number = known(&self.words, &sentence.words[at]);
        parts(&sentence.words[at], number).into_iter().for_each(|row| self.vectors.add(row, word));
        traits(sentence, at, mark).into_iter().for_each(|row| self.traits.add(row, trait_));
        let steps = std::iter::repeat_n(self.vectors.step, WORD).chain(std::iter::repeat_n(self.traits.step, TRAIT));
        out.iter_mut().zip(sums.iter().zip(steps)).for_each(|(out, (sum, step))| *out = *sum as f32 * step);
    }

    fn arcs(&self, reading: &mut Reading, count: usize) {
        let below: Vec<f32> = reading.below.chunks_exact(SIDE).flat_map(|row| &row[..ARC]).copied().collect();
        let (mut ints, mut turned) = (Vec::new(), Vec::new());
        whole(&below, &mut ints);
        self.form.apply(&ints, &mut turned);
        reading.arcs.reserve(count * (count + 1));
        for word in turned.chunks_exact(ARC) {
            reading.arcs.extend(reading.above.chunks_exact(SIDE).map(|head| dot(word, &head[..ARC])));
        }
    }

    /// Scores of the relations of words under their heads; a head is the number of words for the root.
    pub fn relations(&self, reading: &Reading, heads: &[u32]) -> Vec<f32> {
        let mut joined = Vec::with_capacity(heads.len() * REL);
        for (below, head) in reading.below.chunks_exact(SIDE).zip(heads) {
            let above = &reading.above[*head as usize * SIDE + ARC..][..REL];
            joined.extend(below[ARC..].iter().zip(above).map(|(a, b)| a + b));
        }
        let (mut ints, mut out) = (Vec::new(), Vec::new());
        whole(&joined, &mut ints);
        self.relation.apply(&ints, &mut out);
        out
    }
}

/// The root as a head, from its numbers.
fn root(bytes: &[u8], above: &Linear) -> Option<Vec<f32>> {
    let values: Vec<f32> =
        bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().unwrap_or_default())).collect();
    let (mut ints, mut out) = (Vec::new(), Vec::new());
    whole(&values, &mut ints);
    above.apply(&ints, &mut out);
    bend(&mut out);
    (values.len() == UNITS && out.len() == SIDE).then_some(out)
}

/// Each row between those of its neighbours; zeros beside the sentence.
fn beside(rows: &[i16], count: usize) -> Vec<i16> {
    let mut out = vec![0; rows.len() * 3];
    for row in 0..count {
        let first = row.saturating_sub(1);
        let last = (row + 2).min(count);
        let to = row * 3 * INPUT + (first + 1 - row) * INPUT;
        out[to..to + (last - first) * INPUT].copy_from_slice(&rows[first * INPUT..last * INPUT]);
    }
    out
}

fn bend(values: &mut [f32]) {
    values.iter_mut().for_each(|value| *value = if *value < 0.0 { *value * BEND } else { *value });
}
