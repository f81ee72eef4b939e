//! Events in order: series that have a rule, and those that are told day by day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::emit::ics::ReadEvent;

/// The events of one build, each once.
#[derive(Clone, Debug, Default)]
pub struct Book {
    pub(super) series: BTreeMap<String, Series>,
    /// By what their identities have in common, then by identity.
    pub(super) singles: BTreeMap<String, BTreeMap<String, ReadEvent>>,
}

/// An event with a rule, and what is unlike it on some days.
#[derive(Clone, Debug)]
pub(super) struct Series {
    pub(super) event: ReadEvent,
    pub(super) moved: BTreeMap<Date, ReadEvent>,
}

impl Book {
    /// Of the events of any number of feeds: one that is in several counts once.
    pub fn new(events: impl IntoIterator<Item = ReadEvent>) -> Book {
        let mut book = Book::default();
        let mut rest = Vec::new();
        for event in events {
            if event.repeats.is_some() && event.stands_for.is_none() {
                let series = Series { event, moved: BTreeMap::new() };
                book.series.entry(series.event.uid.clone()).or_insert(series);
            } else {
                rest.push(event);
            }
        }
        rest.into_iter().for_each(|event| book.place(event));
        for series in book.series.values_mut() {
            let moved = &series.moved;
            series.event.left_out.retain(|day| !moved.contains_key(day));
        }
        book
    }

    /// An occurrence that stands alone beside its series, since it moved past another, is
    /// nevertheless of its series.
    fn place(&mut self, event: ReadEvent) {
        let (family, day) = family(&event.uid);
        let home = match (event.stands_for, day) {
            (Some(day), _) => self.series.get_mut(&event.uid).map(|series| (series, day)),
            (None, Some(day)) => {
                let series = self.series.get_mut(&family);
                series.filter(|it| it.event.left_out.contains(&day)).map(|it| (it, day))
            }
            (None, None) => None,
        };
        match home {
            Some((series, day)) => {
                series.moved.entry(day).or_insert(event);
            }
            None => {
                let single = self.singles.entry(family).or_default();
                single.entry(event.uid.clone()).or_insert(event);
            }
        }
    }
}

/// What the identities of a series that is told day by day have in common, and the day that
/// ends this one: `forum.meeting.2026-03-18@x` is of `forum.meeting@x`.
fn family(uid: &str) -> (String, Option<Date>) {
    let (name, authority) = uid.split_once('@').unwrap_or((uid, ""));
    let day = name.rsplit_once('.').and_then(|(base, day)| Some((base, day.parse().ok()?)));
    match day {
        Some((base, day)) => (format!("{base}@{authority}"), Some(day)),
        None => (uid.to_owned(), None),
    }
}
