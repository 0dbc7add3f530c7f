//! Trains the encoder with all its heads at once.
//!
//! Words and traits are summed rows of two tables; the first layer sees each word with its neighbours; three layers of
//! simple recurrent units follow. A batch is split between two threads; their slopes are added in a fixed order, so
//! that the same numbers come out every time.

mod dense;
mod heads;
mod material;
mod recurrent;
mod write;

use crate::corpus::Corpus;
use crate::naming::Named;
use crate::random::Random;
use crate::rows::{Rows, add};
use crate::vectors::Vectors;
use dateline_annotate::encoder::{INPUT, LAYERS, PIECES, TRAIT, TRAITS, UNITS, UNKNOWN, WORD};
use dateline_annotate::names::CLASSES;
use dateline_annotate::parser::decode;
use dateline_annotate::signature::Lexicon;
use dateline_doc::Deprel;
use dateline_learn::best;
use dense::{Adam, Builder};
use heads::{Heads, Losses};
use material::{Lesson, Vocabulary, lessons};
use recurrent::Layer;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

/// At most this many words start from vectors of running text.
const PRETRAINED: usize = 56_000;

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// Passes over the sentences.
    pub epochs: usize,
    /// Words between two updates, about.
    pub batch: usize,
    /// Step of the first update; it falls to nothing.
    pub rate: f32,
    /// Share of the inputs that is dropped.
    pub input_drop: f32,
    /// Share of the units between layers that is dropped.
    pub drop: f32,
    /// Words seen fewer times in training keep the vector from running text.
    pub tuned: u32,
    /// Seed of the start and of the order.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Plan { epochs: 16, batch: 500, rate: 0.002, input_drop: 0.25, drop: 0.35, tuned: 3, seed: 7 }
    }
}

/// The encoder and its heads under training.
pub struct Encoder {
    vectors: Rows,
    traits: Rows,
    values: Vec<f32>,
    layers: Vec<Layer>,
    heads: Heads,
    vocabulary: Vocabulary,
}

impl std::fmt::Debug for Encoder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Encoder({} weights, {} words)", self.values.len(), self.vocabulary.keys.len())
    }
}

/// What one thread learns from its share of a batch.
struct Share {
    slopes: Vec<f32>,
    losses: Losses,
    /// Rows of the tables, with the slopes of their sums.
    rows: Vec<([u32; 5], [u32; 12])>,
    row_slopes: Vec<f32>,
}

impl Encoder {
    /// An untrained encoder.
    pub fn new(corpus: &Corpus, vectors: &Vectors, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut small = |scale: f32| (random.below(1 << 20) as f32 / (1 << 19) as f32 - 1.0) * scale;
        let vocabulary = vocabulary(corpus, vectors);
        let mut words = Rows::new(PIECES as usize + 1 + vocabulary.keys.len(), WORD, || small(0.02));
        let from = (UNKNOWN as usize + 1) * WORD;
        let pretrained = vectors.values.iter().take(PRETRAINED).flatten();
        words.values[from..].iter_mut().zip(pretrained).for_each(|(to, value)| *to = value * 0.5);
        let traits = Rows::new(TRAITS as usize, TRAIT, || small(0.15));
        let mut builder = Builder::new(seed + 1);
        let inputs = [3 * INPUT, UNITS, UNITS, UNITS];
        let layers = (0..LAYERS).map(|nth| Layer::new(&mut builder, inputs[nth], UNITS)).collect();
        let heads = Heads::new(&mut builder, UNITS, [corpus.tags.len(), CLASSES.len(), Deprel::ALL.len()]);
        Encoder { vectors: words, traits, values: builder.values, layers, heads, vocabulary }
    }

