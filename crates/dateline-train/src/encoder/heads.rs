//! The heads on the encoder: tags and names, arcs, and relations; losses and slopes.

use super::dense::{self, Builder, Slot};
use super::material::Lesson;
use crate::naming::SETS;
use crate::random::Random;
use crate::rows::axpy;
use dateline_annotate::encoder::{ARC, BEND, REL};
use dateline_learn::dot;
use std::ops::Range;

/// Where the heads' weights stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Heads {
    pub(crate) tags: usize,
    pub(crate) names: usize,
    pub(crate) labels: usize,
    /// Tags, then names, those of each set by themselves.
    pub(crate) flat: (Slot, Slot),
    /// A word as dependent: for arcs, then for relations.
    pub(crate) below: (Slot, Slot),
    /// A word as head, likewise.
    pub(crate) above: (Slot, Slot),
    /// The form between dependents and heads.
    pub(crate) form: Slot,
    /// How much each number of a head speaks for it whatever the dependent.
    pub(crate) lean: Slot,
    pub(crate) relation: (Slot, Slot),
    /// What the encoder is taken to say of the root.
    pub(crate) root: Slot,
}

/// Sums of losses with the numbers of decisions: tags, names, arcs, relations.
pub(crate) type Losses = [[f64; 2]; 4];

/// What the heads make of a batch.
pub(crate) struct Scores {
    /// Of tags and names, word by word.
    pub(crate) flat: Vec<f32>,
    below: Vec<f32>,
    above: Vec<f32>,
    turned: Vec<f32>,
}

const SIDE: usize = ARC + REL;

impl Heads {
    pub(crate) fn new(builder: &mut Builder, units: usize, [tags, names, labels]: [usize; 3]) -> Self {
        let mut linear =
            |inputs: usize, outputs: usize| (builder.matrix(inputs, outputs, None), builder.zeros(outputs));
        let (flat, below, above, relation) =
            (linear(units, tags + names * SETS), linear(units, SIDE), linear(units, SIDE), linear(REL, labels));
        let form = builder.matrix(ARC, ARC, Some(0.05));
        let lean = builder.matrix(1, ARC, Some(0.05));
        let root = builder.matrix(1, units, Some(0.5));
        Heads { tags, names, labels, flat, below, above, form, lean, relation, root }
    }

    /// The rows of all words, with one for the root behind.
    fn with_root(&self, list: &[f32], rows: &[f32]) -> Vec<f32> {
        [rows, self.root.of(list)].concat()
    }

    pub(crate) fn forward(&self, list: &[f32], rows: &[f32]) -> Scores {
        let flat = dense::forward(rows, list, self.flat.0, Some(self.flat.1));
        let mut below = dense::forward(rows, list, self.below.0, Some(self.below.1));
        let mut above = dense::forward(&self.with_root(list, rows), list, self.above.0, Some(self.above.1));
        bend(&mut below);
        bend(&mut above);
        let arcs: Vec<f32> = below.chunks_exact(SIDE).flat_map(|row| &row[..ARC]).copied().collect();
        let mut turned = dense::forward(&arcs, list, self.form, None);
        turned.chunks_exact_mut(ARC).for_each(|row| axpy(row, self.lean.of(list), 1.0));
        Scores { flat, below, above, turned }
    }

    /// Scores of the heads of a sentence's words, the root last.
    pub(crate) fn arcs(&self, scores: &Scores, rows: &Range<usize>) -> Vec<f32> {
        let root = scores.above.len() / SIDE - 1;
        let heads = || rows.clone().chain([root]);
        let arc = |word: usize, head: usize| {
            dot(&scores.turned[word * ARC..(word + 1) * ARC], &scores.above[head * SIDE..head * SIDE + ARC])
        };
        rows.clone().flat_map(|word| heads().map(move |head| arc(word, head))).collect()
    }

    fn joined(scores: &Scores, word: usize, head: usize) -> Vec<f32> {
        let (below, above) = (&scores.below[word * SIDE + ARC..], &scores.above[head * SIDE + ARC..]);
        below[..REL].iter().zip(&above[..REL]).map(|(a, b)| a + b).collect()
    }

