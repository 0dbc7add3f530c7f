//! A layer of simple recurrent units in both directions (Lei et al. 2018), forward and backward.
//!
//! A unit's gates depend on its input only, so all products of matrices are made at once; what is left for each step is
//! arithmetic unit by unit. The first half of the units runs from left to right, the second from right to left.

use super::dense::{self, Builder, Slot};
use dateline_learn::{sigmoid, tanh};
use std::ops::Range;

/// Weights of a layer: columns for the candidate, the forget gate and the highway gate, and, where the input has
/// another size than the output, for what goes past on the highway.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Layer {
    pub(crate) units: usize,
    pub(crate) weight: Slot,
    pub(crate) bias: Slot,
}

/// What a pass forward leaves for the pass backward.
pub(crate) struct Trace {
    z: Vec<f32>,
    cells: Vec<f32>,
    pub(crate) output: Vec<f32>,
}

impl Layer {
    pub(crate) fn new(builder: &mut Builder, inputs: usize, units: usize) -> Self {
        let parts = if inputs == units { 3 } else { 4 };
        let weight = builder.matrix(inputs, units * parts, Some((3.0 / inputs as f32).sqrt()));
        let bias = builder.zeros(units * parts);
        let start = bias.start + 2 * units;
        builder.values[start..start + units].fill(-1.0);
        Layer { units, weight, bias }
    }

    fn highway(&self) -> bool {
        self.weight.cols == 4 * self.units
    }

    /// Runs over sentences, given as ranges of the rows.
    pub(crate) fn forward(&self, list: &[f32], input: &[f32], sentences: &[Range<usize>]) -> Trace {
        let n = self.units;
        let mut z = dense::forward(input, list, self.weight, Some(self.bias));
        let rows = input.len() / self.weight.rows;
        let (mut cells, mut output) = (vec![0.0; rows * n], vec![0.0; rows * n]);
        let cols = self.weight.cols;
        z.chunks_exact_mut(cols).for_each(|row| row[n..3 * n].iter_mut().for_each(|gate| *gate = sigmoid(*gate)));
        for (row, units, before) in steps(sentences, n) {
            let z = &z[row * cols..(row + 1) * cols];
            let past = if self.highway() { &z[3 * n..] } else { &input[row * n..(row + 1) * n] };
            for unit in units {
                let last = before.map_or(0.0, |before: usize| cells[before * n + unit]);
                let (forget, highway) = (z[n + unit], z[2 * n + unit]);
                let cell = forget * last + (1.0 - forget) * z[unit];
                cells[row * n + unit] = cell;
                output[row * n + unit] = highway * tanh(cell) + (1.0 - highway) * past[unit];
            }
        }
        Trace { z, cells, output }
    }

    /// From the slopes of the output: adds those of the weights, gives those of the input.
    pub(crate) fn backward(
        &self,
        list: &[f32],
        input: &[f32],
        trace: &Trace,
        out_slopes: &[f32],
        sentences: &[Range<usize>],
        slopes: &mut [f32],
    ) -> Vec<f32> {
        let (n, cols) = (self.units, self.weight.cols);
        let mut z_slopes = vec![0.0; trace.z.len()];
        let mut x_slopes = vec![0.0; input.len()];
        let mut carry = vec![0.0; n];
        let mut order: Vec<_> = steps(sentences, n).collect();
        order.reverse();
        for (row, units, before) in order {
            let z = &trace.z[row * cols..(row + 1) * cols];
            let dz = &mut z_slopes[row * cols..(row + 1) * cols];
            for unit in units {
                let (forget, highway) = (z[n + unit], z[2 * n + unit]);
                let bent = tanh(trace.cells[row * n + unit]);
                let slope = out_slopes[row * n + unit];
                let past = if self.highway() { z[3 * n + unit] } else { input[row * n + unit] };
                let last = before.map_or(0.0, |before| trace.cells[before * n + unit]);
                let cell = slope * highway * (1.0 - bent * bent) + carry[unit];
                dz[2 * n + unit] = slope * (bent - past) * highway * (1.0 - highway);
                dz[n + unit] = cell * (last - z[unit]) * forget * (1.0 - forget);
                dz[unit] = cell * (1.0 - forget);
                carry[unit] = if before.is_some() { cell * forget } else { 0.0 };
                match self.highway() {
                    true => dz[3 * n + unit] = slope * (1.0 - highway),
                    false => x_slopes[row * n + unit] += slope * (1.0 - highway),
                }
            }
        }
        dense::backward(input, &z_slopes, list, (self.weight, Some(self.bias)), slopes, &mut x_slopes);
        x_slopes
    }
}

/// Rows with the units that run there and the row that those units come from.
fn steps(sentences: &[Range<usize>], units: usize) -> impl Iterator<Item = (usize, Range<usize>, Option<usize>)> {
    sentences.iter().cloned().flat_map(move |rows| {
        let (first, last) = (rows.start, rows.end.saturating_sub(1));
        let there = rows.clone().map(move |row| (row, 0..units / 2, (row > first).then(|| row - 1)));
        let back = rows.rev().map(move |row| (row, units / 2..units, (row < last).then_some(row + 1)));
        there.chain(back)
    })
}
