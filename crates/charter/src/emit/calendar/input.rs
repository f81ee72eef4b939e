//! What must be on the table, in the calendar of who brings it.
//!
//! A whole day on which it is due. Where the meetings follow a rule and the days before
//! them do too, so does what is due. Where the days before come near to a rule, as the
//! Friday before the 2nd Tuesday to the 1st Friday, it is that rule with its exceptions,
//! up to the horizon. Else each day stands by itself.

use jiff::civil::{Date, DateTime, Time};

use super::context::{Context, MOST_SINGLES};
use super::days::Days;
use super::entry::{self, Timed};
use super::meeting::{Meeting, Told};
use super::nearby::Nearby;
use super::rule::{self, Distances};
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
    let distances = distances(time, days, due)?;
    let exact = rule::shifted(&rule.pattern, &distances);
    let nearby = if exact.is_none() { Nearby::of(&rule.pattern, &distances) } else { None };
    let track = earlier(track, time, &distances, nearby.as_ref(), days, due)?;
    if nearby.is_some() && track.changes.len() > MOST_SINGLES {
        return None;
    }
    let laid = track.lay();
    let Some(first) = laid.first else { return Some(Vec::new()) };
    let last = track.slots.last().map(|slot| slot.nominal);
    let until = match rule.until {
        // What is only near the truth ends with what is known of it.
        _ if nearby.is_some() => last,
        Some(_) if is_within(meeting, &track) => last,
        Some(until) => Some(on(until.to_datetime(time), due, &days.bare)?),
        None => None,
    };
    let pattern = exact.or(nearby.map(|it| it.pattern))?;
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

/// How many days before a meeting something is due, by the weekday of the meeting, in a
/// year without holidays; none where that is not the same every week.
fn distances(time: Time, days: &Days, due: Duration) -> Option<Distances> {
    if matches!(due.unit, Unit::Month | Unit::Quarter | Unit::Year | Unit::Cycle) {
        return None;
    }
    let mut distances = [0; 7];
    // Any week: without holidays, one is like the other.
    for (nth, distance) in distances.iter_mut().enumerate() {
        let day = jiff::civil::date(2024, 1, 1 + nth as i8);
        let due = on(day.to_datetime(time), due, &days.bare)?;
        *distance = day.duration_since(due).as_hours() / 24;
    }
    Some(distances)
}

/// The days of a track's meetings, brought forward.
fn earlier(
    track: &Track,
    time: Time,
    distances: &Distances,
    nearby: Option<&Nearby>,
    days: &Days,
    due: Duration,
) -> Option<Track> {
    let mut changes = track.changes.iter().peekable();
    let mut earlier = Track::default();
    earlier.slots.reserve(track.slots.len());
    for (at, slot) in track.slots.iter().enumerate() {
        let meets = slot.nominal;
        let usual = rule::earlier(meets, rule::distance(distances, meets.weekday()))?;
        let nominal = nearby.map_or(Some(usual), |it| it.nominal(meets, usual))?;
        let date = match changes.next_if(|(it, _)| *it == at) {
            Some((_, None)) => None,
            Some((_, Some(place))) => {
                Some(on(place.date.to_datetime(place.time.unwrap_or(time)), due, &days.calendar)?)
            }
            None if days.has_holiday(usual, meets) => {
                Some(on(meets.to_datetime(time), due, &days.calendar)?)
            }
            None => Some(usual),
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
pub(super) fn singly(context: &Context<'_>, meeting: &Meeting<'_>, due: Duration) -> Vec<Due> {
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
