//! Mail and saved pages: EML and MHTML, one report each.
//!
//! mail-parser finds the headers and the parts. What a part holds is decoded here, since the characters must lead to the
//! bytes of the file: exactly through quoted-printable, to groups of four letters through base64. Plain text goes before
//! HTML; a saved page is its first HTML part, and what its headers say of the saving is not taken for the report's.

use crate::article::{Defaults, Metadata, Parts, assemble, content_id, sha256, warning};
use crate::decode;
use crate::feed::{Break, words};
use crate::mapped::Mapped;
use dateline_doc::{Article, Clock, Day, Note, Origin, Published, PublishedBasis, SourceMap};
use mail_parser::{Encoding, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::ops::Range;

/// The report in a mail or a saved page; `stem` names it, as the name of its file does.
pub fn from_mail(stem: &str, bytes: &[u8], defaults: &Defaults) -> Result<(Article, Vec<Note>), Break> {
    let message = MessageParser::default().parse(bytes).filter(|message| !message.headers().is_empty());
    let message = message.ok_or_else(|| {
        let reason = "no mail: it does not begin with headers; give a file of .eml or .mhtml as it was saved";
        Break { offset: 0, reason: reason.to_owned() }
    })?;
    let mut notes = Vec::new();
    let sha256 = sha256(bytes);
    let id = content_id(stem, &sha256);
    let saved = saved_from(&message);
    let mut meta =
        if saved.is_some() { Metadata { url: saved.clone(), ..Metadata::default() } } else { said(&message) };
    let (body, encoding) = body(&message, bytes, saved.is_some(), &mut meta, &mut notes);
    meta.title = meta.title.or_else(|| subject(&message));
    let origin = Origin { encoding, map: body.map, ..Origin::default() };
    let article = assemble(Parts { id, body: body.text, meta, sha256, origin }, defaults, &mut notes);
    Ok((article, notes))
}

/// The address that a page was saved from.
fn saved_from(message: &Message<'_>) -> Option<String> {
    let related = message.content_type().is_some_and(|kind| kind.subtype() == Some("related"));
    let page = message.html_bodies().find_map(|part| part.content_location());
    let header = message.header("Snapshot-Content-Location").and_then(|value| value.as_text());
    let address = header.or(page).or(message.content_location()).map(str::trim)?;
    (header.is_some() || related).then(|| address.to_owned())
}

fn subject(message: &Message<'_>) -> Option<String> {
    words(message.subject()?)
}

/// What the headers of a mail say.
fn said(message: &Message<'_>) -> Metadata {
    let names = message.from().into_iter().flat_map(|from| from.iter()).filter_map(|address| address.name());
    let authors = names.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    Metadata { title: subject(message), authors, published: sent(message), ..Metadata::default() }
}

fn sent(message: &Message<'_>) -> Option<Published> {
    let date = message.date().filter(|date| date.is_valid())?;
    let day = Day { year: i16::try_from(date.year).ok()?, month: date.month, day: date.day };
    let east = i16::from(date.tz_hour) * 60 + i16::from(date.tz_minute);
    let offset = Some(if date.tz_before_gmt { -east } else { east });
    let clock = Clock { hour: date.hour, minute: date.minute, second: Some(date.second), offset };
    Some(Published { day, clock: Some(clock), basis: PublishedBasis::Metadata, stated_by: "mail" })
}

/// The text of a mail with its map to the file, and the encoding of the part that it is from.
fn body(
    message: &Message<'_>,
    bytes: &[u8],
    saved: bool,
    meta: &mut Metadata,
    notes: &mut Vec<Note>,
) -> (Mapped, &'static str) {
    let plain = message.text_bodies().filter(|part| matches!(part.body, PartType::Text(_)) && !saved);
    let pages = message.html_bodies().filter(|part| matches!(part.body, PartType::Html(_)));
    let says = |part: &&MessagePart<'_>| matches!(&part.body, PartType::Text(text) | PartType::Html(text) if !text.trim().is_empty());
    let Some(part) = plain.chain(pages).find(says) else {
        notes.push(warning("mail-without-text", "the mail has no part that is text or HTML".to_owned()));
        return (Mapped::default(), "");
    };
    let (decoded, map) = unpack(part, bytes);
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    let characters = decode::decode(&decoded, charset, notes);
    let map = characters.map.within(&map);
    if matches!(part.body, PartType::Text(_)) {
        return (Mapped { text: characters.text, map }.trimmed(), characters.encoding);
    }
    (crate::html::extract(&characters.text, meta, notes).within(&map), characters.encoding)
}

/// The bytes that a part holds, and the map from them to the file.
fn unpack(part: &MessagePart<'_>, file: &[u8]) -> (Vec<u8>, SourceMap) {
    let at = part.offset_body as usize..part.offset_end as usize;
    let raw = file.get(at.clone()).unwrap_or_default();
    let mut bytes = Bytes { bytes: Vec::with_capacity(raw.len()), map: SourceMap::default() };
    match part.encoding {
        Encoding::QuotedPrintable => quoted_printable(raw, at.start, &mut bytes),
        Encoding::Base64 => base64(raw, at.start, &mut bytes),
        Encoding::None => bytes.copy(raw, at.start),
    }
    (bytes.bytes, bytes.map)
}

/// Bytes while they are unpacked, with the map to the file.
struct Bytes {
    bytes: Vec<u8>,
    map: SourceMap,
}

impl Bytes {
    fn copy(&mut self, bytes: &[u8], at: usize) {
        self.bytes.extend_from_slice(bytes);
        self.map.copy(bytes.len() as u32, at as u32);
    }

    fn replace(&mut self, bytes: &[u8], source: Range<usize>) {
        self.bytes.extend_from_slice(bytes);
        self.map.replace(bytes.len() as u32, source.start as u32..source.end as u32);
    }
}

/// `=C3` is a byte, `=` at the end of a line joins it to the next; an equals sign that is neither stays.
fn quoted_printable(raw: &[u8], from: usize, out: &mut Bytes) {
    let mut at = 0;
    while let Some(plain) = raw[at..].iter().position(|b| *b == b'=') {
        out.copy(&raw[at..at + plain], from + at);
        at += plain;
        let rest = &raw[at + 1..];
        let blank = rest.iter().take_while(|b| matches!(b, b' ' | b'\t')).count();
        let digits = rest.get(..2).and_then(|two| std::str::from_utf8(two).ok());
        let byte = digits.and_then(|two| u8::from_str_radix(two, 16).ok());
        let soft = match &rest[blank..] {
            [b'\r', b'\n', ..] => Some(blank + 2),
            [b'\n', ..] => Some(blank + 1),
            [] => Some(blank),
            _ => None,
        };
        match (soft, byte) {
            (Some(skip), _) => at += 1 + skip,
            (None, Some(byte)) => {
                out.replace(&[byte], from + at..from + at + 3);
                at += 3;
            }
            (None, None) => {
                out.copy(b"=", from + at);
                at += 1;
            }
        }
    }
    out.copy(&raw[at..], from + at);
}

/// Four letters are three bytes. What is no letter is passed over; padding ends a group early.
fn base64(raw: &[u8], from: usize, out: &mut Bytes) {
    let (mut bits, mut count, mut start) = (0u32, 0, 0);
    for (at, letter) in raw.iter().enumerate() {
        let Some(value) = sextet(*letter) else { continue };
        if count == 0 {
            start = at;
        }
        bits = bits << 6 | value;
        count += 1;
        if count == 4 {
            out.replace(&bits.to_be_bytes()[1..], from + start..from + at + 1);
            (bits, count) = (0, 0);
        }
    }
    if count > 1 {
        let bytes = (bits << (6 * (4 - count))).to_be_bytes();
        out.replace(&bytes[1..count], from + start..from + raw.len());
    }
}

fn sextet(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(value.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use dateline_doc::Span;

    fn read(mail: &str) -> (Article, Vec<&'static str>) {
        let (article, notes) = from_mail("a", mail.as_bytes(), &Defaults::default()).unwrap();
        (article, notes.iter().map(|note| note.code).collect())
    }

    const HEADERS: &str = "From: \"A. Writer\" <a@gazette.test>\r\nSubject: =?utf-8?q?Caf=C3=A9_burns?=\r\nDate: Mon, 19 Dec 2016 18:05:07 -0330\r\nMIME-Version: 1.0\r\n";

    #[test]
    fn a_mail_is_a_report() {
        let mail = format!(
            "{HEADERS}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe caf=C3=A9 on the qu=\r\nay burned = down.\r\n"
        );
        let (article, notes) = read(&mail);
        assert_eq!(article.title.as_deref(), Some("Café burns"));
        assert_eq!(article.authors, ["A. Writer"]);
        assert_eq!(article.published.unwrap().to_string(), "2016-12-19T18:05:07-03:30");
        assert_eq!(article.text.as_str(), "The café on the quay burned = down.");
        let source = |start, end| {
            let at = article.origin.map.source_of(Span::new(start, end));
            &mail[at.start as usize..at.end as usize]
        };
        assert_eq!((source(7, 9), source(4, 7), source(17, 21)), ("=C3=A9", "caf", "qu=\r\nay"));
        assert_eq!((article.origin.encoding, notes), ("UTF-8", vec![]));
    }

    #[test]
    fn base64_leads_to_its_groups() {
        let mail = format!(
            "{HEADERS}Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nSXQgcmFp\r\nbmVkIMOp\r\nIQ==\r\n"
        );
        let (article, _) = read(&mail);
        assert_eq!(article.text.as_str(), "It rained é!");
        let at = article.origin.map.source_of(Span::new(10, 12));
        assert!(mail[at.start as usize..at.end as usize].contains("MOp"), "{at:?}");
    }

    #[test]
    fn plain_text_goes_before_html_and_attachments_are_left() {
        let mail = format!(
            "{HEADERS}Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>It burned (html).</p>\r\n--b\r\nContent-Type: text/plain\r\n\r\nIt burned.\r\n--b--\r\n"
        );
        assert_eq!(read(&mail).0.text.as_str(), "It burned.");
        let html = mail.replace("text/plain", "image/png");
        assert_eq!(read(&html).0.text.as_str(), "It burned (html).");
        let none = format!("{HEADERS}Content-Type: image/png\r\n\r\nx");
        assert_eq!(read(&none).1, ["mail-without-text", "empty-text"]);
    }

    #[test]
    fn a_saved_page_is_no_mail_of_its_day() {
        let page = "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://gazette.test/1\r\nSubject: Fire - Gazette\r\nDate: Mon, 19 Dec 2016 18:05:07 -0000\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: https://gazette.test/1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><body><p>The caf=C3=A9 on the quay burned down on Monday.</p></body></html>\r\n--b\r\nContent-Type: text/css\r\n\r\np{}\r\n--b--\r\n";
        let (article, _) = read(page);
        assert_eq!(article.text.as_str(), "The café on the quay burned down on Monday.");
        assert_eq!((article.url.as_deref(), article.published), (Some("https://gazette.test/1"), None));
        assert_eq!((article.title.as_deref(), &article.authors[..]), (Some("Fire - Gazette"), &[][..]));
    }

    #[test]
    fn what_is_no_mail_is_said() {
        assert!(from_mail("a", b"", &Defaults::default()).is_err());
    }
}
