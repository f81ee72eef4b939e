//! Every phrase in every zone there is, over two decades: the compiler, a reader of its feed,
//! and a reference that walks day by day say the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use charter::emit::ics::expand;
use charter::emit::{NextQuery, next};
use charter::model::CadenceLine;
use charter::{Model, time};
use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use rayon::prelude::*;

use crate::phrases::{PHRASES, POLICIES};
use crate::workspace::{feed, model};
use crate::{Line, reference};

const FIRST: Date = date(2009, 1, 5);

/// Three years after the last day that is written: the end of the horizon.
const LAST: Date = date(2029, 10, 25);

/// From when until when each charter meets.
type Meetings = BTreeMap<String, Vec<(Timestamp, Timestamp)>>;

/// Every phrase in a zone; policies for holidays take turns, from zone to zone as well.
fn workspace(zone: &str, nth: usize) -> String {
    let mut text = String::from(
        "seat head \"Head\" {\n  altitude director\n  holder \"Ada\" since 2009-01-01\n}\n\
         seat peer \"Peer\" {\n  altitude director\n  holder \"Grace\" since 2009-01-01\n}\n",
    );
    text.push_str(
        "calendar common \"Common\" {\n  zone Europe/London\n  workdays Monday to Friday\n  \
         fiscal-year starts in February\n",
    );
    for year in 2009..2031 {
        text.push_str(&format!(
            "  holiday {year}-01-01 \"New Year\"\n  holiday {year}-04-06 \"Spring\"\n  \
             holiday {year}-06-01 \"June\"\n  holiday {year}-10-13 \"Autumn\"\n  \
             closed {year}-12-26 to {year}-12-31 \"Closure\"\n"
        ));
    }
    text.push_str("}\n");
    for (phrase, words) in PHRASES.iter().enumerate() {
        let words = words.replace(" from 2026-", " from 2009-");
        let policy = POLICIES[(phrase + nth) % POLICIES.len()];
        text.push_str(&format!(
            "charter c{phrase} \"Forum {phrase}\" {{\n  decides roadmap-sequencing of s{phrase}\n  \
             includes \"It\"\n  owner head\n  counterparties peer\n  \
             cadence {words} in {zone} {{\n    on-holiday {policy}\n  }}\n  \
             escalation none because \"Top\"\n  record every cycle\n  \
             effective {FIRST}\n}}\n"
        ));
    }
    text
}

/// What the compiler says.
fn said(model: &Model) -> Meetings {
    let query = NextQuery::between(FIRST, LAST);
    let all = next(model, &query).into_iter();
    gathered(all.map(|it| (it.charter, (it.start, it.end))))
}

/// What a reader of the feed sees whose clock is the zone's.
fn read(model: &Model, zone: &TimeZone) -> Meetings {
    let instant = |day: Date| day.to_zoned(TimeZone::UTC).expect("an instant").timestamp();
    let (from, to) = (instant(FIRST - 7.days()), instant(LAST + 7.days()));
    let all = expand(feed(model, "all").as_bytes(), from, to).expect("readable");
    let meetings = all.into_iter().filter(|it| !it.all_day && !it.cancelled);
    let within = meetings.filter(|it| it.start.to_zoned(zone.clone()).date() <= LAST);
    gathered(within.map(|it| {
        let charter = it.uid.split('.').next().unwrap_or_default();
        (charter.to_owned(), (it.start, it.end))
    }))
}

/// What the reference walks to.
fn walked(model: &Model) -> Meetings {
    let lines = model.live_charters().flat_map(|charter| {
        let effective = charter.effective().expect("a day").value;
        charter.cadences().map(move |it| (charter.name().to_owned(), line(it, effective)))
    });
    gathered(lines.flat_map(|(charter, line)| {
        // The reference needs the neighbour behind the horizon.
        let outcomes = reference::outcomes(&line, LAST + 800.days());
        let all = reference::occurrences(&line, &outcomes).into_iter();
        let within = all.filter(|it| it.date <= LAST);
        let within: Vec<_> = within.map(|it| (charter.clone(), (it.start, it.end))).collect();
        within
    }))
}

fn line(cadence: CadenceLine<'_>, effective: Date) -> Line {
    let says = cadence.says;
    let calendar = cadence.charter.days();
    Line {
        at: says.at.iter().map(|it| it.value).collect(),
        minutes: says.length.and_then(time::minutes).expect("a length"),
        zone: cadence.zone().name(),
        effective,
        from: says.from.map(|it| it.value),
        on_holiday: says.on_holiday.expect("a policy"),
        ..Line::new(says.pattern.clone(), &Arc::clone(calendar))
    }
}

fn gathered(all: impl Iterator<Item = (String, (Timestamp, Timestamp))>) -> Meetings {
    let mut meetings = Meetings::new();
    all.for_each(|(charter, meeting)| meetings.entry(charter).or_default().push(meeting));
    meetings.values_mut().for_each(|it| it.sort_unstable());
    meetings
}

/// Holds that two say the same; how many meetings that are.
fn same(zone: &str, one: &Meetings, other: &Meetings, who: &str) -> usize {
    for (charter, meetings) in one {
        let phrase = PHRASES[charter[1..].parse::<usize>().expect("a number")];
        let others = other.get(charter).unwrap_or_else(|| panic!("{phrase} in {zone}: {who}"));
        for (meeting, other) in meetings.iter().zip(others) {
            assert_eq!(meeting, other, "{phrase} in {zone}: {who}");
        }
        assert_eq!(meetings.len(), others.len(), "{phrase} in {zone}: {who}");
    }
    assert_eq!(one.len(), other.len(), "{zone}: {who}");
    one.values().map(Vec::len).sum()
}

#[test]
fn every_phrase_in_every_zone_over_two_decades() {
    // Abbreviations, such as EST, are no zones to the language.
    let names = jiff::tz::db().available().map(|it| it.to_string());
    let names: Vec<String> = names.filter(|name| time::zone(name).is_some()).collect();
    assert!(names.len() > 580, "only {} zones", names.len());
    let compared = names.par_iter().enumerate().map(|(nth, name)| {
        let model = model(&workspace(name, nth));
        assert_eq!(model.horizon(), (FIRST, LAST), "two decades");
        let walked = walked(&model);
        assert_eq!(walked.len(), PHRASES.len(), "{name}: every phrase meets");
        let zone = TimeZone::get(name).expect("a zone");
        same(name, &walked, &read(&model, &zone), "the feed");
        same(name, &walked, &said(&model), "the compiler")
    });
    let compared: usize = compared.sum();
    assert!(compared > 20_000_000, "only {compared} meetings were compared");
}
