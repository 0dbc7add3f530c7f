//! Cuts a text into blocks: stretches that no sentence crosses.

use crate::lines::{lines, wraps};
use dateline_doc::{Byte, Span};

/// A stretch of text within one paragraph and on one side of every furniture border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where it is.
    pub span: Span<Byte>,
    /// Number of its paragraph: a line, or several where the text is wrapped.
    pub paragraph: u32,
    /// True inside furniture.
    pub furniture: bool,
}

/// The blocks of a text, in order; blank lines make none.
pub fn blocks(text: &str, furniture: &[Span<Byte>]) -> Vec<Block> {
    let mut parts: Vec<_> = furniture.iter().copied().filter(|part| !part.is_empty()).collect();
    parts.sort_by_key(|part| part.start);
    let lines = lines(text);
    let mut blocks = Vec::new();
    let mut paragraph = 0;
    let mut start = None;
    for (line, wraps) in lines.iter().zip(wraps(&lines)) {
        let from = *start.get_or_insert(line.start);
        if !wraps {
            cut(text, from, line.end, paragraph, &parts, &mut blocks);
            paragraph += 1;
            start = None;
        }
    }
    blocks
}

/// Cuts one paragraph at the borders of furniture.
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

    fn paragraphs(text: &str) -> Vec<String> {
        shown(text, &[]).into_iter().map(|(words, ..)| words).collect()
    }

    #[test]
    fn wrapped_lines_are_one_paragraph() {
        let whole: [&str; 3] = [
            "The river rose by two metres overnight and reached the\nmarket square of Lanau before dawn, the mayor said. No\nOne was hurt.",
            "Dear Ana,\r\n\r\nwe hope to see you on the first day of the fair, when the\r\nwhole town is on its feet. Write soon.",
            "The envoys of both sides met for a third day in the old town hall\nof Lanau, where neither of them would say a word to us or to\nhttps://example.org/a/very/long/address/that/no/line/has/room/for/at/all\nabout the talks.",
        ];
        for text in whole {
            let expected: Vec<_> = text.split("\r\n\r\n").map(str::to_owned).collect();
            assert_eq!(paragraphs(text), expected);
        }
    }

    #[test]
    fn lines_that_end_early_or_stand_alone_are_paragraphs() {
        let apart: [&str; 6] = [
            "Troops enter the northern capital\nTroops entered the capital on Monday after a month of siege, the army said in the evening.",
            "Bread and milk\nten eggs\nsalt",
            "The harbour was shut on Monday after the storm, officials said.\nAdvertisement\nNo ship had left by noon and none was expected to leave, they said.",
            "- the first of the three demands that the union has made is more pay\n- the second is shorter weeks for all who work in the old shipyards\n- the third is rest",
            "Harbour celebrates as the new bridge is opened to all traffic\nMayor says the town will pay",
            "Chair: Ana Ruiz\nClerk: Bo Lind\nPlace: town hall",
        ];
        for text in apart {
            assert_eq!(paragraphs(text), text.split('\n').collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_headline_over_wrapped_lines_stays_apart() {
        let text = "Bridge opened in Lanau\nThe new bridge over the river was opened on Monday by the\nmayor and two hundred guests.";
        assert_eq!(paragraphs(text).len(), 2);
    }

    #[test]
    fn overlapping_or_ill_placed_furniture_is_harmless() {
        assert_eq!(shown("é é", &[(1, 2), (0, 99)]).len(), 1);
        assert_eq!(shown("abcdef", &[(0, 3), (2, 4)]).len(), 3);
    }
}
