//! When, where, how many, who.

mod actors;
mod figures;
mod places;
mod times;
mod words;

pub use actors::participant;
pub use figures::quantities;
pub use places::{places, used_as_actor};
pub use times::times;
