//! The list: a heading for each day, a line for each occurrence, and below it what is unusual.

use std::collections::BTreeMap;

use charter::emit::next::{NextOccurrence, NextReport, NextSkip, ReaderTime};
use charter::time::Zone;
use jiff::civil::{Date, DateTime};

use super::line::{Line, Look};

/// No title pushes what stands behind it further than this.
const WIDEST_TITLE: usize = 60;

/// Every day on which something takes place or, where that is asked for, does not. `own` is the
/// zone of the seat whose days they are.
pub(super) fn days(
    report: &NextReport,
    own: Option<Zone>,
    holidays: &BTreeMap<Date, String>,
) -> Vec<Line> {
    let mut days: BTreeMap<Date, Day<'_>> = BTreeMap::new();
    for it in &report.occurrences {
        days.entry(it.day()).or_default().held.push(it);
    }
    for it in report.skipped.iter().flatten() {
        days.entry(it.date).or_default().skipped.push(it);
    }
    let columns = Columns::of(&report.occurrences, own);
    let mut lines = Vec::new();
    for (nth, (date, day)) in days.iter().enumerate() {
        if nth > 0 {
            lines.push(Line::default());
        }
        lines.push(heading(*date, holidays.get(date)));
        day.held.iter().for_each(|it| columns.tell(it, &mut lines));
        lines.extend(day.skipped.iter().map(|it| skip(it)));
    }
    lines
}

#[derive(Default)]
struct Day<'r> {
    held: Vec<&'r NextOccurrence>,
    skipped: Vec<&'r NextSkip>,
}

fn heading(date: Date, holiday: Option<&String>) -> Line {
    let line = Line::default().and(Look::Bold, date.strftime("%A %-d %B %Y").to_string());
    match holiday {
        Some(title) => line.and(Look::Plain, format!("  × {title}")),
        None => line,
    }
}

/// How wide what stands one below the other is.
struct Columns {
    own: Option<Zone>,
    beside: usize,
    title: usize,
}

impl Columns {
    fn of(all: &[NextOccurrence], own: Option<Zone>) -> Columns {
        let widest = |of: &dyn Fn(&NextOccurrence) -> String| {
            all.iter().map(|it| of(it).chars().count()).max().unwrap_or(0)
        };
        let beside = widest(&|it| beside(it, own));
        Columns { own, beside, title: widest(&label).min(WIDEST_TITLE) }
    }

    fn tell(&self, it: &NextOccurrence, lines: &mut Vec<Line>) {
        let (beside, title) = (self.beside, self.title);
        let mut line = Line::default().and(Look::Plain, format!("  {}  ", hours(it)));
        if beside > 0 {
            line = line.and(Look::Dim, format!("{:beside$}  ", self::beside(it, self.own)));
        }
        line = line.and(Look::Plain, format!("{:title$}  ", label(it)));
        lines.push(line.and(Look::Dim, it.owner.clone()));
        if let Some(reason) = reason(it) {
            let indent = if beside > 0 { beside + 2 } else { 0 };
            lines.push(Line::default().and(Look::Dim, format!("{:1$}{reason}", "", 15 + indent)));
        }
    }
}

/// From when to when, for who reads.
fn hours(it: &NextOccurrence) -> String {
    let from = it.here();
    let until = from.saturating_add(it.end.duration_since(it.start));
    format!("{}–{}", from.strftime("%H:%M"), until.strftime("%H:%M"))
}

/// The hour where the charter is kept, and where the seat is, if clocks show another there.
fn beside(it: &NextOccurrence, own: Option<Zone>) -> String {
    let here = it.here();
    let seat = own.map(|zone| ReaderTime::of(it.start, zone));
    let mut walls = vec![(it.local, it.zone.as_str())];
    walls.extend(seat.as_ref().map(|it| (it.local, it.zone.as_str())));
    walls.dedup_by_key(|(local, _)| *local);
    walls.retain(|(local, _)| *local != here);
    let told: Vec<String> = walls.into_iter().map(|(wall, zone)| hour(wall, here, zone)).collect();
    told.join(", ")
}

fn hour(wall: DateTime, here: DateTime, zone: &str) -> String {
    let format = if wall.date() == here.date() { "%H:%M" } else { "%a %H:%M" };
    format!("{} {zone}", wall.strftime(format))
}

/// What it is, and whose launch or slot where that is needed to tell it apart.
fn label(it: &NextOccurrence) -> String {
    titled(&it.title, it.slot.as_deref(), it.launch.as_deref())
}

fn titled(title: &str, slot: Option<&str>, launch: Option<&str>) -> String {
    let parts = [Some(title), slot, launch];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Why it is not where the pattern puts it.
fn reason(it: &NextOccurrence) -> Option<String> {
    let original = it.original?;
    // A day of another year than the heading, or than its own wall, is told with its year.
    let years = [it.local.year(), it.day().year()];
    let format = match original.date() == it.local.date() {
        true => "%H:%M",
        false if years.iter().all(|year| *year == original.year()) => "%a %-d %b %H:%M",
        false => "%a %-d %b %Y %H:%M",
    };
    let from = original.strftime(format);
    Some(match (&it.why, it.reason) {
        (Some(why), "holiday") => format!("instead of {from}, which is a holiday: {why}"),
        (Some(why), _) => format!("moved from {from}: {why}"),
        (None, _) => format!("moved from {from}"),
    })
}

fn skip(it: &NextSkip) -> Line {
    let title = titled(&it.title, it.slot.as_deref(), it.launch.as_deref());
    let reason = match it.reason {
        "except" => "left out",
        "holiday" => "skipped for a holiday",
        "holiday-neighbour" => "skipped for a holiday, as the workday beside it has the next one",
        _ => "skipped for a holiday, as no workday beside it is left",
    };
    let why = it.why.as_ref().map_or_else(String::new, |why| format!(": {why}"));
    Line::default().and(Look::Dim, format!("  not held     {title}, {reason}{why}"))
}
