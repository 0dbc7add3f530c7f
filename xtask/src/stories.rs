//! The score card of merging on our own stories: what the test of the suite prints, as a table.

use crate::process;
use anyhow::Result;
use std::fs;
use std::process::Command;

const CARD: &str = "eval/scorecards/stories.md";

const HEAD: &str = "\
# Merging, on our own stories

Written by `cargo xtask stories`: eight stories of five reports each by several outlets over several days
(`crates/dateline-cli/tests/stories`), three pairs of which look alike, coded and merged by the command. Weights were not learnt
from them (they were from four others, `training/stories`), but traits were chosen with these in view. B3 is over the mentions
that were coded; what the coder itself puts together wrongly within a report counts too.

| what | |
| --- | --- |
";

const COPIES: &str = "
## Copies of wire texts

Eighteen texts of agencies with copies as outlets make them, and texts of their own that look like them
(`crates/dateline-ingest/tests/copies`).

";

/// What the test of the copies prints, up to the names of those that are wrong.
fn copies() -> Result<String> {
    let words = ["test", "--quiet", "--package", "dateline-ingest", "--test", "copies", "--", "--nocapture"];
    let printed = printed(&words)?;
    let found = printed.lines().find(|line| line.contains(" copies and ")).unwrap_or_default();
    let wrong =
        printed.lines().filter(|line| line.trim_start().starts_with('"')).map(|line| format!("- {}\n", line.trim()));
    Ok(format!(
        "{}. Wrong or missed:\n\n{}",
        found.split(", wrong").next().unwrap_or_default(),
        wrong.collect::<String>()
    ))
}

fn printed(words: &[&str]) -> Result<String> {
    process::output(Command::new(env!("CARGO")).args(words).current_dir(crate::root()))
}

/// Runs the suite and writes the score card.
pub(crate) fn run() -> Result<()> {
    let words = ["test", "--quiet", "--package", "dateline-cli", "--test", "cli", "stories", "--", "--nocapture"];
    let printed = printed(&words)?;
    let rows = printed.lines().filter(|line| line.contains(" | ")).map(|line| format!("| {line} |\n"));
    let version = env!("CARGO_PKG_VERSION");
    let card = format!("{HEAD}{}{COPIES}{}\nVersion {version}.\n", rows.collect::<String>(), copies()?);
    fs::write(crate::root().join(CARD), &card)?;
    println!("{card}");
    Ok(())
}
