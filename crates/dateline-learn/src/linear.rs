//! A layer of a network in whole numbers: rows of 16 bits times weights of 8, sums of 32.
//!
//! Sums of whole numbers are the same in any order, and what follows is done number by number, so the result is the
//! same with any width of the processor's registers; the widest that it has is chosen when the program runs.
//!
//! Layout, little-endian: `outputs: u32, inputs: u32, scales: [f32; outputs], bias: [f32; outputs]`, then for each output
//! its weights `[i8; inputs]`.

use crate::product::products;

/// What stands for 1 in the rows that a layer reads.
pub const ONE: f32 = 2048.0;

/// A layer that is read from bytes.
#[derive(Debug, Default)]
pub struct Linear {
    inputs: usize,
    weights: Vec<i16>,
    scales: Vec<f32>,
    bias: Vec<f32>,
}

impl Linear {
    /// Opens a layer; `None` where the bytes are not one.
    pub fn open(bytes: &[u8]) -> Option<Self> {
        let number = |at: usize| Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize);
        let (outputs, inputs) = (number(0)?, number(4)?);
        let floats = outputs.checked_mul(4)?;
        let weights = 8usize.checked_add(floats.checked_mul(2)?)?;
        let all = outputs.checked_mul(inputs)?.checked_add(weights)?;
        (bytes.len() == all).then(|| Linear {
            inputs,
            weights: bytes[weights..].iter().map(|byte| i16::from(*byte as i8)).collect(),
            scales: floats_of(&bytes[8..8 + floats]),
            bias: floats_of(&bytes[8 + floats..weights]),
        })
    }

    /// Numbers in a row that it reads.
    pub fn inputs(&self) -> usize {
        self.inputs
    }

    /// Numbers in a row that it gives.
    pub fn outputs(&self) -> usize {
        self.bias.len()
    }

    /// Replaces `out` with one row for each whole row of the input.
    pub fn apply(&self, rows: &[i16], out: &mut Vec<f32>) {
        out.clear();
        if self.inputs == 0 || self.bias.is_empty() {
            return;
        }
        let rows = &rows[..rows.len() / self.inputs * self.inputs];
        let mut sums = vec![0; rows.len() / self.inputs * self.bias.len()];
        products(&self.weights, rows, self.inputs, &mut sums);
        let constants = || self.scales.iter().zip(&self.bias);
        for sums in sums.chunks_exact(self.bias.len()) {
            out.extend(sums.iter().zip(constants()).map(|(sum, (scale, bias))| *sum as f32 * scale + bias));
        }
    }
}

fn floats_of(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|four| f32::from_le_bytes(four.try_into().unwrap_or_default())).collect()
}

/// The rows of 16 bits that a layer reads, from numbers; what is too large is cut off.
pub fn whole(values: &[f32], out: &mut Vec<i16>) {
    out.clear();
    out.extend(values.iter().map(|value| (value * ONE).clamp(-32_000.0, 32_000.0) as i16));
}

/// The bytes of a layer. `weights` has for each output its weights of the inputs; `bias` has a number for each output.
pub fn write_linear(weights: &[f32], bias: &[f32]) -> Vec<u8> {
    let inputs = weights.len() / bias.len().max(1);
    let lines = || weights.chunks_exact(inputs.max(1));
    let step = |line: &[f32]| line.iter().fold(1e-9f32, |top, value| top.max(value.abs())) / 127.0;
    let mut bytes = Vec::new();
    bytes.extend((bias.len() as u32).to_le_bytes());
    bytes.extend((inputs as u32).to_le_bytes());
    lines().for_each(|line| bytes.extend((step(line) / ONE).to_le_bytes()));
    bias.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
    for line in lines() {
        let step = step(line);
        bytes.extend(line.iter().map(|value| (value / step).round() as i8 as u8));
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layer() -> Vec<u8> {
        write_linear(&[1.0, 0.0, -0.5, 2.0, 0.25, 1.0], &[0.5, -1.0])
    }

    #[test]
    fn it_computes_what_the_numbers_say() {
        let layer = Linear::open(&layer()).unwrap();
        assert_eq!((layer.inputs(), layer.outputs()), (3, 2));
        let rows: Vec<f32> = (0..5).flat_map(|row| [row as f32, 1.0, -2.0]).collect();
        let (mut ints, mut out) = (Vec::new(), Vec::new());
        whole(&rows, &mut ints);
        layer.apply(&ints, &mut out);
        for (row, given) in out.chunks_exact(2).enumerate() {
            let x = row as f32;
            assert!((given[0] - (x + 1.0 + 0.5)).abs() < 0.1 && (given[1] - (2.0 * x - 2.75)).abs() < 0.1, "{given:?}");
        }
    }

    #[test]
    fn one_row_gives_what_it_gives_among_others() {
        let layer = Linear::open(&layer()).unwrap();
        let rows: Vec<i16> = (0..27).map(|at| at * 37 % 101 - 50).collect();
        let (mut all, mut one) = (Vec::new(), Vec::new());
        layer.apply(&rows, &mut all);
        for (row, given) in rows.chunks_exact(3).zip(all.chunks_exact(2)) {
            layer.apply(row, &mut one);
            assert_eq!(one, given);
        }
    }

    #[test]
    fn broken_bytes_do_not_open() {
        let bytes = layer();
        for cut in 0..bytes.len() {
            assert!(Linear::open(&bytes[..cut]).is_none(), "cut at {cut}");
        }
        assert!(Linear::open(&[255; 64]).is_none());
    }
}
