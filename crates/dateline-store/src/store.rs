//! The database as a value: opening, and what can be asked of it in one step.

use crate::error::{At, Result};
use crate::moment::Moment;
use crate::open;
use crate::read::damaged;
use crate::record::{Version, to_json};
use crate::sha;
use crate::write::{Batch, Writer};
use rusqlite::{Connection, params};
use std::path::{Path, PathBuf};

/// An event database in one file. One process writes at a time, any number read meanwhile.
#[derive(Debug)]
pub struct Store {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
}

/// One coding of one text of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// SHA-256 of the bytes read.
    pub sha256: String,
    /// What coded it.
    pub version: Version,
    /// True for the one that queries answer from.
    pub latest: bool,
    /// When it was added (UTC), or for what was added by an older Dateline when its file was brought up to date.
    pub recorded: String,
}

/// How much a database holds. Only latest codings count, except in `codings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Reports.
    pub reports: u64,
    /// Event mentions.
    pub events: u64,
    /// Codings of reports, earlier ones among them.
    pub codings: u64,
}

impl Store {
    /// Opens a database for writing and reading; makes it if there is none.
    ///
    /// # Errors
    /// Where the file is damaged, not ours, of a newer format, or can't be opened or written.
    pub fn open(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        Ok(Store { connection: open::writable(path)?, path: path.to_owned() })
    }

    /// Opens a database that must exist, for reading.
    ///
    /// # Errors
    /// As [`Store::open`], and where there is no such file.
    pub fn open_existing(path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        Ok(Store { connection: open::readable(path)?, path: path.to_owned() })
    }

    /// True where this text of this report was coded by this version already.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn has(&self, id: &str, sha256: &str, version: &Version) -> Result<bool> {
        self.query_has(id, sha256, version).at(&self.path)
    }

    fn query_has(&self, id: &str, sha256: &str, version: &Version) -> rusqlite::Result<bool> {
        // Two searches, since latest and earlier codings have an index each.
        let mut statement = self.connection.prepare_cached(
            "WITH coding AS (SELECT pk FROM version WHERE dateline = ?3 AND models = ?4 AND codebook = ?5)
             SELECT 1 FROM report JOIN coding ON version = coding.pk WHERE id = ?1 AND latest = 1 AND sha256 = ?2
             UNION ALL
             SELECT 1 FROM report JOIN coding ON version = coding.pk WHERE id = ?1 AND latest = 0 AND sha256 = ?2",
        )?;
        let models = to_json(&version.models);
        statement.exists(params![id, sha::to_column(sha256), version.dateline, models, version.codebook])
    }

    /// Begins to add reports.
    pub fn writer(&mut self, batch: Batch) -> Writer<'_> {
        Writer::new(self, batch)
    }

    /// All codings of a report, in the order they were added.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn codings(&self, id: &str) -> Result<Vec<Coding>> {
        self.query_codings(id).at(&self.path)
    }

    fn query_codings(&self, id: &str) -> rusqlite::Result<Vec<Coding>> {
        let mut statement = self.connection.prepare_cached(
            "SELECT sha256, version.dateline, models, codebook, latest, revision.at
             FROM report JOIN version ON version.pk = report.version JOIN revision ON revision.pk = added
             WHERE id = ?1 AND latest IN (0, 1) ORDER BY report.pk",
        )?;
        let codings = statement.query_map([id], |row| {
            let sha256 = sha::from_column(row.get(0)?).ok_or_else(damaged)?;
            Ok(Coding { sha256, version: version_at(row, 1)?, latest: row.get(4)?, recorded: row.get(5)? })
        })?;
        codings.collect()
    }

    /// Versions of the latest codings, in order.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn versions(&self) -> Result<Vec<Version>> {
        let sql = "SELECT dateline, models, codebook FROM version
                   WHERE EXISTS (SELECT 1 FROM report WHERE report.version = version.pk AND latest = 1)
                   ORDER BY dateline, codebook, pk";
        let query = || {
            let mut statement = self.connection.prepare(sql)?;
            statement.query_map([], |row| version_at(row, 0))?.collect::<rusqlite::Result<_>>()
        };
        query().at(&self.path)
    }

    /// The last revision of then; 0 where there was none yet.
    pub(crate) fn revision_at(&self, moment: Moment) -> rusqlite::Result<i64> {
        let sql = "SELECT coalesce(max(pk), 0) FROM revision WHERE at <= ?1";
        self.connection.prepare_cached(sql)?.query_row([moment.to_string()], |row| row.get(0))
    }

    /// Identifiers of all reports, in the order their latest codings were added.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn report_ids(&self) -> Result<Vec<String>> {
        let query = || {
            let mut statement = self.connection.prepare("SELECT id FROM report WHERE latest = 1 ORDER BY pk")?;
            statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()
        };
        query().at(&self.path)
    }

    /// How much it holds.
    ///
    /// # Errors
    /// Where the file can't be read.
    pub fn counts(&self) -> Result<Counts> {
        let sql = "SELECT (SELECT count(*) FROM report WHERE latest = 1),
                          (SELECT coalesce(sum(events), 0) FROM report WHERE latest = 1),
                          (SELECT count(*) FROM report)";
        let counts = self.connection.query_row(sql, [], |row| {
            let count = |i| row.get::<_, i64>(i).map(|n| n as u64);
            Ok(Counts { reports: count(0)?, events: count(1)?, codings: count(2)? })
        });
        counts.at(&self.path)
    }
}

/// A version in three columns from `at`.
pub(crate) fn version_at(row: &rusqlite::Row<'_>, at: usize) -> rusqlite::Result<Version> {
    let models: String = row.get(at + 1)?;
    Ok(Version { dateline: row.get(at)?, models: json_at(at + 1, &models)?, codebook: row.get(at + 2)? })
}

/// Reads a JSON column.
pub(crate) fn json_at<T: serde::de::DeserializeOwned>(column: usize, json: &str) -> rusqlite::Result<T> {
    serde_json::from_str(json).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
    })
}
