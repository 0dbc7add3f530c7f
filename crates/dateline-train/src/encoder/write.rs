//! Writes the trained encoder in whole numbers, as `dateline_annotate::encoder::Encoder` reads it.

use super::Encoder;
use super::dense::Slot;
use dateline_learn::{ArchiveWriter, write_linear, write_rows};

impl Encoder {
    /// The bytes of the encoder and of its vocabulary.
    pub fn finish(&self) -> (Vec<u8>, Vec<u8>) {
        let mut archive = ArchiveWriter::default();
        archive.push("vectors", rows(&self.vectors.values));
        archive.push("traits", rows(&self.traits.values));
        for (nth, layer) in self.layers.iter().enumerate() {
            archive.push(&format!("layer-{nth}"), self.linear((layer.weight, layer.bias)));
        }
        let heads = &self.heads;
        for (name, (weight, bias)) in [("below", heads.below), ("above", heads.above), ("relation", heads.relation)] {
            archive.push(name, self.linear((weight, bias)));
        }
        archive.push("flat", self.linear_part(heads.flat, heads.tags + heads.names));
        // What each number of a head speaks for it is a constant added to the turned dependent.
        archive.push("form", self.linear((heads.form, heads.lean)));
        archive.push("root", heads.root.of(&self.values).iter().flat_map(|value| value.to_le_bytes()).collect());
        let words = self.vocabulary.keys.iter().zip(0u16..).map(|(key, at)| (*key, vec![at.to_le_bytes()])).collect();
        (archive.finish(), write_rows(0, words))
    }

    fn linear(&self, layer: (Slot, Slot)) -> Vec<u8> {
        self.linear_part(layer, layer.0.cols)
    }

    /// The first outputs of a layer.
    fn linear_part(&self, (weight, bias): (Slot, Slot), outputs: usize) -> Vec<u8> {
        let values = weight.of(&self.values);
        let line = |output: usize| (0..weight.rows).map(move |input| values[input * weight.cols + output]);
        let turned: Vec<f32> = (0..outputs).flat_map(line).collect();
        write_linear(&turned, &bias.of(&self.values)[..outputs])
    }
}

/// Rows of `i8` behind their step; the largest few values are cut off.
fn rows(values: &[f32]) -> Vec<u8> {
    let mut sizes: Vec<_> = values.iter().map(|value| value.abs()).filter(|size| *size > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let largest = sizes.get(sizes.len().saturating_sub(1 + sizes.len() / 20_000)).copied().unwrap_or(1.0);
    let step = largest.max(1e-9) / 127.0;
    let small = values.iter().map(|value| (value / step).round().clamp(-127.0, 127.0) as i8 as u8);
    step.to_le_bytes().into_iter().chain(small).collect()
}
