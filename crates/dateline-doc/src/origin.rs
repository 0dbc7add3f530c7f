//! Where the characters of an article came from: the document it was read from, and its bytes.

use crate::{Byte, Span};
use std::ops::Range;

/// The document that an article was read from, and which bytes of it became which characters.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file as the user named it, or the address it was fetched from; `None` for bytes in hand.
    pub file: Option<String>,
    /// The part of the file that holds the document: its first byte and its length, as stored in the file. `None`
    /// where the file is the document.
    pub part: Option<Range<u64>>,
    /// Encoding of the document, by its name in the Encoding standard ("UTF-8"); empty where nothing was decoded.
    pub encoding: &'static str,
    /// From the text of the article to the bytes of the document, the bytes that `sha256` is the hash of.
    pub map: SourceMap,
}

/// A map from a text to the bytes it was made of: runs of units, in the order of the text, without gaps.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SourceMap {
    runs: Vec<Run>,
}

/// Units of equal width that follow one another in the text and in the source.
///
/// A copy is a verbatim run of units one byte wide on both sides. Latin-1 letters beyond ASCII are verbatim units of two
/// bytes of text and one of source. An entity, a fold of white space or the gap between two paragraphs is a run of one
/// unit, not verbatim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// First byte in the text.
    pub text: u32,
    /// First byte in the source.
    pub source: u32,
    /// Number of units.
    pub count: u32,
    /// Bytes of text in a unit; never 0.
    pub text_width: u32,
    /// Bytes of source in a unit; 0 where the characters stand for nothing in the source.
    pub source_width: u32,
    /// True where the bytes, decoded, are the characters.
    pub verbatim: bool,
}

impl Run {
    /// The bytes of the text.
    pub const fn text_range(&self) -> Range<u32> {
        self.text..self.text + self.count * self.text_width
    }

    /// The bytes of the source.
    pub const fn source_range(&self) -> Range<u32> {
        self.source..self.source + self.count * self.source_width
    }

    /// True where text and source are the same bytes.
    pub const fn is_copy(&self) -> bool {
        self.verbatim && self.text_width == 1 && self.source_width == 1
    }
}

impl SourceMap {
    /// The map of a text that is its source, from byte `from` of the source on.
    pub fn copy_of(len: usize, from: usize) -> Self {
        let mut map = SourceMap::default();
        map.copy(len as u32, from as u32);
        map
    }

    /// Length of the text in bytes.
    pub fn text_len(&self) -> u32 {
        self.runs.last().map_or(0, |run| run.text_range().end)
    }

    /// The runs, in the order of the text.
    pub fn runs(&self) -> &[Run] {
        &self.runs
    }

    /// Appends `len` bytes that are copied from byte `source` on.
    pub fn copy(&mut self, len: u32, source: u32) {
        self.units(len, 1, source, 1);
    }

    /// Appends units of equal widths that the bytes, decoded, are.
    pub fn units(&mut self, count: u32, text_width: u32, source: u32, source_width: u32) {
        self.push(Run { text: 0, source, count, text_width, source_width, verbatim: true });
    }

    /// Appends one indivisible unit: `len` bytes of text that stand for a range of the source.
    pub fn replace(&mut self, len: u32, source: Range<u32>) {
        let source_width = source.end.saturating_sub(source.start);
        self.push(Run { text: 0, source: source.start, count: 1, text_width: len, source_width, verbatim: false });
    }

    /// Appends a run behind the text so far, or lengthens the last one where it goes on.
    fn push(&mut self, run: Run) {
        if run.count == 0 || run.text_width == 0 {
            return;
        }
        let text = self.text_len();
        if let Some(last) = self.runs.last_mut() {
            let same = (last.text_width, last.source_width) == (run.text_width, run.source_width);
            if last.verbatim && run.verbatim && same && last.source_range().end == run.source {
                last.count += run.count;
                return;
            }
        }
        self.runs.push(Run { text, ..run });
    }

    /// Appends a piece of another text, with its part of that text's map.
    pub fn append(&mut self, other: &SourceMap, piece: Range<u32>) {
        let first = other.runs.partition_point(|run| run.text_range().end <= piece.start);
        for run in other.runs[first..].iter().take_while(|run| run.text < piece.end) {
            let from = (piece.start.max(run.text) - run.text) / run.text_width;
            let to = (piece.end.min(run.text_range().end) - run.text).div_ceil(run.text_width);
            self.push(Run { count: to - from, source: run.source + from * run.source_width, ..*run });
        }
    }

    /// Forgets what lies behind byte `len` of the text; a unit that is cut goes whole.
    pub fn truncate(&mut self, len: u32) {
        while let Some(last) = self.runs.last_mut() {
            if last.text < len {
                last.count = last.count.min((len - last.text) / last.text_width);
                if last.count > 0 {
                    return;
                }
            }
            self.runs.pop();
        }
    }

