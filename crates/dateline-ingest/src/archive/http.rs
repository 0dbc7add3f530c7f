//! The answer of a server as an archive holds it: head, media, codings, body.

use crate::article::warning;
use dateline_doc::Note;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// Codings of a body that are undone; a longer chain of them is no page.
const MOST_CODINGS: usize = 4;

/// Lines "Name: value", names in small letters.
#[derive(Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    /// The fields in the lines of a head, without its first line.
    pub(crate) fn parse(lines: &[u8]) -> Fields {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in lines.split(|b| *b == b'\n') {
            let line = String::from_utf8_lossy(line);
            let continues = line.starts_with([' ', '\t']);
            match (line.split_once(':'), fields.last_mut()) {
                (_, Some((_, value))) if continues => {
                    value.push(' ');
                    value.push_str(line.trim());
                }
                (Some((name, value)), _) => {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                (None, _) => {}
            }
        }
        Fields(fields)
    }

    /// The first value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// Where a head ends: its length with the blank line behind it.
pub(crate) fn head_end(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|b| *b == b'\n') {
        let next = from + at + 1;
        match &bytes[next..] {
            [b'\n', ..] => return Some(next + 1),
            [b'\r', b'\n', ..] => return Some(next + 2),
            _ => from = next,
        }
    }
    None
}

/// A head without its first line.
pub(crate) fn behind_first_line(head: &[u8]) -> &[u8] {
    head.iter().position(|b| *b == b'\n').map_or(&[], |at| &head[at + 1..])
}

/// Type and character set in a "Content-Type".
pub(crate) fn media(value: &str) -> (String, Option<String>) {
    let mut parts = value.split(';');
    let kind = parts.next().unwrap_or_default().trim().to_ascii_lowercase();
    let charset = parts.find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let value = value.trim().trim_matches(['"', '\'']);
        (name.trim().eq_ignore_ascii_case("charset") && !value.is_empty()).then(|| value.to_owned())
    });
    (kind, charset)
}

/// The status in the first line of a head.
pub(crate) fn status(head: &[u8]) -> Option<u16> {
    let line = head.split(|b| *b == b'\n').next()?;
    let line = std::str::from_utf8(line).ok()?;
    let rest = line.strip_prefix("HTTP/")?;
    rest.split_ascii_whitespace().nth(1)?.parse().ok()
}

/// Why a body could not be had.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NoBody {
    /// It is larger than allowed.
    TooLarge,
    /// It is in a coding that is not read here.
    Coding,
}

/// A body with its transfer and content codings undone, at most `limit` bytes long. What the crawler has undone
/// already is left as it is; where the codings are broken, what can be had is kept, with a note.
pub(crate) fn body(fields: &Fields, bytes: &[u8], limit: u64, notes: &mut Vec<Note>) -> Result<Vec<u8>, NoBody> {
    let chunked = fields.get("transfer-encoding").is_some_and(|value| value.to_ascii_lowercase().contains("chunked"));
    let mut body = if chunked { unchunk(bytes, notes) } else { bytes.to_vec() };
    let codings = fields.get("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for coding in codings.split(',').rev().take(MOST_CODINGS) {
        body = match coding.trim() {
            "" | "identity" | "none" | "utf-8" => body,
            "gzip" | "x-gzip" if body.starts_with(b"\x1f\x8b") => undo(MultiGzDecoder::new(&body[..]), limit, notes)?,
            "gzip" | "x-gzip" => body,
            "deflate" if is_zlib(&body) => undo(ZlibDecoder::new(&body[..]), limit, notes)?,
            "deflate" if looks_like_text(&body) => body,
            "deflate" => undo(DeflateDecoder::new(&body[..]), limit, notes)?,
            _ if looks_like_text(&body) => body,
            _ => return Err(NoBody::Coding),
        };
    }
    if body.len() as u64 > limit { Err(NoBody::TooLarge) } else { Ok(body) }
}

