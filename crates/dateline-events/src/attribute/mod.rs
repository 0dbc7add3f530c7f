//! According to whom: quotations and attributions.

use dateline_doc::{Article, Attribution, Name, Quote, Syntax};

/// All quotations and attributions, in the order of the text.
pub fn attributions(article: &Article, syntax: &Syntax, names: &[Name]) -> (Vec<Quote>, Vec<Attribution>) {
    let _ = (article, syntax, names);
    (Vec::new(), Vec::new())
}
