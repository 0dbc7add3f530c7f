//! Who belongs to which country and sector: countries and demonyms, offices, organisations, armed groups.

/// The actor lexicon.
#[derive(Debug)]
pub struct Actors;

impl Actors {
    /// The lexicon inside the program.
    pub fn builtin() -> Self {
        Actors
    }
}