    /// Scores of the labels of words under their heads, as rows of the batch (the root is the row behind all).
    pub(crate) fn relations(&self, list: &[f32], scores: &Scores, pairs: &[(usize, usize)]) -> Vec<f32> {
        let joined: Vec<_> = pairs.iter().flat_map(|(word, head)| Self::joined(scores, *word, *head)).collect();
        dense::forward(&joined, list, self.relation.0, Some(self.relation.1))
    }

    /// Losses of a batch; adds to the slopes of the weights, gives those of the rows.
    pub(crate) fn learn(
        &self,
        list: &[f32],
        rows: &[f32],
        batch: &[(Range<usize>, &Lesson)],
        (drop, random): (f32, &mut Random),
        slopes: &mut [f32],
        losses: &mut Losses,
    ) -> Vec<f32> {
        let scores = self.forward(list, rows);
        let count = rows.len() / self.root.cols;
        let mut row_slopes = vec![0.0; rows.len() + self.root.cols];
        let flat = self.learn_flat(&scores, batch, losses);
        let words = &mut row_slopes[..rows.len()];
        dense::backward(rows, &flat, list, (self.flat.0, Some(self.flat.1)), slopes, words);
        let mut sides = [vec![0.0; count * SIDE], vec![0.0; (count + 1) * SIDE]];
        self.learn_arcs(list, &scores, batch, slopes, &mut sides, losses);
        self.learn_relations(list, &scores, batch, (drop, random), slopes, &mut sides, losses);
        unbend(&mut sides[0], &scores.below);
        unbend(&mut sides[1], &scores.above);
        dense::backward(rows, &sides[0], list, (self.below.0, Some(self.below.1)), slopes, words);
        let all = self.with_root(list, rows);
        dense::backward(&all, &sides[1], list, (self.above.0, Some(self.above.1)), slopes, &mut row_slopes);
        let root = row_slopes.split_off(rows.len());
        axpy(self.root.of_mut(slopes), &root, 1.0);
        row_slopes
    }

    fn learn_flat(&self, scores: &Scores, batch: &[(Range<usize>, &Lesson)], losses: &mut Losses) -> Vec<f32> {
        let width = self.flat.0.cols;
        let mut slopes = vec![0.0; scores.flat.len()];
        for (rows, lesson) in batch {
            for (row, at) in rows.clone().zip(0..) {
                let range = row * width..(row + 1) * width;
                let (given, out) = (&scores.flat[range.clone()], &mut slopes[range]);
                if let Some(tag) = lesson.tags.get(at) {
                    cross_entropy(&given[..self.tags], usize::from(*tag), &mut out[..self.tags], &mut losses[0]);
                }
                if let Some(name) = lesson.names.get(at) {
                    let set = self.tags + lesson.set * self.names;
                    let set = set..set + self.names;
                    cross_entropy(&given[set.clone()], usize::from(*name), &mut out[set], &mut losses[1]);
                }
            }
        }
        slopes
    }

