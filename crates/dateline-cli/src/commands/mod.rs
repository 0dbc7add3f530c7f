//! The subcommands, one a file.

mod annotate;
mod backup;
mod code;
mod codebook;
mod completions;
mod extract;
mod fetch;
mod find;
mod man;
mod show;
mod verify;
mod why;

use crate::args::{Cli, Command};
use crate::report::Status;
use anyhow::Result;

/// Runs the command that was asked for.
pub(crate) fn run(cli: &Cli) -> Result<Status> {
    match &cli.command {
        Command::Code(args) => code::run(args, cli.quiet),
        Command::Extract(args) => extract::run(args, cli.quiet),
        Command::Fetch(args) => fetch::run(args, cli.quiet),
        Command::Annotate(args) => annotate::run(args, cli.quiet),
        Command::Show(args) => show::run(args),
        Command::Why(args) => why::run(args),
        Command::Find(args) => find::run(args, cli.quiet),
        Command::Verify(args) => verify::run(args, cli.quiet),
        Command::Backup(args) => backup::run(args, cli.quiet),
        Command::Codebook(args) => codebook::run(args),
        Command::Completions(args) => completions::run(args.shell),
        Command::Man => man::run(),
    }
}
