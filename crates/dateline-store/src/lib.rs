//! The event database: records, queries, explanations.
//!
//! This is the one crate that knows the wire. [`record`] turns a `Reading` of the document model into the published
//! record, as JSON lines or CSV rows.

pub mod record;
