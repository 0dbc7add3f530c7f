//! Place names to places.

use dateline_doc::{Article, Name, Syntax, Toponym};
use dateline_lexicon::Gazetteer;

/// All names used as places, in the order of the text.
pub fn places(article: &Article, syntax: &Syntax, names: &[Name], gazetteer: &Gazetteer) -> Vec<Toponym> {
    let _ = (article, syntax, names, gazetteer);
    Vec::new()
}
