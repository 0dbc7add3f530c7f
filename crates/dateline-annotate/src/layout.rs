//! Cuts a text into blocks: stretches that no sentence crosses.

use dateline_doc::{Byte, Span};

/// A stretch of text within one line and on one side of every furniture border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it is.
    pub span: Span<Byte>,
    /// Number of its paragraph: lines are paragraphs.
    pub paragraph: u32,
    /// True inside furniture.
    pub furniture: bool,
}

/// The blocks of a text, in order; blank lines make none.
pub fn blocks(text: &str, furniture: &[Span<Byte>]) -> Vec<Block> {
    let mut parts: Vec<_> = furniture.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.sort_by_key(|part| part.start);
    let mut blocks = Vec::new();
    let mut paragraph = 0;
    let mut start = 0;
    for (at, char) in text.char_indices().chain([(text.len(), '\n')]) {
        if is_break(char) {
            if !text[start..at].trim().is_empty() {
                cut(text, start as u32, at as u32, paragraph, &parts, &mut blocks);
                paragraph += 1;
            }
            start = (at + char.len_utf8()).min(text.len());
        }
    }
    blocks
}

fn is_break(char: char) -> bool {
    matches!(char, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Cuts one line at the borders of furniture.
fn cut(text: &str, start: u32, end: u32, paragraph: u32, parts: &[Span<Byte>], blocks: &mut Vec<Block>) {
    let first = parts.partition_point(|part| part.end <= start);
    let mut at = start;
    for part in parts[first..].iter().take_while(|part| part.start < end) {
        let from = part.start.clamp(at, end);
        let to = part.end.clamp(from, end);
        if !text.is_char_boundary(from as usize) || !text.is_char_boundary(to as usize) {
            continue;
        }
        blocks.push(Block { span: Span::new(at, from), paragraph, furniture: false });
        blocks.push(Block { span: Span::new(from, to), paragraph, furniture: true });
        at = to;
    }
    blocks.push(Block { span: Span::new(at, end), paragraph, furniture: false });
    while blocks.last().is_some_and(|block| block.span.is_empty()) {
        blocks.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, furniture: &[(u32, u32)]) -> Vec<(String, u32, bool)> {
        let parts: Vec<_> = furniture.iter().map(|(start, end)| Span::new(*start, *end)).collect();
        let blocks = blocks(text, &parts).into_iter().filter(|block| !block.span.is_empty());
        blocks.map(|b| (text[b.span.range()].to_owned(), b.paragraph, b.furniture)).collect()
    }

    #[test]
    fn lines_are_paragraphs_and_furniture_cuts() {
        assert_eq!(
            shown("a b\n\n c\r\nd", &[]),
            [("a b".into(), 0, false), (" c".into(), 1, false), ("d".into(), 2, false)]
        );
        assert_eq!(
            shown("one AD two", &[(4, 6)]),
            [("one ".into(), 0, false), ("AD".into(), 0, true), (" two".into(), 0, false)]
        );
    }

    #[test]
    fn overlapping_or_ill_placed_furniture_is_harmless() {
        assert_eq!(shown("é é", &[(1, 2), (0, 99)]).len(), 1);
        assert_eq!(shown("abcdef", &[(0, 3), (2, 4)]).len(), 3);
    }
}
