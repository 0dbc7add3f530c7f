//! `dateline backup`: a copy of a database while others may write to it.

use crate::args::BackupArgs;
use crate::report::{Status, count, hint};
use anyhow::Result;
use dateline_store::Store;

/// Copies the database.
pub(crate) fn run(args: &BackupArgs, quiet: bool) -> Result<Status> {
    Store::open_existing(&args.db)?.backup(&args.copy)?;
    if !quiet {
        let held = Store::open_existing(&args.copy)?.counts()?;
        let (reports, events) = (count(held.reports as usize, "report"), count(held.events as usize, "event"));
        hint(&format!("{} holds {reports} and {events}", args.copy.display()));
    }
    Ok(Status::Done)
}
