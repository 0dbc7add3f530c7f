//! Compiles the lexicons (data as code, under `lexicons/`) into tables and matchers.

mod actors;
pub mod codebook;
mod gazetteer;

pub use actors::Actors;
pub use codebook::Codebook;
pub use gazetteer::Gazetteer;
