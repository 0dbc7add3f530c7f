//! Tests of the record and the store at their public boundary.

mod files;
mod find;
mod formats;
mod incidents;
mod interrupt;
mod record;
mod sample;
mod store;
mod verify;
