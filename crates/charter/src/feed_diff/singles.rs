//! Single events, and series that are told day by day: what happens to many of one series
//! alike is told once.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::book::Book;
use super::data::{Change, Kind};
use super::reason::Reasons;
use super::{texts, words};
use crate::emit::ics::ReadEvent;

/// What becomes of several days of one series alike: what, of which title, whether that is
/// something to do, from what, to what, why.
type Alike = (Kind, String, bool, Option<String>, Option<String>, Option<String>);

/// What became of single events.
pub(super) fn diff(old: &Book, new: &Book, reasons: &Reasons) -> Vec<Change> {
    let families: BTreeSet<&String> = old.singles.keys().chain(new.singles.keys()).collect();
    let none = BTreeMap::new();
    let mut found = Vec::new();
    for family in families {
        let was = old.singles.get(family).unwrap_or(&none);
        let is = new.singles.get(family).unwrap_or(&none);
        found.extend(Family { was, is, reasons }.changes());
    }
    found
}

struct Family<'b> {
    was: &'b BTreeMap<String, ReadEvent>,
    is: &'b BTreeMap<String, ReadEvent>,
    reasons: &'b Reasons,
}

impl Family<'_> {
    fn changes(&self) -> Vec<Change> {
        let mut alike: BTreeMap<Alike, BTreeMap<Date, String>> = BTreeMap::new();
        let mut put = |event: &ReadEvent, what: Alike| {
            alike.entry(what).or_default().insert(event.start.date(), event.uid.clone());
        };
        let mut said: Vec<(ReadEvent, Change)> = Vec::new();
        for (uid, is) in self.is {
            let Some(was) = self.was.get(uid) else {
                let clock = Some(words::clock(is));
                put(is, (Kind::New, words::title(is), is.due, None, clock, None));
                continue;
            };
            said.extend(texts::diff(was, is).into_iter().map(|change| (is.clone(), change)));
            if let Some((from, to)) = moved(was, is) {
                let why = self.reasons.on(uid, was.start.date());
                let why = why.filter(|_| was.start.date() != is.start.date());
                let (from, to) = (Some(from), Some(to));
                put(was, (Kind::Moved, words::title(is), is.due, from, to, why));
            }
        }
        for (uid, was) in self.was.iter().filter(|(uid, _)| !self.is.contains_key(*uid)) {
            let why = self.reasons.on(uid, was.start.date());
            let kind = if why.is_some() { Kind::Skipped } else { Kind::Gone };
            let clock = Some(words::clock(was));
            put(was, (kind, words::title(was), was.due, clock, None, why));
        }
        let mut found: Vec<Change> =
            alike.into_iter().map(|(what, days)| tell(what, days)).collect();
        found.extend(once(said));
        found
    }
}

/// From what to what an event moved, as short as it can be said.
fn moved(was: &ReadEvent, is: &ReadEvent) -> Option<(String, String)> {
    let when = |it: &ReadEvent| (it.start, it.minutes, it.zone.clone(), it.all_day);
    if when(was) == when(is) {
        return None;
    }
    if was.start.date() == is.start.date() {
        return Some(words::between(was, is));
    }
    Some((words::moment(was), words::moment(is)))
}

fn tell(what: Alike, days: BTreeMap<Date, String>) -> Change {
    let (kind, title, todo, from, to, why) = what;
    let uids = days.values().cloned().collect();
    let days: Vec<Date> = days.into_keys().collect();
    let (on, because) = (words::on_days(&days), words::because(why.as_deref()));
    let said = |words: &Option<String>| words.clone().unwrap_or_default();
    let at = |words: &Option<String>| match said(words) {
        clock if clock.is_empty() => String::new(),
        clock => format!(" at {clock}"),
    };
    let text = match kind {
        Kind::New => format!("new: {title} {on}{}", at(&to)),
        Kind::Skipped => format!("{title} {on} is skipped{because}"),
        Kind::Gone => format!("{title} {on} is no longer in the calendar"),
        _ if days.len() == 1 && said(&to).contains(' ') && !said(&to).contains('(') => {
            format!("{title} is moved from {} to {}{because}", said(&from), said(&to))
        }
        _ => format!("{title} {on} is moved from {} to {}{because}", said(&from), said(&to)),
    };
    Change { kind, title, todo, uids, days, from, to, why, text }
}

/// What is said alike of several events is said once, of all of them.
fn once(said: Vec<(ReadEvent, Change)>) -> Vec<Change> {
    let mut found: BTreeMap<(Kind, String), Change> = BTreeMap::new();
    for (event, change) in said {
        let day = event.start.date();
        // What a description says often differs by the day alone.
        let key = match change.kind {
            Kind::Description => (change.kind, String::new()),
            kind => (kind, change.text.clone()),
        };
        let known = found.entry(key).or_insert_with(|| Change {
            uids: Vec::new(),
            days: Vec::new(),
            ..change.clone()
        });
        known.uids.extend(change.uids);
        known.days.push(day);
    }
    let mut found: Vec<Change> = found.into_values().collect();
    for change in &mut found {
        change.days.sort();
        change.days.dedup();
        if change.days.len() > 1 || matches!(change.kind, Kind::Cancelled | Kind::Restored) {
            change.text = format!("{}, {}", change.text, words::on_days(&change.days));
        }
    }
    found
}
