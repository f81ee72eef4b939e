//! Series that have a rule.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::book::{Book, Series};
use super::data::{Change, Kind};
use super::reason::Reasons;
use super::{texts, words};
use crate::emit::ics::ReadEvent;

/// What became of the series of a build, and which ones are new.
pub(super) fn diff(old: &Book, new: &Book, reasons: &Reasons) -> Vec<Change> {
    let mut found = Vec::new();
    let mut continued = BTreeSet::new();
    for (_, series) in new.series.iter().filter(|(uid, _)| !old.series.contains_key(*uid)) {
        match before(&series.event, old, new) {
            Some(ended) => {
                continued.insert(ended.uid.clone());
                found.push(goes_on(ended, &series.event));
            }
            None => found.push(is_new(&series.event)),
        }
    }
    for (uid, was) in &old.series {
        match new.series.get(uid) {
            Some(is) => {
                let pair = Pair { was, is, reasons };
                found.extend(pair.changes(!continued.contains(uid)));
            }
            None => found.push(is_gone(&was.event)),
        }
    }
    found
}

/// The series that a new one follows, if it was there and now ends: a cadence that changed.
fn before<'b>(event: &ReadEvent, old: &'b Book, new: &Book) -> Option<&'b ReadEvent> {
    let uid = event.follows.as_ref()?;
    let (was, is) = (&old.series.get(uid)?.event, &new.series.get(uid)?.event);
    (was.until != is.until && is.until.is_some()).then_some(was)
}

fn change(kind: Kind, event: &ReadEvent, text: String) -> Change {
    Change {
        kind,
        title: words::title(event),
        todo: event.due,
        uids: vec![event.uid.clone()],
        days: Vec::new(),
        from: None,
        to: None,
        why: None,
        text,
    }
}

fn is_new(event: &ReadEvent) -> Change {
    let (title, rhythm) = (words::title(event), words::rhythm(event));
    let first = event.start.date();
    let text = format!("new: {title}, {rhythm}, from {} on", words::day(first));
    Change { to: Some(rhythm), days: vec![first], ..change(Kind::New, event, text) }
}

fn is_gone(event: &ReadEvent) -> Change {
    let (title, rhythm) = (words::title(event), words::rhythm(event));
    let text = format!("{title}, {rhythm}, is no longer in the calendar");
    Change { from: Some(rhythm), ..change(Kind::Gone, event, text) }
}

/// One series ends and another begins where it ended.
fn goes_on(was: &ReadEvent, is: &ReadEvent) -> Change {
    let first = is.start.date();
    let (from, to) = words::between(was, is);
    let title = words::title(is);
    let text = match from == to {
        true => format!("{title} begins anew on {}", words::day(first)),
        false => format!("{title} moves from {from} to {to} from {} on", words::day(first)),
    };
    Change {
        uids: vec![was.uid.clone(), is.uid.clone()],
        days: vec![first],
        from: Some(from),
        to: Some(to),
        ..change(Kind::Retimed, is, text)
    }
}

/// How one day of a series goes.
#[derive(Clone, PartialEq, Eq)]
enum Day {
    Usual,
    Skipped,
    Moved(String),
}

/// One series in both builds.
struct Pair<'b> {
    was: &'b Series,
    is: &'b Series,
    reasons: &'b Reasons,
}

