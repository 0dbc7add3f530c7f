//! The strings of a record: each is written once, and named by its number.

use super::mark::{Reader, put};
use foldhash::fast::FixedState;
use std::collections::HashMap;
use std::rc::Rc;

/// Strings in the order in which they first came.
#[derive(Default)]
pub(super) struct Strings {
    numbers: HashMap<Rc<str>, u64, FixedState>,
    order: Vec<Rc<str>>,
    /// How many the reader of the table knows.
    known: usize,
}

impl Strings {
    /// A table that begins with these, which are not written.
    pub(super) fn beginning_with<'s>(known: impl Iterator<Item = &'s str>) -> Self {
        let mut strings = Strings::default();
        for string in known {
            strings.number(string);
        }
        strings.known = strings.count();
        strings
    }

    /// The number of a string.
    pub(super) fn number(&mut self, string: &str) -> u64 {
        if let Some(number) = self.numbers.get(string) {
            return *number;
        }
        let number = self.order.len() as u64;
        let string: Rc<str> = string.into();
        self.numbers.insert(Rc::clone(&string), number);
        self.order.push(string);
        number
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.order.len()
    }

    /// The string of this number.
    pub(super) fn get(&self, number: u64) -> Option<&str> {
        self.order.get(usize::try_from(number).ok()?).map(AsRef::as_ref)
    }

    /// Forgets the strings that came after the first so many.
    pub(super) fn truncate(&mut self, count: usize) {
        for string in self.order.drain(count..) {
            self.numbers.remove(&string);
        }
    }

    /// Writes them: those that begin with the identifier of the report without it.
    pub(super) fn write(&self, out: &mut Vec<u8>, report: &str) {
        for string in &self.order[self.known..] {
            let rest = string.strip_prefix(report).filter(|_| !report.is_empty());
            let written = rest.unwrap_or(string);
            put(out, (written.len() as u64) << 1 | u64::from(rest.is_some()));
            out.extend_from_slice(written.as_bytes());
        }
    }
}

/// What [`Strings::write`] wrote, behind those that the table began with.
pub(super) fn read<'s>(bytes: &[u8], report: &str, known: impl Iterator<Item = &'s str>) -> Option<Vec<String>> {
    let mut reader = Reader(bytes);
    let mut strings: Vec<String> = Strings::beginning_with(known).order.iter().map(ToString::to_string).collect();
    while !reader.0.is_empty() {
        let length = reader.number()?;
        let written = std::str::from_utf8(reader.take(length >> 1)?).ok()?;
        strings.push(if length & 1 == 1 { [report, written].concat() } else { written.to_owned() });
    }
    Some(strings)
}
