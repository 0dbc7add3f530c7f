//! According to whom: the attributions whose content holds an event, as one chain from the outermost source inwards.

use dateline_doc::{Attribution, Byte, Source, Span};

/// The chain of sources for the words at `trigger`.
pub(super) fn chain(attributions: &[Attribution], trigger: Span<Byte>) -> Vec<Source> {
    let mut around: Vec<(u32, &Attribution)> = attributions
        .iter()
        .filter_map(|a| a.content.iter().find(|c| c.contains(trigger)).map(|c| (c.len(), a)))
        .filter(|(_, a)| a.chain.iter().all(|source| !source.span.overlaps(trigger)))
        .collect();
    around.sort_by_key(|(len, a)| (std::cmp::Reverse(*len), a.chain.first().map(|s| s.span)));
    let mut chain: Vec<Source> = Vec::new();
    for source in around.iter().flat_map(|(_, a)| &a.chain) {
        if !chain.iter().any(|known| known.span == source.span) {
            chain.push(source.clone());
        }
    }
    chain
}
