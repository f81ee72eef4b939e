//! Every shape of rule, in awkward zones: what a reader finds in the bytes is what going
//! through the days one by one finds.

use charter::emit::ics::{Event, Override, Pattern, Rule, When, Zones, check, expand, write_with};
use jiff::civil::{Date, DateTime, Time, Weekday, date, time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::feeds;
use crate::zones::AWKWARD;

const MONDAY: Weekday = Weekday::Monday;
const SUNDAY: Weekday = Weekday::Sunday;

fn patterns() -> Vec<Pattern> {
    let weekly = |every, days: &[Weekday]| Pattern::Weekly { every, days: days.to_vec() };
    let nth = |every, days: &[(i8, Weekday)]| {
        let days = days.to_vec();
        Pattern::MonthlyWeekday { every, days }
    };
    vec![
        Pattern::Daily { every: 1 },
        Pattern::Daily { every: 3 },
        Pattern::Daily { every: 10 },
        weekly(1, &[SUNDAY]),
        weekly(1, &[MONDAY, Weekday::Thursday]),
        weekly(2, &[SUNDAY, MONDAY]),
        weekly(3, &[Weekday::Wednesday]),
        nth(1, &[(2, SUNDAY)]),
        nth(1, &[(2, Weekday::Tuesday), (4, Weekday::Tuesday)]),
        nth(1, &[(-1, SUNDAY)]),
        nth(1, &[(5, Weekday::Friday)]),
        nth(3, &[(1, Weekday::Saturday)]),
        nth(12, &[(-1, SUNDAY)]),
        Pattern::MonthlyDay { every: 1, days: vec![31] },
        Pattern::MonthlyDay { every: 1, days: vec![1, 15] },
        Pattern::MonthlyDay { every: 2, days: vec![-1] },
        Pattern::MonthlyDay { every: 12, days: vec![29] },
        Pattern::MonthlyWorkday { every: 1, last: true },
        Pattern::MonthlyWorkday { every: 3, last: false },
    ]
}

/// Whether a series that is anchored on one day has an occurrence on another.
fn holds(pattern: &Pattern, anchor: Date, day: Date) -> bool {
    let months = |day: Date| i32::from(day.year()) * 12 + i32::from(day.month());
    let turn = |every: &u16| (months(day) - months(anchor)) % i32::from(*every) == 0;
    match pattern {
        Pattern::Daily { every } => {
            (day.duration_since(anchor).as_hours() / 24) % i64::from(*every) == 0
        }
        Pattern::Weekly { every, days } => {
            let monday = |day: Date| day - i64::from(day.weekday().to_monday_zero_offset()).days();
            let apart = (monday(day) - monday(anchor)).get_days() / 7;
            days.contains(&day.weekday()) && apart % i32::from(*every) == 0
        }
        Pattern::MonthlyWeekday { every, days } => {
            let nth = |&(n, weekday): &(i8, Weekday)| {
                day.nth_weekday_of_month_or_none(n, weekday) == Some(day)
            };
            turn(every) && days.iter().any(nth)
        }
        Pattern::MonthlyDay { every, days } => {
            let last = day.tomorrow().is_ok_and(|next| next.day() == 1);
            turn(every) && (days.contains(&day.day()) || last && days.contains(&-1))
        }
        Pattern::MonthlyWorkday { every, last } => {
            let is_workday = |day: &Date| day.weekday().to_monday_zero_offset() < 5;
            let month = (1..=day.days_in_month())
                .filter_map(|n| Date::new(day.year(), day.month(), n).ok())
                .filter(is_workday);
            turn(every) && (if *last { month.max() } else { month.min() }) == Some(day)
        }
    }
}

trait NthWeekday {
    fn nth_weekday_of_month_or_none(self, nth: i8, weekday: Weekday) -> Option<Date>;
}

impl NthWeekday for Date {
    fn nth_weekday_of_month_or_none(self, nth: i8, weekday: Weekday) -> Option<Date> {
        self.nth_weekday_of_month(nth, weekday).ok()
    }
}

/// All days from the first that matches to the last.
fn days(pattern: &Pattern, from: Date, until: Date) -> Vec<Date> {
    let all = || from.series(1.day()).take_while(|day| *day <= until);
    let anchors = from.series(1.day()).take(366 * 9);
    let plain = |day: &Date| match pattern {
        Pattern::Weekly { days, .. } => days.contains(&day.weekday()),
        _ => holds(pattern, *day, *day),
    };
    let Some(anchor) = anchors.into_iter().find(plain) else { return Vec::new() };
    all().filter(|day| *day >= anchor && holds(pattern, anchor, *day)).collect()
}

const TIMES: [Time; 4] =
    [time(0, 15, 0, 0), time(2, 30, 0, 0), time(10, 0, 0, 0), time(23, 45, 0, 0)];

#[test]
fn timed_series_in_every_zone() {
    let (from, until) = (date(2025, 1, 15), date(2029, 10, 28));
    for name in AWKWARD {
        let zone = jiff::tz::db().get(name).expect("a zone of the database");
        let mut events = Vec::new();
        let mut expected = Vec::new();
        for pattern in patterns() {
            let days = days(&pattern, from, until);
            for time in TIMES {
                let uid = format!("{}", events.len());
                let (event, starts) = timed(name, &zone, &pattern, &days, time, until);
                expected.extend(starts.into_iter().map(|start| (start, uid.clone())));
                events.push(Event::new(uid, from, "", event));
            }
        }
        expected.sort();
        let zones = Zones::new(from..until + 3.years());
        let bytes = write_with(&feeds::feed(events), &zones);
        assert_eq!(check(&bytes), [], "{name}");
        let read = expand(&bytes, Timestamp::MIN, Timestamp::MAX).expect("a feed can be read");
        assert!(read.iter().all(|found| found.end.duration_since(found.start).as_mins() == 45));
        let read: Vec<_> = read.into_iter().map(|found| (found.start, found.uid)).collect();
        assert!(read == expected, "{name}: {}", first_difference(&read, &expected));
    }
}

fn first_difference(read: &[(Timestamp, String)], expected: &[(Timestamp, String)]) -> String {
    let pair = read.iter().zip(expected).find(|(read, expected)| read != expected);
    format!("{pair:?}, {} and {}", read.len(), expected.len())
}

/// A series with every seventh occurrence left out and every eleventh an hour later.
fn timed(
    name: &str,
    zone: &TimeZone,
    pattern: &Pattern,
    days: &[Date],
    time: Time,
    until: Date,
) -> (When, Vec<Timestamp>) {
    let (mut exdates, mut overrides, mut starts) = (Vec::new(), Vec::new(), Vec::new());
    for (n, day) in days.iter().enumerate() {
        let local = day.to_datetime(time);
        let later = local + 1.hour();
        let kept = match n {
            n if n % 7 == 6 => None,
            n if n % 11 == 10 => Some(later),
            _ => Some(local),
        };
        match kept {
            None => exdates.push(local),
            Some(at) if at != local => overrides.push(moved(local, at)),
            Some(_) => {}
        }
        starts.extend(kept.map(|local| zone.to_timestamp(local).expect("a time in range")));
    }
    let rule = Rule { pattern: pattern.clone(), until: Some(until) };
    let start = days.first().expect("a series has occurrences").to_datetime(time);
    let (zone, rule) = (name.to_owned(), Some(rule));
    (When::Timed { zone, start, minutes: 45, rule, exdates, overrides }, starts)
}

fn moved(original: DateTime, start: DateTime) -> Override {
    Override { original, start, minutes: 45, summary: Some("moved".into()) }
}

#[test]
fn series_of_whole_days() {
    let (from, until) = (date(2025, 1, 15), date(2033, 3, 1));
    for pattern in patterns() {
        let days = days(&pattern, from, until);
        let rule = Some(Rule { pattern: pattern.clone(), until: Some(until) });
        let exdates: Vec<Date> = days.iter().skip(1).step_by(2).copied().collect();
        let expected: Vec<Date> = days.iter().step_by(2).copied().collect();
        let when = When::AllDay { date: days[0], days: 2, rule, exdates, overrides: vec![] };
        let feed = feeds::feed(vec![Event::new("a", from, "", when)]);
        let bytes = write_with(&feed, &Zones::new(from..until));
        assert_eq!(check(&bytes), [], "{pattern:?}");
        let read = expand(&bytes, Timestamp::MIN, Timestamp::MAX).expect("a feed can be read");
        let utc = |at: Timestamp| at.to_zoned(TimeZone::UTC).datetime();
        assert!(read.iter().all(|found| utc(found.end) == utc(found.start) + 2.days()));
        let read: Vec<DateTime> = read.iter().map(|found| utc(found.start)).collect();
        let expected: Vec<DateTime> = expected.iter().map(|day| day.at(0, 0, 0, 0)).collect();
        assert_eq!(read, expected, "{pattern:?}");
    }
}

#[test]
fn a_series_without_end_goes_on() {
    let pattern = Pattern::Weekly { every: 1, days: vec![MONDAY] };
    let when = When::Timed {
        zone: "Europe/Berlin".into(),
        start: date(2026, 1, 5).at(9, 0, 0, 0),
        minutes: 30,
        rule: Some(Rule { pattern, until: None }),
        exdates: vec![],
        overrides: vec![],
    };
    let feed = feeds::feed(vec![Event::new("a", date(2026, 1, 1), "", when)]);
    let bytes = write_with(&feed, &Zones::new(feeds::horizon()));
    assert_eq!(check(&bytes), []);
    let year = |year| date(year, 7, 1).to_zoned(TimeZone::UTC).expect("in range").timestamp();
    let read = expand(&bytes, year(2046), year(2047)).expect("a feed can be read");
    assert_eq!(read.len(), 52);
    assert_eq!(read[0].start.to_string(), "2046-07-02T07:00:00Z");
}
