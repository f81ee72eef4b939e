//! Raises, records and transitions: what took place, and what came of it.

use jiff::civil::Date;

use crate::ide::history::{self, title, when};
use crate::ide::page::{Page, told};
use crate::ide::people::{self, names};
use crate::model::{
    Bucket, Cause, Charter, Handle, Held, Item, Raise, Record, Seat, Transition, Wire,
};
use crate::say;
use crate::time::Day;
use crate::tree::Matter;

/// `` The raise `capacity-dip`, on Fri 2 Oct 2026. ``
fn opening(item: Item<'_>) -> String {
    let on = when(item).map_or(String::new(), |day| format!(", on {day}"));
    format!("The {} `{}`{on}.", item.kind().keyword(), item.name())
}

/// Who raised or recorded it, and who held that seat then.
fn by(item: Item<'_>, day: Date) -> Option<String> {
    let then = item.on().map_or(day, |on| on.value);
    people::named(item.by(), item.by_name(), then)
}

/// `` `roadmap-2026-q4` on Tue 13 Oct 2026 ``
fn dated(item: Item<'_>) -> String {
    let on = when(item).map_or(String::new(), |day| format!(" on {day}"));
    format!("`{}`{on}", item.name())
}

/// `the same day`, `1 day later`, `11 days later`
fn later(from: Date, to: Date) -> String {
    match Day::of(to).0 - Day::of(from).0 {
        ..=0 => "the same day".into(),
        1 => "1 day later".into(),
        days => format!("{days} days later"),
    }
}

pub(super) fn raise(raise: Raise<'_>, day: Date) -> Page {
    let mut page = Page::new(raise.title());
    page.words(opening(*raise));
    cause(raise, &mut page);
    page.some_fact("Raised by", by(*raise, day));
    page.some_fact("Evidence", raise.evidence().map(|text| told(&text.value)));
    let due = raise.answer_by();
    page.some_fact("Answer due", due.map(say::date));
    match history::answered(raise, day) {
        Some((record, on)) => {
            let late = due.is_some_and(|due| due < on);
            let late = if late { ", too late" } else { "" };
            let from = raise.on().map_or(on, |on| on.value);
            page.fact("Answered", format!("{}, {}{late}", dated(*record), later(from, on)));
        }
        None if raise.is_withdrawn(day) => page.fact("Answered", "no: it was taken back"),
        None if due.is_some_and(|due| due < day) => page.fact("Answered", "not yet: it is overdue"),
        None => page.fact("Answered", "not yet"),
    }
    page
}

fn cause(raise: Raise<'_>, page: &mut Page) {
    match raise.cause().known() {
        Some(Cause::Trigger(wire)) => {
            let title = wire.says.title.as_ref();
            let title = title.map_or(String::new(), |title| format!(": {}", told(&title.value)));
            page.fact("Fired", format!("{}{title}", wire.words()));
        }
        Some(Cause::Customer(text)) => page.fact("Customer", told(&text.value)),
        Some(Cause::Escalation(charter)) => {
            let goes = super::charter::upward(charter);
            let goes = goes.map_or(String::new(), |goes| format!(", which goes {goes}"));
            page.fact("Stuck", format!("`{}`{goes}", charter.name()));
        }
        None => page.some_fact("About", history::about(*raise).map(|it| format!("`{it}`"))),
    }
}

pub(super) fn record(record: Record<'_>, day: Date) -> Page {
    let mut page = Page::new(record.title());
    page.words(opening(*record));
    page.some_fact("Charter", charter(record));
    page.some_fact("Written by", by(*record, day));
    let raises = record.answer_names().zip(record.answers());
    let raises = raises.map(|(name, raise)| {
        raise.known().map_or_else(|| format!("`{}`", name.as_str()), |it| dated(*it))
    });
    page.some_fact("Answers", some(raises.collect()));
    let reopened = record.reopen_names().zip(record.reopens());
    let reopened = reopened.map(|(name, old)| {
        old.known().map_or_else(|| format!("`{}`", name.as_str()), |it| dated(*it))
    });
    page.some_fact("Reopens", some(reopened.collect()));
    page.some_fact("Reopened by", some(reopened_by(record).map(|it| dated(*it)).collect()));
    for matter in record.decided() {
        page.point(format!("decided{}", what(record, matter)));
    }
    for matter in record.deferred() {
        page.point(format!("put off{}", what(record, matter)));
    }
    for it in record.disposed() {
        page.point(format!("the bet `{}`: {}", it.bet.as_str(), it.disposition.value.as_str()));
    }
    page
}

/// `` `roadmap-forum`: Quarterly roadmap forum ``
fn charter(record: Record<'_>) -> Option<String> {
    let name = record.charter_name()?;
    let title = record.charter().known().and_then(|it| title(*it));
    let title = title.map_or(String::new(), |title| format!(": {title}"));
    Some(format!("`{}`{title}", name.as_str()))
}

