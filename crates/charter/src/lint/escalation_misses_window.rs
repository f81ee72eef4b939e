//! An escalation that arrives when nobody meets.

use jiff::civil::Date;
use jiff::{Span as Time, ToSpan};
use rayon::prelude::*;

use crate::ahead::{Ahead, Meeting};
use crate::config::Level;
use crate::model::{CadenceLine, Charter, Model, Named, Target};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::{Zone, after_date, minutes};
use crate::tree::{Duration, Escalation, Name, Unit};
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "escalation-misses-window",
    Level::Error,
    FixKind::None,
    "the charter that an escalation goes to does not meet within the window",
    include_str!("escalation_misses_window.md"),
    run,
);

const DAY: i64 = 24 * 60 * 60;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let ahead = findings.ahead();
    let charters: Vec<Charter<'_>> = findings.here(model).live_charters().collect();
    let found: Vec<Diagnostic> =
        charters.par_iter().with_min_len(64).flat_map_iter(|it| of_charter(*it, ahead)).collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

fn of_charter(charter: Charter<'_>, ahead: &Ahead) -> Vec<Diagnostic> {
    let escalations = charter.escalations().filter_map(|(escalation, _)| match escalation {
        Escalation::To { target, within, .. } => Route::new(charter, *target, *within, ahead),
        Escalation::None(_) => None,
    });
    escalations.filter_map(Route::examine).collect()
}

/// An escalation from one charter to another.
struct Route<'m, 'a> {
    source: Charter<'m>,
    target: Charter<'m>,
    name: Name,
    within: Duration,
    ahead: &'a Ahead,
}

/// Where an escalation is not heard in time.
struct Miss<'m> {
    meeting: Meeting,
    /// The line that it is of.
    line: CadenceLine<'m>,
    /// The first second that is too late.
    end: i64,
}

impl<'m, 'a> Route<'m, 'a> {
    /// A seat always meets. Of a target that cannot be computed something was said already.
    fn new(source: Charter<'m>, name: Name, within: Duration, ahead: &'a Ahead) -> Option<Self> {
        let Named::Known(Target::Charter(target)) = source.target(name) else { return None };
        let computable = !target.has_garbled("cadence")
            && target.cadences().next().is_some()
            && source.cadences().chain(target.cadences()).all(CadenceLine::is_placed)
            && (target.is_draft() || target.effective().is_some());
        (computable && target != source).then_some(Route { source, target, name, within, ahead })
    }

    fn examine(self) -> Option<Diagnostic> {
        if self.is_surely_heard() {
            return None;
        }
        let meetings = self.ahead.of(self.source);
        let year = end_of(self.in_a_year(), self.source.zone());
        let coming = &meetings[..meetings.partition_point(|it| it.start < year)];
        let mut misses = coming.iter().filter_map(|meeting| self.miss(*meeting));
        let first = misses.next()?;
        let count = 1 + misses.count();
        Some(self.draw(&first, count, coming.len()))
    }

    fn in_a_year(&self) -> Date {
        self.ahead.day().saturating_add(Time::new().years(1))
    }

    /// Whether the target meets so often that no meeting of the source can miss it: most
    /// sources need not be looked at one by one.
    fn is_surely_heard(&self) -> bool {
        let lengths = self.source.cadences().filter_map(|line| minutes(line.says.length?));
        let longest = lengths.max().map_or(0, |minutes| i64::from(minutes) * 60);
        let Ok(yesterday) = self.ahead.day().yesterday() else { return false };
        // Clocks differ by about a day, wherever the meetings of the source are.
        let from = end_of(yesterday, self.source.zone()).saturating_sub(2 * DAY);
        let to = end_of(self.in_a_year(), self.source.zone()).saturating_add(longest);
        let starts = || self.ahead.of(self.target).iter().map(|it| it.start);
        let waits = std::iter::once(from).chain(starts()).zip(starts());
        let wait = waits.map(|(one, next)| next - one).max();
        starts().next_back().is_some_and(|last| last >= to)
            && wait.is_some_and(|wait| wait + longest < self.surely_within())
    }

