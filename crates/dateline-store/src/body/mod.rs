//! The body of a report: its text and its records, all in one compressed value.
//!
//! Packed it is a table of lengths and then, in this order, the text, the headline, the map to the document, the strings of
//! the records, the report's record without all that stands elsewhere, quotes and notes, and each event with its sentence,
//! so that one event is read without the others. Columns beside it repeat only what queries ask for. Layers are not kept.

mod deflate;
#[cfg(test)]
mod dictionary;
mod keys;
mod map;
mod mark;
mod pack;
mod strings;
mod unpack;

pub(crate) use deflate::Deflater;

use crate::record::{Event, Note, Origin, Quote, Record, Report, Version, Words};
use dateline_doc::{Span, Text};
use mark::Reader;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::ops::Range;
use strings::Strings;

/// What the words of a packed record point into.
#[derive(Clone, Copy)]
struct Place<'t>(&'t Text);

impl<'t> Place<'t> {
    /// So many characters from one on; `None` where the text does not reach so far.
    fn slice(self, start: u64, length: u64) -> Option<&'t str> {
        let end = u32::try_from(start.checked_add(length)?).ok()?;
        let chars = Span::new(start as u32, end);
        let bytes = self.0.to_bytes(chars);
        (self.0.to_chars(bytes) == chars).then(|| self.0.slice(bytes))
    }
}

/// Packs and compresses the text and the records of a report.
pub(crate) fn pack(record: &Record, deflater: &mut Deflater) -> Vec<u8> {
    deflater.deflate(&packed(record))
}

/// What [`pack`] compresses.
fn packed(record: &Record) -> Vec<u8> {
    let report = &record.report;
    let indexed = Text::new(report.text.clone());
    let mut strings = Strings::beginning_with(known(&report.version));
    let mut records = Parts::default();
    let mut add = |part: Part<'_>| records.add(|out| part.pack(out, &mut strings, Place(&indexed)));
    add(Part::Report(&remainder(report)));
    add(Part::Rest(&record.quotes, &record.notes));
    record.events.iter().zip(&record.sentences).for_each(|(event, sentence)| add(Part::Event(event, sentence)));
    let mut parts = Parts::default();
    parts.add(|out| out.extend_from_slice(report.text.as_bytes()));
    parts.add(|out| out.extend_from_slice(report.title.as_deref().unwrap_or_default().as_bytes()));
    parts.add(|out| map::write(out, report.source.as_ref().map_or(&[], |source| &source.map)));
    parts.add(|out| strings.write(out, &report.id));
    parts.join(records)
}

/// What stands neither in columns nor in a part of its own.
fn remainder(report: &Report) -> Report {
    let version = Version { dateline: String::new(), models: BTreeMap::new(), codebook: String::new() };
    let source = report.source.as_ref().map(|source| Origin { map: Vec::new(), ..source.clone() });
    // An empty part can't say whether there is an empty headline or none.
    let title = report.title.clone().filter(String::is_empty);
    Report { id: String::new(), text: String::new(), sha256: String::new(), version, source, title, ..report.clone() }
}

/// Strings that most decisions name.
fn known(version: &Version) -> impl Iterator<Item = &str> {
    [&version.dateline, &version.codebook].into_iter().chain(version.models.values()).map(String::as_str)
}

/// A part that is packed for itself.
enum Part<'r> {
    Report(&'r Report),
    Rest(&'r [Quote], &'r [Note]),
    Event(&'r Event, &'r Words),
}

impl Part<'_> {
    fn pack(&self, out: &mut Vec<u8>, strings: &mut Strings, place: Place<'_>) {
        match self {
            Part::Report(report) => pack::pack(out, strings, place, report),
            Part::Rest(quotes, notes) => pack::pack(out, strings, place, &(quotes, notes)),
            Part::Event(event, sentence) => pack::pack(out, strings, place, &(event, sentence)),
        }
    }
}

/// Parts one after the other, and their lengths.
#[derive(Default)]
struct Parts {
    lengths: Vec<u8>,
    count: u64,
    bytes: Vec<u8>,
}

impl Parts {
    fn add(&mut self, write: impl FnOnce(&mut Vec<u8>)) {
        let before = self.bytes.len();
        write(&mut self.bytes);
        mark::put(&mut self.lengths, (self.bytes.len() - before) as u64);
        self.count += 1;
    }

