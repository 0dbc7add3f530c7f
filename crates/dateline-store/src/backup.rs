//! A copy of a database as it stands, while others may write to it.

use crate::error::{At, Error, Kind, Result};
use crate::open;
use crate::store::Store;
use rusqlite::OpenFlags;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

impl Store {
    /// Copies the database as it stands into a new file, which appears only when it is complete. Whatever is written
    /// meanwhile is not in it.
    ///
    /// # Errors
    /// Where there is a file of that name already, or it can't be written.
    pub fn backup(&self, to: impl AsRef<Path>) -> Result<()> {
        let to = to.as_ref();
        if to.symlink_metadata().is_ok() {
            return Err(Error::new(to, Kind::Exists));
        }
        let part = Part(beside(to));
        self.vacuum_into(&part.0)?;
        publish(&part.0, to).at(to)
    }

    fn vacuum_into(&self, part: &Path) -> Result<()> {
        let connection = open::connect(&self.path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // As in `connect`: a name is the name of a file.
        let file = Path::new(".").join(part);
        let file = file
            .to_str()
            .ok_or_else(|| Error::new(part, Kind::Unwritable(std::io::ErrorKind::InvalidFilename.into())))?;
        connection.execute("VACUUM INTO ?1", [file]).at(part)?;
        Ok(())
    }
}

/// The copy while it is not complete; taken away in any case.
struct Part(PathBuf);

impl Drop for Part {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

/// A name beside the file that no other process uses.
fn beside(to: &Path) -> PathBuf {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    to.with_file_name(name)
}

/// Gives the complete copy its name, unless another process has taken it meanwhile.
fn publish(part: &Path, to: &Path) -> std::result::Result<(), Kind> {
    let synced = File::open(part).and_then(|file| file.sync_all());
    synced.and_then(|()| fs::hard_link(part, to)).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Kind::Exists,
        _ => Kind::Unwritable(error),
    })
}
