//! Words of messages: days, rhythms and lists as people say them.

use jiff::civil::{Date, DateTime};

use crate::Span;
use crate::model::{CadenceLine, Charter, Stretch};
use crate::tree::{Altitude, DayKind, Duration, Frequency, MonthDay, Ordinal, Pattern, Unit};
use crate::words::{self, MONTHS};

/// `Tue 9 Feb 2027`
pub(crate) fn date(date: Date) -> String {
    date.strftime("%a %-d %b %Y").to_string()
}

/// `Tue 9 Feb 2027, 10:00`
pub(crate) fn moment(moment: DateTime) -> String {
    moment.strftime("%a %-d %b %Y, %H:%M").to_string()
}

/// `a`, `a and b`, `a, b and c`
pub(crate) fn and<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        Some((last, [])) => (*last).to_string(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => String::new(),
    }
}

/// `a`, `a and b`, `a, b and 3 more`: the first few of many names, as they are written.
pub(crate) fn few(names: &[&str]) -> String {
    const NAMED: usize = 3;
    let mut words: Vec<String> = names.iter().take(NAMED).map(|it| format!("`{it}`")).collect();
    if names.len() > NAMED {
        words.push(format!("{} more", names.len() - NAMED));
    }
    and(&words)
}

/// `a`, `a or b`, `a, b, c or another`: the first few of many, of whom one will do.
pub(crate) fn few_or(names: &[&str]) -> String {
    const NAMED: usize = 3;
    match names.get(..NAMED) {
        Some(first) if names.len() > NAMED => {
            let first: Vec<String> = first.iter().map(|it| format!("`{it}`")).collect();
            format!("{} or another", first.join(", "))
        }
        _ => words::list_or(names),
    }
}

/// `a director`: who has a rank.
pub(crate) fn rank(altitude: Altitude) -> &'static str {
    match altitude {
        Altitude::Executive => "an executive",
        Altitude::Vp => "a vice president",
        Altitude::Director => "a director",
        Altitude::Manager => "a manager",
        Altitude::External => "a partner",
    }
}

/// How often a charter meets in a stretch of its life, and a line that says so.
pub(crate) fn meets(charter: Charter<'_>, stretch: Stretch) -> Option<(String, Span)> {
    let lines = charter.lines_on(stretch.from).filter(|line| line.period().is_some());
    let lines: Vec<CadenceLine<'_>> = lines.collect();
    let first = lines.first()?;
    let rhythm = rhythm(&first.says.pattern).filter(|_| lines.len() == 1);
    let words = rhythm.or_else(|| Some(format!("about every {}", days(stretch.period?))))?;
    Some((words, first.says.pattern_span))
}

/// `weekly`, `every 2 months`
pub(crate) fn frequency(frequency: Frequency) -> String {
    often(frequency.every, frequency.unit)
}

/// `weekly`, `every 2 months`
pub(crate) fn often(every: u32, unit: Unit) -> String {
    match (every, unit) {
        (0 | 1, Unit::Day) => "daily".into(),
        (0 | 1, _) => format!("{}ly", unit.as_str()),
        _ => format!("every {every} {}s", unit.as_str()),
    }
}

/// `5 workdays`
pub(crate) fn duration(duration: Duration) -> String {
    count(duration.count.into(), duration.unit)
}

/// `1 workday`, `5 workdays`
pub(crate) fn count(count: i64, unit: Unit) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} {}{s}", unit.as_str())
}

