//! Bytes to events as a person would tell them: what is said, when, how often.

use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

use super::check::check;
use super::expand::zones;
use super::lines::Unfolded;
use super::read::{Component, Defect, read};
use super::recur::{Frequency, Recur, Until};
use super::series::{Embeddeds, Series};
use super::value::{Moment, length, unescape};

/// One VEVENT, or one VTODO: then its days are those on which it is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadEvent {
    /// The identity of its series.
    pub uid: String,
    /// The title.
    pub summary: String,
    /// The body, or nothing.
    pub description: String,
    /// Where it happens, or nothing.
    pub location: String,
    /// A link, or nothing.
    pub url: String,
    /// The words to filter by.
    pub categories: Vec<String>,
    /// It is something to do.
    pub due: bool,
    /// How many minutes before it programs ring, in order.
    pub alarms: Vec<i64>,
    /// It will not be.
    pub cancelled: bool,
    /// It leaves the time free.
    pub transparent: bool,
    /// It is on whole days.
    pub all_day: bool,
    /// When the first occurrence begins, on its own clock.
    pub start: DateTime,
    /// The name of its clock; none of a whole day.
    pub zone: Option<String>,
    /// How long it is; a day has 1,440.
    pub minutes: i64,
    /// How it repeats, in words, without its end: `weekly on Tuesday`.
    pub repeats: Option<String>,
    /// The last day on which an occurrence may begin.
    pub until: Option<Date>,
    /// The days of its occurrences that are left out.
    pub left_out: Vec<Date>,
    /// The day of the occurrence that this one stands for.
    pub stands_for: Option<Date>,
    /// The UID of the series that this one follows.
    pub follows: Option<String>,
}

/// The events of a feed and what is due in it, in its order, or the first thing that is wrong
/// with it. What zones are called and when their clocks change is not asked: that is data, and
/// ages.
pub fn events(bytes: &[u8]) -> Result<Vec<ReadEvent>, Defect> {
    let of_data = ["wrong-zone", "late-zone", "unknown-zone", "unused-zone"];
    if let Some(defect) = check(bytes).into_iter().find(|it| !of_data.contains(&it.code)) {
        return Err(defect);
    }
    let file = Unfolded::of(bytes, &mut Vec::new());
    let mut found = Vec::new();
    for calendar in &read(&file, &mut Vec::new()) {
        let zones = zones(calendar, 2500)?;
        for event in calendar.planned() {
            found.push(told(event, &zones)?);
        }
    }
    Ok(found)
}

fn told(event: &Component<'_>, zones: &Embeddeds) -> Result<ReadEvent, Defect> {
    let series = Series::new(event)?;
    let text = |name| event.property(name).map(|found| unescape(found.value).into_owned());
    let zone = match &series.start {
        Moment::Local(_, zone) => Some(zone.clone().into_owned()),
        Moment::Utc(_) => Some("UTC".to_owned()),
        Moment::Day(_) | Moment::Floating(_) => None,
    };
    Ok(ReadEvent {
        description: text("DESCRIPTION").unwrap_or_default(),
        location: text("LOCATION").unwrap_or_default(),
        url: event.property("URL").map(|url| url.value.to_owned()).unwrap_or_default(),
        categories: event.all("CATEGORIES").flat_map(|it| list(it.value)).collect(),
        due: event.is_todo(),
        alarms: alarms(event),
        transparent: text("TRANSP").is_some_and(|it| it == "TRANSPARENT"),
        all_day: series.start.is_day(),
        start: series.start.on_clock().saturating_add(series.lead.days()),
        minutes: if event.is_todo() { 24 * 60 } else { minutes(&series, zones) },
        repeats: series.rule.as_ref().map(|rule| words(rule, event, series.lead)),
        until: series.rule.as_ref().and_then(|rule| last_day(rule, &series, zones)),
        left_out: series.exdates.iter().map(|it| series.told(it.date())).collect(),
        stands_for: series.stands_for.as_ref().map(|it| series.told(it.date())),
        follows: text("RELATED-TO"),
        uid: series.uid.into_owned(),
        summary: series.summary.into_owned(),
        cancelled: series.cancelled,
        zone,
    })
}

fn minutes(series: &Series<'_>, zones: &Embeddeds) -> i64 {
    let start = series.first(zones);
    series.end_of(start, zones).map_or(0, |end| (end - start.at) / 60)
}

/// The texts of a property that has several.
fn list(value: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut rest = value.chars();
    while let Some(next) = rest.next() {
        match (next, found.last_mut()) {
            (',', _) => found.push(String::new()),
            ('\\', Some(text)) => text.extend(['\\'].into_iter().chain(rest.next())),
            (next, Some(text)) => text.push(next),
            (_, None) => {}
        }
    }
    found.iter().map(|text| unescape(text).into_owned()).collect()
}

