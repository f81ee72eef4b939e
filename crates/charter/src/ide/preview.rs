//! The compiled calendar of an item, as a page: who, how often, when in the coming year, what
//! is due before, and where it goes.

use jiff::civil::Date;

use super::coming::{self, Coming};
use super::hover::{cadence, charter, commitment};
use super::page::{Page, told};
use super::people::{self, Means};
use crate::model::{CadenceLine, Charter, Handle, Item, Launch, Seat};
use crate::tree::Input;
use crate::{say, time};

/// A page has no more meetings than this.
const MOST: usize = 400;

/// The compiled calendar of a charter, a launch or a seat in the year from a day; none of what
/// has no calendar.
pub fn preview(item: Item<'_>, day: Date) -> Option<Page> {
    let page = Charter::of(item).map(|it| of_charter(it, day));
    let page = page.or_else(|| Launch::of(item).map(|it| of_launch(it, day)));
    page.or_else(|| Seat::of(item).map(|it| of_seat(it, day)))
}

fn of_charter(it: Charter<'_>, day: Date) -> Page {
    let mut page = Page::new(it.title());
    who(&mut page, it, day);
    for line in it.cadences() {
        let slot = line.says.slot.map_or(String::new(), |slot| format!(" of `{}`", slot.as_str()));
        page.heading(format!("The coming year{slot}"));
        of_line(&mut page, line, day);
    }
    if let Some(upward) = charter::upward(it) {
        page.heading("When it is stuck");
        page.point(format!("It goes {upward}."));
    }
    page
}

fn who(page: &mut Page, it: Charter<'_>, day: Date) {
    page.heading("Who");
    let owner = it.owner().known();
    page.some_fact("Owner", people::named(it.owner(), it.owner_name(), day));
    for seat in it.room().into_iter().filter(|seat| Some(*seat) != owner) {
        page.fact("In the room", people::seat(seat, day));
    }
    let informed: Vec<&str> = it.informed().map(|name| name.as_str()).collect();
    page.some_fact("Gets the record", (!informed.is_empty()).then(|| people::names(informed)));
}

fn of_line(page: &mut Page, line: CadenceLine<'_>, day: Date) {
    let (from, to) = coming::year(day);
    let held = coming::between(line, from, to);
    page.words(cadence::rhythm(line, day));
    if held.is_empty() {
        page.words(cadence::nothing(line, day));
    }
    let elsewhere = cadence::elsewhere(line);
    for it in held.iter().take(MOST) {
        let due = due(it);
        let due = if due.is_empty() { String::new() } else { format!(" — before: {due}") };
        page.point(format!("{}{due}", cadence::meeting(it, &elsewhere)));
    }
    if held.len() > MOST {
        page.words(format!("And {} more.", held.len() - MOST));
    }
    for (date, why) in coming::skipped(line, from, to).into_iter().take(MOST) {
        page.fact("Not held", format!("{}: {why}", say::date(date)));
    }
}

/// ``Tue 2 Feb `bet-ledger` and `capacity-envelope` ``: what has to be there before a meeting.
fn due(it: &Coming<'_>) -> String {
    let charter = it.line.charter;
    let day = |input: &Input| {
        let due = input.due?;
        Some(time::before(it.it.local, due, charter.days())?.date())
    };
    let each = charter.inputs().filter_map(|input| {
        let names: Vec<String> =
            input.artifacts.iter().map(|name| format!("`{}`", name.as_str())).collect();
        Some(format!("{} {}", day(input)?.strftime("%a %-d %b"), say::and(&names)))
    });
    each.collect::<Vec<String>>().join("; ")
}

fn of_launch(launch: Launch<'_>, day: Date) -> Page {
    let mut page = Page::new(launch.title());
    page.heading("Who");
    page.some_fact("Owner", people::named(launch.owner(), launch.owner_name(), day));
    page.some_fact("Governed by", launch.charter().known().map(|it| told(it.title())));
    page.heading("Its days");
    let dates = commitment::dates(launch);
    if dates.is_empty() {
        page.words("No day is known: write `ships` with a day.");
    }
    for (date, what) in dates {
        let over = if date < day { " (over)" } else { "" };
        page.point(format!("{}: {what}{over}", say::date(date)));
    }
    page
}

fn of_seat(seat: Seat<'_>, day: Date) -> Page {
    let mut page = Page::new(seat.title());
    page.fact("Held by", people::holder(seat, day));
    let means = Means::seats(seat.model(), &[seat]);
    let rooms: Vec<Charter<'_>> = people::rooms(seat.model(), &means, day).collect();
    let mut held = coming_of(&rooms, day);
    held.sort_by_key(|it| it.it.start);
    page.heading("The coming year");
    if held.is_empty() {
        page.words("No meeting is to come.");
    }
    for it in held.iter().take(MOST) {
        page.point(seat_line(it, seat));
    }
    if held.len() > MOST {
        page.words(format!("And {} more.", held.len() - MOST));
    }
    page
}

fn coming_of<'m>(rooms: &[Charter<'m>], day: Date) -> Vec<Coming<'m>> {
    let (from, to) = coming::year(day);
    let lines = rooms.iter().flat_map(|charter| charter.cadences());
    lines.flat_map(|line| coming::between(line, from, to)).collect()
}

/// `Thu 10 Dec 2026, 15:00 to 15:45: Launch readiness; 16:00 in Europe/Stockholm`
fn seat_line(it: &Coming<'_>, seat: Seat<'_>) -> String {
    let title = told(it.line.charter.title());
    let launch = it.launch.map_or(String::new(), |it| format!(", for `{}`", it.name()));
    let own = seat.zone();
    let there = if own != it.line.zone() && seat.has_zone() {
        format!("; {} in {}", it.there(own), own.name())
    } else {
        String::new()
    };
    format!("{}: {title}{launch}{there}", it.when())
}
