//! What can go wrong with a database file, said with the file's name and a remedy.

use rusqlite::ErrorCode;
use std::path::{Path, PathBuf};

/// An error about a database file. Its message names the file and says what to do.
#[derive(Debug, thiserror::Error)]
#[error("{}: {kind}", path.display())]
pub struct Error {
    path: PathBuf,
    pub(crate) kind: Kind,
}

/// Result of working with a database.
pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub(crate) enum Kind {
    #[error("no such database; make one with `dateline code INPUT --db PATH`")]
    Missing,
    #[error("not an event database but some other file; name another one, nothing was changed")]
    NotSqlite,
    #[error("a database of another program; name another file, nothing was changed")]
    Foreign,
    #[error("written by a newer Dateline (format {found}, this one reads up to {known}); upgrade Dateline to open it")]
    Newer { found: i64, known: i64 },
    #[error("damaged ({0}); restore a copy, or code the reports again into a new file")]
    Damaged(rusqlite::Error),
    #[error("in use by another process for too long; try again when it has finished")]
    Busy,
    #[error("can't be opened ({0}); check that the folder exists and that you may write there")]
    CantOpen(rusqlite::Error),
    #[error("can't be written ({0}); check the permissions of the file and its folder")]
    ReadOnly(rusqlite::Error),
    #[error("there is such a file already; name another one, nothing was changed")]
    Exists,
    #[error("can't be written ({0}); check that the folder exists and that you may write there")]
    Unwritable(std::io::Error),
    #[error("the disk is full; free some space and run again, what was finished is kept")]
    Full,
    #[error("{0}")]
    Decision(String),
    #[error("{0}")]
    Sqlite(rusqlite::Error),
}

impl Error {
    pub(crate) fn new(path: &Path, kind: Kind) -> Self {
        Error { path: path.to_owned(), kind }
    }

    /// True where the file was not there.
    pub fn is_missing(&self) -> bool {
        matches!(self.kind, Kind::Missing)
    }
}

impl From<rusqlite::Error> for Kind {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
        match (error.sqlite_error_code(), &error) {
            // A row does not hold what its format says.
            (_, FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..)) => {
                Kind::Damaged(error)
            }
            (Some(ErrorCode::DatabaseCorrupt), _) => Kind::Damaged(error),
            (Some(ErrorCode::NotADatabase), _) => Kind::NotSqlite,
            (Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked), _) => Kind::Busy,
            (Some(ErrorCode::CannotOpen), _) => Kind::CantOpen(error),
            (Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied), _) => Kind::ReadOnly(error),
            (Some(ErrorCode::DiskFull), _) => Kind::Full,
            _ => Kind::Sqlite(error),
        }
    }
}

/// Adds the name of the file to an error.
pub(crate) trait At<T> {
    fn at(self, path: &Path) -> Result<T>;
}

impl<T, E: Into<Kind>> At<T> for std::result::Result<T, E> {
    fn at(self, path: &Path) -> Result<T> {
        self.map_err(|error| Error::new(path, error.into()))
    }
}