fn some(words: Vec<String>) -> Option<String> {
    (!words.is_empty()).then(|| say::and(&words))
}

/// The records that decide it anew.
fn reopened_by<'m>(record: Record<'m>) -> impl Iterator<Item = Record<'m>> {
    let later = record.mentions().filter_map(Record::of);
    later.filter(move |it| it.reopens().any(|old| old.known() == Some(record)))
}

/// `` , `roadmap-sequencing` of `core-portfolio`: Edge cache ahead of audit log ``
fn what(record: Record<'_>, matter: &Matter) -> String {
    let decision = record.decision(matter).map_or(String::new(), |it| {
        let of = it.subject.map_or(String::new(), |subject| format!(" of `{}`", subject.as_str()));
        format!(", `{}`{of}", it.class.as_str())
    });
    format!("{decision}: {}", told(&matter.text.value))
}

pub(super) fn transition(transition: Transition<'_>, day: Date) -> Page {
    let mut page = Page::new(transition.title());
    page.words(opening(*transition));
    let then = transition.on().map_or(day, |on| on.value);
    let seat = transition.seat();
    page.some_fact("Seat", people::named(seat, transition.seat_name(), then));
    page.some_fact("Leaves", transition.from().map(|text| told(&text.value)));
    page.some_fact("Comes", transition.to().map(|text| told(&text.value)));
    page.some_fact("Sorted", sorted(transition));
    if transition.is_superseded(day) {
        page.words("Somebody has taken the seat over since: what is sorted here is history.");
        return page;
    }
    let (Some(seat), Some(on)) = (seat.known(), transition.on()) else { return page };
    let held = transition.model().holdings().of(seat, on.value);
    let missing = missing(transition, &held);
    let all = match held.len() {
        0 => "nothing on that day".into(),
        1 => "1 thing on that day".into(),
        count => format!("{count} things on that day"),
    };
    page.fact("Holds", all);
    page.some_fact("Not sorted yet", some_names(&missing));
    page
}

/// `2 to recommit, 1 to retire`
fn sorted(transition: Transition<'_>) -> Option<String> {
    let sorted = transition.sorted();
    let each = [Bucket::Recommit, Bucket::Redecide, Bucket::Retire].map(|bucket| {
        let count = sorted.iter().filter(|it| it.bucket == bucket).count();
        (count, bucket)
    });
    let each = each.into_iter().filter(|(count, _)| *count > 0);
    let words = each.map(|(count, bucket)| format!("{count} to {}", bucket.keyword()));
    some(words.collect())
}

/// What the seat holds on the day of a transition, and what stands in none of its buckets.
fn missing(transition: Transition<'_>, held: &[Held<'_>]) -> Vec<String> {
    let sorted = transition.sorted();
    let is_sorted = |held: &Held<'_>| sorted.iter().any(|it| it.held == Some(*held));
    held.iter().filter(|held| !is_sorted(held)).map(|held| held.name()).collect()
}

fn some_names(all: &[String]) -> Option<String> {
    (!all.is_empty()).then(|| names(all.iter().map(String::as_str)))
}

/// Says on the page of a charter how much it has recorded, and what is open.
pub(super) fn of_charter(charter: Charter<'_>, day: Date, page: &mut Page) {
    if let Some((last, count)) = history::last_record(charter, day) {
        let last = dated(*last);
        let all = if count == 1 { last } else { format!("{count}, the last one {last}") };
        page.fact("Records", all);
    }
    page.some_fact("Waits for an answer", open(*charter, day));
}

/// What was raised about an item and is open, each with the day by which it is due.
fn open(item: Item<'_>, day: Date) -> Option<String> {
    let each = history::open(item, day).into_iter().map(|raise| {
        let due = history::answer(raise, day).map_or(String::new(), |due| format!(", {due}"));
        format!("{}{due}", dated(*raise))
    });
    let all: Vec<String> = each.collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// Says on the page of a trigger when it has fired.
pub(super) fn of_trigger(wire: Wire<'_>, day: Date, page: &mut Page) {
    let fired = history::fired(wire, day);
    let Some(last) = fired.last() else { return };
    let last = dated(**last);
    let all = match fired.len() {
        1 => last,
        count => format!("{count} times, the last one {last}"),
    };
    page.fact("Raised", all);
}

/// Says on the page of a seat when somebody took it over last.
pub(super) fn of_seat(seat: Seat<'_>, day: Date, page: &mut Page) {
    let own = |it: &Transition<'_>| it.seat().known() == Some(seat);
    let all = seat.mentions().filter_map(Transition::of).filter(own);
    let past = all.filter(|it| it.on().is_some_and(|on| on.value <= day));
    let last = past.max_by_key(|it| (it.on().map(|on| on.value), it.id()));
    page.some_fact("Taken over", last.map(|it| dated(*it)));
}
