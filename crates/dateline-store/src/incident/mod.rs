//! Incidents: which events of which reports are one real event, what is said of it, and what people decided about that.
//!
//! [`Merge`] follows what is written: each coding adds its occurrences and takes away those of the coding before; then
//! whoever is touched decides again (see `dateline_merge::incidents`). Reading an incident puts the claims of its reports
//! side by side; nothing of that is stored, so that no view can grow stale.

mod again;
mod assemble;
mod claims;
mod decide;
mod ground;
mod lineage;
mod merge;
mod occurrence;
mod policy;
mod read;
mod relations;
mod summary;

pub use again::Merged;
pub use decide::{By, Decision};
pub(crate) use merge::Merge;
pub use policy::{Policy, View, view};
pub use read::Told;
