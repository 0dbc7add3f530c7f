//! Bytes to text: a byte-order mark decides, else UTF-8, else windows-1252, and whatever was done is noted.

use dateline_doc::{Note, Severity, SourceMap};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};

/// A document as text.
pub(crate) struct Decoded {
    /// The characters.
    pub(crate) text: String,
    /// Name of the encoding.
    pub(crate) encoding: &'static str,
    /// From the characters to the bytes.
    pub(crate) map: SourceMap,
}

/// Decodes a document; `label` is the encoding that the document itself names, where it does.
pub(crate) fn decode(bytes: &[u8], label: Option<&str>, notes: &mut Vec<Note>) -> Decoded {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        notes.push(note(
            Severity::Info,
            "byte-order-mark",
            format!("the byte-order mark of {} at the start is no part of the text", encoding.name()),
        ));
        return with(encoding, bytes, length, notes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        let map = SourceMap::copy_of(text.len(), 0);
        return Decoded { text: text.to_owned(), encoding: UTF_8.name(), map };
    }
    let named = label.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    let encoding = named.filter(|encoding| *encoding != encoding_rs::UTF_8).unwrap_or(WINDOWS_1252);
    let why = if named.is_some() { "as the document says" } else { "a guess: convert the file if words look wrong" };
    notes.push(note(
        if named.is_some() { Severity::Info } else { Severity::Warning },
        "encoding",
        format!("not UTF-8, read as {}, {why}", encoding.name()),
    ));
    with(encoding, bytes, 0, notes)
}

/// Decodes what stands behind the first `skip` bytes.
fn with(encoding: &'static Encoding, bytes: &[u8], skip: usize, notes: &mut Vec<Note>) -> Decoded {
    let (text, broken) = encoding.decode_without_bom_handling(&bytes[skip..]);
    if broken {
        let message = format!("bytes that are not {} became U+FFFD", encoding.name());
        notes.push(note(Severity::Warning, "encoding-broken", message));
    }
    let map = SourceMap::copy_of(text.len(), skip);
    Decoded { text: text.into_owned(), encoding: encoding.name(), map }
}

fn note(severity: Severity, code: &'static str, message: String) -> Note {
    Note { severity, code, message, span: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], label: Option<&str>, text: &str, codes: &[&str]) {
        let mut notes = Vec::new();
        assert_eq!(decode(bytes, label, &mut notes).text, text, "text of {bytes:?}");
        assert_eq!(notes.iter().map(|n| n.code).collect::<Vec<_>>(), codes, "notes on {bytes:?}");
    }

    #[test]
    fn the_encoding_is_found_and_said() {
        check("Zürich\r\n".as_bytes(), None, "Zürich\r\n", &[]);
        check(b"\xEF\xBB\xBFa", None, "a", &["byte-order-mark"]);
        check(b"\xFF\xFEa\0b\0", None, "ab", &["byte-order-mark"]);
        check(b"\xFE\xFF\0a\xD8\0", None, "a\u{FFFD}", &["byte-order-mark", "encoding-broken"]);
        check(b"Z\xFCrich \x93x\x94", None, "Zürich “x”", &["encoding"]);
        check(b"\xCF\xF0\xE8\xE2", Some("windows-1251"), "Прив", &["encoding"]);
        check(b"\xFC", Some("utf-8"), "ü", &["encoding"]);
    }
}
