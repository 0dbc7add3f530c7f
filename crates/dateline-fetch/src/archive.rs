//! The WARC file that is written to: what it holds already, and appending to it record by record.
//!
//! A record is written in one piece and brought to the disk before the next is asked for. A run that is killed leaves
//! whole records, and at the end perhaps a piece of one, which the next run cuts off. What was fetched before is known
//! from the file itself, so there is no second file that could say something else.

use crate::address::Address;
use crate::client::{Answer, Validators};
use crate::links::{Links, links};
use crate::record;
use crate::trouble::{Problem, Trouble};
use flate2::bufread::GzDecoder;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// The headers of a record are no longer than this.
const LONGEST_HEAD: u64 = 1 << 20;

/// A record is no longer than this.
const LONGEST_RECORD: u64 = 4 << 30;

/// Lists of addresses are read up to here.
pub(crate) const LONGEST_LIST: u64 = 64 << 20;

/// Addresses of a list that are followed.
pub(crate) const MOST_LINKS: usize = 50_000;

/// What the file holds of an address: the latest answer.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) validators: Validators,
    /// Where it redirects to.
    pub(crate) location: Option<String>,
    /// What it lists, if it is a feed or a sitemap.
    pub(crate) links: Option<Links>,
}

impl Known {
    fn of(answer: &Answer) -> Known {
        let text = |name| answer.header(name).map(str::to_owned);
        let redirect = (300..400).contains(&answer.status);
        Known {
            validators: Validators { etag: text("etag"), modified: text("last-modified") },
            location: text("location").filter(|_| redirect),
            links: links(&answer.body, MOST_LINKS).filter(|_| !redirect),
        }
    }
}

/// A WARC file open for writing.
#[derive(Debug)]
pub(crate) struct Archive {
    path: PathBuf,
    file: File,
    known: BTreeMap<String, Known>,
    /// Bytes of an unfinished record that were cut off.
    pub(crate) cut: u64,
}

impl Archive {
    /// Opens a file or begins one.
    pub(crate) fn open(path: &Path, date: Timestamp) -> Result<Self, Problem> {
        let problem = |trouble| Problem::at(path.display().to_string(), trouble);
        if !path.to_string_lossy().to_ascii_lowercase().ends_with(".warc.gz") {
            return Err(problem(Trouble::ArchiveName));
        }
        let options = File::options().read(true).write(true).create(true).truncate(false).open(path);
        let file = options.map_err(|error| problem(Trouble::Unwritable(error)))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(problem(Trouble::ArchiveInUse)),
            Err(TryLockError::Error(error)) => return Err(problem(Trouble::Unwritable(error))),
        }
        let mut archive = Archive { path: path.to_owned(), file, known: BTreeMap::new(), cut: 0 };
        archive.take_up(date).map_err(problem)?;
        Ok(archive)
    }

    /// Reads what is there and goes to the end of the last whole record.
    fn take_up(&mut self, date: Timestamp) -> Result<(), Trouble> {
        let length = self.file.metadata().map_err(Trouble::Unwritable)?.len();
        let whole = self.scan(length)?;
        self.cut = length - whole;
        if self.cut > 0 {
            self.file.set_len(whole).map_err(Trouble::Unwritable)?;
        }
        self.file.seek(SeekFrom::Start(whole)).map_err(Trouble::Unwritable)?;
        if whole == 0 {
            let bytes = record::warcinfo(date).map_err(Trouble::Unwritable)?;
            self.append(&bytes).map_err(Trouble::Unwritable)?;
        }
        Ok(())
    }

    /// Where the last whole record ends. Only a record cut off by the end of the file may be incomplete: anything else
    /// that is broken is no work of ours and stays untouched.
    fn scan(&mut self, length: u64) -> Result<u64, Trouble> {
        let mut reader = BufReader::with_capacity(1 << 16, &self.file);
        let mut end = 0;
        while end < length {
            let mut member = GzDecoder::new(reader);
            match read_record(&mut member) {
                Ok(Some((address, known))) => drop(self.known.insert(address, known)),
                Ok(None) => {}
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(end),
                Err(_) => return Err(Trouble::ArchiveDamaged(end)),
            }
            reader = member.into_inner();
            end = reader.stream_position().map_err(Trouble::Unwritable)?;
        }
        Ok(end)
    }

    /// What is known of an address.
    pub(crate) fn known(&self, address: &Address) -> Option<&Known> {
        self.known.get(&address.to_string())
    }

    /// Appends an answer.
    pub(crate) fn store(&mut self, address: &Address, date: Timestamp, answer: &Answer) -> Result<(), Problem> {
        let written = record::response(address, date, answer).and_then(|bytes| self.append(&bytes));
        written.map_err(|error| Problem::at(self.path.display().to_string(), Trouble::Unwritable(error)))?;
        self.known.insert(address.to_string(), Known::of(answer));
        Ok(())
    }

    fn append(&mut self, record: &[u8]) -> io::Result<()> {
        self.file.write_all(record)?;
        self.file.sync_data()
    }
}

