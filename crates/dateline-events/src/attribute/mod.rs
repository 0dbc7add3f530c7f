//! According to whom: quotations and attributions.

mod marks;

use dateline_doc::{Article, Attribution, Name, Quote, QuoteMode, Syntax};

/// Quotations of fewer words are scare quotes and titles.
const QUOTE_WORDS: usize = 4;

/// All quotations and attributions, in the order of the text.
pub fn attributions(article: &Article, syntax: &Syntax, names: &[Name]) -> (Vec<Quote>, Vec<Attribution>) {
    let _ = (syntax, names);
    let text = article.text.as_str();
    let quotes = marks::marked(text)
        .into_iter()
        .filter(|marked| marked.depth == 0 && is_quote(&text[marked.inner.range()]))
        .map(|marked| Quote { span: marked.inner, mode: QuoteMode::Direct, speaker: None, translated_from: None })
        .collect();
    (quotes, Vec::new())
}

fn is_quote(words: &str) -> bool {
    marks::word_count(words) >= QUOTE_WORDS
}
