//! What a reader of a feed sees is what the series say, one by one.

use std::collections::{BTreeMap, BTreeSet};

use charter::Model;
use charter::emit::ics::{check_over, expand};
use charter::emit::{NextOccurrence, NextQuery, next};
use charter::time::zone;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::workspace::{acme, feed, feeds};

/// Who, from when, until when.
type Seen = (String, Timestamp, Timestamp);

fn listed(model: &Model, from: Date, until: Date) -> Vec<NextOccurrence> {
    next(model, &NextQuery::between(from, until))
}

/// The meetings that a reader sees up to the end of the horizon.
fn read(model: &Model, path: &str) -> BTreeSet<Seen> {
    let (first, last) = model.horizon();
    let far = listed(model, first.saturating_sub(2.years()), last.saturating_add(2.years()));
    let zones: BTreeMap<&str, &str> = far.iter().map(|it| (&*it.uid, &*it.zone)).collect();
    let instant = |day: Date| day.to_zoned(TimeZone::UTC).expect("an instant").timestamp();
    let from = instant(first.saturating_sub(2.years()));
    let to = instant(last.saturating_add(7.days()));
    let all = expand(feed(model, path).as_bytes(), from, to).expect("readable");
    let meetings = all.into_iter().filter(|it| !it.all_day && !it.cancelled);
    let within = meetings.filter(|it| {
        let name = zones.get(&*it.uid).unwrap_or_else(|| panic!("nobody knows {}", it.uid));
        let zone = zone(name).expect("a zone").time_zone();
        it.start.to_zoned(zone.clone()).date() <= last
    });
    within.map(|it| (it.uid, it.start, it.end)).collect()
}

/// The meetings that the series say.
fn said(model: &Model) -> BTreeSet<Seen> {
    let (first, last) = model.horizon();
    let all = listed(model, first.saturating_sub(1.year()), last);
    all.into_iter().map(|it| (it.uid, it.start, it.end)).collect()
}

/// Holds that a model's feed and its series agree, and that the feed is well written.
pub(crate) fn agree(model: &Model) {
    let (said, read) = (said(model), read(model, "all"));
    let missing: Vec<&Seen> = said.difference(&read).take(5).collect();
    let more: Vec<&Seen> = read.difference(&said).take(5).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing {missing:#?}, too much {more:#?}");
    assert!(!said.is_empty());
}

/// Holds that nothing is wrong with any charter's feed.
pub(crate) fn well_written(model: &Model) {
    let (first, last) = model.horizon();
    let charters = feeds(model).into_iter().filter(|it| it.path.contains("/charter/"));
    for artifact in charters {
        let defects = check_over(&artifact.bytes, &(first..last));
        assert!(defects.is_empty(), "{}: {defects:#?}", artifact.path);
    }
}

#[test]
fn the_example_agrees() {
    agree(&acme());
}

#[test]
fn nothing_is_wrong_with_any_feed_of_the_example() {
    let model = acme();
    let (first, last) = model.horizon();
    for artifact in feeds(&model) {
        let defects = check_over(&artifact.bytes, &(first..last));
        assert!(defects.is_empty(), "{}: {defects:#?}", artifact.path);
    }
}

#[test]
fn every_series_of_the_example_is_listed() {
    let model = acme();
    let (first, last) = model.horizon();
    let mut own: Vec<(Timestamp, Timestamp)> = Vec::new();
    for charter in model.live_charters() {
        for series in charter.series() {
            own.extend(series.occurrences(first, last).iter().map(|it| (it.start, it.end)));
        }
    }
    let listed = listed(&model, first, last);
    let mut listed: Vec<_> = listed.iter().map(|it| (it.start, it.end)).collect();
    own.sort();
    listed.sort();
    assert_eq!(own, listed);
}

#[test]
fn a_seat_is_told_where_it_attends() {
    let model = acme();
    let query = NextQuery {
        seat: Some("cto".into()),
        ..NextQuery::between(jiff::civil::date(2026, 11, 20), jiff::civil::date(2027, 11, 20))
    };
    let found = next(&model, &query);
    assert!(!found.is_empty());
    for it in &found {
        let charter = model.live_charters().find(|charter| charter.name() == it.charter);
        let room = charter.expect("a charter").room();
        assert!(room.iter().any(|seat| seat.name() == "cto"), "{}", it.charter);
    }
    let mine = feed(&model, "seat/cto");
    let uids = crate::workspace::uids(&mine);
    assert!(found.iter().all(|it| uids.contains(&it.uid)));
}
