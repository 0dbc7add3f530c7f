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
    // With private items, since the modules' own pages are how the code is read.
    let doc = ["doc", "--workspace", "--no-deps", "--document-private-items", "--quiet"];
    cargo_with(&doc, &[("RUSTDOCFLAGS", "-D warnings")])?;
    cargo(&["bench", "--package", "dateline", "--bench", "speed", "--no-run"])?;
    println!("ready");
    Ok(())
}
