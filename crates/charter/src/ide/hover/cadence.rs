//! A cadence: its next meetings, for everybody in the room, and what stands in their way.

use jiff::civil::Date;

use crate::ide::clash::{Clash, clashes};
use crate::ide::coming::{self, Coming};
use crate::ide::page::{Page, told};
use crate::ide::people::names;
use crate::model::{CadenceLine, Item, Seat};
use crate::say;
use crate::time::{Clock, Zone};
use crate::tree::Pattern;

/// So many meetings are shown,
const SHOWN: usize = 5;
/// and so many clashes.
const CLASHES: usize = 3;

pub(super) fn page(line: CadenceLine<'_>, nth: u32, day: Date) -> Page {
    let mut page = Page::new(line.charter.title());
    let few = coming::few(line, day, SHOWN);
    page.words(rhythm(line, day));
    if few.is_empty() {
        page.words(nothing(line, day));
        return page;
    }
    let elsewhere = elsewhere(line);
    few.iter().for_each(|it| page.point(meeting(it, &elsewhere)));
    for (zone, seats) in &elsewhere {
        let seats = names(seats.iter().map(|it| Item::name(**it)));
        page.fact("Elsewhere", format!("{} for {seats}", zone.name()));
    }
    shifts(&mut page, &few, &elsewhere);
    skips(&mut page, line, day, &few);
    clash_notes(&mut page, line, nth, day);
    page
}

/// `Meets quarterly: 6 hours in the coming year.`
pub(in crate::ide) fn rhythm(line: CadenceLine<'_>, day: Date) -> String {
    let when = match (say::rhythm(&line.says.pattern), &line.says.pattern) {
        (Some(rhythm), _) => rhythm,
        (_, Pattern::Trigger { .. }) => "when a trigger fires".into(),
        (_, Pattern::Offsets(_)) => "for each launch that it governs".into(),
        _ => "on the days that are written".into(),
    };
    match coming::minutes_a_year(line, day) {
        0 => format!("Meets {when}."),
        minutes => format!("Meets {when}: {} in the coming year.", hours(minutes)),
    }
}

/// `6 hours`, `1 hour`, `7.5 hours`, `45 minutes`
pub(in crate::ide) fn hours(minutes: i64) -> String {
    if 0 < minutes && minutes < 60 {
        return format!("{minutes} minutes");
    }
    let hours = (minutes as f64 / 6.0).round() / 10.0;
    if hours == 1.0 { "1 hour".into() } else { format!("{hours} hours") }
}

/// Why there is no next meeting.
pub(in crate::ide) fn nothing(line: CadenceLine<'_>, day: Date) -> String {
    let charter = line.charter;
    if charter.is_draft() {
        return "A draft does not meet: take `status draft` away when it is agreed.".into();
    }
    if matches!(line.says.pattern, Pattern::Trigger { .. }) {
        return "No day is known before.".into();
    }
    if charter.effective().is_none() {
        return "Nobody knows since when it is in force: write `effective` with a day.".into();
    }
    if line.lacks_phase() {
        return "Nobody knows with which of its weeks, months or years it begins: write `from` with a day.".into();
    }
    match charter.is_over(day) || line.life().is_some_and(|(_, to)| to < day) {
        true => "It has ended.".into(),
        false => "No meeting is to come.".into(),
    }
}

/// The zones of the room in which clocks show something else, each with its seats.
pub(in crate::ide) fn elsewhere<'m>(line: CadenceLine<'m>) -> Vec<(Zone, Vec<Seat<'m>>)> {
    let own = line.zone();
    let mut zones: Vec<(Zone, Vec<Seat<'m>>)> = Vec::new();
    for seat in line.charter.room().into_iter().filter(|it| it.has_zone()) {
        let zone = seat.zone();
        match zones.iter_mut().find(|(it, _)| *it == zone) {
            Some((_, seats)) => seats.push(seat),
            None if zone != own => zones.push((zone, vec![seat])),
            None => {}
        }
    }
    zones.sort_by_key(|(zone, _)| zone.name());
    zones
}

/// `Tue 9 Feb 2027, 10:00 to 11:30; 11:00 in Europe/Stockholm`
pub(in crate::ide) fn meeting(it: &Coming<'_>, elsewhere: &[(Zone, Vec<Seat<'_>>)]) -> String {
    let mut words = it.when();
    if let Some(launch) = it.launch {
        words.push_str(&format!(", for `{}`", launch.name()));
    }
    let others = elsewhere.iter().filter(|(zone, _)| shows(it, *zone) != shows(it, it.line.zone()));
    for (zone, _) in others {
        words.push_str(&format!("; {} in {}", it.there(*zone), zone.name()));
    }
    if let Some(why) = it.why() {
        words.push_str(&format!(" ({why})"));
    }
    words
}

