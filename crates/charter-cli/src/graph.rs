//! `charter graph`: seats, charters and where each goes when it is stuck, as a picture.

use charter::graph::{GraphQuery, draw, graph, is_too_much};
use charter::report::counted;

use crate::args::{GraphArgs, GraphFormat};
use crate::next::tell_errors;
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day, named};

/// Reads, analyses and draws.
pub(crate) fn run(args: &GraphArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let progress = terminal.progress("drawing");
    let analysis = workspace.understand(&contents);
    let unread = contents.tell_unread(terminal);
    let errors = tell_errors(&analysis, terminal);
    named::check(&analysis.model, args.seat.as_deref(), None)?;
    let query = GraphQuery { seat: args.seat.clone(), by: args.by.into(), day };
    let graph = graph(&analysis.model, &query);
    let text = draw(&graph, args.format.into());
    terminal.out.extend_from_slice(text.as_bytes());
    drop(progress);
    let (seats, charters) = (graph.seats(), graph.charters());
    let seats = counted(seats, "seat", "seats");
    let charters = counted(charters, "charter", "charters");
    terminal.say(&format!("{seats} and {charters}, as of {day}"));
    if args.format == GraphFormat::Mermaid && is_too_much(&text) {
        terminal.say("more than Mermaid draws: ask for one seat with --seat, or for --format svg");
    }
    Ok(unread.max(errors))
}
