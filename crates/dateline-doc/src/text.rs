//! The immutable text of a report, with its map between bytes and code points.

use crate::{Byte, Char, Span};

/// Bytes between two marks of the code-point index.
const STRIDE: usize = 128;

/// An immutable text. Layers point into it; nothing changes it after ingest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    body: String,
    /// `marks[i]` is the number of code points that start before byte `i * STRIDE`.
    marks: Vec<u32>,
}

impl Text {
    /// Takes the text. A text over 4 GiB is cut at the last character that fits, since spans are 32 bits wide.
    pub fn new(mut body: String) -> Self {
        if body.len() > u32::MAX as usize {
            let end = (0..=u32::MAX as usize).rev().find(|i| body.is_char_boundary(*i)).unwrap_or(0);
            body.truncate(end);
        }
        let mut marks = Vec::with_capacity(body.len() / STRIDE + 1);
        let mut count = 0;
        for block in body.as_bytes().chunks(STRIDE) {
            marks.push(count);
            count += starts(block);
        }
        marks.push(count);
        Text { body, marks }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.body
    }

    /// Length in bytes.
    pub fn len(&self) -> u32 {
        self.body.len() as u32
    }

    /// True for the empty text.
    pub fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// The words under a span; empty where the span leaves the text or cuts a character.
    pub fn slice(&self, span: Span<Byte>) -> &str {
        self.body.get(span.range()).unwrap_or("")
    }

    /// The whole text as a span.
    pub fn span(&self) -> Span<Byte> {
        Span::new(0, self.len())
    }

    /// Byte span to code-point span, in constant time.
    pub fn to_chars(&self, span: Span<Byte>) -> Span<Char> {
        Span::new(self.chars_before(span.start), self.chars_before(span.end))
    }

    /// Code-point span to byte span; positions past the end become the end.
    pub fn to_bytes(&self, span: Span<Char>) -> Span<Byte> {
        Span::new(self.byte_of(span.start), self.byte_of(span.end))
    }

    fn chars_before(&self, byte: u32) -> u32 {
        let byte = (byte as usize).min(self.body.len());
        let block = byte / STRIDE;
        self.marks[block.min(self.marks.len() - 1)] + starts(&self.body.as_bytes()[block * STRIDE..byte])
    }

    fn byte_of(&self, nth: u32) -> u32 {
        let block = self.marks.partition_point(|m| *m <= nth).saturating_sub(1);
        let from = (block * STRIDE).min(self.body.len());
        let mut left = nth - self.marks[block.min(self.marks.len() - 1)];
        for (i, b) in self.body.as_bytes()[from..].iter().enumerate() {
            if is_start(*b) {
                if left == 0 {
                    return (from + i) as u32;
                }
                left -= 1;
            }
        }
        self.len()
    }
}

fn is_start(byte: u8) -> bool {
    byte & 0xC0 != 0x80
}

fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|b| is_start(**b)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str) {
        let text = Text::new(body.to_owned());
        for (nth, (byte, _)) in body.char_indices().enumerate() {
            let chars = text.to_chars(Span::new(0, byte as u32));
            assert_eq!(chars.end, nth as u32, "bytes to code points in {body:?}");
            assert_eq!(text.to_bytes(Span::new(0, nth as u32)).end, byte as u32, "and back in {body:?}");
        }
        assert_eq!(text.to_bytes(Span::new(0, u32::MAX)).end as usize, body.len());
    }

    #[test]
    fn maps_both_ways_over_all_widths() {
        check("");
        check("plain");
        check("é a\u{301} \u{1F600} \u{202E}مرحبا\r\n");
        check(&"a\u{1F600}é".repeat(200));
    }
}
