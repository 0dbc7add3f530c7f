//! Tests of the record and the store at their public boundary.

mod record;
mod sample;
