//! Merging again: after an upgrade, or for a database that was written before there were incidents.

use super::merge::Merge;
use crate::error::{At, Result};
use crate::read::Shelf;
use crate::store::Store;
use rusqlite::{Transaction, TransactionBehavior};

/// Reports merged in one transaction. After each the database is whole: what is merged already and what is not yet meet.
const BATCH: usize = 200;

/// What merging again changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Merged {
    /// Reports looked at.
    pub reports: usize,
    /// Decisions taken, by the program.
    pub decided: usize,
}

impl Store {
    /// Merges all reports again, with the program's weights of now. Decisions of people hold.
    ///
    /// # Errors
    /// Where the file can't be written.
    pub fn merge(&mut self) -> Result<Merged> {
        let ids = self.report_ids()?;
        let mut merged = Merged::default();
        for batch in ids.chunks(BATCH) {
            let batch_merged = self.merge_batch(batch).at(&self.path)?;
            merged.reports += batch_merged.reports;
            merged.decided += batch_merged.decided;
        }
        Ok(merged)
    }

    fn merge_batch(&self, ids: &[String]) -> rusqlite::Result<Merged> {
        let transaction = Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate)?;
        let mut merge = Merge::new(&transaction, crate::write::revision::begin(&transaction, "merge", None)?)?;
        let mut merged = Merged::default();
        for id in ids {
            let Some(pk) = self.latest(id)? else { continue };
            merge.remove(pk)?;
            merge.add(&Shelf::new(self).record(pk)?, pk)?;
            merged.reports += 1;
        }
        merged.decided = merge.settle()?;
        transaction.commit()?;
        Ok(merged)
    }
}
