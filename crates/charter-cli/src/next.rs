//! `charter next`: the coming occurrences, day by day.

use std::fmt::Write;

use charter::emit::{self, NextOccurrence, NextQuery};
use charter::report::counted;
use charter::{Analysis, analyze};
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;

use crate::args::{NextArgs, NextFormat};
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day, named};

#[derive(Serialize)]
struct Listing {
    format: &'static str,
    as_of: String,
    from: String,
    until: String,
    occurrences: Vec<NextOccurrence>,
}

/// Reads, analyses and lists.
pub(crate) fn run(args: &NextArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    let query = query(args, day)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let progress = terminal.progress("looking ahead");
    let analysis = analyze(&contents.sources, &workspace.config, day);
    let unread = contents.tell_unread(terminal);
    let errors = tell_errors(&analysis, terminal);
    named::check(&analysis.model, args.seat.as_deref(), args.charter.as_deref())?;
    let occurrences = emit::next(&analysis.model, &query);
    drop(progress);
    tell(args.format, day, &query, occurrences, terminal)?;
    Ok(unread.max(errors))
}

fn query(args: &NextArgs, day: Date) -> Result<NextQuery, Failure> {
    let from = args.from.unwrap_or(day);
    let until = args.until.unwrap_or_else(|| from.saturating_add(2.years()));
    if until < from {
        let message = format!("{until} is before {from}, so that no day is left");
        return Err(Failure::new(Status::Usage, message).help("pass a later day with --until"));
    }
    Ok(NextQuery { seat: args.seat.clone(), charter: args.charter.clone(), from, until })
}

/// What is wrong may hide an occurrence: it is said, and it is the status.
fn tell_errors(analysis: &Analysis, terminal: &mut Terminal) -> Status {
    let errors = crate::build::stoppers(analysis).count();
    if errors == 0 {
        return Status::Clean;
    }
    let errors = counted(errors, "error", "errors");
    terminal.say(&format!("something may be missing, for there is {errors}: see `charter check`"));
    Status::Findings
}

fn tell(
    format: NextFormat,
    day: Date,
    query: &NextQuery,
    occurrences: Vec<NextOccurrence>,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let NextQuery { from, until, .. } = query;
    if format == NextFormat::Json {
        return terminal.data(&Listing {
            format: "charter-next/1",
            as_of: day.to_string(),
            from: from.to_string(),
            until: until.to_string(),
            occurrences,
        });
    }
    terminal.out.extend_from_slice(days(&occurrences).as_bytes());
    let count = counted(occurrences.len(), "occurrence", "occurrences");
    terminal.say(&format!("{count} from {from} until {until}, as of {day}"));
    Ok(())
}

/// The list for people: a heading for each day, a line for each occurrence.
fn days(occurrences: &[NextOccurrence]) -> String {
    let zones = occurrences.iter().map(|it| it.zone.len()).max().unwrap_or(0);
    let titles = occurrences.iter().map(|it| label(it).chars().count()).max().unwrap_or(0).min(60);
    let mut list = String::new();
    let mut last = None;
    for it in occurrences {
        let date = it.local.date();
        if last.replace(date) != Some(date) {
            let gap = if list.is_empty() { "" } else { "\n" };
            let _ = writeln!(list, "{gap}{}", date.strftime("%A %-d %B %Y"));
        }
        let (time, label) = (it.local.strftime("%H:%M"), label(it));
        let _ = writeln!(list, "  {time}  {:zones$}  {label:titles$}  {}", it.zone, it.owner);
    }
    list
}

/// What it is, and whose launch or slot where that is needed to tell it apart.
fn label(it: &NextOccurrence) -> String {
    let mut label = it.title.clone();
    for part in [it.slot.as_deref(), it.launch.as_deref()].into_iter().flatten() {
        let _ = write!(label, " · {part}");
    }
    if it.role != "meeting" {
        let _ = write!(label, " ({})", it.role);
    }
    label
}
