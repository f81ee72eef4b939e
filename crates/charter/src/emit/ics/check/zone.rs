//! Zones: each that is named is there, and tells the time that the database tells.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::emit::ics::embedded::{Embedded, seconds};
use crate::emit::ics::read::{Component, Defect};
use crate::emit::ics::recur::{Frequency, Recur, Until};
use crate::emit::ics::series::Embeddeds;
use crate::emit::ics::value::{date_time, offset, unescape};

/// Checks the zones of a calendar, and gives their clocks.
pub(super) fn check(
    calendar: &Component<'_>,
    days: Option<&Range<Date>>,
    defects: &mut Vec<Defect>,
) -> Embeddeds {
    let mut clocks = Embeddeds::new();
    let used = used(calendar);
    let first_event = calendar.planned().map(|event| event.line).min();
    let mut seen = BTreeSet::new();
    for zone in calendar.children_named("VTIMEZONE") {
        let Some(name) = zone.property("TZID").map(|name| unescape(name.value)) else {
            defects.push(Defect::new("bad-observance", zone.line, "the zone has no TZID"));
            continue;
        };
        let mut report = |code, message| defects.push(Defect::new(code, zone.line, message));
        if first_event.is_some_and(|line| line < zone.line) {
            report("late-zone", format!("{name} stands after events"));
        }
        if !used.iter().any(|(known, _)| *known == name) {
            report("unused-zone", format!("no event is in {name}"));
        }
        if !seen.insert(name.clone()) {
            report("doubled-zone", format!("{name} stands twice"));
        }
        if let Some(clock) = clock(zone, &name, days, defects) {
            clocks.insert(name.into_owned(), clock);
        }
    }
    for (name, line) in used {
        if !seen.contains(&name) {
            let message = format!("the file has no rules of time for {name}");
            defects.push(Defect::new("no-zone", line, message));
        }
    }
    clocks
}

/// The zones that events name, each where it is named first.
fn used<'b>(calendar: &Component<'b>) -> Vec<(Cow<'b, str>, usize)> {
    let mut names: Vec<(Cow<'_, str>, usize)> = Vec::new();
    let events = calendar.planned();
    for property in events.flat_map(|event| &event.properties) {
        let Some(name) = property.parameter("TZID") else { continue };
        if !names.iter().any(|(known, _)| *known == name) {
            names.push((name, property.line));
        }
    }
    names
}

fn clock(
    zone: &Component<'_>,
    name: &str,
    days: Option<&Range<Date>>,
    defects: &mut Vec<Defect>,
) -> Option<Embedded> {
    for child in &zone.children {
        observance(child, defects);
    }
    let last_year = days.map_or(2100, |days| days.end.year().saturating_add(1));
    let clock = match Embedded::new(zone, last_year) {
        Ok(clock) => clock,
        Err(defect) => {
            defects.push(defect);
            return None;
        }
    };
    let mut report = |code, message| defects.push(Defect::new(code, zone.line, message));
    let known = jiff::tz::db().get(name).ok().filter(|known| known.iana_name() == Some(name));
    match (known, days) {
        (None, _) => report("unknown-zone", format!("{name} is no IANA zone")),
        (Some(known), Some(days)) => {
            if let Some(wrong) = difference(&clock, &known, days) {
                report("wrong-zone", format!("{name}: {wrong}"));
            }
        }
        (Some(_), None) => {}
    }
    Some(clock)
}

/// What the standard asks of an observance, and what programs need beside.
fn observance(observance: &Component<'_>, defects: &mut Vec<Defect>) {
    let value = |name| observance.property(name).map(|property| property.value);
    let mut report = |message| {
        defects.push(Defect::new("bad-observance", observance.line, message));
    };
    for name in ["TZOFFSETFROM", "TZOFFSETTO"] {
        if value(name).and_then(offset).is_none() {
            report(format!("{} has no good {name}", observance.name));
        }
    }
    if value("TZNAME").is_none() {
        report(format!("{} has no TZNAME", observance.name));
    }
    let Some((start, false)) = value("DTSTART").and_then(date_time) else {
        return report(format!("{} has no local DTSTART", observance.name));
    };
    let Some(rule) = value("RRULE") else { return };
    let Some(rule) = Recur::parse(rule) else {
        return report(format!("{} has no good RRULE", observance.name));
    };
    let utc = rule.until.is_none_or(|until| matches!(until, Until::Utc(_)));
    let pair = rule.by_day.len() == 1 && rule.by_month.len() == 1 && rule.unknown.is_empty();
    if rule.frequency != Frequency::Yearly || !pair || !utc {
        report(format!("the rule of {} is not of the classic kind", observance.name));
    } else if rule.days(start.date(), start.date()).next().is_none() {
        report(format!("{} begins outside its own rule", observance.name));
    }
}

/// The first moment at which the clock of the file is not that of the database. Both
/// stand still between their changes, so only those need to be looked at.
fn difference(clock: &Embedded, zone: &TimeZone, days: &Range<Date>) -> Option<String> {
    let [start, end] = [days.start, days.end].map(|day| seconds(day.at(0, 0, 0, 0)));
    let first = clock.onsets.first()?;
    if first.at > start {
        return Some("its rules begin after the first event".to_owned());
    }
    let mut moments = vec![start];
    moments.extend(clock.onsets.iter().map(|onset| onset.at));
    let from = Timestamp::from_second(start).unwrap_or(Timestamp::MIN);
    let changes = zone.following(from).map(|change| change.timestamp().as_second());
    moments.extend(changes.take_while(|&at| at <= end));
    let around = moments.into_iter().flat_map(|at| [at - 1, at]);
    let mut around: Vec<i64> = around.filter(|at| (start..=end).contains(at)).collect();
    around.sort_unstable();
    let differs = |&at: &i64| {
        let at = Timestamp::from_second(at).ok()?;
        let (ours, theirs) = (clock.offset(at.as_second()), zone.to_offset(at).seconds());
        (ours != theirs).then(|| format!("at {at} it is {ours} s from UTC and not {theirs}"))
    };
    around.iter().find_map(differs).or_else(|| discord(clock, start, end))
}

/// An observance that says the clock was elsewhere before than it was.
fn discord(clock: &Embedded, start: i64, end: i64) -> Option<String> {
    let within = clock.onsets.iter().filter(|onset| (start..=end).contains(&onset.at));
    let mut within = within.filter(|onset| clock.offset(onset.at - 1) != onset.from);
    let at = Timestamp::from_second(within.next()?.at).ok()?;
    Some(format!("at {at} TZOFFSETFROM is not the offset before"))
}