    /// Whether what a meeting sends on is not heard within the window.
    fn miss(&self, meeting: Meeting) -> Option<Miss<'m>> {
        let next = self.next(meeting.end);
        if next.is_some_and(|next| next.start < meeting.start + self.surely_within()) {
            return None;
        }
        let line = meeting.line(self.source)?;
        let end = self.window(meeting, line)?;
        let heard = next.is_some_and(|next| next.start < end) || self.called(meeting, line, end);
        (!heard).then_some(Miss { meeting, line, end })
    }

    /// The first meeting of the target from a moment on, as far as is looked ahead.
    fn next(&self, from: i64) -> Option<Meeting> {
        let meetings = self.ahead.of(self.target);
        meetings.get(meetings.partition_point(|it| it.start < from)).copied()
    }

    /// A shorter time than the window, whatever the calendar: most need no arithmetic.
    fn surely_within(&self) -> i64 {
        let days = match self.within.unit {
            Unit::Minute | Unit::Cycle => return 0,
            Unit::Day | Unit::Workday => 1,
            Unit::Week => 7,
            Unit::Month => 28,
            Unit::Quarter => 89,
            Unit::Year => 365,
        };
        (days * i64::from(self.within.count) - 1) * DAY
    }

    /// The first second after the window of a meeting. A window in days lasts until the
    /// last of them is over; a cycle, until the source meets again on another day.
    fn window(&self, meeting: Meeting, line: CadenceLine<'m>) -> Option<i64> {
        let day = meeting.local(line).date();
        match self.within.unit {
            Unit::Minute => Some(meeting.end + i64::from(self.within.count) * 60 + 1),
            Unit::Cycle => self.cycles(day, line.zone()),
            _ => {
                let days = self.source.days();
                Some(end_of(after_date(day, self.within, days)?, line.zone()))
            }
        }
    }

    /// So many meeting days of the source after a day; none where it does not meet again.
    fn cycles(&self, mut day: Date, zone: Zone) -> Option<i64> {
        let meetings = self.ahead.of(self.source);
        let mut start = None;
        for _ in 0..self.within.count.min(1000) {
            let from = end_of(day, zone);
            let next = meetings.get(meetings.partition_point(|it| it.start < from));
            let (date, second) = match next {
                Some(next) => (next.local(next.line(self.source)?).date(), next.start),
                None => beyond(self.source, day.max(self.ahead.until()))?,
            };
            (day, start) = (date, Some(second));
        }
        start
    }

    /// Whether a target that meets on trigger does so before the window ends.
    fn called(&self, meeting: Meeting, line: CadenceLine<'m>, end: i64) -> bool {
        let day = meeting.local(line).date();
        self.target.lines_on(day).any(|it| {
            let days = self.target.days();
            let latest = it.within().and_then(|within| after_date(day, within, days));
            latest.is_some_and(|latest| end_of(latest, line.zone()) <= end)
        })
    }

    fn draw(&self, miss: &Miss<'m>, count: usize, of: usize) -> Diagnostic {
        let (source, target) = (self.source.name(), self.target.name());
        let sent = say::date(miss.meeting.local(miss.line).date());
        let message = format!("what is stuck in `{source}` on {sent} comes to `{target}` too late");
        let finding = RULE.finding(message, self.within.span, self.until(miss));
        let place = self.target.cadences().next().map_or(self.name.span, |it| it.says.pattern_span);
        let meets = self.meets(miss);
        let mend = match &meets {
            Some(_) => self.mend(),
            None => "name a forum that goes on".into(),
        };
        let finding =
            finding.also(place, meets.unwrap_or(format!("`{target}` does not meet again")));
        let finding = match count {
            1 => finding,
            _ if count == of => {
                finding.note(format!("so it is with all {of} meetings in the next year"))
            }
            _ => finding.note(format!("so it is with {count} of {of} meetings in the next year")),
        };
        finding
            .help(format!("{mend}, or send what is stuck to a seat: one person needs no meeting"))
    }

    fn mend(&self) -> String {
        let target = self.target.name();
        if self.target.is_draft() {
            return format!("put `{target}` in force");
        }
        match self.target.cadences().find_map(CadenceLine::within) {
            Some(_) => format!("let `{target}` meet sooner, allow more time"),
            None => format!("let `{target}` meet more often, allow more time"),
        }
    }

    /// `ends on Tue 11 May 2027`
    fn until(&self, miss: &Miss<'m>) -> String {
        let moment = Meeting { start: miss.end - 1, ..miss.meeting }.local(miss.line);
        match self.within.unit {
            Unit::Cycle => {
                let moment = Meeting { start: miss.end, ..miss.meeting }.local(miss.line);
                let source = self.source.name();
                format!("ends on {}, when `{source}` meets again", say::moment(moment))
            }
            Unit::Minute => format!("ends on {}", say::moment(moment)),
            _ => format!("ends on {}", say::date(moment.date())),
        }
    }

    /// When the target does meet; none where it never does again.
    fn meets(&self, miss: &Miss<'m>) -> Option<String> {
        if self.target.is_draft() {
            return Some("a draft does not meet".into());
        }
        if let Some(next) = self.next(miss.meeting.end)
            && let Some(line) = next.line(self.target)
        {
            let next = next.local(line);
            // By the day both may be the same.
            let next = match self.within.unit {
                Unit::Cycle | Unit::Minute => say::moment(next),
                _ => say::date(next.date()),
            };
            return Some(format!("`{}` meets next on {next}", self.target.name()));
        }
        let day = miss.meeting.local(miss.line).date();
        let on_trigger = self.target.lines_on(day).find_map(CadenceLine::within);
        if on_trigger.is_some() {
            return Some("may meet later than that".into());
        }
        let (date, _) = beyond(self.target, self.ahead.until())?;
        Some(format!("`{}` meets next on {}", self.target.name(), say::date(date)))
    }
}

/// The first meeting after a day that lies beyond what is looked ahead.
fn beyond(charter: Charter<'_>, day: Date) -> Option<(Date, i64)> {
    let from = day.checked_add(1.day()).ok()?;
    let series = charter.series();
    let next = series.iter().filter_map(|it| it.next(from)).min_by_key(|it| it.start)?;
    Some((next.date, next.start.as_second()))
}

/// The first second after a day.
fn end_of(day: Date, zone: Zone) -> i64 {
    let next = day.checked_add(1.day()).unwrap_or(Date::MAX);
    zone.instant(next.at(0, 0, 0, 0)).map_or(i64::MAX, |it| it.timestamp.as_second())
}
