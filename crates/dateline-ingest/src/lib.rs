//! Pages and text to articles.
//!
//! Bytes come in, [`dateline_doc::Article`]s go out: [`inputs`] finds what there is to read, [`articles`] reads it one
//! document at a time. [`from_text`] and [`from_json_line`] do the same for bytes in hand. Text that is
//! given as text stays as it is, character for character; furniture is marked in it, never cut out of it.

mod agency;
mod archive;
mod article;
mod calendar;
mod copies;
mod dateline;
mod decode;
mod discover;
mod evidence;
pub mod feed;
mod furniture;
mod html;
mod json;
mod language;
pub mod mail;
mod mapped;
mod problem;
mod reader;
mod units;

pub use archive::document_at;
pub use article::{Defaults, from_text, sha256};
pub use discover::{Discovery, Format, Input, inputs};
pub use evidence::stands_for;
pub use html::from_html;
pub use json::{Outcome, from_json, from_json_line};
pub use problem::{Problem, Trouble};
pub use reader::{Articles, Limits, articles};
