//! Merging again: after an upgrade, or for a database that was written before there were incidents.

use super::merge::Merge;
use crate::error::{At, Result};
use crate::store::Store;
use dateline_merge::score::Weights;
use rusqlite::{OptionalExtension, Transaction, TransactionBehavior};

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
            let latest = "SELECT pk FROM report WHERE id = ?1 AND latest = 1";
            let pk: Option<i64> = transaction.prepare_cached(latest)?.query_row([id], |row| row.get(0)).optional()?;
            let (Some(pk), Some(record)) = (pk, self.query_report(id)?) else { continue };
            merge.remove(pk)?;
            merge.add(&record, pk)?;
            merged.reports += 1;
        }
        merged.decided = merge.settle()?;
        transaction.commit()?;
        Ok(merged)
    }

    /// The version of the weights that merged last; `None` where nothing was merged yet.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn merged_by(&self) -> Result<Option<String>> {
        let sql = "SELECT weights FROM revision WHERE weights IS NOT NULL ORDER BY pk DESC LIMIT 1";
        self.connection.query_row(sql, [], |row| row.get(0)).optional().at(&self.path)
    }

    /// The version of the weights inside the program.
    pub fn merges_by() -> String {
        Weights::builtin().version()
    }
}
