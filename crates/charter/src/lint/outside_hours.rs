//! A meeting in somebody's evening, or before their day begins.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use crate::ahead::Meeting;
use crate::config::Level;
use crate::model::{CadenceLine, Charter, Model, Seat};
use crate::offer::slot;
use crate::rule::{Findings, FixKind, Rule};
use crate::time::Zone;
use crate::tree::ClauseKind;
use crate::{Diagnostic, Safety, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "outside-hours",
    Level::Off,
    FixKind::Unsafe,
    "a meeting is outside the hours of somebody in the room",
    include_str!("outside_hours.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let mut found = Vec::new();
    for charter in
        findings.here(model).live_charters().filter(|charter| charter.has(ClauseKind::Cadence))
    {
        let days = working_days(charter);
        for (nth, line) in charter.cadences().enumerate() {
            found.extend(of_line(line, nth as u32, &days, findings));
        }
    }
    found.into_iter().for_each(|finding| findings.add(finding));
}

/// The working day of some of the room: their hours, in their zone.
struct WorkingDay<'m> {
    zone: Zone,
    hours: (Time, Time),
    seats: Vec<Seat<'m>>,
}

impl WorkingDay<'_> {
    /// Whether a time lies within it, from its first second to its last.
    fn holds(&self, start: i64, end: i64) -> bool {
        let (start, end) = (self.local(start), self.local(end));
        start.date() == end.date() && self.hours.0 <= start.time() && end.time() <= self.hours.1
    }

    fn local(&self, second: i64) -> DateTime {
        let moment = Timestamp::from_second(second).unwrap_or(Timestamp::MAX);
        self.zone.time_zone().to_datetime(moment)
    }

    fn who(&self) -> String {
        let names: Vec<String> = self.seats.iter().map(|it| format!("`{}`", it.name())).collect();
        say::and(&names)
    }

    /// `18:30 to 19:30 in Asia/Kolkata`
    fn clock(&self, meeting: &Meeting) -> String {
        let time = |second| self.local(second).strftime("%H:%M").to_string();
        format!("{} to {} in {}", time(meeting.start), time(meeting.end), self.zone.name())
    }
}

/// The working days of a room. A partner's are not ours; what a calendar does not say
/// is not guessed.
fn working_days(charter: Charter<'_>) -> Vec<WorkingDay<'_>> {
    let mut days: Vec<WorkingDay<'_>> = Vec::new();
    let known = |seat: &Seat<'_>| !seat.is_external() && seat.has_zone();
    for seat in charter.room().into_iter().filter(known) {
        let Some(hours) = seat.days().hours else { continue };
        let zone = seat.zone();
        match days.iter_mut().find(|it| it.zone == zone && it.hours == hours) {
            Some(day) => day.seats.push(seat),
            None => days.push(WorkingDay { zone, hours, seats: vec![seat] }),
        }
    }
    days
}

fn of_line(
    line: CadenceLine<'_>,
    nth: u32,
    days: &[WorkingDay<'_>],
    findings: &Findings<'_>,
) -> Option<Diagnostic> {
    let ahead = findings.ahead();
    let meetings = ahead.of(line.charter).iter().filter(|it| it.line == nth);
    let outside = |it: &&Meeting| days.iter().any(|day| !day.holds(it.start, it.end));
    let mut outside = meetings.filter(outside);
    let first = outside.next()?;
    let count = 1 + outside.count();
    let burdened: Vec<&WorkingDay<'_>> =
        days.iter().filter(|day| !day.holds(first.start, first.end)).collect();
    let finding = draw(line, first, &burdened, count);
    let fits = |start, end| days.iter().all(|day| day.holds(start, end));
    let all_day = (Time::midnight(), Time::MAX);
    Some(match slot::hour(line, ahead, nth, all_day, fits) {
        Some(slot) => {
            let title = format!("hold it {}: within everybody's hours", slot.words);
            finding.fix_all(title.clone(), Safety::Unsafe, vec![slot.edit]).help(title)
        }
        None => finding.help("take turns with the hour, or let an alternate stand in"),
    })
}

fn draw(
    line: CadenceLine<'_>,
    first: &Meeting,
    burdened: &[&WorkingDay<'_>],
    count: usize,
) -> Diagnostic {
    let name = line.charter.name();
    let who: Vec<String> = burdened.iter().map(|it| it.who()).collect();
    let message = format!("`{name}` meets outside the hours of {}", say::and(&who));
    let day: Date = first.local(line).date();
    let clocks: Vec<String> = burdened.iter().map(|it| it.clock(first)).collect();
    let label = format!("on {}: {}", say::date(day), clocks.join(", "));
    let finding = RULE.finding(message, place(line), label);
    match count {
        1 => finding.note("once in the next two years"),
        _ => finding.note(format!("the first of {count} times in the next two years")),
    }
}

/// The time, where there is just one.
fn place(line: CadenceLine<'_>) -> Span {
    match &line.says.at[..] {
        [at] => at.span,
        _ => line.says.pattern_span,
    }
}
