//! Records of WARC 1.1, each a gzip member of its own.

use crate::address::Address;
use crate::client::{Answer, USER_AGENT};
use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// Headers that speak of the transfer, which the stored body no longer is. They are kept under another name, as other
/// crawlers do, so that nothing that the server said is lost.
const OF_TRANSFER: [&str; 2] = ["transfer-encoding", "content-length"];

/// The record that opens a file: who wrote it, and how.
pub(crate) fn warcinfo(date: Timestamp) -> io::Result<Vec<u8>> {
    let block = format!(
        "software: dateline/{}\r\nformat: WARC File Format 1.1\r\nconformsTo: \
         http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n\
         http-header-user-agent: {USER_AGENT}\r\nrobots: obey\r\n",
        env!("CARGO_PKG_VERSION")
    );
    record("warcinfo", date, &[], "application/warc-fields", &[block.as_bytes()])
}

/// The record of an answer.
pub(crate) fn response(address: &Address, date: Timestamp, answer: &Answer) -> io::Result<Vec<u8>> {
    let fields = [
        ("WARC-Target-URI", address.to_string()),
        ("WARC-Payload-Digest", format!("sha256:{}", hex(&Sha256::digest(&answer.body)))),
    ];
    let head = http_head(answer);
    record("response", date, &fields, "application/http; msgtype=response", &[&head, &answer.body])
}

fn http_head(answer: &Answer) -> Vec<u8> {
    let mut head = format!("{} {} {}\r\n", answer.version, answer.status, answer.reason).into_bytes();
    for (name, value) in &answer.headers {
        if OF_TRANSFER.contains(&name.as_str()) {
            head.extend_from_slice(b"x-crawler-");
        }
        head.extend_from_slice(name.as_bytes());
        head.extend_from_slice(b": ");
        head.extend(value.iter().filter(|byte| !matches!(byte, b'\r' | b'\n')));
        head.extend_from_slice(b"\r\n");
    }
    head.extend_from_slice(format!("content-length: {}\r\n\r\n", answer.body.len()).as_bytes());
    head
}

fn record(kind: &str, date: Timestamp, fields: &[(&str, String)], form: &str, block: &[&[u8]]) -> io::Result<Vec<u8>> {
    let mut digest = Sha256::new();
    let date = format!("{date:.0}");
    digest.update(kind);
    digest.update(&date);
    fields.iter().for_each(|(_, value)| digest.update(value));
    block.iter().for_each(|part| digest.update(part));
    let mut head = format!("WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Date: {date}\r\n");
    head.push_str(&format!("WARC-Record-ID: <urn:uuid:{}>\r\n", uuid(&digest.finalize())));
    for (name, value) in fields {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    let length: usize = block.iter().map(|part| part.len()).sum();
    head.push_str(&format!("Content-Type: {form}\r\nContent-Length: {length}\r\n\r\n"));
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(head.as_bytes())?;
    for part in block {
        gzip.write_all(part)?;
    }
    gzip.write_all(b"\r\n\r\n")?;
    gzip.finish()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// An identifier made of a digest (version 8 of RFC 9562): the same record has the same one.
fn uuid(digest: &[u8]) -> String {
    let mut bytes: Vec<u8> = digest.iter().copied().take(16).collect();
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let text = hex(&bytes);
    [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]].join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_record_is_a_member_with_its_lengths_right() {
        let address = Address::parse("http://example.org/a").unwrap();
        let headers = [("content-type", "text/html"), ("transfer-encoding", "chunked"), ("x-odd", "a\r\nb")]
            .map(|(name, value)| (name.to_owned(), value.as_bytes().to_vec()));
        let answer = Answer {
            version: "HTTP/1.1",
            status: 200,
            reason: "OK",
            headers: headers.to_vec(),
            body: b"<p>Two ships sank.</p>".to_vec(),
        };
        let date = "2016-12-20T18:05:07Z".parse().unwrap();
        let bytes = response(&address, date, &answer).unwrap();
        let mut text = String::new();
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text).unwrap();
        let expected = "WARC/1.1\r\nWARC-Type: response\r\nWARC-Date: 2016-12-20T18:05:07Z\r\n\
            WARC-Record-ID: <urn:uuid:ID>\r\nWARC-Target-URI: http://example.org/a\r\n\
            WARC-Payload-Digest: sha256:DIGEST\r\n\
            Content-Type: application/http; msgtype=response\r\nContent-Length: 135\r\n\r\n\
            HTTP/1.1 200 OK\r\ncontent-type: text/html\r\nx-crawler-transfer-encoding: chunked\r\nx-odd: ab\r\n\
            content-length: 22\r\n\r\n<p>Two ships sank.</p>\r\n\r\n";
        let blank = |text: &str, from: &str, to: &str| {
            let start = text.find(from).unwrap() + from.len();
            let end = start + text[start..].find(to).unwrap();
            (text[..start].to_owned(), text[start..end].to_owned(), text[end..].to_owned())
        };
        let (before, id, rest) = blank(&text, "urn:uuid:", ">");
        let (middle, digest, after) = blank(&rest, "sha256:", "\r");
        assert_eq!(format!("{before}ID{middle}DIGEST{after}"), expected);
        assert_eq!((id.len(), &id[14..15], digest.len()), (36, "8", 64));
        assert_eq!(response(&address, date, &answer).unwrap(), bytes, "the same record is the same bytes");
    }
}
