//! A record of a WARC file (ISO 28500): its head, its content, and the document that the content holds.

use super::http::{Fields, NoBody, behind_first_line, body, head_end, media, status};
use super::stream::{LONGEST_PEEK, Stream, is_damage};
use crate::article::warning;
use crate::discover::Format;
use crate::problem::Trouble;
use dateline_doc::Note;
use std::io;

/// How every record begins.
pub(crate) const MARK: &[u8] = b"WARC/";
/// What is wrong with a head that does not say how long its record is.
pub(crate) const NO_LENGTH: &str = "no Content-Length";
/// Head of an answer that may stand before a document of the largest size.
const HTTP_HEAD: u64 = 1 << 16;

/// The head of a record.
#[derive(Debug)]
pub(crate) struct Head {
    fields: Fields,
    /// Bytes of content.
    pub(crate) length: u64,
}

impl Head {
    /// Reads the head that begins here; the outer error is one of the file.
    pub(crate) fn read(stream: &mut Stream) -> io::Result<Result<Head, Trouble>> {
        for n in [2048, LONGEST_PEEK] {
            let held = stream.peek(n)?;
            if !held.starts_with(MARK) {
                return Ok(Err(Trouble::NoRecord));
            }
            if let Some(end) = head_end(held) {
                let fields = Fields::parse(behind_first_line(&held[..end]));
                stream.skip(end);
                let length = fields.get("content-length").and_then(|value| value.parse().ok());
                return Ok(length.map(|length| Head { fields, length }).ok_or(Trouble::RecordHead(NO_LENGTH)));
            }
            if held.len() < n {
                return Ok(Err(Trouble::RecordCut));
            }
        }
        Ok(Err(Trouble::RecordHead("no end within 64 kB")))
    }

    /// Address of the document.
    pub(crate) fn address(&self) -> Option<&str> {
        self.fields.get("warc-target-uri").map(|uri| uri.trim_matches(['<', '>']))
    }

    /// Why the record holds no document; `None` where it may.
    fn other(&self) -> Option<String> {
        let kind = self.fields.get("warc-type").unwrap_or("unknown").to_ascii_lowercase();
        let address = self.address().unwrap_or_default();
        let scheme = address.split(':').next().unwrap_or_default().to_ascii_lowercase();
        match kind.as_str() {
            "response" | "resource" if !["http", "https", "ftp", "file"].contains(&scheme.as_str()) => {
                Some(format!("{kind} without a web address"))
            }
            "response" | "resource" if address.ends_with("/robots.txt") => Some("robots.txt".to_owned()),
            "response" | "resource" => None,
            "warcinfo" | "request" | "metadata" | "revisit" | "conversion" | "continuation" => Some(kind),
            _ => Some("unknown type".to_owned()),
        }
    }

    /// True where the server's answer stands in front of the document.
    fn is_answer(&self) -> bool {
        self.fields.get("content-type").is_some_and(|value| media(value).0 == "application/http")
            || self.fields.get("warc-type").is_some_and(|kind| kind.eq_ignore_ascii_case("response"))
    }
}

/// What a record holds.
#[derive(Debug)]
pub(crate) enum Held {
    /// A document to read.
    Document(Document),
    /// Something else, in words.
    Other(String),
}

/// A document as the server gave it, its codings undone.
#[derive(Debug)]
pub(crate) struct Document {
    /// A page or a text.
    pub(crate) format: Format,
    /// The character set that the server named.
    pub(crate) charset: Option<String>,
    /// The bytes.
    pub(crate) bytes: Vec<u8>,
    /// What was mended.
    pub(crate) notes: Vec<Note>,
}

/// Reads the content behind a head and finds the document in it. Always consumes the content, as far as there is any;
/// the outer error is one of the file.
pub(crate) fn read_content(stream: &mut Stream, head: &Head, limit: u64) -> io::Result<Result<Held, Trouble>> {
    let other = head.other();
    let too_large = head.length > limit.saturating_add(HTTP_HEAD);
    let mut content = Vec::new();
    let keep = (other.is_none() && !too_large).then_some(&mut content);
    if !take(stream, head.length, keep)? {
        return Ok(Err(Trouble::RecordCut));
    }
    Ok(match other {
        Some(other) => Ok(Held::Other(other)),
        None if too_large => Err(Trouble::DocumentTooLarge(limit)),
        None => document(head, content, limit),
    })
}

