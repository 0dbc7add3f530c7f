//! Measures the event database and kills its writers.

use crate::process;
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

const CARD: &str = "eval/scorecards/store.md";

const HEAD: &str = "\
# The event database, measured

Written by `cargo xtask store-bench`. The corpus is made up: reports of about 350 words whose texts compress as news does,
with as many participants, places, times, figures and decisions an event as the coder finds in news; they come in the order
of publication. Storing is timed by the work of its one thread, in batches as the command makes them, compression and
full-text tables among it. Each search opens the file anew, as `dateline find` does, counts all events that match and reads
the first hundred. Times depend on the machine and on what else it does: compare them with others of one machine.

";

/// Stores and searches so many events and writes the score card.
pub(crate) fn bench(events: &str) -> Result<()> {
    events.parse::<u64>().with_context(|| format!("a number of events, not {events:?}"))?;
    let words = ["bench", "--quiet", "--package", "dateline-store", "--bench", "store", "--", events];
    let measured = process::output(Command::new(env!("CARGO")).args(words).current_dir(crate::root()))?;
    let version = env!("CARGO_PKG_VERSION");
    let card = format!("{HEAD}Version {version}.\n\n{}", measured.trim_start());
    fs::write(crate::root().join(CARD), &card).with_context(|| format!("cannot write {CARD}"))?;
    println!("{card}");
    Ok(())
}

/// Kills a writer at so many points; fails where anything is lost, there twice or dangling.
pub(crate) fn kill(times: &str) -> Result<()> {
    times.parse::<usize>().with_context(|| format!("a number of times, not {times:?}"))?;
    let test = [
        "test",
        "--package",
        "dateline-store",
        "--test",
        "suite",
        "interrupt::killed_and_run_again",
        "--",
        "--nocapture",
    ];
    process::cargo_with(&test, &[("DATELINE_TEST_KILLS", times)])
}
