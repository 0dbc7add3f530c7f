//! Opening a database: whose file it is, which format it has, and bringing it up to date.

use crate::error::{At, Error, Kind, Result};
use crate::upgrade;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// Marks a file as ours ("DLEV" in ASCII).
const APPLICATION_ID: i64 = 0x444c_4556;

/// What brings a file from one format to the next: statements, and what statements can't say.
struct Migration {
    sql: &'static str,
    then: Option<fn(&Transaction<'_>) -> rusqlite::Result<()>>,
}

/// From format `i` to `i + 1`. A published one never changes; a change of the schema is a new one.
const MIGRATIONS: [Migration; 3] = [
    Migration { sql: include_str!("schema/v1.sql"), then: None },
    Migration { sql: include_str!("schema/v2.sql"), then: None },
    Migration { sql: include_str!("schema/v3.sql"), then: Some(upgrade::to_format_3) },
];

/// Bytes of a page of a new file. Bodies of a few thousand bytes leave less of these empty than of smaller ones.
const PAGE: i64 = 16_384;

/// Memory for pages, in units of -1 KiB.
const CACHE: i64 = -65_536;

/// Pages that are written before they are taken from the log into the file.
const CHECKPOINT: i64 = 4000;

/// How long to wait for another process that is writing.
const PATIENCE: Duration = Duration::from_secs(30);

/// Between two attempts where SQLite does not wait by itself.
const PAUSE: Duration = Duration::from_millis(10);

/// Number of the format that this version of Dateline writes.
pub const FORMAT_VERSION: i64 = MIGRATIONS.len() as i64;

/// Opens a database for writing; makes it if there is none.
pub(crate) fn writable(path: &Path) -> Result<Connection> {
    let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    check_alone(&connection).at(path)?;
    prepare(&mut connection).at(path)?;
    Ok(connection)
}

/// Opens a database that must exist, for reading. One of an older format is brought up to date first.
pub(crate) fn readable(path: &Path) -> Result<Connection> {
    if !path.exists() {
        return Err(Error::new(path, Kind::Missing));
    }
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    let format = check_alone(&connection).at(path)?;
    let connection = if format < FORMAT_VERSION { writable(path)? } else { connection };
    connection.pragma_update(None, "query_only", true).at(path)?;
    Ok(connection)
}

/// A connection to a file, which nothing is asked of yet.
pub(crate) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection> {
    // The dot keeps SQLite from reading names such as ":memory:", "file:..." or "" as anything but files.
    let file = Path::new(".").join(path);
    let connection = Connection::open_with_flags(file, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX).at(path)?;
    connection.busy_timeout(PATIENCE).at(path)?;
    connection.pragma_update(None, "cache_size", CACHE).at(path)?;
    connection.set_prepared_statement_cache_capacity(256);
    Ok(connection)
}

/// An empty database of the present format that is gone when it is closed.
pub(crate) fn throwaway() -> std::result::Result<Connection, Kind> {
    // No name: in a temporary file, as far as memory does not hold it.
    let mut connection = Connection::open("")?;
    connection.pragma_update(None, "page_size", PAGE)?;
    connection.pragma_update(None, "cache_size", CACHE)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// As [`check`], in a transaction, so that another process that makes the file at this moment is seen whole or not.
fn check_alone(connection: &Connection) -> std::result::Result<i64, Kind> {
    check(&*connection.unchecked_transaction()?)
}

/// The format of the file: 0 where it is empty. Refuses files that are not ours before anything is written to them.
fn check(connection: &Connection) -> std::result::Result<i64, Kind> {
    let number = |name| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application, format) = (number("application_id")?, number("user_version")?);
    let empty = connection.query_row("SELECT count(*) = 0 FROM sqlite_schema", [], |row| row.get(0))?;
    match (application, format) {
        (APPLICATION_ID, found) if found > FORMAT_VERSION => Err(Kind::Newer { found, known: FORMAT_VERSION }),
        (APPLICATION_ID, _) => Ok(format),
        (0, 0) if empty => Ok(0),
        _ => Err(Kind::Foreign),
    }
}

fn prepare(connection: &mut Connection) -> std::result::Result<(), Kind> {
    // Only before anything is written; a file that is there keeps its pages.
    connection.pragma_update(None, "page_size", PAGE)?;
    use_wal(connection)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT)?;
    // Safe against a killed process; a power cut can only lose the last batches, which coding again adds.
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrate(connection)
}

/// Switches to WAL, where readers and a writer don't wait for each other. SQLite does not wait for other processes here,
/// so that two that open a new file at once would get in each other's way: try again.
fn use_wal(connection: &Connection) -> std::result::Result<(), Kind> {
    let attempt = || connection.pragma_update(None, "journal_mode", "WAL");
    for _ in 0..PATIENCE.as_millis() / PAUSE.as_millis() {
        match attempt() {
            Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => std::thread::sleep(PAUSE),
            other => return Ok(other?),
        }
    }
    Ok(attempt()?)
}

fn migrate(connection: &mut Connection) -> std::result::Result<(), Kind> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let format = check(&transaction)?;
    if format < FORMAT_VERSION {
        for migration in &MIGRATIONS[format as usize..] {
            transaction.execute_batch(migration.sql)?;
            migration.then.map_or(Ok(()), |then| then(&transaction))?;
        }
        transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
        transaction.pragma_update(None, "user_version", FORMAT_VERSION)?;
    }
    Ok(transaction.commit()?)
}
