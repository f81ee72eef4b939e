//! The values of properties: dates, times, lengths, offsets, text.

use std::borrow::Cow;

use jiff::civil::{Date, DateTime, Time};

use super::read::{Defect, Property};

/// A point of time as it is written.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moment<'b> {
    /// A whole day.
    Day(Date),
    /// On the clock of a zone of the file, by its TZID.
    Local(DateTime, Cow<'b, str>),
    /// In UTC.
    Utc(DateTime),
    /// On whatever clock the reader has.
    Floating(DateTime),
}

impl Moment<'_> {
    /// The day, on its own clock.
    pub(super) fn date(&self) -> Date {
        self.on_clock().date()
    }

    /// The time, on its own clock; midnight of a day.
    pub(super) fn on_clock(&self) -> DateTime {
        match self {
            Moment::Day(date) => date.at(0, 0, 0, 0),
            Moment::Local(at, _) | Moment::Utc(at) | Moment::Floating(at) => *at,
        }
    }

    pub(super) fn is_day(&self) -> bool {
        matches!(self, Moment::Day(_))
    }

    /// The zone whose clock it is on, where that is one of the file.
    pub(super) fn zone(&self) -> Option<&str> {
        match self {
            Moment::Local(_, zone) => Some(zone),
            Moment::Day(_) | Moment::Utc(_) | Moment::Floating(_) => None,
        }
    }

    /// Whether two moments have the same type and the same zone.
    pub(super) fn like(&self, other: &Moment<'_>) -> bool {
        let same = std::mem::discriminant(self) == std::mem::discriminant(other);
        same && self.zone() == other.zone()
    }
}

/// The moments of a property, which may be several.
pub(super) fn moments<'p, 'b>(
    property: &'p Property<'b>,
) -> impl Iterator<Item = Result<Moment<'b>, Defect>> + use<'p, 'b> {
    property.value.split(',').map(|value| one(property, value))
}

/// The moment of a property that has one.
pub(super) fn moment<'b>(property: &Property<'b>) -> Result<Moment<'b>, Defect> {
    one(property, property.value)
}

fn one<'b>(property: &Property<'b>, value: &str) -> Result<Moment<'b>, Defect> {
    let bad = || property.defect("bad-date", format!("{}: {value} is no date", property.name));
    let zone = property.parameter("TZID");
    let is_day = property.parameter("VALUE").is_some_and(|kind| kind.eq_ignore_ascii_case("DATE"));
    if is_day {
        return date(value).filter(|_| zone.is_none()).map(Moment::Day).ok_or_else(bad);
    }
    let (at, utc) = date_time(value).ok_or_else(bad)?;
    match (zone, utc) {
        (Some(_), true) => Err(bad()),
        (Some(zone), false) => Ok(Moment::Local(at, zone)),
        (None, true) => Ok(Moment::Utc(at)),
        (None, false) => Ok(Moment::Floating(at)),
    }
}

/// `20260131`, from 1600 on: no calendar of people lies before.
pub(super) fn date(text: &str) -> Option<Date> {
    let &[c, d, y, z, m, n, e, f] = text.as_bytes() else { return None };
    let year = 100 * i16::from(two(c, d)?) + i16::from(two(y, z)?);
    let year = Some(year).filter(|year| *year >= 1600)?;
    Date::new(year, two(m, n)?, two(e, f)?).ok()
}

/// `20260131T100000` or `20260131T100000Z`, and whether it is in UTC.
pub(super) fn date_time(text: &str) -> Option<(DateTime, bool)> {
    let (day, time) = text.split_at_checked(8)?;
    let (&[b'T', h, i, m, n, s, t], utc) = (match time.as_bytes() {
        [clock @ .., b'Z'] => (clock, true),
        clock => (clock, false),
    }) else {
        return None;
    };
    let time_of_day = Time::new(two(h, i)?, two(m, n)?, two(s, t)?, 0).ok()?;
    Some((date(day)?.to_datetime(time_of_day), utc))
}

/// Two digits.
fn two(tens: u8, ones: u8) -> Option<i8> {
    let digit = |byte: u8| byte.is_ascii_digit().then(|| (byte - b'0') as i8);
    Some(10 * digit(tens)? + digit(ones)?)
}

/// A length of time: whole days on the calendar, and seconds beside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Length {
    pub(super) days: i64,
    pub(super) seconds: i64,
}

/// `P1DT2H30M`, `P2W`, `-PT15M`.
pub(super) fn length(text: &str) -> Option<Length> {
    let sign = if text.starts_with('-') { -1 } else { 1 };
    let body = text.strip_prefix(['-', '+']).unwrap_or(text).strip_prefix('P')?;
    let (days, time) = match body.split_once('T') {
        Some((_, "")) => return None,
        Some((days, time)) => (days, time),
        None if body.is_empty() => return None,
        None => (body, ""),
    };
    let days = sum(days, &[('W', 7), ('D', 1)])?;
    let seconds = sum(time, &[('H', 3600), ('M', 60), ('S', 1)])?;
    Some(Length { days: sign * days, seconds: sign * seconds })
}

/// Numbers with their units, in the order of the units, each at most once.
fn sum(mut text: &str, units: &[(char, i64)]) -> Option<i64> {
    let mut total = 0;
    for &(unit, worth) in units {
        let Some((number, rest)) = text.split_once(unit) else { continue };
        let plain = number.len() <= 7 && number.bytes().all(|byte| byte.is_ascii_digit());
        total += plain.then_some(number)?.parse::<i64>().ok()? * worth;
        text = rest;
    }
    text.is_empty().then_some(total)
}

/// `+0100`, `-033000`, in seconds.
pub(super) fn offset(text: &str) -> Option<i32> {
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits = text.get(1..).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let part = |from: usize| digits.get(from..from + 2)?.parse::<i32>().ok();
    let seconds = match digits.len() {
        4 => 0,
        6 => part(4)?,
        _ => return None,
    };
    let total = part(0)? * 3600 + part(2)? * 60 + seconds;
    let allowed = total < 24 * 3600 && part(2)? < 60 && seconds < 60;
    (allowed && (sign > 0 || total > 0)).then_some(sign * total)
}

/// A TEXT without its escapes.
pub(super) fn unescape(text: &str) -> Cow<'_, str> {
    let Some((plain, escaped)) = text.split_once('\\') else { return Cow::Borrowed(text) };
    let mut out = String::with_capacity(text.len());
    out.push_str(plain);
    let mut rest = escaped;
    loop {
        // What stands here comes after a backslash.
        let mut after = rest.chars();
        out.push(match after.next() {
            Some('n' | 'N') => '\n',
            other => other.unwrap_or('\\'),
        });
        let Some((plain, escaped)) = after.as_str().split_once('\\') else {
            return Cow::Owned(out + after.as_str());
        };
        out.push_str(plain);
        rest = escaped;
    }
}
