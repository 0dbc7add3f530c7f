//! Compiles the lexicons (data as code, under `lexicons/`) into tables and matchers.

mod actors;
pub mod codebook;
pub mod gazetteer;
mod sources;

pub use actors::{ActorClass, Actors, Country, CountryWord, MediaKind, NounKind, Office, Organisation, Role};
pub use codebook::Codebook;
pub use gazetteer::{Doubt, Gazetteer, PlaceEntry, PlaceKind, Seat, fold, place_key};
pub use sources::{Force, Frames, Reporting, Sources, SourcesError};
