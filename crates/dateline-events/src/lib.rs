//! Layers to events: `resolve` (when, where, how many, who), `attribute` (according to whom), `code` (who did what to
//! whom, and whether it happened), and `merge` (which mentions of one report are one event).

pub mod attribute;
pub mod code;
pub mod merge;
pub mod resolve;
mod window;
