//! A text while it is put together, with the map to what it was made of.

use dateline_doc::SourceMap;
use std::ops::Range;

/// A text and where its characters came from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mapped {
    /// The characters.
    pub(crate) text: String,
    /// From the characters to the source.
    pub(crate) map: SourceMap,
}

impl Mapped {
    /// Appends characters that stand in the source from byte `at` on as they are.
    pub(crate) fn copy(&mut self, characters: &str, at: usize) {
        self.text.push_str(characters);
        self.map.copy(characters.len() as u32, at as u32);
    }

    /// Appends characters that were made of a range of the source as a whole.
    pub(crate) fn replace(&mut self, characters: &str, source: Range<usize>) {
        self.text.push_str(characters);
        self.map.replace(characters.len() as u32, source.start as u32..source.end as u32);
    }

    /// The same text, its map leading to what its source was made of.
    pub(crate) fn within(self, outer: &SourceMap) -> Self {
        Mapped { map: self.map.within(outer), text: self.text }
    }

    /// Without the white space around it.
    pub(crate) fn trimmed(self) -> Self {
        let kept = self.text.trim();
        if kept.len() == self.text.len() {
            return self;
        }
        let start = self.text.len() - self.text.trim_start().len();
        Mapped { map: SourceMap::copy_of(kept.len(), start).within(&self.map), text: kept.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::Span;

    #[test]
    fn white_space_around_a_text_goes_with_its_map() {
        let mut text = Mapped::default();
        text.copy(" \n a", 10);
        text.replace("&", 14..19);
        text.copy("b ", 19);
        let text = text.trimmed();
        assert_eq!(text.text, "a&b");
        let sources = [0, 1, 2].map(|at| text.map.source_of(Span::new(at, at + 1)));
        assert_eq!(sources, [13..14, 14..19, 19..20]);
        assert_eq!(text.map.text_len(), 3);
    }
}