fn undo(decoder: impl Read, limit: u64, notes: &mut Vec<Note>) -> Result<Vec<u8>, NoBody> {
    let mut out = Vec::new();
    if let Err(error) = decoder.take(limit.saturating_add(1)).read_to_end(&mut out) {
        notes.push(warning("body-broken", format!("the compressed body is broken ({error}); what follows is lost")));
    }
    if out.len() as u64 > limit { Err(NoBody::TooLarge) } else { Ok(out) }
}

fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [a, b, ..] if a & 0x0f == 8 && (u16::from(*a) << 8 | u16::from(*b)) % 31 == 0)
}

/// True for a body that begins like a page, so that it cannot be compressed.
fn looks_like_text(body: &[u8]) -> bool {
    let start = &body[..body.len().min(64)];
    !start.is_empty() && start.iter().all(|b| *b >= 0x20 || b.is_ascii_whitespace()) && start.contains(&b'<')
}

/// Joins the chunks of a body. One that is not in chunks, whatever its head says, stays as it is.
fn unchunk(bytes: &[u8], notes: &mut Vec<Note>) -> Vec<u8> {
    let (mut out, mut rest) = (Vec::new(), bytes);
    loop {
        match chunk(rest) {
            Some(([], _)) => return out,
            Some((data, behind)) => {
                out.extend_from_slice(data);
                rest = behind;
            }
            None => {
                let what = if rest.len() == bytes.len() { "the body is not in chunks" } else { "a chunk is broken" };
                let message = format!("{what}, though its head says so; what follows was read as it is");
                notes.push(warning("chunks-broken", message));
                out.extend_from_slice(rest);
                return out;
            }
        }
    }
}

/// The first chunk and what is behind it; an empty one is the last.
fn chunk(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let line_end = bytes.iter().take(1024).position(|b| *b == b'\n')?;
    let line = std::str::from_utf8(&bytes[..line_end]).ok()?;
    let size = line.split(';').next().unwrap_or_default().trim();
    let size = usize::from_str_radix(size, 16).ok().filter(|_| !size.starts_with('+'))?;
    let rest = &bytes[line_end + 1..];
    let data = rest.get(..size)?;
    let behind = &rest[size..];
    let end = behind.strip_prefix(b"\r\n").or_else(|| behind.strip_prefix(b"\n"));
    // The last chunk of a body that was cut may lack its line end.
    end.or((behind.is_empty() || size == 0).then_some(behind)).map(|behind| (data, behind))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unchunked(bytes: &[u8]) -> (String, usize) {
        let mut notes = Vec::new();
        let out = unchunk(bytes, &mut notes);
        (String::from_utf8(out).unwrap(), notes.len())
    }

    #[test]
    fn chunks_are_joined_and_broken_ones_noted() {
        let cases: [(&[u8], &str, usize); 6] = [
            (b"3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde", 0),
            (b"3\nabc\n0\n\n", "abc", 0),
            (b"<p>abc", "<p>abc", 1),
            (b"3\r\nabc\r\nzz\r\nde", "abczz\r\nde", 1),
            (b"3\r\nabc", "abc", 1),
            (b"ffffffffffffffff\r\nabc", "ffffffffffffffff\r\nabc", 1),
        ];
        for (bytes, text, notes) in cases {
            assert_eq!(unchunked(bytes), (text.to_owned(), notes), "{bytes:?}");
        }
    }

    #[test]
    fn heads_are_read() {
        let head = b"HTTP/1.1 200 OK\r\nContent-Type: Text/HTML;\r\n  Charset=\"EUC-JP\"\r\nX\r\n\r\nbody";
        assert_eq!(head_end(head), Some(head.len() - 4));
        assert_eq!((status(head), status(b"HTTP/2 404\n"), status(b"ICY 200")), (Some(200), Some(404), None));
        let fields = Fields::parse(behind_first_line(head));
        let (kind, charset) = media(fields.get("content-type").unwrap());
        assert_eq!((kind.as_str(), charset.as_deref()), ("text/html", Some("EUC-JP")));
    }
}
