//! Chains out of links, and mentions out of chains.

use super::candidate::Document;
use dateline_doc::{Mention, Syntax};

/// Numbers the chains of two and more in the order of their first mentions.
pub fn mentions(syntax: &Syntax, document: &Document, links: &[Option<u32>]) -> Vec<Mention> {
    let first = first_of(links);
    let mut sizes = vec![0; links.len()];
    first.iter().for_each(|at| sizes[*at as usize] += 1);
    let mut numbers = vec![None; links.len()];
    let mut next = 0;
    let mut mentions = Vec::new();
    for (candidate, first) in document.candidates.iter().zip(first).filter(|(_, first)| sizes[*first as usize] > 1) {
        let chain = *numbers[first as usize].get_or_insert_with(|| {
            next += 1;
            next - 1
        });
        let (tokens, head, kind) = (candidate.tokens, candidate.head, candidate.kind);
        mentions.push(Mention { span: syntax.span_of(tokens), tokens, head, kind, chain });
    }
    mentions
}

/// For each candidate the first of its chain.
fn first_of(links: &[Option<u32>]) -> Vec<u32> {
    let mut first: Vec<u32> = Vec::with_capacity(links.len());
    for (at, link) in links.iter().enumerate() {
        first.push(link.and_then(|to| first.get(to as usize).copied()).unwrap_or(at as u32));
    }
    first
}
