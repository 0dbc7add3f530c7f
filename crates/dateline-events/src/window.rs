//! Looking into a layer by place: layers are in the order of the text, so that what lies around a word is found without
//! walking the whole report.

use dateline_doc::{Byte, Span};

/// Entries that may be looked at before the one that starts last: what holds a word starts shortly before it.
const BACK: usize = 64;

/// The entries that overlap `span`, where each starts after the one before. An entry that starts more than a few dozen
/// entries earlier is not seen.
pub(crate) fn overlapping<'a, T>(
    entries: &'a [T],
    span: Span<Byte>,
    of: impl Fn(&T) -> Span<Byte> + Copy + 'a,
) -> impl Iterator<Item = &'a T> {
    let end = entries.partition_point(|entry| of(entry).start < span.end);
    entries[end.saturating_sub(BACK)..end].iter().filter(move |entry| of(entry).overlaps(span))
}

/// The entries that start inside `span`.
pub(crate) fn starting_in<T>(entries: &[T], span: Span<Byte>, of: impl Fn(&T) -> Span<Byte>) -> &[T] {
    let start = entries.partition_point(|entry| of(entry).start < span.start);
    let end = entries.partition_point(|entry| of(entry).start < span.end);
    &entries[start..end.max(start)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans() -> Vec<Span<Byte>> {
        [(0, 4), (2, 9), (5, 6), (10, 12)].map(|(start, end)| Span::new(start, end)).to_vec()
    }

    #[test]
    fn what_overlaps_and_what_starts_inside() {
        let all = spans();
        let found: Vec<_> = overlapping(&all, Span::new(3, 6), |s| *s).copied().collect();
        assert_eq!(found, all[..3]);
        assert_eq!(starting_in(&all, Span::new(2, 10), |s| *s), &all[1..3]);
        assert!(starting_in(&all, Span::new(6, 10), |s| *s).is_empty());
    }
}
