//! `dateline man`: the manual page, from the definition of the arguments.

use crate::args::Cli;
use crate::output::Output;
use crate::report::Status;
use anyhow::Result;
use clap::{Command, CommandFactory};
use clap_mangen::Man;
use std::io;

/// Prints one page that holds the command and all its subcommands.
pub(crate) fn run() -> Result<Status> {
    let mut command = Cli::command().name("dateline");
    command.build();
    let mut output = Output::open(None)?;
    Man::new(command.clone()).render(&mut output)?;
    for subcommand in command.get_subcommands().filter(|subcommand| subcommand.get_name() != "help") {
        section(subcommand, &mut output)?;
    }
    output.finish()?;
    Ok(Status::Done)
}

fn section(command: &Command, output: &mut impl io::Write) -> io::Result<()> {
    writeln!(output, ".SH \"DATELINE {}\"", command.get_name().to_uppercase())?;
    let page = Man::new(command.clone());
    page.render_synopsis_section(output)?;
    page.render_description_section(output)?;
    page.render_options_section(output)?;
    page.render_extra_section(output)
}
