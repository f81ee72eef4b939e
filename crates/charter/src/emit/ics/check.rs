//! What is wrong with the bytes of a feed.
//!
//! Stricter than the standard: it asks for what every calendar program understands
//! alike, so much of what the standard allows is a defect here. Each kind of defect has
//! a word that does not change:
//!
//! | of | words |
//! |---|---|
//! | bytes | `bom` `not-utf8` `bare-lf` `no-final-crlf` `empty-line` `long-line` `split-character` `control-character` |
//! | lines | `bad-line` `quote-in-parameter` `no-calendar` `after-end` `unbalanced` `nested` `unknown-component` |
//! | calendar | `no-version` `no-prodid` `method` `calendar-uid` `refresh-interval` `color` |
//! | text | `raw-semicolon` `raw-comma` `bad-escape` `doubled-property` |
//! | event | `no-uid` `doubled-uid` `no-dtstamp` `stamp-not-utc` `no-dtstart` `bad-date` `floating-time` `people` `bad-alarm` |
//! | length | `bad-duration` `empty-duration` `end-before-start` `end-type` `end-and-duration` |
//! | repetition | `two-rules` `rdate` `bad-rule` `rule-shape` `byweekno` `yearly-bysetpos` `until-local` `until-type` `until-before-start` `start-outside-rule` |
//! | what is due | `no-due` `due-type` `due-before-start` `due-and-duration` `rule-without-start` `misplaced-property` |
//! | exceptions | `exdate-type` `exdate-outside` `recurrence-type` `recurrence-outside` `this-and-future` |
//! | zones | `no-zone` `empty-zone` `wrong-zone` `late-zone` `doubled-zone` `unused-zone` `unknown-zone` `bad-observance` |

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::Date;

use super::lines::Unfolded;
use super::read::{Component, Defect, read};
use super::series::{Embeddeds, Series};
use super::value::{date, moment};

mod event;
mod property;
mod series;
mod todo;
mod zone;

/// Everything that is wrong with a file, by line. Its zones are compared with the
/// database from its first event to three years after its last day, which is the
/// horizon of a build where none is given.
pub fn check(bytes: &[u8]) -> Vec<Defect> {
    run(bytes, None)
}

/// The same, where the zones are compared over these days.
pub fn check_over(bytes: &[u8], horizon: &Range<Date>) -> Vec<Defect> {
    run(bytes, Some(horizon))
}

fn run(bytes: &[u8], horizon: Option<&Range<Date>>) -> Vec<Defect> {
    let mut defects = Vec::new();
    let file = Unfolded::of(bytes, &mut defects);
    let calendars = read(&file, &mut defects);
    if calendars.is_empty() {
        defects.push(Defect::new("no-calendar", 1, "there is no VCALENDAR"));
    }
    for calendar in &calendars {
        check_calendar(calendar, horizon, &mut defects);
    }
    defects.sort_by(|a, b| (a.line, a.code).cmp(&(b.line, b.code)));
    defects
}

fn check_calendar(
    calendar: &Component<'_>,
    horizon: Option<&Range<Date>>,
    defects: &mut Vec<Defect>,
) {
    property::check(calendar, defects);
    head(calendar, defects);
    placing(calendar, defects);
    let days = horizon.cloned().or_else(|| days(calendar));
    let zones = zone::check(calendar, days.as_ref(), defects);
    event::check(calendar, defects);
    series::check(calendar, &zones, defects);
}

/// Checks events that stand alone, by clocks that were checked before; gives what each says
/// of its time, where that can be read.
pub(super) fn check_events<'b>(
    events: &Component<'b>,
    clocks: &Embeddeds,
    defects: &mut Vec<Defect>,
) -> Vec<Option<Series<'b>>> {
    property::check(events, defects);
    placing(events, defects);
    event::check(events, defects);
    series::check(events, clocks, defects)
}

/// Checks what stands around events: the properties of the calendar and its zones, which no
/// event needs to use.
pub(super) fn check_frame(
    calendar: &Component<'_>,
    days: &Range<Date>,
    defects: &mut Vec<Defect>,
) -> Embeddeds {
    property::check(calendar, defects);
    head(calendar, defects);
    placing(calendar, defects);
    let clocks = zone::check(calendar, Some(days), defects);
    defects.retain(|defect| defect.code != "unused-zone");
    clocks
}

fn head(calendar: &Component<'_>, defects: &mut Vec<Defect>) {
    let mut missing = |code, what| defects.push(Defect::new(code, calendar.line, what));
    if calendar.property("VERSION").is_none_or(|version| version.value != "2.0") {
        missing("no-version", "the calendar has no VERSION:2.0");
    }
    if calendar.property("PRODID").is_none_or(|id| id.value.is_empty()) {
        missing("no-prodid", "the calendar has no PRODID");
    }
    if let Some(method) = calendar.property("METHOD") {
        defects.push(method.defect("method", "a feed has no METHOD: it is not a message"));
    }
    if let Some(uid) = calendar.property("UID") {
        let message = "a calendar with a UID is stored as one item by vdirsyncer";
        defects.push(uid.defect("calendar-uid", message));
    }
}

/// What may stand in what.
fn placing(parent: &Component<'_>, defects: &mut Vec<Defect>) {
    let allowed: &[&str] = match &*parent.name {
        "VCALENDAR" => &["VTIMEZONE", "VEVENT", "VTODO", "VJOURNAL"],
        "VTIMEZONE" => &["STANDARD", "DAYLIGHT"],
        "VEVENT" | "VTODO" => &["VALARM"],
        _ => &[],
    };
    for child in &parent.children {
        if !allowed.contains(&&*child.name) {
            let known = ["VCALENDAR", "VTIMEZONE", "VEVENT", "VTODO", "VJOURNAL", "VALARM"];
            let is_known = known.contains(&&*child.name);
            let code = if is_known { "nested" } else { "unknown-component" };
            let message = format!("{} may not stand in {}", child.name, parent.name);
            defects.push(Defect::new(code, child.line, message));
        }
        placing(child, defects);
    }
}

/// From the first day that an event names to three years after the last day that the
/// file names as its own: beginnings and stamps, since an UNTIL may lie far ahead.
fn days(calendar: &Component<'_>) -> Option<Range<Date>> {
    let events = || calendar.children_named("VEVENT");
    let starts = events().filter_map(|event| event.property("DTSTART"));
    let starts: Vec<Date> = starts.filter_map(|p| Some(moment(p).ok()?.date())).collect();
    let stamps = events().filter_map(|event| event.property("DTSTAMP"));
    let stamps = stamps.filter_map(|stamp| date(stamp.value.get(..8)?));
    let first = *starts.iter().min()?;
    let last = stamps.chain(starts.iter().copied()).max()?;
    Some(first..last.saturating_add(3.years()))
}
