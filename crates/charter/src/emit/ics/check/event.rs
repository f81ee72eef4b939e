//! Events and things to do, each on its own: identity, stamps, and the kinds of time.

use rustc_hash::FxHashSet;

use super::todo;
use crate::emit::ics::read::{Component, Defect, Property};
use crate::emit::ics::value::{Moment, date_time, length, moment, moments};

/// Checks what a calendar has.
pub(super) fn check(calendar: &Component<'_>, defects: &mut Vec<Defect>) {
    let mut seen = FxHashSet::default();
    for event in calendar.planned() {
        identity(event, &mut seen, defects);
        stamps(event, defects);
        never(event, defects);
        times(event, defects);
        alarms(event, defects);
        if event.is_todo() {
            todo::check(event, defects);
        } else {
            extent(event, defects);
        }
    }
}

/// What rings does so before the event, with words, and writes to nobody.
fn alarms(event: &Component<'_>, defects: &mut Vec<Defect>) {
    for alarm in event.children_named("VALARM") {
        let value = |name| alarm.property(name).map(|property| property.value);
        let before = |text| length(text).is_some_and(|long| long.days + long.seconds <= 0);
        let message = match () {
            () if value("ACTION") != Some("DISPLAY") => "an alarm shows words: ACTION:DISPLAY",
            () if value("DESCRIPTION").is_none() => "the alarm has no words to show",
            () if !value("TRIGGER").is_some_and(before) => "the alarm is no length before",
            () => continue,
        };
        defects.push(Defect::new("bad-alarm", alarm.line, message));
    }
}

fn identity<'c>(
    event: &Component<'c>,
    seen: &mut FxHashSet<(&'c str, Option<&'c str>)>,
    defects: &mut Vec<Defect>,
) {
    let value = |name| event.property(name).map(|property| property.value);
    let Some(uid) = value("UID").filter(|uid| !uid.is_empty()) else {
        return defects.push(Defect::new("no-uid", event.line, "the event has no UID"));
    };
    if !seen.insert((uid, value("RECURRENCE-ID"))) {
        let message = format!("another event has the UID {uid} too");
        defects.push(Defect::new("doubled-uid", event.line, message));
    }
}

fn stamps(event: &Component<'_>, defects: &mut Vec<Defect>) {
    if event.property("DTSTAMP").is_none() {
        defects.push(Defect::new("no-dtstamp", event.line, "the event has no DTSTAMP"));
    }
    let stamps = ["DTSTAMP", "LAST-MODIFIED", "CREATED"];
    for property in &event.properties {
        if !stamps.contains(&&*property.name) {
            continue;
        }
        match date_time(property.value) {
            Some((_, true)) if property.parameter("TZID").is_none() => {}
            Some(_) => {
                let message = format!("{} is not in UTC", property.name);
                defects.push(property.defect("stamp-not-utc", message));
            }
            None => {
                let message = format!("{} is no time", property.name);
                defects.push(property.defect("bad-date", message));
            }
        }
    }
}

/// What a feed never says.
fn never(event: &Component<'_>, defects: &mut Vec<Defect>) {
    for property in &event.properties {
        let said = match &*property.name {
            "ORGANIZER" | "ATTENDEE" => ("people", "calendars write to the people of a feed"),
            "RDATE" => ("rdate", "RDATE fails in many programs; write single events"),
            "RECURRENCE-ID" if property.parameter("RANGE").is_some() => {
                ("this-and-future", "RANGE fails in many programs; end the series")
            }
            _ => continue,
        };
        defects.push(property.defect(said.0, said.1));
    }
    for rule in event.all("RRULE").skip(1) {
        defects.push(rule.defect("two-rules", "an event has one RRULE"));
    }
}

fn times(event: &Component<'_>, defects: &mut Vec<Defect>) {
    if event.property("DTSTART").is_none() && !event.is_todo() {
        defects.push(Defect::new("no-dtstart", event.line, "the event has no DTSTART"));
    }
    let named = ["DTSTART", "DTEND", "DUE", "EXDATE", "RECURRENCE-ID"];
    for property in &event.properties {
        if !named.contains(&&*property.name) {
            continue;
        }
        match read(property) {
            Ok(true) => {
                let message = format!("{} is at no zone's time", property.name);
                defects.push(property.defect("floating-time", message));
            }
            Ok(false) => {}
            Err(defect) => defects.push(defect),
        }
    }
}

/// Whether any of the times is floating.
fn read(property: &Property<'_>) -> Result<bool, Defect> {
    let is_floating = |moment: &Moment<'_>| matches!(moment, Moment::Floating(_));
    if property.name != "EXDATE" {
        return moment(property).map(|it| is_floating(&it));
    }
    let mut any = false;
    for it in moments(property) {
        any |= is_floating(&it?);
    }
    Ok(any)
}

fn extent(event: &Component<'_>, defects: &mut Vec<Defect>) {
    if let Some(due) = event.property("DUE") {
        defects.push(due.defect("misplaced-property", "DUE is of things to do"));
    }
    let (duration, end) = (event.property("DURATION"), event.property("DTEND"));
    let Some(start) = event.property("DTSTART").and_then(|start| moment(start).ok()) else {
        return;
    };
    if let Some(property) = duration {
        long(property, &start, defects);
    }
    let Some(property) = end else { return };
    if duration.is_some() {
        let message = "an event has DTEND or DURATION, not both";
        defects.push(property.defect("end-and-duration", message));
    }
    let Ok(end) = moment(property) else { return };
    if start.is_day() != end.is_day() {
        let message = "DTEND is not of the type of DTSTART";
        defects.push(property.defect("end-type", message));
    } else if start.like(&end) && end.on_clock() <= start.on_clock() {
        defects.push(property.defect("end-before-start", "DTEND is not after DTSTART"));
    }
}

fn long(property: &Property<'_>, start: &Moment<'_>, defects: &mut Vec<Defect>) {
    match length(property.value) {
        None => {
            let message = format!("{} is no length", property.value);
            defects.push(property.defect("bad-duration", message));
        }
        Some(long) if long.days * 86_400 + long.seconds <= 0 => {
            defects.push(property.defect("empty-duration", "the event takes no time"));
        }
        Some(long) if start.is_day() && long.seconds != 0 => {
            let message = "whole days last whole days";
            defects.push(property.defect("end-type", message));
        }
        Some(_) => {}
    }
}
