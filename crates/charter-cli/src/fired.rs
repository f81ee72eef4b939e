//! `charter fired`: which triggers have fired, by values that somebody measured.

mod list;
mod rows;

use std::path::PathBuf;

use charter::Model;
use charter::fired::{Evidence, Fault, FiredReport, fired, raises};
use charter::report::counted;

use crate::args::{FiredArgs, FiredFormat};
use crate::workspace::{Workspace, shown};
use crate::{Failure, Status, Terminal, day, new, next};

/// How many rows are told one by one.
const MOST_ROWS: usize = 20;

/// Reads, analyses and judges; writes what has to be raised where that is asked for.
pub(crate) fn run(args: &FiredArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    let rows = rows::read(&args.evidence, terminal)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let analysis = workspace.understand(&contents);
    let unread = contents.tell_unread(terminal);
    let errors = next::tell_errors(&analysis, terminal);
    let mut evidence = Evidence::new(&analysis.model, day);
    for row in &rows {
        match row {
            Ok(row) => evidence.add(row),
            Err(fault) => evidence.fault(&fault.place, fault.message.as_str()),
        }
    }
    let report = fired(&analysis.model, &evidence, day);
    match args.format {
        FiredFormat::Json => terminal.data(&report)?,
        FiredFormat::Human => terminal.out.extend_from_slice(list::of(&report).as_bytes()),
    }
    tell_rows(args, &report.faults, "could not be used", terminal);
    tell_rows(args, &report.replaced, "took the place of another", terminal);
    // What rows that could not be used would have shown is not known.
    let faults = if report.faults.is_empty() { Status::Clean } else { Status::Unreadable };
    tell_unjudged(&report, terminal);
    terminal.say(&closing(&report));
    if args.write.is_some() {
        write(args, &analysis.model, &report, terminal)?;
    }
    Ok(unread.max(errors).max(faults))
}

/// Rows of which there is something to say, and what they did, where they are too many.
fn tell_rows(args: &FiredArgs, rows: &[Fault], did: &str, terminal: &mut Terminal) {
    let file = shown(&args.evidence);
    for Fault { place, message } in rows.iter().take(MOST_ROWS) {
        terminal.say(&format!("`{file}`, {place}: {message}"));
    }
    if let more @ 1.. = rows.len().saturating_sub(MOST_ROWS) {
        let rows = counted(more, "row more", "rows more");
        terminal.say(&format!("`{file}`: {rows} {did}: `--format json` lists them"));
    }
}

fn tell_unjudged(report: &FiredReport, terminal: &mut Terminal) {
    let unjudged = &report.unjudged;
    if report.later > 0 {
        let rows = counted(report.later, "row is", "rows are");
        terminal.say(&format!("{rows} later than {}: left aside", report.as_of));
    }
    if !unjudged.metrics.is_empty() {
        terminal.say(&format!("no value yet of {}", few(&unjudged.metrics)));
    }
    if unjudged.prose > 0 {
        let conditions = counted(unjudged.prose, "condition is", "conditions are");
        terminal.say(&format!("{conditions} in words: only a person can judge"));
    }
    if unjudged.unclear > 0 {
        let conditions = counted(unjudged.unclear, "condition is", "conditions are");
        terminal.say(&format!("{conditions} missing or broken: see `charter check`"));
    }
}

/// `` `a`, `b`, `c` and 4 metrics more ``
fn few(metrics: &[&str]) -> String {
    const NAMED: usize = 3;
    match metrics.split_at_checked(NAMED) {
        Some((first, rest @ [_, ..])) => {
            let first: Vec<String> = first.iter().map(|it| format!("`{it}`")).collect();
            let more = counted(rest.len(), "metric", "metrics");
            format!("{} and {more} more", first.join(", "))
        }
        _ => charter::words::list_and(metrics),
    }
}

/// `2 of 5 conditions have fired as of 2026-11-20`
fn closing(report: &FiredReport) -> String {
    let fired = report.conditions.iter().filter(|it| it.state == "fired").count();
    let all = counted(report.judged, "condition", "conditions");
    let have = if fired == 1 || report.judged == 1 { "has" } else { "have" };
    format!("{fired} of {all} {have} fired as of {}", report.as_of)
}

/// Writes the raises to a file of their own; what is there is left alone.
fn write(
    args: &FiredArgs,
    model: &Model,
    report: &FiredReport,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let (text, count) = raises(model, report);
    if count == 0 {
        terminal.say("nothing to write: no trigger has fired and waits to be raised");
        return Ok(());
    }
    let file = args.write.as_ref().and_then(Option::as_ref);
    let name = format!("raises-{}", report.as_of);
    let path = file.map_or_else(|| new::beside(args.path.as_deref(), &name), PathBuf::from);
    new::write(&path, &text)?;
    let raises = counted(count, "raise", "raises");
    terminal.say(&format!("wrote {raises} to `{}`", path.display()));
    Ok(())
}
