//! Revisions: when something was changed, what it was, and who did it.

use dateline_merge::score::Weights;
use jiff::{Timestamp, Unit};
use rusqlite::{Transaction, params};

/// Begins a revision and gives its number; everything that the transaction changes belongs to it.
pub(crate) fn begin(transaction: &Transaction<'_>, what: &str, who: Option<&str>) -> rusqlite::Result<i64> {
    let mut statement =
        transaction.prepare_cached("INSERT INTO revision (at, what, who, weights) VALUES (?1, ?2, ?3, ?4)")?;
    statement.insert(params![now(), what, who, Weights::builtin().version()])
}

/// To the second, in UTC.
#[allow(
    clippy::disallowed_methods,
    reason = "the time of recording is a fact about the database, never about a report"
)]
fn now() -> String {
    let now = Timestamp::now();
    now.round(Unit::Second).unwrap_or(now).to_string()
}
