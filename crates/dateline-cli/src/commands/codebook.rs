//! `dateline codebook`: the cases that rules carry.

use crate::args::CodebookCommand;
use crate::report::Status;
use anyhow::{Result, bail};

/// Runs a check.
pub(crate) fn run(command: CodebookCommand) -> Result<Status> {
    match command {
        CodebookCommand::Test => bail!("codebook test is not wired yet"),
        CodebookCommand::Lint => bail!("codebook lint is not wired yet"),
    }
}
