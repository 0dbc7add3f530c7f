//! Reads inputs one document at a time; a JSON Lines file or an archive is never held as a whole.

use crate::archive::{Archive, Stream, trouble, whole};
use crate::article::{Defaults, from_text, warning};
use crate::copies::Copies;
use crate::discover::{Format, Input};
use crate::feed;
use crate::json::{from_json, from_json_line};
use crate::mail::from_mail;
use crate::problem::{Problem, Trouble};
use dateline_doc::{Article, Note, Severity};
use std::collections::{BTreeSet, VecDeque};
use std::io::{self, BufRead, Read};
use std::path::Path;

/// Bounds on what is read. What is over them is a [`Problem`], and the rest goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in a JSON Lines file, unpacked. Archives may be of any size: a record at a time is held.
    pub file: u64,
    /// Bytes in a document, unpacked: a text file, a page, a line of a JSON Lines file, the page in a record.
    pub document: u64,
    /// Lines in a JSON Lines file.
    pub lines: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { file: 256 << 20, document: 64 << 20, lines: 10_000_000 }
    }
}

/// What reading gives for a document.
pub(crate) type Outcome = Result<(Article, Vec<Note>), Problem>;

/// The reports of a batch, in the order of the inputs.
pub struct Articles<'d> {
    inputs: VecDeque<Input>,
    /// The input being read.
    open: Open,
    defaults: &'d Defaults,
    limits: Limits,
    seen: BTreeSet<String>,
    copies: Copies,
}

/// An input that may hold many documents, while it is read.
enum Open {
    Nothing,
    Lines(Box<Lines>),
    Archive(Box<Archive>),
    /// What was in a document that was read as a whole.
    Read(VecDeque<Outcome>),
}

impl Open {
    fn next(&mut self, defaults: &Defaults, limits: Limits) -> Option<Outcome> {
        match self {
            Open::Nothing => None,
            Open::Lines(lines) => lines.next(defaults, limits),
            Open::Archive(archive) => archive.next(defaults, limits),
            Open::Read(read) => read.pop_front(),
        }
    }
}

/// Reads inputs one after the other. An identifier that occurs again gets a number, with a note.
pub fn articles(inputs: Vec<Input>, defaults: &Defaults, limits: Limits) -> Articles<'_> {
    Articles {
        inputs: inputs.into(),
        open: Open::Nothing,
        defaults,
        limits,
        seen: BTreeSet::new(),
        copies: Copies::default(),
    }
}

impl Iterator for Articles<'_> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.open.next(self.defaults, self.limits) {
                return Some(outcome.map(|read| self.unique(read)));
            }
            let input = self.inputs.pop_front()?;
            self.open = self
                .open(&input)
                .unwrap_or_else(|trouble| Open::Read(VecDeque::from([Err(Problem::whole(origin(&input), trouble))])));
        }
    }
}

impl Articles<'_> {
    /// Opens an input: a document is read at once, lines and records are left for later.
    fn open(&self, input: &Input) -> Result<Open, Trouble> {
        let stream = match input {
            Input::File(path, _) => Stream::open(path, 0),
            Input::Stdin => Stream::of(Box::new(io::stdin())),
        };
        let mut stream = stream.map_err(trouble)?;
        let format = match input {
            Input::File(_, format) if *format != Format::Unsaid => *format,
            _ => Format::sniff(stream.fill_buf().map_err(trouble)?),
        };
        let (origin, stem) = (origin(input), stem(input));
        match format {
            Format::JsonLines => Ok(Open::Lines(Box::new(Lines::new(stream, origin, stem)))),
            Format::Warc => Ok(Open::Archive(Box::new(Archive::new(stream, origin, stem)))),
            Format::Arc => Err(Trouble::ArcFile),
            _ => self.document(format, stream, &origin, &stem).map(Open::Read),
        }
    }

    /// What is in a document that is read as a whole.
    fn document(&self, format: Format, stream: Stream, origin: &str, stem: &str) -> Result<VecDeque<Outcome>, Trouble> {
        let limit = self.limits.document;
        let bytes = whole(stream, limit).map_err(trouble)?.ok_or(Trouble::DocumentTooLarge(limit))?;
        let with_origin = |(mut article, notes): (Article, Vec<Note>)| {
            article.origin.file = Some(origin.to_owned());
            (article, notes)
        };
        let read = read(format, origin, stem, &bytes, self.defaults);
        Ok(read.into_iter().map(|outcome| outcome.map(with_origin)).collect())
    }

    /// Gives a number to an identifier that the batch already holds, and tells whose text it repeats.
    fn unique(&mut self, (mut article, mut notes): (Article, Vec<Note>)) -> (Article, Vec<Note>) {
        if !self.seen.insert(article.id.clone()) {
            let old = article.id.clone();
            let free = (2u64..).map(|n| format!("{old}~{n}")).find(|id| !self.seen.contains(id));
            article.id = free.unwrap_or_else(|| article.sha256.clone());
            self.seen.insert(article.id.clone());
            notes.push(warning(
                "id-taken",
                format!("the batch already has a report \"{old}\"; this one is \"{}\"", article.id),
            ));
        }
        article.copied = self.copies.see(&article.id, article.text.as_str());
        (article, notes)
    }
}