/// How many minutes before it programs ring.
fn alarms(event: &Component<'_>) -> Vec<i64> {
    let triggers = event.children_named("VALARM").filter_map(|it| it.property("TRIGGER"));
    let lengths = triggers.filter_map(|it| length(it.value));
    let mut minutes: Vec<i64> = lengths.map(|it| -(it.days * 24 * 60 + it.seconds / 60)).collect();
    minutes.sort_unstable();
    minutes
}

/// The local day of an UNTIL.
fn last_day(rule: &Recur, series: &Series<'_>, zones: &Embeddeds) -> Option<Date> {
    match (rule.until?, &series.start) {
        (Until::Day(day), _) => Some(series.told(day)),
        (Until::Local(at), _) => Some(at.date()),
        (Until::Utc(at), Moment::Local(_, zone)) => {
            let second = super::embedded::seconds(at);
            let offset = zones.get(&**zone).map_or(0, |zone| zone.offset(second));
            let offset = Offset::from_seconds(offset).ok()?;
            Some(offset.to_datetime(Timestamp::from_second(second).ok()?).date())
        }
        (Until::Utc(at), _) => Some(at.date()),
    }
}

/// The words for a rule of days, or of those that lie so many days after them; the rule itself
/// where there are none.
fn words(rule: &Recur, event: &Component<'_>, later: i64) -> String {
    let raw = || event.property("RRULE").map(|it| it.value.to_owned()).unwrap_or_default();
    let rule = if later == 0 { Some(rule.clone()) } else { after(rule, later) };
    rule.as_ref().and_then(plain).unwrap_or_else(raw)
}

/// The rule of the days that lie so many days after those of a rule.
fn after(rule: &Recur, later: i64) -> Option<Recur> {
    let mut rule = rule.clone();
    for (nth, day) in &mut rule.by_day {
        *day = day.wrapping_add(later);
        if *nth != 0 {
            *nth = week_after(*nth).filter(|_| later == 7)?;
        }
    }
    rule.by_day.sort_by_key(|(nth, day)| (*nth < 0, *nth, day.to_monday_zero_offset()));
    for day in &mut rule.by_month_day {
        *day = match (*day, later) {
            (-1, 1) => 1,
            (1.., _) => i8::try_from(i64::from(*day).checked_add(later)?).ok()?,
            _ => return None,
        };
        (1..=31).contains(day).then_some(())?;
    }
    rule.by_position.is_empty().then_some(rule)
}

/// Which of its weekday a day is that lies a week after the nth.
fn week_after(nth: i8) -> Option<i8> {
    match nth {
        -2 => Some(-1),
        -1 => Some(1),
        1..=3 => Some(nth + 1),
        _ => None,
    }
}

fn plain(rule: &Recur) -> Option<String> {
    if !rule.unknown.is_empty() || !rule.by_month.is_empty() || rule.count.is_some() {
        return None;
    }
    let every = |once: &str, unit: &str| match rule.interval {
        1 => once.to_owned(),
        n => format!("every {n} {unit}"),
    };
    let days = || rule.by_day.iter().map(|(_, day)| weekday(*day)).collect::<Vec<_>>().join(", ");
    match rule.frequency {
        Frequency::Daily => Some(every("daily", "days")),
        Frequency::Weekly => Some(format!("{} on {}", every("weekly", "weeks"), days())),
        Frequency::Monthly => {
            let often = every("monthly", "months");
            Some(match (&rule.by_month_day[..], &rule.by_position[..]) {
                ([], [-1]) => format!("{often} on the last workday"),
                ([], [1]) => format!("{often} on the 1st workday"),
                ([], []) => {
                    let days = rule
                        .by_day
                        .iter()
                        .map(|(nth, day)| format!("the {} {}", ordinal(*nth), weekday(*day)));
                    format!("{often} on {}", days.collect::<Vec<_>>().join(", "))
                }
                (days, []) => {
                    let days = days.iter().map(|day| match day {
                        -1 => "the last day".to_owned(),
                        day => format!("day {day}"),
                    });
                    format!("{often} on {}", days.collect::<Vec<_>>().join(", "))
                }
                _ => return None,
            })
        }
        Frequency::Yearly => None,
    }
}

fn ordinal(nth: i8) -> String {
    match nth {
        -1 => "last".into(),
        1 => "1st".into(),
        2 => "2nd".into(),
        3 => "3rd".into(),
        _ => format!("{nth}th"),
    }
}

fn weekday(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "Monday",
        Weekday::Tuesday => "Tuesday",
        Weekday::Wednesday => "Wednesday",
        Weekday::Thursday => "Thursday",
        Weekday::Friday => "Friday",
        Weekday::Saturday => "Saturday",
        Weekday::Sunday => "Sunday",
    }
}
