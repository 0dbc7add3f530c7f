//! `dateline completions`: a script for the shell, from the definition of the arguments.

use crate::args::Cli;
use crate::output::Output;
use crate::report::Status;
use anyhow::Result;
use clap::CommandFactory;
use clap_complete::Shell;
use std::io::Write;

/// Prints the script. It is made in memory first, since the generator panics when it cannot write.
pub(crate) fn run(shell: Shell) -> Result<Status> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "dateline", &mut script);
    let mut output = Output::open(None)?;
    output.write_all(&script)?;
    output.finish()?;
    Ok(Status::Done)
}