/// The address and state that a record tells of, read to the end of its member; `None` for other records.
fn read_record(member: &mut impl Read) -> io::Result<Option<(String, Known)>> {
    let mut member = BufReader::new(member.take(LONGEST_RECORD));
    let head = read_head(&mut member)?;
    if !head.first().is_some_and(|line| line.starts_with("WARC/")) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let is_response = field(&head, "warc-type") == Some("response");
    let known = match field(&head, "warc-target-uri").filter(|_| is_response) {
        Some(address) => Some((address.trim_matches(['<', '>']).to_owned(), read_answer(&mut member)?)),
        None => None,
    };
    io::copy(&mut member, &mut io::sink())?;
    Ok(known)
}

fn read_answer(member: &mut impl BufRead) -> io::Result<Known> {
    let head = read_head(member)?;
    let status = head.first().and_then(|line| line.split(' ').nth(1)?.parse().ok()).unwrap_or(0);
    let pairs = head.iter().skip(1).filter_map(|line| line.split_once(':'));
    let headers = pairs.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().into())).collect();
    // Only lists are read whole: the start of the body tells whether it is one.
    let mut body = Vec::new();
    member.take(4_096).read_to_end(&mut body)?;
    if links(&body, 1).is_some() {
        member.take(LONGEST_LIST).read_to_end(&mut body)?;
    }
    Ok(Known::of(&Answer { version: "HTTP/1.1", status, reason: "", headers, body }))
}

/// Lines up to an empty one.
fn read_head(reader: &mut impl BufRead) -> io::Result<Vec<String>> {
    let mut reader = reader.take(LONGEST_HEAD);
    let mut lines = Vec::new();
    loop {
        let mut line = Vec::new();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let line = String::from_utf8_lossy(line.trim_ascii_end()).into_owned();
        if line.is_empty() {
            return Ok(lines);
        }
        lines.push(line);
    }
}

fn field<'a>(lines: &'a [String], name: &str) -> Option<&'a str> {
    let pairs = lines.iter().filter_map(|line| line.split_once(':'));
    pairs.filter(|(key, _)| key.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answer(body: &str) -> Answer {
        let headers = [("etag", "\"v1\""), ("last-modified", "Tue, 20 Dec 2016 18:05:07 GMT")];
        let headers = headers.map(|(name, value)| (name.to_owned(), value.into())).to_vec();
        Answer { version: "HTTP/1.1", status: 200, reason: "OK", headers, body: body.into() }
    }

    fn date() -> Timestamp {
        "2016-12-20T18:05:07Z".parse().unwrap()
    }

    #[test]
    fn a_file_is_taken_up_where_it_was_left() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pages.warc.gz");
        let page = Address::parse("http://example.org/a").unwrap();
        let feed = Address::parse("http://example.org/feed").unwrap();
        let mut archive = Archive::open(&path, date()).unwrap();
        archive.store(&page, date(), &answer(&"<p>Two ships sank.</p>".repeat(4_000))).unwrap();
        let whole = std::fs::metadata(&path).unwrap().len();
        let item = |n: u32| format!("<item><link>http://example.org/{n}</link></item>");
        let items: String = (0..500).map(item).collect();
        archive.store(&feed, date(), &answer(&format!("<rss>{items}</rss>"))).unwrap();
        assert!(matches!(Archive::open(&path, date()).unwrap_err().trouble, Trouble::ArchiveInUse));
        let known = archive.known.clone();
        drop(archive);

        let archive = Archive::open(&path, date()).unwrap();
        assert_eq!((&archive.known, archive.cut), (&known, 0));
        assert_eq!(archive.known(&feed).unwrap().links.as_ref().unwrap().pages.len(), 500);
        assert_eq!(archive.known(&page).unwrap().validators.etag.as_deref(), Some("\"v1\""));
        drop(archive);

        let full = std::fs::read(&path).unwrap();
        for end in [whole as usize + 1, whole as usize + 9, full.len() - 1] {
            std::fs::write(&path, &full[..end]).unwrap();
            let archive = Archive::open(&path, date()).unwrap();
            assert_eq!((archive.known.len(), archive.cut), (1, end as u64 - whole), "cut at {end}");
            assert_eq!(std::fs::metadata(&path).unwrap().len(), whole);
        }
    }

    #[test]
    fn other_files_are_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("other.warc.gz");
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        gzip.write_all(b"no archive").unwrap();
        for bytes in [b"something else entirely".to_vec(), gzip.finish().unwrap()] {
            std::fs::write(&path, &bytes).unwrap();
            assert!(matches!(Archive::open(&path, date()).unwrap_err().trouble, Trouble::ArchiveDamaged(0)));
            assert_eq!(std::fs::read(&path).unwrap(), bytes);
        }
        let named = Archive::open(&folder.path().join("pages.html"), date()).unwrap_err();
        assert!(matches!(named.trouble, Trouble::ArchiveName));
    }
}
