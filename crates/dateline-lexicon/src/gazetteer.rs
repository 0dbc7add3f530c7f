//! Place names to GeoNames places.

mod fold;

pub use fold::fold;

/// The gazetteer.
#[derive(Debug)]
pub struct Gazetteer;

impl Gazetteer {
    /// The gazetteer inside the program.
    pub fn builtin() -> Self {
        Gazetteer
    }
}
