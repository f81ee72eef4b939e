//! Who and what an organization has: seats, groups, artifacts, metrics, calendars.

use jiff::civil::Date;
use jiff::{Span, ToSpan};

use super::cadence::hours;
use super::history;
use crate::ide::coming;
use crate::ide::page::{Page, told};
use crate::ide::people::{self, Means, names};
use crate::model::{Artifact, Calendar, Group, Item, Metric, Named, Seat};
use crate::say;
use crate::time::WorkCalendar;
use crate::tree::{MetricUnit, OnHoliday, Refreshed};

pub(super) fn seat(seat: Seat<'_>, day: Date) -> Page {
    let mut page = Page::new(seat.title());
    page.words(format!("The seat `{}`{}.", seat.name(), over(*seat, day)));
    page.fact("Held by", people::holder(seat, day));
    let alternates: Vec<&str> = seat.alternates().map(|it| it.as_str()).collect();
    page.some_fact("Alternate", (!alternates.is_empty()).then(|| names(alternates)));
    page.some_fact("Rank", seat.altitude().map(|it| it.as_str().to_owned()));
    page.some_fact("Function", seat.function().known().map(|it| told(it.title())));
    page.some_fact("Reports to", seat.reports_to().known().map(|it| people::seat(it, day)));
    load(&mut page, seat, day);
    if seat.has_zone() {
        page.fact("Zone", seat.zone().name());
    }
    history::of_seat(seat, day, &mut page);
    page
}

/// What it owns, where it sits, and what that takes.
fn load(page: &mut Page, seat: Seat<'_>, day: Date) {
    let means = Means::seats(seat.model(), &[seat]);
    let rooms: Vec<_> = people::rooms(seat.model(), &means, day).collect();
    let owns: Vec<&str> = rooms
        .iter()
        .filter(|it| it.owner() == Named::Known(seat))
        .map(|it| Item::name(**it))
        .collect();
    let others = rooms.len() - owns.len();
    let owned = (!owns.is_empty()).then(|| names(owns.iter().copied()));
    page.some_fact("Owns", owned);
    let more = if owns.is_empty() { "" } else { "other " };
    let charters = if others == 1 { "charter" } else { "charters" };
    page.some_fact("Sits in", (others > 0).then(|| format!("{others} {more}{charters}")));
    let minutes: i64 = rooms.iter().map(|it| coming::minutes_of(*it, day)).sum();
    page.some_fact("Takes", (minutes > 0).then(|| format!("{} a month", hours(minutes / 12))));
}

/// `, retired on Wed 31 Dec 2025`, where it is.
fn over(item: Item<'_>, day: Date) -> String {
    let last = item.retired().filter(|last| *last < day);
    last.map_or(String::new(), |last| format!(", retired on {}", say::date(last)))
}

pub(super) fn group(group: Group<'_>, day: Date) -> Page {
    let mut page = Page::new(group.title());
    page.words(format!("The group `{}`{}.", group.name(), over(*group, day)));
    for seat in group.members() {
        page.point(format!("`{}`: {}", seat.name(), people::seat(seat, day)));
    }
    page
}

pub(super) fn artifact(artifact: Artifact<'_>, day: Date) -> Page {
    let mut page = Page::new(artifact.title());
    page.words(format!("The artifact `{}`{}.", artifact.name(), over(*artifact, day)));
    page.some_fact("Owner", people::named(artifact.owner(), None, day));
    page.some_fact("Made new", artifact.refreshed().map(fresh));
    page.some_fact("Found at", artifact.place().map(told));
    let model = artifact.model();
    let means = Means::item(*artifact);
    let reads = model.charters_from(day).filter(|charter| {
        charter.inputs().any(|input| input.artifacts.iter().any(|it| means.holds(*it)))
    });
    let reads: Vec<&str> = reads.map(|it| Item::name(*it)).collect();
    page.fact("Read by", if reads.is_empty() { "no charter".into() } else { names(reads) });
    page
}