/// `a quarter`, `two quarters`, `12 weeks`
pub(crate) fn length(frequency: Frequency) -> String {
    const NUMBERS: [&str; 11] =
        ["a", "a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    let unit = frequency.unit.as_str();
    match (frequency.every, NUMBERS.get(frequency.every as usize)) {
        (0 | 1, _) => format!("a {unit}"),
        (_, Some(number)) => format!("{number} {unit}s"),
        (every, None) => format!("{every} {unit}s"),
    }
}

/// `7 days`, `3.5 days`, `1 day`
pub(crate) fn days(days: f64) -> String {
    let rounded = if days < 10.0 { (days * 10.0).round() / 10.0 } else { days.round() };
    if rounded == 1.0 { "1 day".into() } else { format!("{rounded} days") }
}

/// How often a pattern gives a day: `weekly`, `twice a month`; none for dates written
/// out and for what depends on something else.
pub(crate) fn rhythm(pattern: &Pattern) -> Option<String> {
    let (every, unit, times) = match pattern {
        Pattern::Days { every } => (*every, Unit::Day, 1),
        Pattern::Weeks { every, on } if on.contains(&DayKind::Workday) && *every == 1 => {
            return Some("on every workday".into());
        }
        Pattern::Weeks { every, on } => (*every, Unit::Week, on.len()),
        Pattern::Months { every, on } => (*every, Unit::Month, picks(on)),
        Pattern::Quarters { every, on, .. } => (*every, Unit::Quarter, picks(on)),
        Pattern::Years { every, on, .. } => (*every, Unit::Year, picks(on)),
        Pattern::Dates(_) | Pattern::Offsets(_) | Pattern::Trigger { .. } => return None,
    };
    let per = match every {
        0 | 1 => format!("a {}", unit.as_str()),
        _ => format!("in {every} {}s", unit.as_str()),
    };
    Some(match times {
        1 => often(every, unit),
        2 => format!("twice {per}"),
        _ => format!("{times} times {per}"),
    })
}

fn picks(on: &MonthDay) -> usize {
    match on {
        MonthDay::Nth(ordinals, _) => ordinals.len(),
        MonthDay::Days(days) => days.len(),
    }
}

/// A recurring pattern as it is written; nothing for the others.
pub(crate) fn pattern(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Days { every } => often(*every, Unit::Day),
        Pattern::Weeks { every, on } => {
            let days: Vec<&str> = on.iter().map(|day| day_name(*day)).collect();
            format!("{} on {}", often(*every, Unit::Week), days.join(", "))
        }
        Pattern::Months { every, on } => {
            format!("{} {}", often(*every, Unit::Month), month_day(on))
        }
        Pattern::Quarters { every, month: 1, on } => {
            format!("{} {}", often(*every, Unit::Quarter), month_day(on))
        }
        Pattern::Quarters { every, month, on } => {
            format!("{} in month {month} {}", often(*every, Unit::Quarter), month_day(on))
        }
        Pattern::Years { every, month, on } => {
            let month = MONTHS[usize::from(month.rem_euclid(13).max(1) as u8) - 1];
            format!("{} in {month} {}", often(*every, Unit::Year), month_day(on))
        }
        Pattern::Dates(_) | Pattern::Offsets(_) | Pattern::Trigger { .. } => String::new(),
    }
}

fn month_day(on: &MonthDay) -> String {
    match on {
        MonthDay::Nth(ordinals, kind) => {
            let ordinals: Vec<&str> = ordinals.iter().map(|it| ordinal(*it)).collect();
            format!("on the {} {}", ordinals.join(", "), day_name(*kind))
        }
        MonthDay::Days(days) => {
            let days: Vec<String> = days.iter().map(u8::to_string).collect();
            format!("on day {}", days.join(", "))
        }
    }
}

fn ordinal(ordinal: Ordinal) -> &'static str {
    match ordinal {
        Ordinal::Last => "last",
        Ordinal::Nth(nth) => {
            ["1st", "2nd", "3rd", "4th", "5th"].get(usize::from(nth).max(1) - 1).unwrap_or(&"5th")
        }
    }
}

/// `Monday`, `workday`
pub(crate) fn day_name(kind: DayKind) -> &'static str {
    use jiff::civil::Weekday;
    match kind {
        DayKind::Workday => "workday",
        DayKind::Weekday(Weekday::Monday) => "Monday",
        DayKind::Weekday(Weekday::Tuesday) => "Tuesday",
        DayKind::Weekday(Weekday::Wednesday) => "Wednesday",
        DayKind::Weekday(Weekday::Thursday) => "Thursday",
        DayKind::Weekday(Weekday::Friday) => "Friday",
        DayKind::Weekday(Weekday::Saturday) => "Saturday",
        DayKind::Weekday(Weekday::Sunday) => "Sunday",
    }
}
