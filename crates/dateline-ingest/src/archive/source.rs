//! The way back: the bytes of a document, from the file and the part of it that an article names.

use super::record::{Head, Held, MARK, read_content, trouble};
use super::stream::Stream;
use crate::problem::{Problem, Trouble};
use crate::reader::Limits;
use std::io::{self, BufRead, Read};
use std::ops::Range;
use std::path::Path;

/// The bytes of the document in a file, or in the part of it that the origin of an article names: those that its
/// SHA-256 was taken over. The bounds are those of [`Limits::default`].
///
/// A part is a range of the file as it is stored. Where a compressed member holds more than one document (the lines of
/// a compressed JSON Lines file, an archive that was compressed as a whole), it is a range of what was unpacked.
pub fn document_at(path: &Path, part: Option<Range<u64>>) -> Result<Vec<u8>, Problem> {
    let origin = path.display().to_string();
    let limit = Limits::default().document;
    let Some(part) = part else {
        let read = Stream::open(path, 0).and_then(|stream| whole(stream, limit));
        let bytes = read.map_err(|error| Problem::whole(&*origin, trouble(error)))?;
        return bytes.ok_or_else(|| Problem::whole(origin, Trouble::DocumentTooLarge(limit)));
    };
    let at = part.start;
    part_of(path, part, limit)
        .unwrap_or_else(|error| Err(trouble(error)))
        .map_err(|trouble| Problem::at_byte(origin, at, trouble))
}

/// All that a stream has, or nothing where it is over the limit.
pub(crate) fn whole(stream: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    stream.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

fn part_of(path: &Path, part: Range<u64>, limit: u64) -> io::Result<Result<Vec<u8>, Trouble>> {
    if !Stream::open(path, 0)?.is_packed() {
        return document(Stream::open(path, part.start)?, &part, limit);
    }
    if let Some(record) = member(path, &part, limit) {
        return Ok(record);
    }
    let mut stream = Stream::open(path, 0)?;
    while stream.at() < part.start {
        let n = (stream.fill_buf()?.len() as u64).min(part.start - stream.at());
        if n == 0 {
            return Ok(Err(Trouble::NoPart));
        }
        stream.skip(n as usize);
    }
    document(stream, &part, limit)
}

/// The record that a compressed member at the place holds alone.
fn member(path: &Path, part: &Range<u64>, limit: u64) -> Option<Result<Vec<u8>, Trouble>> {
    let mut stream = Stream::open(path, part.start).ok().filter(Stream::is_packed)?;
    if !stream.peek(MARK.len()).ok()?.starts_with(MARK) {
        return None;
    }
    let read = record(&mut stream, limit).ok()?;
    super::record::after(&mut stream).ok()?;
    (stream.peek(1).ok()?.is_empty() && stream.stored_at() == part.end).then_some(read)
}

/// The document that begins here: a record, or the bytes themselves.
fn document(mut stream: Stream, part: &Range<u64>, limit: u64) -> io::Result<Result<Vec<u8>, Trouble>> {
    stream.fill_buf()?;
    if stream.peek(MARK.len())?.starts_with(MARK) {
        return record(&mut stream, limit);
    }
    let length = part.end.saturating_sub(part.start);
    if length > limit {
        return Ok(Err(Trouble::DocumentTooLarge(limit)));
    }
    let mut bytes = Vec::new();
    stream.take(length).read_to_end(&mut bytes)?;
    Ok(if bytes.len() as u64 == length { Ok(bytes) } else { Err(Trouble::NoPart) })
}

fn record(stream: &mut Stream, limit: u64) -> io::Result<Result<Vec<u8>, Trouble>> {
    let head = match Head::read(stream)? {
        Ok(head) => head,
        Err(trouble) => return Ok(Err(trouble)),
    };
    Ok(match read_content(stream, &head, limit)? {
        Ok(Held::Document(document)) => Ok(document.bytes),
        Ok(Held::Other(kind)) => Err(Trouble::NoDocuments(kind)),
        Err(trouble) => Err(trouble),
    })
}
