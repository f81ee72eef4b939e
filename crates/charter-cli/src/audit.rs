//! `charter audit`: everything that a seat holds, for whoever takes it over.

mod document;
mod table;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use charter::Model;
use charter::audit::{AuditReport, audit};
use charter::model::Seat;
use charter::report::counted;
use charter::start::{self, Start};
use jiff::civil::Date;

use crate::args::{AuditArgs, AuditFormat};
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day, named, new, next};

/// Reads, analyses and lists; writes a transition where that is asked for.
pub(crate) fn run(args: &AuditArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let analysis = workspace.understand(&contents);
    let unread = contents.tell_unread(terminal);
    let errors = next::tell_errors(&analysis, terminal);
    let seat = named::seat(&analysis.model, &args.seat)?;
    let report = audit(&analysis.model, seat, day);
    match args.format {
        AuditFormat::Json => terminal.data(&report)?,
        AuditFormat::Markdown => terminal.out.extend_from_slice(document::of(&report).as_bytes()),
        AuditFormat::Human => {
            let text = table::of(&report, terminal.width());
            terminal.out.extend_from_slice(text.as_bytes());
        }
    }
    terminal.say(&closing(&report));
    if let Some(file) = &args.write {
        write(&analysis.model, seat, day, file.as_deref(), args.path.as_deref(), terminal)?;
    }
    Ok(unread.max(errors))
}

/// `2 charters, 1 bet and 3 triggers as of 2026-11-20; 1 raise is not answered`
fn closing(report: &AuditReport) -> String {
    let count = |kind| report.held.iter().filter(|it| it.kind == kind).count();
    let charters = counted(count("charter"), "charter", "charters");
    let bets = counted(count("bet"), "bet", "bets");
    let triggers = counted(count("trigger"), "trigger", "triggers");
    let open = match report.raises.len() {
        0 => "nothing waits for an answer".into(),
        1 => "1 raise is not answered".into(),
        many => format!("{many} raises are not answered"),
    };
    format!("{charters}, {bets} and {triggers} as of {}; {open}", report.as_of)
}

/// Writes the transition to a file of its own; what is there is left alone.
fn write(
    model: &Model,
    seat: Seat<'_>,
    day: Date,
    file: Option<&Path>,
    folder: Option<&Path>,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let held = model.holdings().of(seat, day);
    if held.is_empty() {
        terminal.say("nothing to write: the seat holds nothing");
        return Ok(());
    }
    let month = day.strftime("%Y-%m");
    let wanted = format!("{}-{month}", seat.name());
    let name = start::free_name(model, &mut BTreeSet::new(), &wanted);
    let title = start::escaped(&format!("{} changes hands", seat.title()));
    let start = Start { name, title, day };
    let text = start::transition(&start, seat, &held);
    let path = file.map_or_else(|| new::beside(folder, &start.name), PathBuf::from);
    new::write(&path, &text)?;
    let items = counted(held.len(), "line", "lines");
    terminal.say(&format!(
        "wrote `{}`: go through its {items}, and change `recommit` where something is decided anew or ends",
        path.display()
    ));
    Ok(())
}
