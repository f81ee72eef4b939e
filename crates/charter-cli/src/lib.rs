//! Meaning to terminal: the command line of charters.
//!
//! This crate alone reads files, the clock and the environment, and alone writes.
//! Each verb is a module of that name: it gets its arguments and a [`Terminal`],
//! fills the terminal's buffers, and gives back a [`Status`] or a [`Failure`].
//! Standard output holds the artifact and nothing else; it is written at the very
//! end and in one piece, so that a fault never leaves half of one.

mod agenda;
mod args;
mod audit;
pub mod build;
mod change;
mod check;
mod columns;
mod completions;
mod day;
mod explain;
mod failure;
pub mod fault;
mod feed_diff;
mod fired;
pub mod format;
mod graph;
mod holidays;
mod init;
mod lsp;
mod man;
mod named;
mod new;
mod next;
mod output;
mod progress;
pub mod read;
mod rules;
mod serve;
mod sign;
mod signals;
mod status;
mod terminal;
mod watch;
mod workspace;
pub mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Parser;

pub use args::{Cli, FailOn, Verb};
pub use failure::Failure;
pub use status::Status;
pub use terminal::Terminal;

/// The program: the arguments of the process to its exit status.
pub fn main() -> ExitCode {
    fault::guard(|| run(std::env::args_os())).into()
}

/// One command line to its status.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Status {
    match Cli::try_parse_from(args) {
        Ok(cli) => {
            let mut terminal = Terminal::new(cli.color);
            let outcome = verb(cli.verb, &mut terminal);
            terminal.end(outcome)
        }
        Err(error) => {
            let _ = error.print();
            if error.use_stderr() { Status::Usage } else { Status::Clean }
        }
    }
}

fn verb(verb: Verb, terminal: &mut Terminal) -> Result<Status, Failure> {
    match verb {
        Verb::Check(args) => check::run(&args, terminal),
        Verb::Format(args) => format::run(&args, terminal),
        Verb::Build(args) => build::run(&args, terminal),
        Verb::Next(args) => next::run(&args, terminal),
        Verb::Agenda(args) => agenda::run(&args, terminal),
        Verb::Graph(args) => graph::run(&args, terminal),
        Verb::Audit(args) => audit::run(&args, terminal),
        Verb::Signals(args) => signals::run(&args, terminal),
        Verb::Fired(args) => fired::run(&args, terminal),
        Verb::FeedDiff(args) => feed_diff::run(&args, terminal),
        Verb::Holidays(args) => holidays::run(&args, terminal),
        Verb::Serve(args) => serve::run(&args, terminal),
        Verb::Lsp(args) => lsp::run(&args, terminal),
        Verb::Explain(args) => explain::run(&args, terminal),
        Verb::Rules(args) => rules::run(&args, terminal),
        Verb::Sign(args) => sign::run(&args, terminal),
        Verb::Init(args) => init::run(&args, terminal),
        Verb::New(args) => new::run(&args, terminal),
        Verb::Completions(args) => completions::run(&args, terminal),
        Verb::Man(args) => man::run(&args, terminal),
    }
}
