//! `charter holidays import`: a published feed of holidays as clauses of a calendar.

mod insert;

use std::path::Path;

use charter::emit::ics::{DaysOff, days_off};
use charter::model::Calendar;
use charter::report::counted;
use charter::{Model, Source, Sources, analyze_as_declared, nearest};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::args::{Holidays, HolidaysArgs, ImportArgs};
use crate::change::{self, Change};
use crate::failure::reason;
use crate::workspace::{Workspace, shown};
use crate::{Failure, Status, Terminal, fault};

/// Reads a feed, and prints or writes what it says.
pub(crate) fn run(args: &HolidaysArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let Holidays::Import(args) = &args.what;
    let text = text(&args.file, terminal)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let mut contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() {
        return Err(workspace.empty());
    }
    let analysis = analyze_as_declared(&contents.sources, &workspace.config);
    let unread = contents.tell_unread(terminal);
    let calendar = calendar(&analysis.model, args.calendar.as_deref())?;
    let (from, until) = range(args, &analysis.model)?;
    let read = days_off(text.as_bytes(), from, until).map_err(|defect| {
        let message = format!("`{}`, line {}: {}", shown(&args.file), defect.line, defect.message);
        Failure::new(Status::Unreadable, message).help("nothing was taken from it")
    })?;
    let all = joined(read.days);
    let fresh: Vec<&DaysOff> = all.iter().filter(|it| !is_known(calendar, it)).collect();
    let (count, known) = (fresh.len(), all.len() - fresh.len());
    if read.timed > 0 {
        let events = counted(read.timed, "event", "events");
        terminal.say(&format!("{events} of the feed not on whole days: left aside"));
    }
    let name = calendar.name();
    let days = counted(count, "entry", "entries");
    let there = format!("{known} there already, from {from} until {until}");
    if !args.write {
        fresh.iter().for_each(|it| terminal.out.extend_from_slice(insert::line(it).as_bytes()));
        terminal.say(&format!("{days} to put into `calendar {name}`, or pass --write; {there}"));
        return Ok(unread);
    }
    if fresh.is_empty() {
        terminal.say(&format!("nothing to write into `calendar {name}`; {there}"));
        return Ok(unread);
    }
    let change = change(calendar, &fresh, &contents.sources)?;
    let path = change.path.clone();
    contents.sources.put(Source::new(&*path, change.after.clone().into_bytes()));
    prove(&contents.sources, &workspace, name, &fresh);
    if change::write(&[change], &workspace.root, terminal) == 0 {
        return Ok(Status::Unreadable);
    }
    terminal.say(&format!("{days} written into `calendar {name}` of `{path}`; {there}"));
    Ok(unread)
}

/// A feed as text: UTF-8 or UTF-16, else the old encoding of the West, which is said. Every
/// line ends alike.
fn text(path: &Path, terminal: &mut Terminal) -> Result<String, Failure> {
    let bytes = std::fs::read(path).map_err(|error| {
        let message = format!("`{}` cannot be read: {}", shown(path), reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    let (text, _, is_broken) = encoding_rs::UTF_8.decode(&bytes);
    let text = if is_broken {
        let path = shown(path);
        terminal
            .say(&format!("`{path}` is not UTF-8: read as Windows-1252, so look at the titles"));
        encoding_rs::WINDOWS_1252.decode(&bytes).0
    } else {
        text
    };
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

fn calendar<'m>(model: &'m Model, name: Option<&str>) -> Result<Calendar<'m>, Failure> {
    let Some(name) = name else {
        return model.common_calendar().ok_or_else(|| {
            let message = "there is no calendar to take the holidays";
            Failure::new(Status::Usage, message)
                .help("write one first: `calendar NAME { zone Europe/London }`")
        });
    };
    let found = model.calendars().find(|it| it.name() == name);
    found.ok_or_else(|| {
        let failure = Failure::new(Status::Usage, format!("there is no calendar `{name}`"));
        match nearest(name, model.calendars().map(|it| it.name())) {
            Some(meant) => failure.help(format!("did you mean `{meant}`?")),
            None => failure,
        }
    })
}

fn range(args: &ImportArgs, model: &Model) -> Result<(Date, Date), Failure> {
    let (first, last) = model.horizon();
    let from = args.from.unwrap_or(first);
    let until = args.until.unwrap_or(last.max(from));
    if until < from {
        let message = format!("{until} is before {from}, so that no day is left");
        return Err(Failure::new(Status::Usage, message).help("pass a later day with --until"));
    }
    Ok((from, until))
}

/// A day has one name: where a feed has several for it, they are one.
fn joined(days: Vec<DaysOff>) -> Vec<DaysOff> {
    let mut joined: Vec<DaysOff> = Vec::with_capacity(days.len());
    for it in days {
        match joined.last_mut().filter(|last| (last.from, last.until) == (it.from, it.until)) {
            Some(last) => last.title = format!("{}, {}", last.title, it.title),
            None => joined.push(it),
        }
    }
    joined
}

/// Whether every day is one off already.
fn is_known(calendar: Calendar<'_>, days: &DaysOff) -> bool {
    let mut all = days.from.series(1.day()).take_while(|day| *day <= days.until);
    all.all(|day| calendar.days().holidays.title(day).is_some())
}

fn change(calendar: Calendar<'_>, days: &[&DaysOff], sources: &Sources) -> Result<Change, Failure> {
    let source = sources.get(calendar.span().source);
    let refused = |why: &str| {
        let message = format!("`calendar {}` of `{}` {why}", calendar.name(), source.path);
        Failure::new(Status::Unreadable, message)
            .help("leave --write out, and paste what is printed")
    };
    if source.broken_at.is_some() {
        return Err(refused("is in a file that is not UTF-8"));
    }
    let before = source.text.clone();
    let after = insert::into(&before, calendar, days);
    let after = after.ok_or_else(|| refused("stands on one line"))?;
    let is_tidy = charter::format(&before).is_ok_and(|tidy| tidy == before);
    let tidy = if is_tidy { charter::format(&after).ok() } else { None };
    Ok(Change { path: source.path.clone(), before, after: tidy.unwrap_or(after) })
}

/// What is about to be written is read again: every day has to be off, or nothing is written.
fn prove(sources: &Sources, workspace: &Workspace, calendar: &str, days: &[&DaysOff]) {
    let analysis = analyze_as_declared(sources, &workspace.config);
    let calendar = analysis.model.calendars().find(|it| it.name() == calendar);
    if !calendar.is_some_and(|it| days.iter().all(|days| is_known(it, days))) {
        fault::admit(
            "holidays that were to be written could not be read again; no file has changed",
        );
    }
}
