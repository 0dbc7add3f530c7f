//! Trains and measures the decision that two occurrences are one event.
//!
//! [`corpus`] and [`stories`] read reports with the answers, [`told`] makes occurrences of what was read, [`group`] puts
//! them on a shelf, [`fit`] finds the weights, [`measure`] and [`card`] say what they are worth. [`rarity`] and [`senses`]
//! make the tables of words.

pub mod card;
pub mod causes;
pub mod corpus;
pub mod fit;
pub mod group;
pub mod measure;
pub mod rarity;
pub mod senses;
pub mod stories;
pub mod told;
