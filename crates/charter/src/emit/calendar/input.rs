//! What must be on the table, in the calendar of who brings it.
//!
//! A whole day on which it is due. Where the meetings follow a rule and the days before
//! them do too, so does what is due; else each day stands by itself.

use jiff::civil::{Date, DateTime, Weekday};

use super::context::Context;
use super::days::Days;
use super::entry::{self, Timed};
use super::meeting::{Meeting, Told};
use super::rule;
use super::track::{Place, Slot, Track};
use crate::emit::ics::{Rule, When};
use crate::time::before;
use crate::tree::{Duration, Unit};

/// The day that something is due before a meeting, and whether the meeting was dropped.
#[derive(Clone, Debug)]
pub(super) struct Due {
    /// When.
    pub(super) timed: Timed,
    /// It is not needed any more.
    pub(super) dropped: bool,
}

/// When something is due before each meeting of a series.
pub(super) fn due(context: &Context<'_>, meeting: &Meeting<'_>, due: Duration) -> Vec<Due> {
    let days = context.days(&meeting.series.calendar);
    let ruled = match &meeting.told {
        Told::Rule(track, _, _, rule) => as_rule(meeting, track, rule, days, due),
        Told::Singly => None,
    };
    match ruled {
        Some(events) => events.into_iter().map(|timed| Due { timed, dropped: false }).collect(),
        None => singly(context, meeting, due),
    }
}

fn as_rule(
    meeting: &Meeting<'_>,
    track: &Track,
    rule: &Rule,
    days: &Days,
    due: Duration,
) -> Option<Vec<Timed>> {
    let time = *entry::times(&meeting.series).first()?;
    let pattern = rule::shifted(&rule.pattern, |weekday| distance(weekday, time, days, due))?;
    let track = earlier(track, time, days, due)?;
    let laid = track.lay();
    let Some(first) = laid.first else { return Some(Vec::new()) };
    let ends = rule.until.and_then(|_| track.slots.last()).map(|slot| slot.nominal);
    let until = match rule.until {
        Some(_) if is_within(meeting, &track) => ends,
        Some(until) => Some(on(until.to_datetime(time), due, &days.bare)?),
        None => None,
    };
    Some(entry::whole_days(first, Rule { pattern, until }, &laid))
}

/// Whether the last meeting lies within the horizon, so that its day is known.
fn is_within(meeting: &Meeting<'_>, track: &Track) -> bool {
    let last = track.slots.last().map(|slot| slot.original);
    last.is_some_and(|last| {
        let from = last.tomorrow().unwrap_or(Date::MAX);
        meeting.series.days(from, Date::MAX).next().is_none()
    })
}

/// How many days before a meeting on a weekday something is due, in a year without
/// holidays; none where that is not the same every week.
fn distance(weekday: Weekday, time: jiff::civil::Time, days: &Days, due: Duration) -> Option<i64> {
    if matches!(due.unit, Unit::Month | Unit::Quarter | Unit::Year | Unit::Cycle) {
        return None;
    }
    // Any week: without holidays, one is like the other.
    let monday = jiff::civil::date(2024, 1, 1);
    let offset = i64::from(weekday.to_monday_zero_offset());
    let day = monday.checked_add(jiff::Span::new().days(offset)).ok()?;
    let due = on(day.to_datetime(time), due, &days.bare)?;
    Some(day.duration_since(due).as_hours() / 24)
}

/// The days of a track's meetings, brought forward.
fn earlier(track: &Track, time: jiff::civil::Time, days: &Days, due: Duration) -> Option<Track> {
    let mut changes = track.changes.iter().peekable();
    let mut earlier = Track::default();
    for (at, slot) in track.slots.iter().enumerate() {
        let nominal = on(slot.nominal.to_datetime(time), due, &days.bare)?;
        let meets = match changes.next_if(|(it, _)| *it == at) {
            Some((_, place)) => place.map(|it| it.date.to_datetime(it.time.unwrap_or(time))),
            None => Some(slot.nominal.to_datetime(time)),
        };
        let usual = slot.nominal.to_datetime(time);
        let date = match meets {
            None => None,
            Some(meets) => {
                let bare = if meets == usual { nominal } else { on(meets, due, &days.bare)? };
                let disturbed = days.has_holiday(bare, meets.date());
                Some(if disturbed { on(meets, due, &days.calendar)? } else { bare })
            }
        };
        if date != Some(nominal) {
            earlier.changes.push((at, date.map(|date| Place { date, time: None })));
        }
        earlier.slots.push(Slot { nominal, original: slot.original });
    }
    Some(earlier)
}

fn on(meets: DateTime, due: Duration, calendar: &crate::time::WorkCalendar) -> Option<Date> {
    before(meets, due, calendar).map(DateTime::date)
}

/// One by one, each under the day that names its meeting.
fn singly(context: &Context<'_>, meeting: &Meeting<'_>, due: Duration) -> Vec<Due> {
    let mut found: Vec<Due> = Vec::new();
    let mut previous: Option<Date> = None;
    for (it, dropped) in meeting.singles(context) {
        let known = found.last().is_some_and(|due| due.timed.date == Some(it.original));
        let date = match due.unit {
            Unit::Cycle => previous,
            _ => on(it.date.to_datetime(it.time), due, &meeting.series.calendar),
        };
        if let Some(date) = date.filter(|_| !known) {
            let timed = Timed { date: Some(it.original), when: When::day(date) };
            found.push(Due { timed, dropped });
        }
        previous = Some(it.date);
    }
    found
}