    /// The smallest range of the source that holds all that a span of the text was made of.
    ///
    /// An empty span gives the empty range at its place. Positions past the end are those of the end.
    pub fn source_of(&self, span: Span<Byte>) -> Range<u32> {
        let first = self.runs.partition_point(|run| run.text_range().end <= span.start);
        let Some(run) = self.runs.get(first) else {
            let end = self.runs.last().map_or(0, |run| run.source_range().end);
            return end..end;
        };
        let start = run.source + (span.start.max(run.text) - run.text) / run.text_width * run.source_width;
        if span.is_empty() {
            return start..start;
        }
        let (mut low, mut high) = (u32::MAX, 0);
        for run in self.runs[first..].iter().take_while(|run| run.text < span.end) {
            let from = (span.start.max(run.text) - run.text) / run.text_width;
            let to = (span.end.min(run.text_range().end) - run.text).div_ceil(run.text_width);
            low = low.min(run.source + from * run.source_width);
            high = high.max(run.source + to * run.source_width);
        }
        low..high.max(low)
    }

    /// The map to the source of the source: `outer` maps what this map calls source to bytes further out.
    pub fn within(&self, outer: &SourceMap) -> SourceMap {
        if let [run] = outer.runs[..]
            && run.is_copy()
            && run.source == 0
        {
            return self.clone();
        }
        let mut map = SourceMap::default();
        for run in &self.runs {
            if run.is_copy() { map.copy_through(run, outer) } else { map.units_through(run, outer) }
        }
        map
    }

    fn units_through(&mut self, run: &Run, outer: &SourceMap) {
        for unit in 0..run.count {
            let start = run.source + unit * run.source_width;
            self.replace(run.text_width, outer.source_of(Span::new(start, start + run.source_width)));
        }
    }

    /// A copied run, cut where the runs of the outer map change.
    fn copy_through(&mut self, run: &Run, outer: &SourceMap) {
        let Range { start, end } = run.source_range();
        let mut at = start;
        let first = outer.runs.partition_point(|piece| piece.text_range().end <= start);
        for piece in outer.runs[first..].iter().take_while(|piece| piece.text < end) {
            let to = piece.text_range().end.min(end);
            let (skip, len) = (at - piece.text, to - at);
            let source = piece.source + skip / piece.text_width * piece.source_width;
            if skip % piece.text_width == 0 && len % piece.text_width == 0 {
                self.push(Run { count: len / piece.text_width, source, ..*piece });
            } else {
                self.replace(len, outer.source_of(Span::new(at, to)));
            }
            at = to;
        }
        let end_of_source = outer.runs.last().map_or(0, |piece| piece.source_range().end);
        if at < end {
            self.replace(end - at, end_of_source..end_of_source);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: u32, end: u32) -> Span<Byte> {
        Span::new(start, end)
    }

    /// "a&amp;é b" in a page: `<p>a&amp;é <i> b`.
    fn page() -> SourceMap {
        let mut map = SourceMap::default();
        map.copy(1, 3);
        map.replace(1, 4..9);
        map.copy(2, 9);
        map.replace(1, 11..16);
        map.copy(1, 16);
        map
    }

    #[test]
    fn spans_lead_to_their_bytes() {
        let map = page();
        let cases =
            [(0, 1, 3..4), (1, 2, 4..9), (0, 2, 3..9), (2, 4, 9..11), (4, 6, 11..17), (0, 6, 3..17), (2, 2, 9..9)];
        for (start, end, source) in cases {
            assert_eq!(map.source_of(span(start, end)), source, "{start}..{end}");
        }
        assert_eq!(map.source_of(span(9, 12)), 17..17, "past the end");
        assert_eq!(SourceMap::default().source_of(span(0, 3)), 0..0);
    }

    #[test]
    fn runs_that_continue_are_one() {
        let mut map = SourceMap::copy_of(4, 0);
        map.copy(3, 4);
        assert_eq!(map, SourceMap::copy_of(7, 0));
        map.truncate(5);
        assert_eq!(map, SourceMap::copy_of(5, 0));
        map.truncate(0);
        assert_eq!(map.runs(), []);
    }

    #[test]
    fn maps_follow_one_another() {
        // The page in Latin-1: bytes 9 and 10 of the decoded page are one byte there.
        let mut latin = SourceMap::copy_of(9, 0);
        latin.units(1, 2, 9, 1);
        latin.copy(6, 10);
        let map = page().within(&latin);
        assert_eq!(map.source_of(span(2, 4)), 9..10, "the accented letter");
        assert_eq!(map.source_of(span(4, 5)), 10..15, "the fold of white space");
        assert_eq!(map.source_of(span(5, 6)), 15..16);
        assert_eq!(map.text_len(), 6);
        assert_eq!(page().within(&SourceMap::copy_of(17, 0)), page(), "an outer copy changes nothing");
        assert_eq!(page().within(&SourceMap::copy_of(17, 3)).source_of(span(0, 1)), 6..7, "behind a byte-order mark");
    }
}
