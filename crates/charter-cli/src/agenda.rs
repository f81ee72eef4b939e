//! `charter agenda`: what gets the time of leaders now, and what gets none.

use charter::agenda::{AgendaQuery, AgendaReport, Idle, Point, agenda, markdown};
use charter::report::counted;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::args::{AgendaArgs, AgendaFormat};
use crate::columns::one_line;
use crate::next::line::{Line, Look};
use crate::next::tell_errors;
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day, named};

/// What is said of a point stands so far in; what goes on in the next line a little farther.
const INDENT: usize = 5;

/// Reads, analyses and lists.
pub(crate) fn run(args: &AgendaArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    let until = until(args, day)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal);
    if contents.sources.is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let progress = terminal.progress("setting the agenda");
    let analysis = workspace.understand(&contents);
    let unread = contents.tell_unread(terminal);
    let errors = tell_errors(&analysis, terminal);
    named::check(&analysis.model, args.seat.as_deref(), args.charter.as_deref())?;
    let query = AgendaQuery { seat: args.seat.clone(), charter: args.charter.clone(), day, until };
    let report = agenda(&analysis.model, &query);
    match args.format {
        AgendaFormat::Json => terminal.data(&report)?,
        AgendaFormat::Markdown => terminal.out.extend_from_slice(markdown(&report).as_bytes()),
        AgendaFormat::Human => tell(&report, terminal),
    }
    drop(progress);
    Ok(unread.max(errors))
}

fn until(args: &AgendaArgs, day: Date) -> Result<Date, Failure> {
    let until = args.until.unwrap_or_else(|| day.saturating_add(4.weeks()));
    if until < day {
        let message = format!("{until} is before {day}, so that no day is left");
        return Err(Failure::new(Status::Usage, message).help("pass a later day with --until"));
    }
    Ok(until)
}

/// For people: part by part, what gets no time at the end.
fn tell(report: &AgendaReport, terminal: &mut Terminal) {
    let mut lines = Vec::new();
    let mut nth = 0;
    for (heading, points) in report.parts() {
        part(&mut lines, heading);
        for it in points {
            nth += 1;
            point(&mut lines, nth, it);
        }
    }
    if !report.without_time.is_empty() {
        part(&mut lines, report.rest());
        report.without_time.iter().for_each(|it| lines.push(idle(it)));
    }
    let (width, colours) = (terminal.width(), terminal.colours());
    for line in lines.into_iter().flat_map(|it| it.wrap(width, INDENT + 2)) {
        terminal.out.extend_from_slice(line.draw(width, colours).as_bytes());
    }
    terminal.say(&closing(report));
}

fn part(lines: &mut Vec<Line>, heading: &str) {
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    lines.push(Line::default().and(Look::Bold, heading));
}

fn point(lines: &mut Vec<Line>, nth: usize, it: &Point) {
    let line = Line::default().and(Look::Plain, format!("{nth:>3}. {}", one_line(&it.title)));
    lines.push(line.and(Look::Dim, format!("  ({})", it.noun())));
    let below = [Some(it.when()), it.more(), Some(it.decided())];
    for words in below.into_iter().flatten() {
        lines.push(Line::default().and(Look::Dim, format!("{:INDENT$}{}", "", one_line(&words))));
    }
}

fn idle(it: &Idle) -> Line {
    let line = Line::default().and(Look::Plain, format!("{:INDENT$}{}", "", one_line(&it.title)));
    line.and(Look::Dim, format!("  ({}) {}", it.kind, one_line(&it.words())))
}

/// `3 points and 2 without time, as of 2026-11-20, looking ahead to 2026-12-18`
fn closing(report: &AgendaReport) -> String {
    let AgendaReport { as_of, until, .. } = report;
    let points = counted(report.points.len(), "point", "points");
    let idle = report.without_time.len();
    format!("{points} and {idle} without time, as of {as_of}, looking ahead to {until}")
}