fn fresh(refreshed: Refreshed) -> String {
    match refreshed {
        Refreshed::Every(frequency) => say::frequency(frequency),
        Refreshed::Live => "live: it is always current".into(),
        Refreshed::By(charter) => format!("by each record of `{}`", charter.as_str()),
    }
}

pub(super) fn metric(metric: Metric<'_>, day: Date) -> Page {
    let mut page = Page::new(metric.title());
    page.words(format!("The metric `{}`{}.", metric.name(), over(*metric, day)));
    page.some_fact("Counts", metric.unit().map(unit));
    page.some_fact("Owner", people::named(metric.owner(), None, day));
    let here = metric.model().here(None);
    let watched = here.triggers(day).filter(|it| it.metric() == Named::Known(metric));
    let watched: Vec<String> = watched.map(|it| it.words()).collect();
    page.some_fact("Watched by", few(&watched));
    page
}

/// The first three, and how many more.
fn few(words: &[String]) -> Option<String> {
    const NAMED: usize = 3;
    let more = words.len().saturating_sub(NAMED);
    let mut first: Vec<String> = words.iter().take(NAMED).cloned().collect();
    if more > 0 {
        first.push(format!("{more} more"));
    }
    (!first.is_empty()).then(|| say::and(&first))
}

fn unit(unit: &MetricUnit) -> String {
    match unit {
        MetricUnit::Percent => "percent".into(),
        MetricUnit::Duration => "a length of time".into(),
        MetricUnit::Money(currency) => format!("money in {currency}"),
        MetricUnit::Count(what) => told(what),
    }
}

pub(super) fn calendar(calendar: Calendar<'_>, day: Date) -> Page {
    let mut page = Page::new(calendar.title());
    let is_common = calendar.model().common_calendar() == Some(calendar);
    let common = if is_common { ", the one of whoever names none" } else { "" };
    page.words(format!("The calendar `{}`{common}.", calendar.name()));
    let days = calendar.days();
    page.some_fact("Zone", calendar.own_zone().map(|it| it.name.to_string()));
    let week: Vec<String> = days.workdays.iter().map(|it| weekday(it).to_owned()).collect();
    page.some_fact("Works", (!week.is_empty()).then(|| say::and(&week)));
    let hours = days
        .hours
        .map(|(from, to)| format!("{} to {}", from.strftime("%H:%M"), to.strftime("%H:%M")));
    page.some_fact("Hours", hours);
    page.fact("A meeting on a holiday", on_holiday(days.on_holiday));
    off(&mut page, days, day);
    page
}

fn weekday(day: jiff::civil::Weekday) -> &'static str {
    say::day_name(crate::tree::DayKind::Weekday(day))
}

fn on_holiday(what: OnHoliday) -> &'static str {
    match what {
        OnHoliday::Skip => "is not held",
        OnHoliday::Keep => "is held all the same",
        OnHoliday::MoveToNext => "moves to the next workday",
        OnHoliday::MoveToPrevious => "moves to the workday before",
    }
}

/// The next days off, and up to when any is known.
fn off(page: &mut Page, days: &WorkCalendar, day: Date) {
    const SHOWN: usize = 5;
    let Some(last) = days.holidays.last() else {
        page.fact("Days off", "none are written");
        return;
    };
    let until = last.min(day.saturating_add(Span::new().years(2)));
    let coming = day.series(1.day()).take_while(|it| *it <= until);
    let mut before = None;
    for (date, title) in coming
        .filter_map(|it| Some((it, days.holidays.title(it)?)))
        .filter(|(_, title)| before.replace(*title) != Some(*title))
        .take(SHOWN)
    {
        page.point(format!("{}: {}", say::date(date), told(title)));
    }
    let known = if last < day { "known until" } else { "known up to" };
    page.fact("Days off", format!("{known} {}", say::date(last)));
}
