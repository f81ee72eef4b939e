//! `charter next`: the coming occurrences, day by day or as a page of a calendar.

pub(crate) mod line;
mod list;
mod month;
mod zone;

use charter::emit::next::{NextReport, holidays, skipped};
use charter::emit::{self, NextQuery};
use charter::report::counted;
use charter::time::Zone;
use charter::{Analysis, Model};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::args::{Month, NextArgs, NextFormat};
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day, named};

/// Reads, analyses and lists.
pub(crate) fn run(args: &NextArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    let (from, until) = days(args, day)?;
    let asked = args.zone.as_deref().map(zone::named).transpose()?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let progress = terminal.progress("looking ahead");
    let analysis = workspace.understand(&contents);
    let unread = contents.tell_unread(terminal);
    let errors = tell_errors(&analysis, terminal);
    let model = &analysis.model;
    named::check(model, args.seat.as_deref(), args.charter.as_deref())?;
    named::check_launch(model, args.launch.as_deref())?;
    let query = NextQuery {
        seat: args.seat.clone(),
        charter: args.charter.clone(),
        launch: args.launch.clone(),
        zone: asked,
        from,
        until,
    };
    match args.format {
        NextFormat::Json => terminal.data(&report(model, &query, args.skipped, day))?,
        NextFormat::Human => {
            let here = asked.unwrap_or_else(|| zone::of_this_machine(model));
            let query = NextQuery { zone: Some(here), ..query };
            tell(args, &report(model, &query, args.skipped, day), model, &query, terminal);
        }
    }
    drop(progress);
    Ok(unread.max(errors))
}

/// From which day to which: what is asked for, else what suits who reads.
fn days(args: &NextArgs, day: Date) -> Result<(Date, Date), Failure> {
    if let Some(month) = args.month {
        let Month { first, last } = month.unwrap_or(Month::of(day));
        return Ok((first, last));
    }
    let from = args.from.unwrap_or(day);
    let far: Span = match args.format {
        NextFormat::Human => 3.months(),
        NextFormat::Json => 2.years(),
    };
    let until = args.until.unwrap_or_else(|| from.saturating_add(far));
    if until < from {
        let message = format!("{until} is before {from}, so that no day is left");
        return Err(Failure::new(Status::Usage, message).help("pass a later day with --until"));
    }
    Ok((from, until))
}

/// What is wrong may hide what is asked for: it is said, and it is the status.
pub(crate) fn tell_errors(analysis: &Analysis, terminal: &mut Terminal) -> Status {
    let errors = crate::build::stoppers(analysis).count();
    if errors == 0 {
        return Status::Clean;
    }
    let errors = counted(errors, "error", "errors");
    terminal.say(&format!("something may be missing because of {errors}: see `charter check`"));
    Status::Findings
}

fn report(model: &Model, query: &NextQuery, with_skipped: bool, day: Date) -> NextReport {
    NextReport {
        format: "charter-next/1",
        as_of: day,
        from: query.from,
        until: query.until,
        occurrences: emit::next(model, query),
        skipped: with_skipped.then(|| skipped(model, query)),
    }
}

/// For people: the page of a month where it is asked for, and the list.
fn tell(
    args: &NextArgs,
    report: &NextReport,
    model: &Model,
    query: &NextQuery,
    terminal: &mut Terminal,
) {
    let holidays = holidays(model, query);
    let own = args.seat.as_deref().and_then(|seat| zone::of_seat(model, seat));
    let mut lines = Vec::new();
    if args.month.is_some() {
        lines.extend(month::page(report, &holidays));
    }
    lines.extend(list::days(report, own, &holidays));
    let (width, colours) = (terminal.width(), terminal.colours());
    for line in &lines {
        terminal.out.extend_from_slice(line.draw(width, colours).as_bytes());
    }
    terminal.say(&closing(report, query.zone));
}

/// `12 occurrences from 2026-12-01 until 2026-12-31, as of 2026-11-20, on the clock of Asia/Tokyo`
fn closing(report: &NextReport, zone: Option<Zone>) -> String {
    let NextReport { from, until, as_of, .. } = report;
    let count = counted(report.occurrences.len(), "occurrence", "occurrences");
    let skipped = match &report.skipped {
        Some(skipped) => format!(" and {} skipped", skipped.len()),
        None => String::new(),
    };
    let zone = zone.map_or("UTC", Zone::name);
    format!("{count}{skipped} from {from} until {until}, as of {as_of}, on the clock of {zone}")
}
