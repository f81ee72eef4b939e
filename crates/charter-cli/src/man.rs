//! `charter man`: the manual page, made from the command itself.

use charter::nearest;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::ManArgs;
use crate::{Cli, Failure, Status, Terminal};

/// Prints the page of the command, or of one verb.
pub(crate) fn run(args: &ManArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let command = Cli::command();
    let page = match &args.verb {
        None => Man::new(command),
        Some(verb) => {
            Man::new(of_verb(command, verb)?).title(format!("charter-{verb}")).source("charter")
        }
    };
    let rendered = page.render(&mut terminal.out);
    rendered.map(|()| Status::Clean).map_err(|error| {
        Failure::new(Status::Unreadable, format!("the manual cannot be written: {error}"))
    })
}

fn of_verb(mut command: Command, verb: &str) -> Result<Command, Failure> {
    command.build();
    let verbs: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let Some(found) = command.find_subcommand(verb) else {
        let failure = Failure::new(Status::Usage, format!("there is no verb `{verb}`"));
        return Err(match nearest(verb, verbs.iter().copied()) {
            Some(meant) => failure.help(format!("did you mean `{meant}`?")),
            None => failure.help(format!("there is {}", verbs.join(", "))),
        });
    };
    Ok(found.clone())
}
