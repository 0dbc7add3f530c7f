//! Layers to events: `resolve` (when, where, how many, who), `attribute` (according to whom), `code` (who did what to
//! whom, and whether it happened), `merge` (which mentions are one event), and `views` (figures as two
//! projects would count them).

pub mod attribute;
pub mod code;
pub mod merge;
pub mod resolve;
pub mod views;
mod window;
