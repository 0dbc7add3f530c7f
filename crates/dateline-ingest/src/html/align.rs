//! Which bytes of a page a text of it was written with: character references, line ends and NULs change on the way.
//!
//! The tokenizer says where a text begins and ends. Between the two the page and the text are walked side by side;
//! where they differ, the page must hold one of the things that the HTML standard has a reader change.

use super::tree::characters;
use dateline_doc::SourceMap;
use std::ops::Range;

/// Longest character reference, in bytes ("&CounterClockwiseContourIntegral;" has 33).
const LONGEST_REFERENCE: usize = 40;

/// The map from a text to the bytes of the page between `source.start` and `source.end`.
///
/// Where the two cannot be brought together, the whole text stands for the whole range.
pub(crate) fn align(text: &str, html: &str, source: Range<u32>) -> SourceMap {
    let mut map = SourceMap::default();
    let Some(page) = html.get(source.start as usize..source.end as usize) else {
        map.replace(text.len() as u32, source);
        return map;
    };
    if page == text {
        map.copy(text.len() as u32, source.start);
    } else if walk(text, page, source.start, &mut map).is_none() {
        map = SourceMap::default();
        map.replace(text.len() as u32, source);
    }
    map
}

/// Walks both to their ends; `None` where they part.
fn walk(text: &str, page: &str, offset: u32, map: &mut SourceMap) -> Option<()> {
    let (mut at, mut from) = (0, 0);
    while at < text.len() {
        let same = alike(&text.as_bytes()[at..], &page.as_bytes()[from..]);
        map.copy(same as u32, offset + from as u32);
        (at, from) = (at + same, from + same);
        if at == text.len() {
            break;
        }
        let (written, read) = changed(page.get(from..)?, text.get(at..)?)?;
        map.replace(read as u32, offset + from as u32..offset + (from + written) as u32);
        (at, from) = (at + read, from + written);
    }
    Some(())
}

/// Bytes that are the same in both, up to the next thing that may be changed.
fn alike(text: &[u8], page: &[u8]) -> usize {
    let pairs = text.iter().zip(page);
    pairs.take_while(|(t, p)| t == p && !matches!(p, b'&' | b'\r' | 0)).count()
}

/// Bytes of the page at its start that were changed, and of the text that they became.
fn changed(page: &str, text: &str) -> Option<(usize, usize)> {
    let (written, read) = match page.as_bytes().first()? {
        b'&' => reference(page),
        b'\r' if page.starts_with("\r\n") => (2, "\n".to_owned()),
        b'\r' => (1, "\n".to_owned()),
        0 if text.starts_with('\0') => (1, "\0".to_owned()),
        0 => (1, "\u{FFFD}".to_owned()),
        _ => return None,
    };
    text.starts_with(&read).then_some((written, read.len()))
}

/// The character reference at the start of a page: how long it is, and what it stands for. An ampersand that begins
/// none stands for itself.
fn reference(page: &str) -> (usize, String) {
    let name = page.bytes().skip(1).take(LONGEST_REFERENCE).take_while(|b| b.is_ascii_alphanumeric() || *b == b'#');
    let bare = 1 + name.count();
    let raw = &page[..bare + usize::from(page[bare..].starts_with(';'))];
    let read = characters(raw);
    // A name may end before its letters do: "&notit;" is "¬it;".
    let tail = raw.bytes().rev().zip(read.bytes().rev()).take_while(|(a, b)| a == b).count();
    let tail = tail.min(raw.len() - 1).min(read.len().saturating_sub(1));
    let tail = (0..=tail).rev().find(|tail| read.is_char_boundary(read.len() - tail)).unwrap_or(0);
    (raw.len() - tail, read[..read.len() - tail].to_owned())
}

#[cfg(test)]
mod tests {
    use super::super::tree::{Kind, Tree};
    use super::*;
    use dateline_doc::Span;

    /// Each character of the texts of a page with what is written for it, where that differs.
    fn written(html: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for node in &Tree::parse(html).nodes {
            let Kind::Text { text, source } = &node.kind else { continue };
            let map = align(text, html, source.clone());
            for (at, c) in text.char_indices() {
                let bytes = map.source_of(Span::new(at as u32, (at + c.len_utf8()) as u32));
                let raw = &html[bytes.start as usize..bytes.end as usize];
                if raw != c.to_string() {
                    found.push((c.to_string(), raw.to_owned()));
                }
            }
        }
        found
    }

    #[test]
    fn characters_lead_to_what_is_written_for_them() {
        let cases: [(&str, &[(&str, &str)]); 12] = [
            ("<p>plain é “text”</p>", &[]),
            ("<p>a&amp;b</p>c", &[("&", "&amp;")]),
            ("<p>fish & chips &c</p>", &[]),
            (
                "&eacute;&#233;&#xE9;&nbsp;x",
                &[("é", "&eacute;"), ("é", "&#233;"), ("é", "&#xE9;"), ("\u{a0}", "&nbsp;")],
            ),
            ("<b>&notit;</b>", &[("¬", "&not")]),
            ("&semi;", &[(";", "&semi;")]),
            ("a\r\nb\rc", &[("\n", "\r\n"), ("\n", "\r")]),
            ("<a href='x&amp;y' title=\"<\">l</a> m<!-- & -->n", &[]),
            ("<!doctype html><p>1 &lt; 2</p>", &[("<", "&lt;")]),
            ("<title>a &amp; b</title><script>x && y</script>z", &[("&", "&amp;")]),
            ("&copy 2016 &copy; 2017", &[("©", "&copy"), ("©", "&copy;")]),
            ("&#8217;&rsquo;&#146;", &[("’", "&#8217;"), ("’", "&rsquo;"), ("’", "&#146;")]),
        ];
        for (html, expected) in cases {
            let found = written(html);
            let found: Vec<_> = found.iter().map(|(c, raw)| (c.as_str(), raw.as_str())).collect();
            assert_eq!(found, expected, "in {html}");
        }
    }
}
