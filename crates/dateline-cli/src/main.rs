//! The `dateline` command.

mod args;
mod batch;
mod commands;
mod filters;
mod labels;
mod look;
mod output;
mod pipeline;
mod printer;
mod report;
mod rows;
mod story;
mod table;
mod terminal;
mod tools;

use args::Cli;
use clap::Parser;
use report::Status;
use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    let cli = Cli::parse();
    terminal::set_color(cli.color);
    pipeline::hush();
    match commands::run(&cli) {
        Ok(status) => status.into(),
        // Whoever reads our output has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            report::error(&format!("{error:#}"));
            Status::Failed.into()
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    let io_error = |cause: &(dyn std::error::Error + 'static)| cause.downcast_ref::<io::Error>().map(io::Error::kind);
    error.chain().any(|cause| io_error(cause) == Some(io::ErrorKind::BrokenPipe))
}