    fn learn_arcs(
        &self,
        list: &[f32],
        scores: &Scores,
        batch: &[(Range<usize>, &Lesson)],
        slopes: &mut [f32],
        sides: &mut [Vec<f32>; 2],
        losses: &mut Losses,
    ) {
        let root = scores.above.len() / SIDE - 1;
        let mut turned = vec![0.0; scores.turned.len()];
        let mut out = Vec::new();
        for (rows, lesson) in batch.iter().filter(|(_, lesson)| !lesson.heads.is_empty()) {
            let arcs = self.arcs(scores, rows);
            let width = rows.len() + 1;
            for (at, word) in rows.clone().enumerate() {
                let mut given = arcs[at * width..(at + 1) * width].to_vec();
                given[at] = -1e9;
                out.clear();
                out.resize(width, 0.0);
                cross_entropy(&given, lesson.heads[at] as usize, &mut out, &mut losses[2]);
                for (slope, head) in out.iter().zip(rows.clone().chain([root])).filter(|(slope, _)| slope.abs() > 1e-6)
                {
                    axpy(
                        &mut turned[word * ARC..(word + 1) * ARC],
                        &scores.above[head * SIDE..head * SIDE + ARC],
                        *slope,
                    );
                    axpy(
                        &mut sides[1][head * SIDE..head * SIDE + ARC],
                        &scores.turned[word * ARC..(word + 1) * ARC],
                        *slope,
                    );
                }
            }
        }
        turned.chunks_exact(ARC).for_each(|row| axpy(self.lean.of_mut(slopes), row, 1.0));
        let arcs: Vec<f32> = scores.below.chunks_exact(SIDE).flat_map(|row| &row[..ARC]).copied().collect();
        let mut arc_slopes = vec![0.0; arcs.len()];
        dense::backward(&arcs, &turned, list, (self.form, None), slopes, &mut arc_slopes);
        let rows = sides[0].chunks_exact_mut(SIDE).zip(arc_slopes.chunks_exact(ARC));
        rows.for_each(|(row, slopes)| axpy(&mut row[..ARC], slopes, 1.0));
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one step of learning")]
    fn learn_relations(
        &self,
        list: &[f32],
        scores: &Scores,
        batch: &[(Range<usize>, &Lesson)],
        (drop, random): (f32, &mut Random),
        slopes: &mut [f32],
        sides: &mut [Vec<f32>; 2],
        losses: &mut Losses,
    ) {
        let root = scores.above.len() / SIDE - 1;
        let mut pairs = Vec::new();
        let mut gold = Vec::new();
        for (rows, lesson) in batch.iter().filter(|(_, lesson)| !lesson.heads.is_empty()) {
            for (at, word) in rows.clone().enumerate() {
                let head = lesson.heads[at] as usize;
                pairs.push((word, if head == rows.len() { root } else { rows.start + head }));
                gold.push(usize::from(lesson.labels[at]));
            }
        }
        let mut joined: Vec<_> = pairs.iter().flat_map(|(word, head)| Self::joined(scores, *word, *head)).collect();
        let mask = dense::mask(joined.len(), drop, random);
        dense::times(&mut joined, &mask);
        let given = dense::forward(&joined, list, self.relation.0, Some(self.relation.1));
        let mut out = vec![0.0; given.len()];
        let rows = given.chunks_exact(self.labels).zip(out.chunks_exact_mut(self.labels));
        rows.zip(gold).for_each(|((given, out), gold)| cross_entropy(given, gold, out, &mut losses[3]));
        let mut joined_slopes = vec![0.0; joined.len()];
        dense::backward(&joined, &out, list, (self.relation.0, Some(self.relation.1)), slopes, &mut joined_slopes);
        dense::times(&mut joined_slopes, &mask);
        for ((word, head), slopes) in pairs.into_iter().zip(joined_slopes.chunks_exact(REL)) {
            axpy(&mut sides[0][word * SIDE + ARC..(word + 1) * SIDE], slopes, 1.0);
            axpy(&mut sides[1][head * SIDE + ARC..(head + 1) * SIDE], slopes, 1.0);
        }
    }
}

/// Values below 0 count a tenth.
fn bend(values: &mut [f32]) {
    values.iter_mut().filter(|value| **value < 0.0).for_each(|value| *value *= BEND);
}

fn unbend(slopes: &mut [f32], values: &[f32]) {
    slopes.iter_mut().zip(values).filter(|(_, value)| **value < 0.0).for_each(|(slope, _)| *slope *= BEND);
}

/// The loss of a softmax, and its slopes.
fn cross_entropy(scores: &[f32], gold: usize, slopes: &mut [f32], loss: &mut [f64; 2]) {
    let top = scores.iter().copied().fold(f32::MIN, f32::max);
    let sum: f32 = scores.iter().map(|score| (score - top).exp()).sum();
    slopes.iter_mut().zip(scores).for_each(|(slope, score)| *slope = (score - top).exp() / sum);
    loss[0] -= f64::from(slopes[gold].max(1e-9).ln());
    loss[1] += 1.0;
    slopes[gold] -= 1.0;
}
