//! Keeps what a stage of training made, so that a training that was cut off goes on where it stopped.

use anyhow::{Context, Result};
use std::path::PathBuf;

/// A folder for the results of stages; nothing is kept without one.
///
/// A result is taken as it is: after a change of data or code, begin with an empty folder.
#[derive(Debug, Clone, Default)]
pub struct Keep {
    /// The folder.
    pub folder: Option<PathBuf>,
}

impl Keep {
    /// The bytes kept under a name; where there are none they are made, and kept.
    pub fn bytes(&self, name: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
        let Some(file) = self.folder.as_ref().map(|folder| folder.join(name)) else { return make() };
        if file.exists() {
            return std::fs::read(&file).with_context(|| format!("cannot read {}", file.display()));
        }
        let bytes = make()?;
        let part = file.with_extension("part");
        let written = std::fs::write(&part, &bytes).and_then(|()| std::fs::rename(&part, &file));
        written.with_context(|| format!("cannot write {}; does the folder exist?", file.display()))?;
        Ok(bytes)
    }
}
