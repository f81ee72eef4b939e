//! `charter signals`: how well an organization decides, from its charters and records alone.

mod bar;
mod page;
mod plot;
mod told;
mod view;

use std::path::Path;

use charter::Model;
use charter::signals::{Acceptance, Asked, SignalsReport, csv, signals};
use jiff::ToSpan;
use jiff::civil::Date;

use crate::args::{SignalsArgs, SignalsFormat};
use crate::failure::reason;
use crate::workspace::{Workspace, is_authored, shown};
use crate::{Failure, Status, Terminal, day, write};

/// Reads, analyses and counts. A limit that is crossed is told, and fails only where that is asked
/// for: a page about a bad quarter is published as any other.
pub(crate) fn run(args: &SignalsArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    check_days(args.since, day)?;
    let out = args.out.as_deref().filter(|path| *path != Path::new("-"));
    check_out(out)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let progress = terminal.progress("counting");
    let analysis = workspace.understand(&contents);
    let unread = contents.tell_unread(terminal);
    let errors = crate::next::tell_errors(&analysis, terminal);
    let acceptance = acceptance(&workspace, &analysis.model)?;
    let asked = Asked {
        as_of: day,
        since: args.since,
        limits: &workspace.config.signals,
        acceptance: acceptance.as_ref(),
    };
    let report = signals(&analysis.model, asked);
    drop(progress);
    // A file is no page of a terminal.
    let width = terminal.width().filter(|_| out.is_none());
    draw(&report, args.format, width, terminal)?;
    let failed = args.fail && !report.crossed.is_empty();
    tell(&report, args.format, terminal);
    out.map_or(Ok(()), |path| to_file(path, terminal))?;
    Ok(unread.max(errors).max(if failed { Status::Findings } else { Status::Clean }))
}

/// A window that ends before it begins, or that nobody could read.
fn check_days(since: Option<Date>, day: Date) -> Result<(), Failure> {
    let Some(since) = since else { return Ok(()) };
    if since > day {
        let message = format!("{since} is after {day}, so that no day is left");
        return Err(Failure::new(Status::Usage, message).help("pass an earlier day with --since"));
    }
    if since < day.saturating_sub(99.years()) {
        let message = format!("from {since} to {day} are more than 99 years");
        return Err(Failure::new(Status::Usage, message).help("pass a later day with --since"));
    }
    Ok(())
}

fn check_out(path: Option<&Path>) -> Result<(), Failure> {
    let Some(path) = path.filter(|path| is_authored(path)) else { return Ok(()) };
    let message = format!("`{}` would be written over by the signals", path.display());
    Err(Failure::new(Status::Usage, message).help("name a file of its own, such as `signals.html`"))
}

/// How many drafts by machines were accepted, where `charter.toml` says who counts.
fn acceptance(workspace: &Workspace, model: &Model) -> Result<Option<Acceptance>, Failure> {
    let Some(file) = &workspace.config.signals.ai_acceptance else { return Ok(None) };
    let path = workspace.root.join(file);
    let name = shown(&path);
    let text = std::fs::read_to_string(&path).map_err(|error| {
        let message = format!("`{name}` cannot be read: {}", reason(&error));
        Failure::new(Status::Usage, message)
            .help("`ai-acceptance` of `[signals]` in `charter.toml` names it")
    })?;
    match Acceptance::parse(&text, model) {
        Ok(acceptance) => Ok(Some(acceptance)),
        Err(error) => Err(Failure::config(&name, text, error)),
    }
}

fn draw(
    report: &SignalsReport,
    format: SignalsFormat,
    width: Option<usize>,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    let text = match format {
        SignalsFormat::Json => return terminal.data(report),
        SignalsFormat::Csv => csv::csv(report),
        SignalsFormat::Html => page::page(report),
        SignalsFormat::Human => told::told(report, width),
    };
    terminal.out.extend_from_slice(text.as_bytes());
    Ok(())
}

/// Whoever reads a file or data hears of limits here; people have them before their eyes.
fn tell(report: &SignalsReport, format: SignalsFormat, terminal: &mut Terminal) {
    if format != SignalsFormat::Human {
        for line in view::alarms(report) {
            terminal.say(&line);
        }
    }
    terminal.say(&view::window(report));
}

/// What would have gone to standard output goes to a file.
fn to_file(path: &Path, terminal: &mut Terminal) -> Result<(), Failure> {
    write::file(path, &terminal.out).map_err(|error| {
        let message = format!("`{}` cannot be written: {}", shown(path), reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    terminal.out.clear();
    terminal.say(&format!("wrote `{}`", shown(path)));
    Ok(())
}
