//! `charter man`: the manual pages, made from the command itself.

use charter::nearest;
use clap::builder::PossibleValue;
use clap::{Command, CommandFactory};
use clap_mangen::Man;

use crate::args::ManArgs;
use crate::{Cli, Failure, Status, Terminal};

/// What clap_mangen writes, and what a reader of manuals expects instead.
const MENDED: [(&str, &str); 3] = [
    // There is no date, because nothing that is printed depends on the day. Without quotes, what
    // follows would be taken for one.
    (" 1  \"charter ", " 1 \"\" \"charter "),
    // Two breaks around a blank line are one.
    ("\n.br\n\n.br\n", "\n.sp\n"),
    ("\n.SH EXTRA\nExit status:\n", "\n.SH \"EXIT STATUS\"\n"),
];

/// Prints the page of the command, or of one verb.
pub(crate) fn run(args: &ManArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let mut command = Cli::command();
    command.build();
    let command = match &args.verb {
        None => command,
        Some(verb) => of_verb(&command, verb)?,
    };
    let page = page(command).map_err(|error| {
        Failure::new(Status::Unreadable, format!("the manual cannot be written: {error}"))
    })?;
    terminal.out.extend_from_slice(page.as_bytes());
    Ok(Status::Clean)
}

fn page(mut command: Command) -> std::io::Result<String> {
    // As in the help: clap_mangen leaves out what a flag takes, and that a path may be repeated.
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage: ").to_owned();
    let page = Man::new(command.override_usage(usage));
    let page = page.source(concat!("charter ", env!("CARGO_PKG_VERSION"))).manual("Charter");
    let mut roff = Vec::new();
    page.render(&mut roff)?;
    let roff = String::from_utf8_lossy(&roff).into_owned();
    Ok(MENDED.iter().fold(roff, |roff, (from, to)| roff.replace(from, to)))
}

/// The verbs that have a page: all.
pub(crate) fn verbs() -> Vec<PossibleValue> {
    Cli::command()
        .get_subcommands()
        .map(|it| PossibleValue::new(it.get_name().to_owned()))
        .collect()
}

fn of_verb(command: &Command, verb: &str) -> Result<Command, Failure> {
    let verbs: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let Some(found) = command.find_subcommand(verb) else {
        let failure = Failure::new(Status::Usage, format!("there is no verb `{verb}`"));
        return Err(match nearest(verb, verbs.iter().copied()) {
            Some(meant) => failure.help(format!("did you mean `{meant}`?")),
            None => failure.help(format!("there is {}", verbs.join(", "))),
        });
    };
    // Of a verb that has verbs of its own, what it does is told, not that it does something.
    Ok(found.get_subcommands().next().unwrap_or(found).clone())
}
