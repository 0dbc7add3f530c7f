//! `dateline find`: events in a database.

use crate::args::FindArgs;
use crate::report::Status;
use anyhow::{Result, bail};

/// Prints the events that match.
pub(crate) fn run(args: &FindArgs, quiet: bool) -> Result<Status> {
    let _ = quiet;
    bail!("{}: finding is not wired yet", args.db.display())
}
