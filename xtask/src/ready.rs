//! Everything that a commit must pass, in the order in which failures are cheapest to find.

use crate::process::{cargo, cargo_with};
use crate::tidy;
use anyhow::Result;

/// Runs all checks; `test` off where the tests have just been run.
pub(crate) fn ready(test: bool) -> Result<()> {
    cargo(&["fmt", "--all", "--check"])?;
    tidy::run()?;
    cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"])?;
    if test {
        cargo(&["test", "--workspace"])?;
    }
    // The header of a module may name its private parts: it is read in the source as much as on the page.
    let strict = [("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links")];
    cargo_with(&["doc", "--workspace", "--no-deps", "--quiet"], &strict)?;
    cargo(&["bench", "--package", "dateline", "--bench", "speed", "--no-run"])?;
    println!("ready");
    Ok(())
}