    /// Trains on sentences. `after` is called after each pass.
    pub fn train(
        &mut self,
        corpus: &Corpus,
        named: &[Named],
        lexicon: &Lexicon<'_>,
        plan: Plan,
        mut after: impl FnMut(&Encoder, usize, &str),
    ) {
        let lessons = lessons(corpus, named, lexicon, &self.vocabulary);
        let mut random = Random::new(plan.seed + 2);
        let mut order: Vec<_> = (0..lessons.len()).collect();
        let mut adam = Adam::new(self.values.len());
        let words: usize = lessons.iter().map(Lesson::len).sum();
        let batches = (words / plan.batch + 1) * plan.epochs;
        let mut done = 0;
        for epoch in 0..plan.epochs {
            random.shuffle(&mut order);
            let mut losses = Losses::default();
            for batch in batches_of(&order, &lessons, plan.batch) {
                done += 1;
                let left = (1.0 - done as f32 / batches as f32).max(0.02);
                let rate = plan.rate * left * (done as f32 / 200.0).min(1.0);
                self.step(&batch, &lessons, plan, rate, &mut adam, &mut random, &mut losses);
            }
            let mean = |[loss, count]: [f64; 2]| loss / count.max(1.0);
            let [tags, names, arcs, relations] = losses.map(mean);
            let text = format!("tags {tags:.4} names {names:.4} arcs {arcs:.4} relations {relations:.4}");
            after(self, epoch, &text);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one step of learning")]
    fn step(
        &mut self,
        batch: &[usize],
        lessons: &[Lesson],
        plan: Plan,
        rate: f32,
        adam: &mut Adam,
        random: &mut Random,
        losses: &mut Losses,
    ) {
        let shares =
            [0, 1].map(|half| batch.iter().skip(half).step_by(2).map(|nth| &lessons[*nth]).collect::<Vec<_>>());
        let mut seeds = [0; 2].map(|_: i32| Random::new(random.below(1 << 30) as u64));
        let [one, two] = &mut seeds;
        let this = &*self;
        let (first, second) = std::thread::scope(|scope| {
            let other = scope.spawn(|| this.learn(&shares[1], plan, two));
            let mine = this.learn(&shares[0], plan, one);
            (mine, other.join().expect("the other half of the batch"))
        });
        let words: usize = batch.iter().map(|nth| lessons[*nth].len()).sum();
        let mut slopes = first.slopes;
        add(&mut slopes, &second.slopes);
        slopes.iter_mut().for_each(|slope| *slope /= words as f32);
        adam.update(&mut self.values, &mut slopes, rate, 1.0);
        for (rows, slopes) in [(first.rows, first.row_slopes), (second.rows, second.row_slopes)] {
            for ((parts, traits), slope) in rows.iter().zip(slopes.chunks_exact(INPUT)) {
                self.learn_rows(parts, traits, slope, plan);
            }
        }
        self.vectors.update(rate * 0.5);
        self.traits.update(rate);
        for (sum, share) in [first.losses, second.losses].iter().flat_map(|losses| losses.iter().enumerate()) {
            losses[sum][0] += share[0];
            losses[sum][1] += share[1];
        }
    }

    fn learn_rows(&mut self, parts: &[u32; 5], traits: &[u32; 12], slope: &[f32], plan: Plan) {
        for part in parts {
            let frozen = dateline_annotate::encoder::known_part(*part)
                .is_some_and(|number| self.vocabulary.counts[number as usize] < plan.tuned);
            if !frozen {
                add(self.vectors.slope(*part as usize), &slope[..WORD]);
            }
        }
        traits.iter().for_each(|row| add(self.traits.slope(*row as usize), &slope[WORD..]));
    }

    /// Forward and backward over some sentences.
    fn learn(&self, sentences: &[&Lesson], plan: Plan, random: &mut Random) -> Share {
        let rows: Vec<_> = sentences
            .iter()
            .flat_map(|lesson| (0..lesson.len()).map(|at| (*lesson, at)))
            .map(|(lesson, at)| (lesson.blurred(at, &self.vocabulary, random), lesson.traits[at]))
            .collect();
        let ranges = ranges(sentences);
        let mut input = self.input(&rows);
        let input_mask = dense::mask(input.len(), plan.input_drop, random);
        dense::times(&mut input, &input_mask);
        let mut inputs = vec![beside(&input, &ranges)];
        let (mut traces, mut masks) = (Vec::new(), Vec::new());
        for (nth, layer) in self.layers.iter().enumerate() {
            let trace = layer.forward(&self.values, &inputs[nth], &ranges);
            let mut output = trace.output.clone();
            let mask = dense::mask(output.len(), plan.drop, random);
            dense::times(&mut output, &mask);
            (traces, masks) = (with(traces, trace), with(masks, mask));
            inputs.push(output);
        }
        let mut slopes = vec![0.0; self.values.len()];
        let mut losses = Losses::default();
        let batch: Vec<_> = ranges.iter().cloned().zip(sentences.iter().copied()).collect();
        let top = inputs.pop().unwrap_or_default();
        let mut flow = self.heads.learn(&self.values, &top, &batch, (plan.drop, random), &mut slopes, &mut losses);
        for (nth, layer) in self.layers.iter().enumerate().rev() {
            dense::times(&mut flow, &masks[nth]);
            flow = layer.backward(&self.values, &inputs[nth], &traces[nth], &flow, &ranges, &mut slopes);
        }
        let mut row_slopes = unbeside(&flow, &ranges);
        dense::times(&mut row_slopes, &input_mask);
        let words = rows.len().max(1) as f32;
        row_slopes.iter_mut().for_each(|slope| *slope /= words);
        Share { slopes, losses, rows, row_slopes }
    }

    fn input(&self, rows: &[([u32; 5], [u32; 12])]) -> Vec<f32> {
        let mut input = vec![0.0; rows.len() * INPUT];
        for ((parts, traits), out) in rows.iter().zip(input.chunks_exact_mut(INPUT)) {
            parts.iter().for_each(|row| add(&mut out[..WORD], self.vectors.row(*row as usize)));
            traits.iter().for_each(|row| add(&mut out[WORD..], self.traits.row(*row as usize)));
        }
        input
    }

    /// What the heads say of a sentence: tags, names, heads, labels.
    fn read(&self, lesson: &Lesson) -> [Vec<u8>; 3] {
        let rows: Vec<_> = lesson.parts.iter().copied().zip(lesson.traits.iter().copied()).collect();
        let ranges = ranges(&[lesson]);
        let mut flow = beside(&self.input(&rows), &ranges);
        for layer in &self.layers {
            flow = layer.forward(&self.values, &flow, &ranges).output;
        }
        let scores = self.heads.forward(&self.values, &flow);
        let width = self.heads.flat.0.cols;
        let flat = scores.flat.chunks_exact(width);
        let tags = flat.clone().map(|row| top(&row[..self.heads.tags])).collect();
        let names = flat.map(|row| top(&row[self.heads.tags..self.heads.tags + self.heads.names])).collect();
        let heads = decode(&self.heads.arcs(&scores, &ranges[0]), lesson.len());
        let pairs: Vec<_> = heads.iter().enumerate().map(|(word, head)| (word, *head as usize)).collect();
        let labels = self.heads.relations(&self.values, &scores, &pairs);
        let labels = labels.chunks_exact(self.heads.labels).map(top);
        let right = pairs.iter().zip(labels).map(|((word, head), label)| {
            let same = lesson.heads.get(*word).is_some_and(|gold| *gold as usize == *head);
            u8::from(same) + u8::from(same && label == lesson.labels[*word])
        });
        [tags, names, right.collect()]
    }

    /// Share of right tags, heads and labelled heads, in percent.
    pub fn score(&self, corpus: &Corpus, lexicon: &Lexicon<'_>) -> [f64; 3] {
        let mut counts = [0usize; 4];
        for lesson in lessons(corpus, &[], lexicon, &self.vocabulary) {
            let [tags, _, right] = self.read(&lesson);
            counts[0] += lesson.len();
            counts[1] += tags.iter().zip(&lesson.tags).filter(|(a, b)| a == b).count();
            counts[2] += right.iter().filter(|right| **right > 0).count();
            counts[3] += right.iter().filter(|right| **right > 1).count();
        }
        [1, 2, 3].map(|at| 100.0 * counts[at] as f64 / counts[0].max(1) as f64)
    }

    /// F1 of names, exact borders and class, in percent.
    pub fn score_names(&self, named: &[Named], lexicon: &Lexicon<'_>) -> f64 {
        let known = dateline_annotate::names::Known::builtin();
        let mut counts = [0usize; 3];
        for one in named {
            let lesson = material::of_names(one, lexicon, &self.vocabulary, &known);
            let [_, names, _] = self.read(&lesson);
            let (ours, gold) = (crate::evaluate::spans(&names), crate::evaluate::spans(&one.labels));
            counts[0] += ours.iter().filter(|one| gold.contains(one)).count();
            counts[1] += ours.len();
            counts[2] += gold.len();
        }
        200.0 * counts[0] as f64 / (counts[1] + counts[2]).max(1) as f64
    }
}

fn with<T>(mut list: Vec<T>, one: T) -> Vec<T> {
    list.push(one);
    list
}

fn top(scores: &[f32]) -> u8 {
    best(scores, |_| true) as u8
}

fn ranges(sentences: &[&Lesson]) -> Vec<Range<usize>> {
    let mut start = 0;
    let next = |lesson: &&Lesson| {
        start += lesson.len();
        start - lesson.len()..start
    };
    sentences.iter().map(next).collect()
}

/// Each row between those of its neighbours in the sentence.
fn beside(input: &[f32], ranges: &[Range<usize>]) -> Vec<f32> {
    let mut out = vec![0.0; input.len() * 3];
    for rows in ranges {
        for row in rows.clone() {
            for (place, near) in
                [row.wrapping_sub(1), row, row + 1].into_iter().enumerate().filter(|(_, at)| rows.contains(at))
            {
                let to = row * 3 * INPUT + place * INPUT;
                out[to..to + INPUT].copy_from_slice(&input[near * INPUT..(near + 1) * INPUT]);
            }
        }
    }
    out
}

fn unbeside(slopes: &[f32], ranges: &[Range<usize>]) -> Vec<f32> {
    let mut out = vec![0.0; slopes.len() / 3];
    for rows in ranges {
        for row in rows.clone() {
            for (place, near) in
                [row.wrapping_sub(1), row, row + 1].into_iter().enumerate().filter(|(_, at)| rows.contains(at))
            {
                let from = row * 3 * INPUT + place * INPUT;
                add(&mut out[near * INPUT..(near + 1) * INPUT], &slopes[from..from + INPUT]);
            }
        }
    }
    out
}

/// Runs of sentences of about so many words.
fn batches_of(order: &[usize], lessons: &[Lesson], words: usize) -> Vec<Vec<usize>> {
    let mut out = vec![Vec::new()];
    let mut count = 0;
    for nth in order {
        if count >= words {
            out.push(Vec::new());
            count = 0;
        }
        count += lessons[*nth].len();
        out.last_mut().expect("never empty").push(*nth);
    }
    out
}

fn vocabulary(corpus: &Corpus, vectors: &Vectors) -> Vocabulary {
    let mut seen: BTreeMap<u64, u32> = BTreeMap::new();
    for word in corpus.signed.iter().flat_map(|sentence| &sentence.words) {
        *seen.entry(word.lower).or_default() += 1;
    }
    let mut keys: Vec<u64> = vectors.keys.iter().copied().take(PRETRAINED).collect();
    let have: HashSet<u64> = keys.iter().copied().collect();
    keys.extend(seen.iter().filter(|(key, count)| **count >= 3 && !have.contains(key)).map(|(key, _)| *key));
    keys.truncate(65_000);
    let counts = keys.iter().map(|key| seen.get(key).copied().unwrap_or(0)).collect();
    Vocabulary { numbers: keys.iter().copied().zip(0..).collect(), keys, counts }
}