/// What clocks of a zone show as it begins.
fn shows(it: &Coming<'_>, zone: Zone) -> jiff::civil::DateTime {
    zone.time_zone().to_datetime(it.it.start)
}

/// Where the clocks change the hour for somebody between two meetings.
fn shifts(page: &mut Page, few: &[Coming<'_>], elsewhere: &[(Zone, Vec<Seat<'_>>)]) {
    for it in few {
        let at = it.it.time.strftime("%H:%M");
        let (day, zone) = (say::date(it.it.date), it.line.zone().name());
        match it.it.clock {
            Clock::Plain => {}
            Clock::Gap => page.fact(
                "Clocks",
                format!(
                    "on {day} there is no {at} in {zone}: it begins at {}",
                    it.it.local.strftime("%H:%M")
                ),
            ),
            Clock::Fold => page.fact(
                "Clocks",
                format!("on {day} it is {at} twice in {zone}: it begins the first time"),
            ),
        }
    }
    for (zone, _) in elsewhere {
        for pair in few.windows(2) {
            page.some_fact("Clocks", shift(&pair[0], &pair[1], *zone));
        }
    }
}

/// `in America/New_York it is 06:00 from Tue 16 Mar 2027 on, and not 05:00`
fn shift(one: &Coming<'_>, next: &Coming<'_>, zone: Zone) -> Option<String> {
    let same_hour = one.it.local.time() == next.it.local.time();
    let (before, after) = (shows(one, zone).time(), shows(next, zone).time());
    if !same_hour || before == after {
        return None;
    }
    let time = |time: jiff::civil::Time| time.strftime("%H:%M").to_string();
    Some(format!(
        "in {} it is {} from {} on, and no longer {}",
        zone.name(),
        time(after),
        say::date(next.it.date),
        time(before)
    ))
}

/// What does not take place between the day and the last meeting that is shown.
fn skips(page: &mut Page, line: CadenceLine<'_>, day: Date, few: &[Coming<'_>]) {
    let Some(last) = few.last() else { return };
    for (day, why) in coming::skipped(line, day, last.it.date).into_iter().take(SHOWN) {
        page.fact("Not held", format!("{}: {why}", say::date(day)));
    }
}

fn clash_notes(page: &mut Page, line: CadenceLine<'_>, nth: u32, day: Date) {
    let mut found = clashes(line.charter, Some(nth), day);
    found.sort_by_key(|it| it.start);
    for clash in found.iter().take(CLASHES) {
        page.fact("Clash", clash_words(line, clash));
    }
    if let Some(more) = found.len().checked_sub(CLASHES).filter(|more| *more > 0) {
        page.fact("Clash", format!("and with {more} other charters"));
    }
}

/// ``with `pricing` on Tue 9 Feb 2027, 10:00, the first of 8 times in two years: `vp-product` must be in both``
fn clash_words(line: CadenceLine<'_>, clash: &Clash<'_>) -> String {
    let start = jiff::Timestamp::from_second(clash.start).unwrap_or(jiff::Timestamp::MAX);
    let when = say::moment(line.zone().time_zone().to_datetime(start));
    let often = match clash.count {
        1 => "once in the next two years".into(),
        count => format!("the first of {count} times in the next two years"),
    };
    let who = names(clash.who.iter().map(|it| Item::name(**it)));
    let with = told(Item::name(*clash.with));
    format!("with `{with}` on {when}, {often}: {who} must be in both")
}
