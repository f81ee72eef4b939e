//! A feed of somebody else's to days off.
//!
//! Published feeds of holidays are of many hands, so this reader asks for little: whole-day
//! events, and whatever else can still be meant. What it cannot read is a [`Defect`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::Date;

use super::lines::Unfolded;
use super::read::{Component, Defect, Property, read};
use super::recur::{Recur, Until};
use super::value::{date, date_time, length, unescape};

/// Days off in a row, both ends included.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct DaysOff {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub until: Date,
    /// What they are called, in one line.
    pub title: String,
}

/// What a feed says of days off.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadDaysOff {
    /// By day; what is said twice is there once.
    pub days: Vec<DaysOff>,
    /// How many events are not of whole days: they are left aside.
    pub timed: usize,
}

/// The days off of a feed that begin between two days, both included.
pub fn days_off(bytes: &[u8], first: Date, last: Date) -> Result<ReadDaysOff, Defect> {
    let file = Unfolded::of(bytes, &mut Vec::new());
    let calendars = read(&file, &mut Vec::new());
    if !calendars.iter().any(|it| it.name == "VCALENDAR") {
        return Err(Defect::new(
            "no-calendar",
            1,
            "there is no calendar in it: no BEGIN:VCALENDAR",
        ));
    }
    let mut found = Vec::new();
    let mut timed = 0;
    let events = || calendars.iter().flat_map(|it| it.children_named("VEVENT"));
    let replaced = replaced(events());
    for event in events() {
        match whole_days(event)? {
            Some((start, days)) if !is_cancelled(event) => {
                for day in starts(event, start, last, &replaced)? {
                    let until = day.checked_add((days - 1).days()).unwrap_or(Date::MAX);
                    found.push(DaysOff { from: day, until, title: title(event) });
                }
            }
            Some(_) => {}
            None => timed += 1,
        }
    }
    found.retain(|it| first <= it.from && it.from <= last);
    found.sort();
    found.dedup();
    Ok(ReadDaysOff { days: found, timed })
}

fn is_cancelled(event: &Component<'_>) -> bool {
    event.property("STATUS").is_some_and(|it| it.value.eq_ignore_ascii_case("CANCELLED"))
}

fn title(event: &Component<'_>) -> String {
    let text = event.property("SUMMARY").map(|it| unescape(it.value)).unwrap_or_default();
    let plain: String = text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
    let title = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { "Holiday".to_owned() } else { title }
}

/// By identity, the days for which another event stands.
fn replaced<'c, 'b: 'c>(
    events: impl Iterator<Item = &'c Component<'b>>,
) -> BTreeMap<&'b str, BTreeSet<Date>> {
    let mut replaced: BTreeMap<&str, BTreeSet<Date>> = BTreeMap::new();
    for event in events {
        let (uid, original) = (event.property("UID"), event.property("RECURRENCE-ID"));
        let original = original.and_then(|it| plain_day(it.value));
        if let (Some(uid), Some(day)) = (uid, original) {
            replaced.entry(uid.value).or_default().insert(day);
        }
    }
    replaced
}

/// The first day of an event and how many there are; none of one that is at a time of day.
fn whole_days(event: &Component<'_>) -> Result<Option<(Date, i64)>, Defect> {
    let missing = || Defect::new("no-dtstart", event.line, "the event has no DTSTART");
    let property = event.property("DTSTART").ok_or_else(missing)?;
    let Some(start) = plain_day(property.value) else {
        // At a time of day, or at none.
        return match date_time(property.value) {
            Some(_) => Ok(None),
            None => Err(bad(property, "date")),
        };
    };
    let named_a_day = property.value.len() == 8;
    let days = match (event.property("DTEND"), event.property("DURATION")) {
        (Some(end), _) => match plain_day(end.value) {
            Some(day) if day >= start => (day - start).get_days().into(),
            // From midnight to some time of the day: a meeting at night.
            None if !named_a_day && date_time(end.value).is_some() => return Ok(None),
            _ => return Err(bad(end, "day after DTSTART")),
        },
        (None, Some(long)) => match length(long.value) {
            Some(it) if it.seconds % 86_400 == 0 => it.days + it.seconds / 86_400,
            Some(_) => return Ok(None),
            None => return Err(bad(long, "length")),
        },
        // A time without an end takes no time.
        (None, None) if !named_a_day => return Ok(None),
        (None, None) => 1,
    };
    // Many write the day itself for its end, which is the day after.
    Ok(Some((start, days.max(1))))
}

/// A date, or the midnight with which it begins: both are written for whole days.
fn plain_day(value: &str) -> Option<Date> {
    let midnight = || date_time(value).filter(|(at, _)| at.time() == jiff::civil::Time::midnight());
    date(value).or_else(|| midnight().map(|(at, _)| at.date()))
}

fn bad(property: &Property<'_>, what: &str) -> Defect {
    property.defect("bad-date", format!("{}: {} is no {what}", property.name, property.value))
}

/// The first days of every occurrence up to a last day.
fn starts(
    event: &Component<'_>,
    start: Date,
    last: Date,
    replaced: &BTreeMap<&str, BTreeSet<Date>>,
) -> Result<Vec<Date>, Defect> {
    let mut days = BTreeSet::from([start]);
    if let Some(property) = event.property("RRULE") {
        days.extend(of_rule(property, start, last)?);
    }
    for property in event.all("RDATE") {
        days.extend(listed(property)?);
    }
    for property in event.all("EXDATE") {
        listed(property)?.iter().for_each(|day| {
            days.remove(day);
        });
    }
    if event.property("RECURRENCE-ID").is_none() {
        let gone = event.property("UID").and_then(|uid| replaced.get(uid.value));
        days.retain(|day| gone.is_none_or(|gone| !gone.contains(day)));
    }
    Ok(days.into_iter().collect())
}

fn of_rule(property: &Property<'_>, start: Date, last: Date) -> Result<Vec<Date>, Defect> {
    let rule = Recur::parse(property.value).filter(|rule| rule.unknown.is_empty());
    let rule = rule.ok_or_else(|| {
        let message = format!("this rule is not understood: {}", property.value);
        property.defect("bad-rule", message)
    })?;
    let until = match rule.until {
        Some(Until::Day(day)) => day,
        Some(Until::Local(at) | Until::Utc(at)) => at.date(),
        None => Date::MAX,
    };
    let count = rule.count.map_or(usize::MAX, |count| count as usize);
    Ok(rule.days(start, last.min(until)).take(count).collect())
}

fn listed(property: &Property<'_>) -> Result<Vec<Date>, Defect> {
    let day = |value: &str| plain_day(value).ok_or_else(|| bad(property, "date"));
    property.value.split(',').map(day).collect()
}