    /// These and then others, behind all their lengths.
    fn join(self, others: Parts) -> Vec<u8> {
        let mut joined = Vec::with_capacity(self.bytes.len() + others.bytes.len() + others.lengths.len() + 32);
        mark::put(&mut joined, self.count + others.count);
        [self.lengths, others.lengths, self.bytes, others.bytes].iter().for_each(|bytes| joined.extend(bytes));
        joined
    }
}

/// What columns say of a report.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    /// Identifier.
    pub(crate) id: String,
    /// SHA-256 of its document.
    pub(crate) sha256: String,
    /// What coded it.
    pub(crate) version: Version,
}

/// A body, open to be read part by part. Whatever it does not hold as it was packed is `None`.
#[derive(Debug)]
pub(crate) struct Body {
    key: Key,
    bytes: Vec<u8>,
    text: Text,
    title: String,
    map: Vec<[u32; 4]>,
    strings: Vec<String>,
    /// The report's record, quotes and notes, then each event.
    parts: Vec<Range<usize>>,
}

impl Body {
    /// Opens what [`pack`] made, with what stands in columns beside it.
    pub(crate) fn open(packed: &[u8], key: Key) -> Option<Body> {
        let bytes = deflate::inflate(packed)?;
        let mut parts = ranges(&bytes)?.into_iter();
        let mut next = || bytes.get(parts.next()?);
        let (text, title, map, strings) = (next()?, next()?, next()?, next()?);
        let text = Text::new(std::str::from_utf8(text).ok()?.to_owned());
        let title = std::str::from_utf8(title).ok()?.to_owned();
        let strings = strings::read(strings, &key.id, known(&key.version))?;
        Some(Body { key, text, title, map: map::read(map)?, strings, parts: parts.collect(), bytes })
    }

    /// The report with its text.
    pub(crate) fn report(&self) -> Option<Report> {
        let rest: Report = self.part(0)?;
        let Key { id, sha256, version } = self.key.clone();
        let source = rest.source.map(|source| Origin { map: self.map.clone(), ..source });
        let title = (!self.title.is_empty()).then(|| self.title.clone()).or(rest.title);
        Some(Report { id, sha256, version, source, title, text: self.text.as_str().to_owned(), ..rest })
    }

    /// How many events it holds.
    pub(crate) fn events(&self) -> usize {
        self.parts.len().saturating_sub(EVENTS)
    }

    /// Event number `n`, from 0, with its sentence.
    pub(crate) fn event(&self, n: usize) -> Option<(Event, Words)> {
        self.part(EVENTS.checked_add(n)?)
    }

    /// Everything.
    pub(crate) fn record(&self) -> Option<Record> {
        let (quotes, notes): (Vec<Quote>, Vec<Note>) = self.part(1)?;
        let events: Option<Vec<_>> = (EVENTS..self.parts.len()).map(|n| self.part(n)).collect();
        let (events, sentences) = events?.into_iter().unzip();
        Some(Record { report: self.report()?, layers: Vec::new(), events, sentences, quotes, notes })
    }

    fn part<T: DeserializeOwned>(&self, n: usize) -> Option<T> {
        let bytes = self.bytes.get(self.parts.get(n)?.clone())?;
        serde_json::from_value(unpack::unpack(bytes, &self.strings, Place(&self.text))?).ok()
    }
}

/// Text and headline of what [`pack`] made, and nothing else.
pub(crate) fn words(packed: &[u8]) -> Option<[String; 2]> {
    let bytes = deflate::inflate(packed)?;
    let mut parts = ranges(&bytes)?.into_iter();
    let mut next = || Some(std::str::from_utf8(bytes.get(parts.next()?)?).ok()?.to_owned());
    Some([next()?, next()?])
}

/// Parts before the first event.
const EVENTS: usize = 2;

/// Where each part is.
fn ranges(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut reader = Reader(bytes);
    let count = reader.number()?;
    let lengths: Option<Vec<u64>> = (0..count).map(|_| reader.number()).collect();
    let mut at = bytes.len() - reader.0.len();
    let range = |length: u64| {
        let start = at;
        at = at.checked_add(usize::try_from(length).ok()?)?;
        Some(start..at)
    };
    lengths?.into_iter().map(range).collect()
}
