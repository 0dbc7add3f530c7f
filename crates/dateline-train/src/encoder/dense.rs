//! Dense weights in one list, their slopes, and Adam over all of them.

use crate::random::Random;
use ndarray::{ArrayView2, ArrayViewMut2, linalg::general_mat_mul};

/// Where a matrix stands in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Slot {
    pub(crate) start: usize,
    pub(crate) rows: usize,
    pub(crate) cols: usize,
}

impl Slot {
    pub(crate) fn of<'a>(&self, list: &'a [f32]) -> &'a [f32] {
        &list[self.start..self.start + self.rows * self.cols]
    }

    pub(crate) fn of_mut<'a>(&self, list: &'a mut [f32]) -> &'a mut [f32] {
        &mut list[self.start..self.start + self.rows * self.cols]
    }

    pub(crate) fn matrix<'a>(&self, list: &'a [f32]) -> ArrayView2<'a, f32> {
        view(self.of(list), self.cols)
    }
}

/// Hands out slots and fills them with small numbers.
pub(crate) struct Builder {
    pub(crate) values: Vec<f32>,
    random: Random,
}

impl Builder {
    pub(crate) fn new(seed: u64) -> Self {
        Builder { values: Vec::new(), random: Random::new(seed) }
    }

    /// A matrix with values even in `-scale..scale`; Glorot's scale where none is given.
    pub(crate) fn matrix(&mut self, rows: usize, cols: usize, scale: Option<f32>) -> Slot {
        let scale = scale.unwrap_or((6.0 / (rows + cols) as f32).sqrt());
        let start = self.values.len();
        let random = &mut self.random;
        self.values.extend((0..rows * cols).map(|_| (random.below(1 << 20) as f32 / (1 << 19) as f32 - 1.0) * scale));
        Slot { start, rows, cols }
    }

    pub(crate) fn zeros(&mut self, cols: usize) -> Slot {
        self.matrix(1, cols, Some(0.0))
    }
}

/// Moments of Adam.
pub(crate) struct Adam {
    first: Vec<f32>,
    second: Vec<f32>,
    steps: i32,
}

impl Adam {
    pub(crate) fn new(size: usize) -> Self {
        Adam { first: vec![0.0; size], second: vec![0.0; size], steps: 0 }
    }

    /// Moves the values against their slopes, which it clears; long slopes are cut to the length `longest`.
    pub(crate) fn update(&mut self, values: &mut [f32], slopes: &mut [f32], rate: f32, longest: f32) {
        self.steps += 1;
        let square: f64 = slopes.iter().map(|slope| f64::from(*slope) * f64::from(*slope)).sum();
        let cut = (longest / (square.sqrt() as f32).max(1e-9)).min(1.0);
        let (a, b) = (0.9f32, 0.98f32);
        let (fix_a, fix_b) = (1.0 - a.powi(self.steps), 1.0 - b.powi(self.steps));
        let moments = self.first.iter_mut().zip(&mut self.second);
        for ((value, slope), (first, second)) in values.iter_mut().zip(slopes).zip(moments) {
            let cut = *slope * cut;
            *first = a * *first + (1.0 - a) * cut;
            *second = b * *second + (1.0 - b) * cut * cut;
            *value -= rate * (*first / fix_a) / ((*second / fix_b).sqrt() + 1e-7);
            *slope = 0.0;
        }
    }
}

pub(crate) fn view(values: &[f32], cols: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((values.len() / cols, cols), values).expect("whole rows")
}

fn view_mut(values: &mut [f32], cols: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((values.len() / cols, cols), values).expect("whole rows")
}

/// `out = x * w`, row by row; with a bias, which is added to each row.
pub(crate) fn forward(x: &[f32], list: &[f32], weight: Slot, bias: Option<Slot>) -> Vec<f32> {
    let rows = x.len() / weight.rows;
    let mut out = vec![0.0; rows * weight.cols];
    if let Some(bias) = bias {
        out.chunks_exact_mut(weight.cols).for_each(|row| row[..bias.cols].copy_from_slice(bias.of(list)));
    }
    general_mat_mul(1.0, &view(x, weight.rows), &weight.matrix(list), 1.0, &mut view_mut(&mut out, weight.cols));
    out
}

/// From the slopes of [`forward`]'s result: adds to those of the weights and of the input.
pub(crate) fn backward(
    x: &[f32],
    out_slopes: &[f32],
    list: &[f32],
    (weight, bias): (Slot, Option<Slot>),
    slopes: &mut [f32],
    x_slopes: &mut [f32],
) {
    let (x, d) = (view(x, weight.rows), view(out_slopes, weight.cols));
    general_mat_mul(1.0, &x.t(), &d, 1.0, &mut view_mut(weight.of_mut(slopes), weight.cols));
    general_mat_mul(1.0, &d, &weight.matrix(list).t(), 1.0, &mut view_mut(x_slopes, weight.rows));
    if let Some(bias) = bias {
        let sums = bias.of_mut(slopes);
        for row in out_slopes.chunks_exact(weight.cols) {
            sums.iter_mut().zip(row).for_each(|(sum, slope)| *sum += slope);
        }
    }
}

/// A mask for dropout: 0 for a share of the places, and so much more for the rest that the mean stays.
pub(crate) fn mask(size: usize, share: f32, random: &mut Random) -> Vec<f32> {
    let keep = 1.0 / (1.0 - share);
    let limit = (share * 1_048_576.0) as usize;
    (0..size).map(|_| if random.below(1 << 20) < limit { 0.0 } else { keep }).collect()
}

pub(crate) fn times(values: &mut [f32], mask: &[f32]) {
    values.iter_mut().zip(mask).for_each(|(value, mask)| *value *= mask);
}