impl Pair<'_> {
    fn changes(&self, tell_end: bool) -> Vec<Change> {
        let (was, is) = (&self.was.event, &self.is.event);
        let mut found = texts::diff(was, is);
        found.extend(self.rhythm());
        if tell_end {
            found.extend(self.end());
        }
        if was.repeats == is.repeats {
            found.extend(self.begin());
            found.extend(self.days());
        }
        found
    }

    fn rhythm(&self) -> Option<Change> {
        let (was, is) = (&self.was.event, &self.is.event);
        let (from, to) = (words::rhythm(was), words::rhythm(is));
        if from == to {
            return None;
        }
        let (from, to) = words::between(was, is);
        let first = is.start.date();
        let title = words::title(is);
        let text = format!("{title} moves from {from} to {to} from {} on", words::day(first));
        let days = vec![first];
        Some(Change { days, from: Some(from), to: Some(to), ..change(Kind::Retimed, is, text) })
    }

    fn begin(&self) -> Option<Change> {
        let (was, is) = (self.was.event.start.date(), self.is.event.start.date());
        if was == is {
            return None;
        }
        let event = &self.is.event;
        let (from, to) = (words::day(was), words::day(is));
        let text = format!("{} begins on {to} instead of {from}", words::title(event));
        let days = vec![is];
        Some(Change { days, from: Some(from), to: Some(to), ..change(Kind::Begins, event, text) })
    }

    fn end(&self) -> Option<Change> {
        let (was, is) = (self.was.event.until, self.is.event.until);
        if was == is {
            return None;
        }
        let event = &self.is.event;
        let title = words::title(event);
        let sooner = is.is_some_and(|is| was.is_none_or(|was| is < was));
        let (kind, text) = match is {
            Some(is) if sooner => (Kind::Ends, format!("{title} ends on {}", words::day(is))),
            Some(is) => (Kind::GoesOn, format!("{title} goes on until {}", words::day(is))),
            None => (Kind::GoesOn, format!("{title} goes on without an end")),
        };
        let (from, to) = (was.map(words::day), is.map(words::day));
        let days = is.into_iter().collect();
        Some(Change { days, from, to, ..change(kind, event, text) })
    }

    /// What is unlike the rule on single days of which both builds speak.
    fn days(&self) -> Vec<Change> {
        let mut skipped: BTreeMap<Option<String>, Vec<Date>> = BTreeMap::new();
        let mut restored = Vec::new();
        let mut found = Vec::new();
        for day in self.unlike() {
            let (was, is) = (state(self.was, day), state(self.is, day));
            match is {
                _ if was == is => {}
                Day::Skipped => {
                    let why = self.reasons.on(&self.is.event.uid, day);
                    skipped.entry(why).or_default().push(day);
                }
                Day::Usual => restored.push(day),
                Day::Moved(to) => found.push(self.moved(day, was, to)),
            }
        }
        let event = &self.is.event;
        let title = words::title(event);
        for (why, days) in skipped {
            let because = words::because(why.as_deref());
            let text = format!("{title} {} is skipped{because}", words::on_days(&days));
            found.push(Change { days, why, ..change(Kind::Skipped, event, text) });
        }
        if !restored.is_empty() {
            let text = format!("{title} {} is held as usual again", words::on_days(&restored));
            found.push(Change { days: restored, ..change(Kind::Restored, event, text) });
        }
        found
    }

    fn moved(&self, day: Date, was: Day, to: String) -> Change {
        let event = &self.is.event;
        let why = self.reasons.on(&event.uid, day);
        let (title, because) = (words::title(event), words::because(why.as_deref()));
        let on = words::day(day);
        let from = match was {
            Day::Moved(from) => from,
            _ => on.clone(),
        };
        let text = match from == on {
            true => format!("{title} on {on} is moved to {to}{because}"),
            false => format!("{title} on {on}, moved to {from}, is now moved to {to}{because}"),
        };
        let (days, from, to) = (vec![day], Some(from), Some(to));
        Change { days, from, to, why, ..change(Kind::Moved, event, text) }
    }

    fn unlike(&self) -> BTreeSet<Date> {
        let first = self.was.event.start.date().max(self.is.event.start.date());
        let ends = [self.was.event.until, self.is.event.until];
        let last = ends.into_iter().flatten().min().unwrap_or(Date::MAX);
        let of = |series: &Series| -> Vec<Date> {
            series.event.left_out.iter().chain(series.moved.keys()).copied().collect()
        };
        let all = of(self.was).into_iter().chain(of(self.is));
        all.filter(|day| first <= *day && *day <= last).collect()
    }
}

fn state(series: &Series, day: Date) -> Day {
    match series.moved.get(&day) {
        Some(event)
            if event.start.date() != day || event.start.time() != series.event.start.time() =>
        {
            Day::Moved(words::moment(event))
        }
        Some(_) => Day::Usual,
        None if series.event.left_out.contains(&day) => Day::Skipped,
        None => Day::Usual,
    }
}