/// What a file that is read as a whole holds.
fn read(format: Format, origin: &str, stem: &str, bytes: &[u8], defaults: &Defaults) -> VecDeque<Outcome> {
    let at = |offset, trouble| Problem { offset: Some(offset), ..Problem::whole(origin, trouble) };
    match format {
        Format::Html => [Ok(crate::html::from_html(stem, bytes, defaults))].into(),
        Format::Json => {
            let outcomes = from_json(stem, bytes, defaults).into_iter();
            outcomes.map(|outcome| outcome.map_err(|(offset, trouble)| at(offset, trouble))).collect()
        }
        Format::Feed if !feed::is_sitemap(bytes) => {
            let feed = feed::read(stem, bytes, defaults);
            let broken = feed.broken.map(|broken| Err(at(broken.offset, Trouble::Broken(broken.reason))));
            feed.articles.into_iter().map(Ok).chain(broken).collect()
        }
        Format::Mail => {
            let mail = from_mail(stem, bytes, defaults);
            [mail.map_err(|broken| at(broken.offset, Trouble::Broken(broken.reason)))].into()
        }
        Format::Feed | Format::Addresses => [Err(Problem::whole(origin, Trouble::Addresses))].into(),
        Format::Text | Format::JsonLines | Format::Warc | Format::Arc | Format::Unsaid => {
            [Ok(from_text(stem, bytes, defaults))].into()
        }
    }
}

fn origin(input: &Input) -> String {
    match input {
        Input::File(path, _) => path.display().to_string(),
        Input::Stdin => "standard input".to_owned(),
    }
}

fn stem(input: &Input) -> String {
    match input {
        Input::File(path, _) => file_stem(path),
        Input::Stdin => "stdin".to_owned(),
    }
}

/// The name of a file without its extension, and without that of its compression.
fn file_stem(path: &Path) -> String {
    let packed = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("gz") || e.eq_ignore_ascii_case("zst"));
    let inner = if packed { path.file_stem().map(Path::new) } else { Some(path) };
    inner.and_then(Path::file_stem).map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}

/// A JSON Lines file while it is read.
struct Lines {
    reader: Stream,
    origin: String,
    stem: String,
    /// Lines begun so far.
    line: u64,
    /// Where the next line starts.
    offset: u64,
    done: bool,
}

impl Lines {
    fn new(reader: Stream, origin: String, stem: String) -> Lines {
        Lines { reader, origin, stem, line: 0, offset: 0, done: false }
    }

    /// The next document; blank lines hold none.
    fn next(&mut self, defaults: &Defaults, limits: Limits) -> Option<Outcome> {
        while !self.done {
            let start = self.offset;
            let mut bytes = match self.take_line(limits) {
                Ok(Some(bytes)) => bytes,
                Ok(None) => continue,
                Err(trouble) => return Some(Err(self.problem(start, trouble))),
            };
            let marked = self.line == 1 && bytes.starts_with(b"\xEF\xBB\xBF");
            if marked {
                bytes.drain(..3);
            }
            let blank = bytes.len() - bytes.trim_ascii_start().len();
            let from = start + if marked { 3 } else { 0 } + blank as u64;
            let document = bytes.trim_ascii();
            if document.is_empty() {
                continue;
            }
            let outcome = from_json_line(&self.stem, self.line, document, defaults);
            return Some(match outcome {
                Ok((mut article, mut notes)) => {
                    notes.extend(marked.then(mark_note));
                    article.origin.file = Some(self.origin.clone());
                    article.origin.part = Some(from..from + document.len() as u64);
                    Ok((article, notes))
                }
                Err(trouble) => Err(self.problem(start, trouble)),
            });
        }
        None
    }

    /// The bytes of the next line; `None` at the end.
    fn take_line(&mut self, limits: Limits) -> Result<Option<Vec<u8>>, Trouble> {
        self.check(limits)?;
        let mut bytes = Vec::new();
        let bound = limits.document.saturating_add(1);
        let read = (&mut self.reader).take(bound).read_until(b'\n', &mut bytes);
        let read = read.map_err(|error| self.give_up(trouble(error)))? as u64;
        self.line += 1;
        self.offset += read;
        if read == 0 {
            self.done = true;
            return Ok(None);
        }
        if read == bound && bytes.last() != Some(&b'\n') {
            self.skip_line()?;
            return Err(Trouble::DocumentTooLarge(limits.document));
        }
        Ok(Some(bytes))
    }

    fn check(&mut self, limits: Limits) -> Result<(), Trouble> {
        let more = self.reader.fill_buf().map_or(true, |buffer| !buffer.is_empty());
        if more && self.offset >= limits.file {
            return Err(self.give_up(Trouble::FileTooLarge(limits.file)));
        }
        if more && self.line >= limits.lines {
            return Err(self.give_up(Trouble::TooManyLines(limits.lines)));
        }
        Ok(())
    }

    /// Passes over the rest of a line without holding it.
    fn skip_line(&mut self) -> Result<(), Trouble> {
        loop {
            let (used, ended) = match self.reader.fill_buf() {
                Ok([]) => return Ok(()),
                Ok(buffer) => {
                    let end = buffer.iter().position(|b| *b == b'\n');
                    (end.map_or(buffer.len(), |end| end + 1), end.is_some())
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(self.give_up(trouble(error))),
            };
            self.reader.consume(used);
            self.offset += used as u64;
            if ended {
                return Ok(());
            }
        }
    }

    fn give_up(&mut self, trouble: Trouble) -> Trouble {
        self.done = true;
        trouble
    }

    fn problem(&self, start: u64, trouble: Trouble) -> Problem {
        match trouble {
            Trouble::Unreadable(_) | Trouble::Damaged(_) | Trouble::FileTooLarge(_) => {
                Problem::whole(&*self.origin, trouble)
            }
            _ => Problem::at_line(&*self.origin, self.line, start, trouble),
        }
    }
}

fn mark_note() -> Note {
    let message = "the byte-order mark at the start of the file is no part of the document".to_owned();
    Note { severity: Severity::Info, code: "byte-order-mark", message, span: None }
}
