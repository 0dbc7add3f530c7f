//! Reads inputs one document at a time; a JSON Lines file is never held as a whole.

use crate::article::{Defaults, from_text, warning};
use crate::discover::{Format, Input};
use crate::feed;
use crate::json::{from_json, from_json_line};
use crate::mail::from_mail;
use crate::problem::{Problem, Trouble};
use dateline_doc::{Article, Note, Severity};
use std::collections::{BTreeSet, VecDeque};
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// Bounds on what is read. What is over them is a [`Problem`], and the rest goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes in a file.
    pub file: u64,
    /// Bytes in a document: a text file, a page, a line of a JSON Lines file.
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
type Outcome = Result<(Article, Vec<Note>), Problem>;

/// The reports of a batch, in the order of the inputs.
pub struct Articles<'d> {
    inputs: VecDeque<Input>,
    lines: Option<Lines>,
    /// What the last file holds beside its first report.
    rest: VecDeque<Outcome>,
    defaults: &'d Defaults,
    limits: Limits,
    seen: BTreeSet<String>,
}

/// Reads inputs one after the other. An identifier that occurs again gets a number, with a note.
pub fn articles(inputs: Vec<Input>, defaults: &Defaults, limits: Limits) -> Articles<'_> {
    Articles { inputs: inputs.into(), lines: None, rest: VecDeque::new(), defaults, limits, seen: BTreeSet::new() }
}

impl Iterator for Articles<'_> {
    type Item = Outcome;

    fn next(&mut self) -> Option<Outcome> {
        loop {
            if let Some(outcome) = self.rest.pop_front() {
                return Some(outcome.map(|read| self.unique(read)));
            }
            if let Some(lines) = &mut self.lines {
                match lines.next(self.defaults, self.limits) {
                    Some(outcome) => return Some(outcome.map(|read| self.unique(read))),
                    None => self.lines = None,
                }
            }
            let input = self.inputs.pop_front()?;
            if let Some(outcome) = self.open(&input).unwrap_or_else(|problem| Some(Err(problem))) {
                return Some(outcome.map(|read| self.unique(read)));
            }
        }
    }
}

impl Articles<'_> {
    /// Opens an input: a single document is read at once, lines are left for later.
    fn open(&mut self, input: &Input) -> Result<Option<Outcome>, Problem> {
        let origin = origin(input);
        let unreadable = |error| Problem::whole(origin.clone(), Trouble::Unreadable(error));
        let mut reader: Box<dyn BufRead> = match input {
            Input::File(path, _) => Box::new(BufReader::with_capacity(1 << 16, File::open(path).map_err(unreadable)?)),
            Input::Stdin => Box::new(BufReader::with_capacity(1 << 16, io::stdin())),
        };
        let format = match input {
            Input::File(_, format) => *format,
            Input::Stdin => Format::sniff(reader.fill_buf().map_err(unreadable)?),
        };
        let stem = stem(input);
        if format == Format::JsonLines {
            self.lines = Some(Lines { reader, origin, stem, line: 0, offset: 0, done: false });
            return Ok(None);
        }
        let bytes = whole(reader, self.limits.document).map_err(unreadable)?;
        let bytes = bytes.ok_or_else(|| Problem::whole(&*origin, Trouble::DocumentTooLarge(self.limits.document)))?;
        self.rest = read(format, &origin, &stem, &bytes, self.defaults);
        Ok(self.rest.pop_front())
    }

    /// Gives a number to an identifier that the batch already holds.
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
        Format::Text | Format::JsonLines => [Ok(from_text(stem, bytes, defaults))].into(),
    }
}

/// The rest of a reader, or nothing where it is over the limit.
fn whole(reader: Box<dyn BufRead>, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

fn origin(input: &Input) -> String {
    match input {
        Input::File(path, _) => path.display().to_string(),
        Input::Stdin => "standard input".to_owned(),
    }
}

fn stem(input: &Input) -> String {
    let of = |path: &Path| path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    match input {
        Input::File(path, _) => of(path).unwrap_or_default(),
        Input::Stdin => "stdin".to_owned(),
    }
}

/// A JSON Lines file while it is read.
struct Lines {
    reader: Box<dyn BufRead>,
    origin: String,
    stem: String,
    /// Lines begun so far.
    line: u64,
    /// Where the next line starts.
    offset: u64,
    done: bool,
}

impl Lines {
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
            let document = bytes.trim_ascii();
            if document.is_empty() {
                continue;
            }
            let outcome = from_json_line(&self.stem, self.line, document, defaults);
            return Some(match outcome {
                Ok((article, mut notes)) => {
                    notes.extend(marked.then(mark_note));
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
        let read = read.map_err(|error| self.give_up(Trouble::Unreadable(error)))? as u64;
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
                Err(error) => return Err(self.give_up(Trouble::Unreadable(error))),
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
            Trouble::Unreadable(_) | Trouble::FileTooLarge(_) => Problem::whole(&*self.origin, trouble),
            _ => Problem::at_line(&*self.origin, self.line, start, trouble),
        }
    }
}

fn mark_note() -> Note {
    let message = "the byte-order mark at the start of the file is no part of the document".to_owned();
    Note { severity: Severity::Info, code: "byte-order-mark", message, span: None }
}
