//! The rules of time in a file tell the time of the database: all zones, twenty years.

use charter::emit::ics::{Event, When, Zones, check_over, expand, write_with};
use jiff::civil::{Date, DateTime, date};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, ToSpan};

use crate::feeds;

/// Every zone of the database that resolves.
fn all() -> Vec<(String, TimeZone)> {
    let names = jiff::tz::db().available();
    let zones = names.filter_map(|name| {
        Some((name.as_str().to_owned(), jiff::tz::db().get(name.as_str()).ok()?))
    });
    let zones: Vec<_> = zones.collect();
    assert!(zones.len() > 590, "only {} zones", zones.len());
    zones
}

fn instant(day: Date) -> Timestamp {
    day.to_zoned(TimeZone::UTC).expect("a day in range").timestamp()
}

/// Times on the clock around each change, in and out of gaps and folds, and between.
fn probes(zone: &TimeZone, first: Date, last: Date) -> Vec<DateTime> {
    let mut times = Vec::new();
    for change in zone.following(instant(first)).take_while(|c| c.timestamp() < instant(last)) {
        for side in [-1, 1] {
            let at = change.timestamp() + SignedDuration::from_secs(side);
            let local = zone.to_datetime(at);
            times.extend([0, -3600, -1800, 1800, 3600, 7200].map(|s| local + s.seconds()));
        }
    }
    let months = first.series(1.month()).take_while(|day| *day < last);
    times.extend(months.map(|day| day.at(12, 34, 56, 0)));
    times.retain(|time| (first..last).contains(&time.date()));
    times.sort();
    times.dedup();
    times
}

/// The first instant at which a clock shows a time; of a time that no clock shows, the
/// one that the offset before the gap makes it. From offsets at instants alone: near the
/// last change on record, jiff 0.2 reads local times by the rule for the years after it,
/// and is an hour off in Nuuk in the night of 2023-10-28.
fn expected(zone: &TimeZone, local: DateTime) -> Timestamp {
    let guess = TimeZone::UTC.to_timestamp(local).expect("a time in range");
    let hours = (-36..36).map(|hour| guess + SignedDuration::from_hours(hour));
    let offsets: Vec<_> = hours.map(|at| zone.to_offset(at)).collect();
    let read = |offset: &Offset| offset.to_timestamp(local).expect("a time in range");
    let shown = offsets.iter().filter(|offset| zone.to_offset(read(offset)) == **offset);
    let gap = || read(&zone.to_offset(read(offsets.iter().max().expect("an offset"))));
    shown.map(read).min().unwrap_or_else(gap)
}

/// The difference between the file as read by its own rules and the database.
fn prove(name: &str, zone: &TimeZone, first: Date, last: Date) {
    let times = probes(zone, first, last);
    let event = |(n, time): (usize, &DateTime)| {
        Event::new(format!("{n:05}"), date(2024, 1, 1), "", When::at(name, *time, 1))
    };
    let feed = feeds::feed(times.iter().enumerate().map(event).collect());
    let bytes = write_with(&feed, &Zones::new(first..last));
    assert_eq!(check_over(&bytes, &(first..last)), [], "{name}");
    let mut read = expand(&bytes, Timestamp::MIN, Timestamp::MAX).expect("a feed can be read");
    read.sort_by(|a, b| a.uid.cmp(&b.uid));
    assert_eq!(read.len(), times.len(), "{name}");
    for (found, time) in read.iter().zip(&times) {
        assert_eq!(found.start, expected(zone, *time), "{name} at {time}");
    }
}

#[test]
fn all_zones_over_twenty_years() {
    let zones = all();
    std::thread::scope(|scope| {
        for part in zones.chunks(zones.len().div_ceil(2)) {
            scope.spawn(move || {
                for (name, zone) in part {
                    prove(name, zone, date(2020, 3, 1), date(2040, 3, 1));
                }
            });
        }
    });
}

#[test]
fn awkward_zones_over_other_horizons() {
    let horizons = [
        (date(1960, 1, 1), date(1999, 7, 1)),
        (date(2018, 10, 28), date(2019, 1, 1)),
        (date(2026, 3, 29), date(2026, 3, 30)),
        (date(2026, 10, 1), date(2029, 11, 2)),
        (date(2090, 1, 1), date(2120, 1, 1)),
    ];
    for name in AWKWARD {
        let zone = jiff::tz::db().get(name).expect("a zone of the database");
        for (first, last) in horizons {
            prove(name, &zone, first, last);
        }
    }
}

/// Zones with something that is easy to get wrong.
pub(crate) const AWKWARD: [&str; 20] = [
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Africa/Juba",
    "Africa/Cairo",
    "America/New_York",
    "America/Nuuk",
    "America/Santiago",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Vancouver",
    "Antarctica/Troll",
    "Asia/Beirut",
    "Asia/Gaza",
    "Asia/Jerusalem",
    "Asia/Kathmandu",
    "Asia/Tokyo",
    "Australia/Lord_Howe",
    "Europe/Dublin",
    "Pacific/Apia",
    "UTC",
];

/// The VTIMEZONE of a zone, without line breaks of its own kind.
fn text(name: &str) -> String {
    let when = When::at(name, date(2026, 1, 6).at(10, 0, 0, 0), 30);
    let feed = feeds::feed(vec![Event::new("a", date(2026, 1, 1), "", when)]);
    let text = feeds::text(&feed).replace("\r\n", "\n");
    let (start, end) = (text.find("BEGIN:VTIMEZONE"), text.find("BEGIN:VEVENT"));
    text[start.expect("a zone")..end.expect("an event")].to_owned()
}

#[test]
fn vancouver_changes_its_clock_no_more() {
    let text = text("America/Vancouver");
    assert!(text.contains("BYMONTH=3;BYDAY=2SU;UNTIL=20260308T100000Z\n"), "{text}");
    assert!(text.contains("BYMONTH=11;BYDAY=1SU;UNTIL=20251102T090000Z\n"), "{text}");
}

#[test]
fn dublin_has_its_summer_time_in_summer() {
    let text = text("Europe/Dublin");
    assert!(text.contains("TZOFFSETFROM:+0000\nTZOFFSETTO:+0100\nTZNAME:IST\n"), "{text}");
    assert_eq!(text.matches("BEGIN:DAYLIGHT").count(), 1, "{text}");
    assert_eq!(text.matches("BEGIN:STANDARD").count(), 1, "{text}");
}

#[test]
fn a_clock_that_stands_still_is_one_standard() {
    for (name, offset) in [("Asia/Tokyo", "+0900"), ("UTC", "+0000"), ("Asia/Singapore", "+0800")] {
        let text = text(name);
        let expected = format!("TZOFFSETFROM:{offset}\nTZOFFSETTO:{offset}\n");
        assert!(text.contains(&expected) && text.matches("BEGIN:").count() == 2, "{text}");
    }
}

#[test]
fn ramadan_is_written_out() {
    let text = text("Africa/Casablanca");
    assert!(!text.contains("RRULE"), "{text}");
    assert!(text.contains("DTSTART:20260215T030000\n"), "{text}");
}
