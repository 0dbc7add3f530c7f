//! Which layers are published beside the events.

use std::str::FromStr;

/// A choice of layers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LayerSet {
    /// Time expressions.
    pub times: bool,
    /// Place names.
    pub places: bool,
    /// Names.
    pub names: bool,
    /// Who says what.
    pub attributions: bool,
    /// Predicates with their arguments.
    pub predicates: bool,
    /// Mentions with their chains.
    pub coref: bool,
}

impl LayerSet {
    /// No layers.
    pub const NONE: LayerSet =
        LayerSet { times: false, places: false, names: false, attributions: false, predicates: false, coref: false };
    /// All layers.
    pub const ALL: LayerSet =
        LayerSet { times: true, places: true, names: true, attributions: true, predicates: true, coref: true };
}

/// A layer that does not exist.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown layer {0:?}; the layers are times, places, names, attributions, predicates, coref")]
pub struct UnknownLayer(String);

impl FromStr for LayerSet {
    type Err = UnknownLayer;

    /// Reads a comma-separated list.
    fn from_str(list: &str) -> Result<Self, UnknownLayer> {
        let mut set = LayerSet::NONE;
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            match name {
                "times" => set.times = true,
                "places" => set.places = true,
                "names" => set.names = true,
                "attributions" => set.attributions = true,
                "predicates" => set.predicates = true,
                "coref" => set.coref = true,
                other => return Err(UnknownLayer(other.to_owned())),
            }
        }
        Ok(set)
    }
}
