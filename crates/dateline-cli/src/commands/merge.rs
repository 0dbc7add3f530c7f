//! `dateline merge`: merging all reports again.

use crate::args::MergeArgs;
use crate::report::{Status, hint};
use anyhow::Result;
use dateline_store::Store;

/// Merges and tells how much.
pub(crate) fn run(args: &MergeArgs, quiet: bool) -> Result<Status> {
    let merged = Store::open(&args.db)?.merge()?;
    if !quiet {
        hint(&format!("{} reports merged again, {} decisions", merged.reports, merged.decided));
    }
    Ok(Status::Done)
}
