//! Where output goes: standard output, or a file that appears only when it is complete.

use anyhow::{Context, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A place to write to. Nothing is complete before [`Output::finish`].
pub(crate) struct Output {
    to: To,
    styled: bool,
}

enum To {
    Stdout(BufWriter<io::Stdout>),
    /// A device or a pipe, which must not be replaced.
    Special(BufWriter<File>),
    File(BufWriter<NamedTempFile>, PathBuf),
}

impl Output {
    /// Opens a file, or standard output where there is none.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self> {
        match path {
            None => Ok(Output { to: To::Stdout(BufWriter::new(io::stdout())), styled: stdout_takes_style() }),
            Some(path) => Self::file(path).with_context(|| format!("cannot write {}", path.display())),
        }
    }

    fn file(path: &Path) -> Result<Self> {
        // A link stays a link: what it points to is replaced.
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        let special = fs::metadata(&path).is_ok_and(|found| !found.is_file());
        let to = if special {
            To::Special(BufWriter::new(File::options().write(true).open(&path)?))
        } else {
            To::File(BufWriter::new(temporary_beside(&path)?), path)
        };
        Ok(Output { to, styled: false })
    }

    /// Writes text with terminal styles, which are taken out where they do not belong.
    pub(crate) fn styled(&mut self, text: &str) -> io::Result<()> {
        if self.styled {
            self.write_all(text.as_bytes())
        } else {
            self.write_all(anstream::adapter::strip_str(text).to_string().as_bytes())
        }
    }

    /// Writes everything out and, for a file, puts it in its place.
    pub(crate) fn finish(mut self) -> Result<()> {
        self.flush()?;
        if let To::File(writer, path) = self.to {
            let place = || format!("cannot write {}", path.display());
            let temporary = writer.into_inner().map_err(io::IntoInnerError::into_error).with_context(place)?;
            temporary.as_file().sync_all().with_context(place)?;
            temporary.persist(&path).with_context(place)?;
        }
        Ok(())
    }
}

impl Write for Output {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.to {
            To::Stdout(writer) => writer.write(bytes),
            To::Special(writer) => writer.write(bytes),
            To::File(writer, _) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.to {
            To::Stdout(writer) => writer.flush(),
            To::Special(writer) => writer.flush(),
            To::File(writer, _) => writer.flush(),
        }
    }
}

fn stdout_takes_style() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != anstream::ColorChoice::Never
}

fn temporary_beside(path: &Path) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dateline-").suffix(".part");
    // Temporary files are private by default; the finished file has the permissions of any new file, or keeps its own.
    #[cfg(unix)]
    let builder = {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666))
    };
    let file = builder.tempfile_in(folder)?;
    if let Ok(before) = fs::metadata(path) {
        fs::set_permissions(file.path(), before.permissions())?;
    }
    Ok(file)
}
