//! The encoder that all of syntax and names read from.

mod inputs;
mod network;

pub use inputs::{INPUT, PIECES, TRAIT, TRAITS, UNKNOWN, WORD, known, parts, traits};
pub use network::{Encoder, Reading};

/// Units of a layer, in both directions together.
pub const UNITS: usize = 256;
/// Layers.
pub const LAYERS: usize = 3;
/// Numbers by which a word is a head or a dependent.
pub const ARC: usize = 96;
/// Numbers by which a relation is known.
pub const REL: usize = 96;
/// How much a negative value counts in both.
pub const BEND: f32 = 0.1;

/// The number of the known word whose row of vectors this is.
pub fn known_part(row: u32) -> Option<u32> {
    row.checked_sub(UNKNOWN + 1)
}
