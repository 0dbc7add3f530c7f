//! Adding reports: batches, each one transaction, each report whole or not at all.

mod columns;
mod insert;
mod known;
pub(crate) mod revision;

pub(crate) use columns::{event_codes, roles};
pub(crate) use insert::Insert;
pub(crate) use known::Known;

use crate::error::{At, Result};
use crate::record::{Record, Version};
use crate::store::Store;
use rusqlite::{Connection, TransactionBehavior};
use std::time::{Duration, Instant};

/// When a batch is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Batch {
    /// After so many reports.
    pub reports: usize,
    /// Or with the first report added after so long.
    pub time: Duration,
}

impl Default for Batch {
    fn default() -> Self {
        Batch { reports: 200, time: Duration::from_secs(2) }
    }
}

/// What became of the reports that were added.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Written {
    /// Codings that the database did not have.
    pub added: usize,
    /// Codings that it had already, left as they were.
    pub known: usize,
}

/// Adds reports to a database.
///
/// Reports wait in memory until a batch is full, so that the file is locked only while it is written. A process that
/// is killed loses no more than the batch that waits; coding the same input again adds just that.
#[derive(Debug)]
#[must_use = "reports wait in memory until `finish`"]
pub struct Writer<'s> {
    store: &'s mut Store,
    batch: Batch,
    waiting: Vec<Record>,
    since: Instant,
    written: Written,
    known: Known,
}

impl<'s> Writer<'s> {
    pub(crate) fn new(store: &'s mut Store, batch: Batch) -> Self {
        Writer { store, batch, waiting: Vec::new(), since: now(), written: Written::default(), known: Known::default() }
    }

    /// True where this text of this report was coded by this version already and is written.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn has(&self, id: &str, sha256: &str, version: &Version) -> Result<bool> {
        self.store.has(id, sha256, version)
    }

    /// Takes a report, and writes the batch if it is full.
    ///
    /// # Errors
    /// Where the file can't be written; the batch still waits, and what was written before is kept.
    pub fn add(&mut self, record: Record) -> Result<()> {
        if self.waiting.is_empty() {
            self.since = now();
        }
        self.waiting.push(record);
        match self.waiting.len() >= self.batch.reports || self.since.elapsed() >= self.batch.time {
            true => self.flush(),
            false => Ok(()),
        }
    }

    /// Writes what waits.
    ///
    /// # Errors
    /// As [`Writer::add`].
    pub fn flush(&mut self) -> Result<()> {
        let written = write(&mut self.store.connection, &mut self.known, &self.waiting);
        if written.is_err() {
            self.known.forget();
        }
        let written = written.at(&self.store.path)?;
        self.waiting.clear();
        self.written.added += written.added;
        self.written.known += written.known;
        Ok(())
    }

    /// Writes what waits and says what became of everything.
    ///
    /// # Errors
    /// As [`Writer::add`].
    pub fn finish(mut self) -> Result<Written> {
        self.flush()?;
        Ok(self.written)
    }
}

#[allow(clippy::disallowed_methods, reason = "the time decides when a batch is written, never what is written")]
fn now() -> Instant {
    Instant::now()
}

fn write(connection: &mut Connection, known: &mut Known, records: &[Record]) -> rusqlite::Result<Written> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut insert = Insert::new(&transaction, known, "code");
    let mut added = Vec::new();
    for record in records {
        added.extend(insert.coding(record)?.map(|rows| (record, rows)));
    }
    insert.settle()?;
    added.iter().try_for_each(|(record, rows)| insert.words(record, rows))?;
    transaction.commit()?;
    Ok(Written { added: added.len(), known: records.len() - added.len() })
}
