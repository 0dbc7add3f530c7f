//! Pages and text to articles.
//!
//! Bytes come in, [`dateline_doc::Article`]s go out: [`inputs`] finds what there is to read, [`articles`] reads it one
//! document at a time. [`from_text`] and [`from_json_line`] do the same for bytes in hand. Text that is
//! given as text stays as it is, character for character; furniture is marked in it, never cut out of it.

mod article;
mod calendar;
mod dateline;
mod decode;
mod discover;
pub mod feed;
mod furniture;
mod html;
mod json;
pub mod mail;
mod mapped;
mod problem;
mod reader;
mod units;

pub use article::{Defaults, from_text};
pub use discover::{Discovery, Format, Input, inputs};
pub use html::from_html;
pub use json::{Outcome, from_json, from_json_line};
pub use problem::{Problem, Trouble};
pub use reader::{Articles, Limits, articles};
