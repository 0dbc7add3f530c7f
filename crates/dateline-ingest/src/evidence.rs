//! Do the bytes of a document stand for the characters that were made of them?
//!
//! This is asked when a database is checked against its sources, so it goes the other way round than reading does: it
//! takes the bytes of one piece and undoes what documents do to characters.

use crate::html::characters;
use encoding_rs::{Encoding, UTF_8};
use std::borrow::Cow;

/// Documents within documents: a page in a feed in a line of JSON.
const DEEPEST: usize = 4;

/// True where bytes in this encoding, decoded, are these characters, or a character reference or an escape for them.
/// White space stands for any white space; between two paragraphs it stands for whatever the document has there.
pub fn stands_for(bytes: &[u8], encoding: &str, characters: &str) -> bool {
    if characters.chars().all(char::is_whitespace) {
        return true;
    }
    let encoding = Encoding::for_label(encoding.as_bytes()).unwrap_or(UTF_8);
    let mut written = encoding.decode_without_bom_handling(bytes).0;
    for _ in 0..DEEPEST {
        if written == characters {
            return true;
        }
        let read = unescape(&written);
        if read == written {
            return false;
        }
        written = Cow::Owned(read);
    }
    false
}

/// Undoes one layer of escapes.
fn unescape(written: &str) -> String {
    if written.contains('\\')
        && let Ok(read) = serde_json::from_str::<String>(&format!("\"{written}\""))
    {
        return read;
    }
    if let Some(read) = quoted_printable(written) {
        return read;
    }
    characters(written)
}

/// "=C3=A9" and the like.
fn quoted_printable(written: &str) -> Option<String> {
    let pairs = written.strip_prefix('=')?.split('=').map(|pair| u8::from_str_radix(pair, 16).ok());
    String::from_utf8(pairs.collect::<Option<Vec<u8>>>()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_stand_for_what_was_made_of_them() {
        let cases: [(&[u8], &str, &str, bool); 12] = [
            (b"Rain fell", "UTF-8", "Rain fell", true),
            (b"Rain fell", "UTF-8", "Rain fe11", false),
            (b"&eacute;", "UTF-8", "\u{e9}", true),
            (b"\xE9", "windows-1252", "\u{e9}", true),
            (b"\xE9", "windows-1251", "\u{e9}", false),
            (b"\\u00e9", "UTF-8", "\u{e9}", true),
            (b"\\\"", "UTF-8", "\"", true),
            (b"&amp;eacute;", "UTF-8", "\u{e9}", true),
            (b"=C3=A9", "UTF-8", "\u{e9}", true),
            (b"\n\t ", "UTF-8", " ", true),
            (b"</p><p>", "UTF-8", "\n\n", true),
            (b"", "UTF-8", "a", false),
        ];
        for (bytes, encoding, characters, expected) in cases {
            assert_eq!(stands_for(bytes, encoding, characters), expected, "{bytes:?} for {characters:?}");
        }
    }
}
