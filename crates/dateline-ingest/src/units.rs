//! The units of a text: its paragraphs, as far as line breaks show them.

use dateline_doc::{Byte, Span};

/// A paragraph, heading or other line of its own, without the white space around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unit<'t> {
    /// Where it is.
    pub(crate) span: Span<Byte>,
    /// Its words.
    pub(crate) text: &'t str,
}

impl Unit<'_> {
    /// Number of words.
    pub(crate) fn words(&self) -> usize {
        self.text.split_whitespace().count()
    }

    /// True where it ends as a sentence does.
    pub(crate) fn ends_sentence(&self) -> bool {
        ends_sentence(self.text)
    }
}

/// Splits a text into units. Lines between blank lines are units of their own unless they look hard-wrapped.
pub(crate) fn units(text: &str) -> Vec<Unit<'_>> {
    let mut units = Vec::new();
    let mut block: Vec<Unit<'_>> = Vec::new();
    for line in lines(text) {
        if line.text.is_empty() {
            close(text, &mut block, &mut units);
        } else {
            block.push(line);
        }
    }
    close(text, &mut block, &mut units);
    units
}

fn close<'t>(text: &'t str, block: &mut Vec<Unit<'t>>, units: &mut Vec<Unit<'t>>) {
    match (block.first(), block.last()) {
        (Some(first), Some(last)) if is_wrapped(block) => {
            let span = first.span.join(last.span);
            units.push(Unit { span, text: &text[span.range()] });
            block.clear();
        }
        _ => units.append(block),
    }
}

/// Lines of a hard-wrapped paragraph are of like, middling length, and most break in mid-sentence.
fn is_wrapped(block: &[Unit<'_>]) -> bool {
    let Some((_, inner)) = block.split_last() else { return false };
    let open = inner.iter().filter(|line| !line.ends_sentence()).count();
    let length: usize = inner.iter().map(|line| line.text.len()).sum();
    let mid_sentence = block[1..].iter().any(|line| line.text.starts_with(char::is_lowercase));
    mid_sentence
        && open * 2 >= inner.len()
        && length >= inner.len() * 45
        && inner.iter().all(|line| (30..=130).contains(&line.text.len()))
}

/// The lines of a text, trimmed; carriage returns break lines too.
fn lines(text: &str) -> impl Iterator<Item = Unit<'_>> {
    text.split(['\n', '\r']).map(move |line| {
        let trimmed = line.trim();
        let start = (trimmed.as_ptr() as usize - text.as_ptr() as usize) as u32;
        Unit { span: Span::new(start, start + trimmed.len() as u32), text: trimmed }
    })
}

/// True where words end as a sentence does: a stop, perhaps within closing quotation marks or brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| "\"'”’»)]*".contains(c) || c.is_whitespace());
    bare.ends_with(['.', '!', '?', '…', '。', '؟'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = units(text).iter().map(|u| u.text).collect();
        assert_eq!(found, expected, "units of {text:?}");
        for unit in units(text) {
            assert_eq!(&text[unit.span.range()], unit.text);
        }
    }

    #[test]
    fn lines_are_units_unless_wrapped() {
        check("", &[]);
        check(" A storm hit.\r\n\r\n  Two died.\n \nMore", &["A storm hit.", "Two died.", "More"]);
        check(
            "Headline here\nThe first paragraph.\nThe second.",
            &["Headline here", "The first paragraph.", "The second."],
        );
        check(
            "Harbour celebrates as the new bridge is opened to traffic\nSaturday, July 9, 2011",
            &["Harbour celebrates as the new bridge is opened to traffic", "Saturday, July 9, 2011"],
        );
        let wrapped = "The river rose by two metres overnight and the water\nreached the market square before dawn, the mayor of\nthe town said.";
        check(wrapped, &[wrapped]);
    }
}