/// Consumes `left` bytes of content; false where the record ends before. A record may run on into the next member of
/// the file, as long as no record begins there.
fn take(stream: &mut Stream, mut left: u64, mut keep: Option<&mut Vec<u8>>) -> io::Result<bool> {
    while left > 0 {
        let held = stream.peek(1)?;
        let n = left.min(held.len() as u64) as usize;
        if n == 0 {
            if !stream.next_member()? || stream.peek(MARK.len())?.starts_with(MARK) {
                return Ok(false);
            }
            continue;
        }
        if let Some(content) = &mut keep {
            content.extend_from_slice(&held[..n]);
        }
        stream.skip(n);
        left -= n as u64;
    }
    Ok(true)
}

fn document(head: &Head, content: Vec<u8>, limit: u64) -> Result<Held, Trouble> {
    let mut notes = Vec::new();
    let (kind, bytes) = if head.is_answer() {
        let Some(end) = head_end(&content) else { return Err(Trouble::NoAnswer) };
        match status(&content) {
            None => return Err(Trouble::NoAnswer),
            Some(200 | 203) => {}
            Some(other) => return Ok(Held::Other(format!("answer {other}"))),
        }
        let fields = Fields::parse(behind_first_line(&content[..end]));
        let kind = fields.get("content-type").map(media);
        if let Some(other) = kind.as_ref().and_then(|(kind, _)| other_media(kind)) {
            return Ok(Held::Other(other));
        }
        match body(&fields, &content[end..], limit, &mut notes) {
            Ok(bytes) => (kind, bytes),
            Err(NoBody::TooLarge) => return Err(Trouble::DocumentTooLarge(limit)),
            Err(NoBody::Coding) => {
                let coding = fields.get("content-encoding").unwrap_or_default();
                return Err(Trouble::UnknownCoding(coding.to_owned()));
            }
        }
    } else {
        (head.fields.get("content-type").map(media), content)
    };
    let (kind, charset) = kind.unwrap_or_default();
    let format = match kind.as_str() {
        "text/html" | "application/xhtml+xml" => Format::Html,
        "text/plain" => Format::Text,
        "" if Format::sniff(&bytes) == Format::Html => Format::Html,
        _ => return Ok(Held::Other(other_media(&kind).unwrap_or_else(|| "no Content-Type".to_owned()))),
    };
    if bytes.trim_ascii().is_empty() {
        return Ok(Held::Other("empty document".to_owned()));
    }
    if let Some(why) = head.fields.get("warc-truncated") {
        notes.push(warning("document-cut", format!("the archive holds only the start of the document ({why})")));
    }
    Ok(Held::Document(Document { format, charset, bytes, notes }))
}

/// Other media, by their main type, so that a crawl has a short list of them.
fn other_media(kind: &str) -> Option<String> {
    match kind {
        "text/html" | "application/xhtml+xml" | "text/plain" | "" => None,
        _ => {
            let main = kind.split('/').next().unwrap_or_default();
            let known = ["text", "application", "image", "audio", "video", "font"];
            Some(if known.contains(&main) { format!("{main}, no page") } else { "other media".to_owned() })
        }
    }
}

/// What follows the content of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum After {
    /// The end of the member or of the file.
    End,
    /// Another record of the same member.
    Record,
    /// Something else: the length in the head was wrong, or the bytes cannot be read.
    Other,
}

/// True where the blank lines that close a record follow: what is behind them is no fault of the record.
pub(crate) fn is_closed(stream: &mut Stream) -> io::Result<bool> {
    let next = stream.peek(4)?;
    Ok(next.starts_with(b"\r\n\r\n") || next.starts_with(b"\n\n"))
}

/// Passes over the blank lines behind a record.
pub(crate) fn after(stream: &mut Stream) -> io::Result<After> {
    loop {
        match stream.peek(MARK.len())? {
            [] => return Ok(After::End),
            [b'\r' | b'\n', ..] => stream.skip(1),
            next if next.starts_with(MARK) => return Ok(After::Record),
            _ => return Ok(After::Other),
        }
    }
}

/// Goes to the next line that begins a record; false where the member has none.
pub(crate) fn find_mark(stream: &mut Stream) -> io::Result<bool> {
    loop {
        let held = stream.peek(1 << 14)?;
        let found = held.windows(MARK.len() + 1).position(|at| at[0] == b'\n' && at.ends_with(MARK));
        let (end, last) = (held.len(), held.len() < 1 << 14);
        match found {
            Some(at) => {
                stream.skip(at + 1);
                return Ok(true);
            }
            None => stream.skip(if last { end } else { end - MARK.len() }),
        }
        if last {
            return Ok(false);
        }
    }
}

/// An error of the file as what is wrong with a record, or with the file itself.
pub(crate) fn trouble(error: io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound => Trouble::Missing,
        _ if is_damage(&error) => Trouble::Damaged(error),
        _ => Trouble::Unreadable(error),
    }
}
