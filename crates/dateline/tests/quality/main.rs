//! What must hold for any input: every value is grounded, the same input gives the same bytes, nothing panics.

mod determinism;
mod grounding;
mod hostile;
mod reports;
