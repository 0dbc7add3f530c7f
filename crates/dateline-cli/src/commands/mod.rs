//! The subcommands, one a file.

mod annotate;
mod backup;
mod code;
mod codebook;
mod compare;
mod completions;
mod decide;
mod diff;
mod export;
mod extract;
mod fetch;
mod find;
mod incidents;
mod man;
mod merge;
mod show;
mod verify;
mod why;

use crate::args::{Cli, Command};
use crate::report::Status;
use anyhow::Result;
use decide::Verb;

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
        Command::Incidents(args) => incidents::run(args, cli.quiet),
        Command::Diff(args) => diff::run(args, cli.quiet),
        Command::Merge(args) => merge::run(args, cli.quiet),
        Command::Join(args) => decide::run(Verb::Join, args),
        Command::Split(args) => decide::run(Verb::Split, args),
        Command::Pin(args) => decide::run(Verb::Pin, args),
        Command::Undo(args) => decide::undo(args),
        Command::Decisions(args) => decide::list(args),
        Command::Export(args) => export::run(args, cli.quiet),
        Command::Compare(args) => compare::run(args, cli.quiet),
        Command::Verify(args) => verify::run(args, cli.quiet),
        Command::Backup(args) => backup::run(args, cli.quiet),
        Command::Codebook(args) => codebook::run(args),
        Command::Completions(args) => completions::run(args.shell),
        Command::Man => man::run(),
    }
}
