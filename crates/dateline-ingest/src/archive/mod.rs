//! Archives of the web (WARC), a record at a time, and compressed files of every kind.
//!
//! [`stream`] unpacks a file and knows the place of every member, [`record`] reads a record of it, [`http`] the answer
//! of the server within. An archive is never held as a whole: one record is, bounded as a document is. A broken record
//! is a [`Problem`] with its place, and reading goes on with the next sound one.

mod http;
mod record;
mod source;
mod stream;

pub(crate) use record::trouble;
pub use source::document_at;
pub(crate) use source::whole;
pub(crate) use stream::Stream;

use crate::article::{Defaults, from_plain};
use crate::discover::Format;
use crate::problem::{Problem, Trouble};
use crate::reader::{Limits, Outcome};
use dateline_doc::{Article, Note, Severity};
use record::{After, Document, Head, Held, MARK, NO_LENGTH};
use std::collections::BTreeMap;
use std::io;
use std::ops::Range;

/// An archive while it is read.
pub(crate) struct Archive {
    stream: Stream,
    origin: String,
    stem: String,
    /// The last document, held back so that what was passed over can be noted with it.
    held: Option<(Article, Vec<Note>)>,
    /// Records without a document, by kind.
    passed: BTreeMap<String, u64>,
    done: bool,
}

/// What became of a record.
enum Step {
    Document(Box<Document>, Range<u64>, Option<String>),
    Other(String),
    Broken(u64, Trouble),
    End,
}

impl Archive {
    pub(crate) fn new(stream: Stream, origin: String, stem: String) -> Archive {
        Archive { stream, origin, stem, held: None, passed: BTreeMap::new(), done: false }
    }

    /// The next document or problem.
    pub(crate) fn next(&mut self, defaults: &Defaults, limits: Limits) -> Option<Outcome> {
        while !self.done {
            match self.step(limits.document) {
                Step::Document(document, part, address) => {
                    let read = self.article(*document, part, address, defaults);
                    if let Some(earlier) = self.held.replace(read) {
                        return Some(Ok(earlier));
                    }
                }
                Step::Other(kind) => *self.passed.entry(kind).or_default() += 1,
                Step::Broken(at, trouble) => {
                    self.done |= matches!(trouble, Trouble::Unreadable(_));
                    return Some(Err(Problem::at_byte(&*self.origin, at, trouble)));
                }
                Step::End => self.done = true,
            }
        }
        self.last()
    }

    /// At the end: the document held back with a note on what was passed over, which is a problem where there was no
    /// document at all.
    fn last(&mut self) -> Option<Outcome> {
        let passed = std::mem::take(&mut self.passed);
        let count: u64 = passed.values().sum();
        let kinds: Vec<String> = passed.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        match self.held.take() {
            Some((article, mut notes)) => {
                if count > 0 {
                    let records = if count == 1 { "record" } else { "records" };
                    let hold = if count == 1 { "holds" } else { "hold" };
                    let message = format!("{count} {records} of the archive {hold} no report: {}", kinds.join(", "));
                    notes.push(Note { severity: Severity::Info, code: "records-passed-over", message, span: None });
                }
                Some(Ok((article, notes)))
            }
            None if count > 0 => Some(Err(Problem::whole(&*self.origin, Trouble::NoDocuments(kinds.join(", "))))),
            None => None,
        }
    }

    fn article(
        &self,
        document: Document,
        part: Range<u64>,
        address: Option<String>,
        defaults: &Defaults,
    ) -> (Article, Vec<Note>) {
        let Document { format, charset, bytes, notes: mended } = document;
        let stem = format!("{}:{}", self.stem, part.start);
        let (mut article, mut notes) = match format {
            Format::Html => crate::html::from_page(&stem, &bytes, charset.as_deref(), defaults),
            _ => from_plain(&stem, &bytes, charset.as_deref(), defaults),
        };
        notes.extend(mended);
        article.url = article.url.filter(|url| url.contains("://")).or(address);
        article.origin.file = Some(self.origin.clone());
        article.origin.part = Some(part);
        (article, notes)
    }

    /// Reads the next record.
    fn step(&mut self, limit: u64) -> Step {
        match self.find_record() {
            Ok(true) => {}
            Ok(false) => return Step::End,
            Err(error) => return self.broken(self.stream.place(), error),
        }
        let at = self.stream.place();
        match self.record(limit) {
            Ok(step) => step,
            Err(error) => self.broken(at, error),
        }
    }

    /// Goes to the next record; false at the end of the archive.
    fn find_record(&mut self) -> io::Result<bool> {
        while record::after(&mut self.stream)? == After::End {
            if !self.stream.next_member()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn record(&mut self, limit: u64) -> io::Result<Step> {
        let (place, start, member) = (self.stream.place(), self.stream.at(), self.stream.member());
        let head = match Head::read(&mut self.stream)? {
            Ok(head) => head,
            Err(trouble) => {
                let from = self.stream.at();
                return self.lost(place, from, trouble);
            }
        };
        // The line end in front of the content is part of the search: a record may begin right behind it.
        let content = self.stream.at();
        let held = match record::read_content(&mut self.stream, &head, limit)? {
            Err(Trouble::RecordCut) => return self.lost(place, content - 1, Trouble::RecordCut),
            held => held,
        };
        let (end, one) = (self.stream.at(), self.stream.member() == member);
        let closed = record::is_closed(&mut self.stream)?;
        let after = record::after(&mut self.stream)?;
        if after == After::Other && !closed {
            return self.lost(place, content - 1, Trouble::RecordLength(head.length));
        }
        let alone = self.stream.is_packed() && one && start == member.1 && after == After::End;
        let part = if alone { member.0..self.stream.stored_at() } else { start..end };
        Ok(match held {
            Ok(Held::Document(document)) => Step::Document(Box::new(document), part, head.address().map(str::to_owned)),
            Ok(Held::Other(kind)) => Step::Other(kind),
            Err(trouble) => Step::Broken(place, trouble),
        })
    }

    /// A record that is cut, or whose length is wrong: the next one is searched for from byte `from` on, or from here
    /// where a compressed file cannot go back so far.
    fn lost(&mut self, place: u64, from: u64, trouble: Trouble) -> io::Result<Step> {
        let went_on = self.stream.at() > from || matches!(trouble, Trouble::RecordHead(NO_LENGTH));
        let back = self.stream.at() > from && self.stream.go_back(from)?;
        let swallowed = went_on && !back && !self.stream.is_packed() && !matches!(trouble, Trouble::RecordHead(_));
        let trouble = if swallowed { Trouble::RecordSwallowed } else { trouble };
        if back || !went_on || !self.stream.peek(MARK.len())?.starts_with(MARK) {
            record::find_mark(&mut self.stream)?;
        }
        Ok(Step::Broken(place, trouble))
    }

    /// A member that cannot be unpacked, or a file that cannot be read.
    fn broken(&mut self, at: u64, error: io::Error) -> Step {
        let trouble = record::trouble(error);
        if matches!(trouble, Trouble::Damaged(_)) {
            match self.stream.find_member(MARK) {
                Ok(true) => {}
                Ok(false) => self.done = true,
                Err(error) => return Step::Broken(at, Trouble::Unreadable(error)),
            }
        }
        Step::Broken(at, trouble)
    }
}
