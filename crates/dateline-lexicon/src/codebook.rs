//! The codebook: predicate rules with the cases they carry.

/// A compiled codebook.
#[derive(Debug)]
pub struct Codebook;

impl Codebook {
    /// The codebook inside the program.
    pub fn builtin() -> Self {
        Codebook
    }

    /// Its version as published in records.
    pub fn version(&self) -> &str {
        "plover-0"
    }
}
