//! One event, many reports: which of them tell of the same one.
//!
//! An [`Occurrence`] is what merging needs to know of one event of one report. [`keys`] finds those that may be the same
//! event without comparing all pairs, [`score`] weighs two of them and says why, and [`incidents`] groups them so that
//! the result depends on what is there and not on the order in which it came. [`views`] are ways to count over what the
//! reports claim. Nothing here knows a database or a file.

pub mod acts;
pub mod incidents;
pub mod keys;
mod occurrence;
mod pair;
pub mod score;
mod shelf;
mod sketch;
mod story;
pub mod views;
pub mod words;

pub use occurrence::{Days, Occurrence, Party, Spot, Toll};
pub use pair::{FEATURES, Feature, content, features};
pub use shelf::Shelf;
pub use sketch::{Likeness, Sketch};
pub use story::Story;
