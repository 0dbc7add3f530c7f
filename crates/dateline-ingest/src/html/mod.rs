//! Pages to articles.
use crate::article::{Defaults, Metadata, from_text};
use dateline_doc::{Article, Note};
pub(crate) fn from_html(stem: &str, bytes: &[u8], defaults: &Defaults) -> (Article, Vec<Note>) {
    from_text(stem, bytes, defaults)
}
pub(crate) fn extract(html: &str, _meta: &mut Metadata, _notes: &mut Vec<Note>) -> String {
    html.to_owned()
}
