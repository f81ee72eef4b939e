//! `charter completions`: a script for a shell, made from the command itself.

use clap::CommandFactory;

use crate::args::CompletionsArgs;
use crate::{Cli, Failure, Status, Terminal};

/// Prints the script.
pub(crate) fn run(args: &CompletionsArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    clap_complete::generate(args.shell, &mut Cli::command(), "charter", &mut terminal.out);
    Ok(Status::Clean)
}
