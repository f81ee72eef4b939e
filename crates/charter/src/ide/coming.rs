//! What is coming: when a charter meets next, where its clocks and its calendar put it.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::model::{CadenceLine, Charter, Launch};
use crate::time::{Occurrence, Reason, Series, SkipReason, Zone};
use crate::tree::Pattern;
use crate::{ahead, say};

use super::page::told;

/// A meeting that is coming.
#[derive(Clone, Copy, Debug)]
pub(super) struct Coming<'m> {
    pub(super) line: CadenceLine<'m>,
    /// The launch that it is held for.
    pub(super) launch: Option<Launch<'m>>,
    pub(super) it: Occurrence,
}

/// Some series, each with the launch that it counts from. Nothing of a line of which nobody
/// knows when it takes place; nothing of a launch after it was dropped.
pub(super) fn series<'m>(line: CadenceLine<'m>) -> Vec<(Option<Launch<'m>>, Series)> {
    if !line.is_placed() {
        return Vec::new();
    }
    if !matches!(line.says.pattern, Pattern::Offsets(_)) {
        return line.series().into_iter().map(|series| (None, series)).collect();
    }
    let of_launch = |launch: Launch<'m>| {
        let mut series = line.series_of(launch)?;
        series.until = series.until.into_iter().chain(launch.retired()).min();
        Some((Some(launch), series))
    };
    line.charter.launches().filter_map(of_launch).collect()
}

/// The next meeting of a charter on a day or after it.
pub(super) fn next<'m>(charter: Charter<'m>, day: Date) -> Option<Coming<'m>> {
    let next = |line| next_of(line, day);
    charter.cadences().filter_map(next).min_by_key(|it| it.it.start)
}

/// The next meeting of a line.
pub(super) fn next_of<'m>(line: CadenceLine<'m>, day: Date) -> Option<Coming<'m>> {
    let all = series(line).into_iter();
    let found =
        all.filter_map(|(launch, series)| Some(Coming { line, launch, it: series.next(day)? }));
    found.min_by_key(|it| it.it.start)
}

/// The meetings of a line from one day to another, in order of time.
pub(super) fn between<'m>(line: CadenceLine<'m>, from: Date, to: Date) -> Vec<Coming<'m>> {
    let mut found = Vec::new();
    for (launch, series) in series(line) {
        let held = series.occurrences(from, to).into_iter();
        found.extend(held.map(|it| Coming { line, launch, it }));
    }
    found.sort_by_key(|it| it.it.start);
    found
}

/// The next few meetings of a line.
pub(super) fn few<'m>(line: CadenceLine<'m>, day: Date, count: usize) -> Vec<Coming<'m>> {
    /// Days to look at first, and how far to look at all: what is rarer than this, nobody waits for.
    const DAYS: (i64, i64) = (60, 20_000);
    let mut days = DAYS.0;
    loop {
        let mut found = between(line, day, day.saturating_add(days.days()));
        if found.len() >= count || days > DAYS.1 {
            found.truncate(count);
            return found;
        }
        days *= 4;
    }
}

/// How many minutes a line takes in the year from a day.
pub(super) fn minutes_a_year(line: CadenceLine<'_>, day: Date) -> i64 {
    let (_, until) = year(day);
    let mut seconds = 0;
    for (_, series) in series(line) {
        series.spans(day, until, |start, end| seconds += end - start);
    }
    seconds / 60
}

/// How many minutes a charter takes in the year from a day.
pub(super) fn minutes_of(charter: Charter<'_>, day: Date) -> i64 {
    let (from, until) = year(day);
    let meetings = ahead::meetings(charter, from, until);
    meetings.iter().map(|it| (it.end - it.start) / 60).sum()
}

/// A year from a day, both ends included.
pub(super) fn year(day: Date) -> (Date, Date) {
    (day, day.saturating_add(Span::new().years(1)).saturating_sub(1.day()))
}

impl Coming<'_> {
    /// `Tue 9 Feb 2027, 10:00 to 11:30`
    pub(super) fn when(&self) -> String {
        let end = self.line.zone().time_zone().to_datetime(self.it.end);
        let to = if end.date() == self.it.local.date() {
            end.strftime("%H:%M").to_string()
        } else {
            say::moment(end)
        };
        format!("{} to {to}", say::moment(self.it.local))
    }

    /// `11:00`, or with its day where that is another there: what clocks of a zone show.
    pub(super) fn there(&self, zone: Zone) -> String {
        let there = zone.time_zone().to_datetime(self.it.start);
        if there.date() == self.it.local.date() {
            return there.strftime("%H:%M").to_string();
        }
        there.strftime("%H:%M on %a %-d %b").to_string()
    }

    /// Why it is not where its pattern puts it, in words.
    pub(super) fn why(&self) -> Option<String> {
        let from = || say::date(self.it.original);
        match self.it.reason {
            Reason::Rule | Reason::Explicit => None,
            Reason::Holiday => {
                let title = self.line.charter.days().holidays.title(self.it.original);
                let title = title.map_or("a holiday".into(), told);
                Some(format!("moved from {}: {title}", from()))
            }
            Reason::Moved => {
                let mut moves = self.line.says.moves.iter();
                let written = moves.find(|by| by.to.value == self.it.date)?.why.as_ref();
                let why = written.map_or(String::new(), |text| format!(": {}", told(&text.value)));
                Some(format!("moved from {}{why}", from()))
            }
        }
    }
}

/// The days of a line on which it does not take place, with the reason in words.
pub(super) fn skipped(line: CadenceLine<'_>, from: Date, to: Date) -> Vec<(Date, String)> {
    let mut found = Vec::new();
    for (_, series) in series(line) {
        let skips = series.skips(from, to).into_iter();
        found.extend(skips.map(|skip| (skip.date, why_not(line, skip.date, skip.why))));
    }
    found.sort();
    found.dedup();
    found
}

fn why_not(line: CadenceLine<'_>, day: Date, why: SkipReason<'_>) -> String {
    match why {
        SkipReason::Except => {
            let mut written = line.says.except.iter().filter(|it| it.date.value == day);
            let why = written.find_map(|it| it.why.as_ref());
            why.map_or("left out".into(), |why| format!("left out: {}", told(&why.value)))
        }
        SkipReason::Holiday(title) => format!("a holiday: {}", told(title)),
        SkipReason::Neighbour(title) => {
            format!("a holiday ({}), and the workday beside it has a meeting already", told(title))
        }
        SkipReason::Outside(title) => {
            format!("a holiday ({}), and no workday beside it is within its life", told(title))
        }
    }
}
