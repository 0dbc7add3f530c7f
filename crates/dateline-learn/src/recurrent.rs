//! A layer of simple recurrent units in both directions (Lei et al. 2018).
//!
//! A unit's gates depend on the input only: one [`Linear`] makes the candidates, forget gates and highway gates of all
//! rows, and, where input and output differ in size, what goes past on the highway. What is left for each step is
//! arithmetic unit by unit. The first half of the units runs from left to right, the second from right to left.

use crate::{Linear, sigmoid, tanh};
use pulp::Arch;

/// A recurrent layer that is read from bytes.
#[derive(Debug, Default)]
pub struct Recurrent {
    linear: Linear,
    units: usize,
}

impl Recurrent {
    /// Opens a layer with so many units, which are as many as its inputs unless the highway has weights of its own.
    pub fn open(bytes: &[u8], units: usize) -> Option<Self> {
        let linear = Linear::open(bytes)?;
        let parts = if linear.inputs() == units { 3 } else { 4 };
        (units > 0 && linear.outputs() == parts * units).then_some(Recurrent { linear, units })
    }

    /// Numbers in a row that it reads.
    pub fn inputs(&self) -> usize {
        self.linear.inputs()
    }

    /// Runs over the rows of one sentence. `past` has the same rows as numbers; they go past where sizes are the same.
    pub fn run(&self, rows: &[i16], past: &[f32], work: &mut Vec<f32>, out: &mut Vec<f32>) {
        self.linear.apply(rows, work);
        let count = work.len() / self.linear.outputs().max(1);
        out.clear();
        out.resize(count * self.units, 0.0);
        Arch::new().dispatch(
            #[inline(always)]
            || self.steps(past, work, out, count),
        );
    }

    #[inline(always)]
    fn steps(&self, past: &[f32], work: &[f32], out: &mut [f32], count: usize) {
        let (n, width, half) = (self.units, self.linear.outputs(), self.units / 2);
        let mut cells = vec![0.0f32; n];
        for (there, back) in (0..count).zip((0..count).rev()) {
            for (row, start, end) in [(there, 0, half), (back, half, n)] {
                let z = &work[row * width..(row + 1) * width];
                let beside = if width == 4 * n { &z[3 * n..] } else { &past[row * n..(row + 1) * n] };
                let out = &mut out[row * n..(row + 1) * n];
                step(&z[start..], n, &beside[start..end], &mut cells[start..end], &mut out[start..end]);
            }
        }
    }
}

/// One step of some units; `z` has their candidates, and their gates `n` and `2 n` further on.
#[inline(always)]
fn step(z: &[f32], n: usize, past: &[f32], cells: &mut [f32], out: &mut [f32]) {
    let size = cells.len();
    let (forget, highway, new) = (&z[n..n + size], &z[2 * n..2 * n + size], &z[..size]);
    let (past, out) = (&past[..size], &mut out[..size]);
    for unit in 0..size {
        let (forget, highway) = (sigmoid(forget[unit]), sigmoid(highway[unit]));
        let cell = forget * cells[unit] + (1.0 - forget) * new[unit];
        cells[unit] = cell;
        out[unit] = highway * tanh(cell) + (1.0 - highway) * past[unit];
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{whole, write_linear};

    #[test]
    fn half_of_the_units_look_back_and_half_ahead() {
        // Two inputs, two units: candidates are the inputs; forget gates keep half; highways are closed.
        let weights = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0];
        let bytes = write_linear(&weights, &[0.0, 0.0, 0.0, 0.0, 20.0, 20.0]);
        let layer = Recurrent::open(&bytes, 2).unwrap();
        let past = [1.0, 1.0, 0.0, 0.0, 0.0, 0.0];
        let (mut rows, mut work, mut out) = (Vec::new(), Vec::new(), Vec::new());
        whole(&past, &mut rows);
        layer.run(&rows, &past, &mut work, &mut out);
        let near = |given: f32, cell: f32| assert!((given - tanh(cell)).abs() < 1e-2, "{given} {cell}");
        [(0, 0.5), (2, 0.25), (4, 0.125), (1, 0.5), (3, 0.0), (5, 0.0)]
            .into_iter()
            .for_each(|(at, cell)| near(out[at], cell));
    }

    #[test]
    fn wrong_sizes_do_not_open() {
        let bytes = write_linear(&[0.0; 12], &[0.0; 6]);
        assert!(Recurrent::open(&bytes, 2).is_some());
        assert!(Recurrent::open(&bytes, 3).is_none());
        assert!(Recurrent::open(&bytes, 0).is_none());
    }
}
