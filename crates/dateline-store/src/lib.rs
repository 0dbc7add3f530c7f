//! The event database: records, queries, explanations.
//!
//! This is the one crate that knows the wire. [`record`] turns a `Reading` of the document model into the published
//! record, as JSON lines or CSV rows. [`Store`] keeps records in one SQLite file: [`Writer`] adds them, [`Store::find`]
//! searches them, [`Store::event`], [`Store::report`] and [`Store::why`] give them back whole. Nothing is overwritten:
//! a changed text or a new version adds a coding, and queries answer from the latest, or as of another time.

mod backup;
mod body;
mod cell;
pub mod diff;
mod error;
pub mod export;
mod find;
pub mod import;
mod incident;
mod moment;
mod open;
mod read;
pub mod record;
mod sha;
mod store;
mod upgrade;
mod verify;
mod write;

pub use error::{Error, Result};
pub use find::{Area, Count, Page, Query, Sort};
pub use incident::{By, Decision, Merged, Policy, Told, View, view};
pub use moment::{Moment, NoMoment};
pub use open::FORMAT_VERSION;
pub use read::{EventRow, Explained, Explanation};
pub use record::{LayerSet, Record, Version};
pub use store::{Coding, Counts, Store};
pub use verify::{Fault, ungrounded};
pub use write::{Batch, Writer, Written};
