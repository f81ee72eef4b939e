//! Dates, times of the day, lengths of time, frequencies and offsets.

use jiff::civil::{Date, Time, Weekday};

use super::{Garbled, Lower, Lowered};
use crate::diagnostic::{Diagnostic, Safety};
use crate::grammar::Node;
use crate::near::nearest;
use crate::span::Span;
use crate::tree::{DateAt, DayKind, Duration, Frequency, Offset, Ordinal, TimeAt, Unit};
use crate::words::quoted;
use crate::{Spanned, words};

impl Lower<'_> {
    pub(super) fn date(&mut self, node: &Node<'_>) -> Lowered<DateAt> {
        let (text, span) = (node.text(), self.span(node));
        let Some((year, month, day)) = date_parts(text) else {
            let error = Diagnostic::error(
                "invalid-date",
                format!("{} is not a date", quoted(text)),
                span,
                "not a date",
            );
            return self.fail(error.help("write year, month and day, as `2026-11-20`"));
        };
        match Date::new(year, month, day) {
            Ok(date) if year >= 1900 => Ok(Spanned::new(date, span)),
            _ => self.fail(no_such_day(text, year, month, span)),
        }
    }

    /// The date of the first child.
    pub(super) fn only_date(&mut self, node: Node<'_>) -> Lowered<DateAt> {
        let node = node.children().next().ok_or(Garbled)?;
        self.date(&node)
    }

    pub(super) fn time(&mut self, node: &Node<'_>) -> Lowered<TimeAt> {
        let (text, span) = (node.text(), self.span(node));
        match clock(text) {
            Some(time) => Ok(Spanned::new(time, span)),
            None => self.fail(
                Diagnostic::error(
                    "invalid-time",
                    format!("{} is not a time of the day", quoted(text)),
                    span,
                    "not a time",
                )
                .help("write hours and minutes from 00:00 to 23:59, as `09:30`"),
            ),
        }
    }

    pub(super) fn duration(&mut self, node: &Node<'_>) -> Lowered<Duration> {
        let (text, span) = (node.text(), self.span(node));
        match length(text) {
            Some((count, unit)) => Ok(Duration { count, unit, span }),
            None => self.fail(
                Diagnostic::error("syntax", format!("{} is not a length of time", quoted(text)), span, "not a length of time")
                    .help("write for example `90m`, `1h30m`, `3 days`, `5 workdays`, `2 weeks`, `1 quarter`"),
            ),
        }
    }

    pub(super) fn frequency(&mut self, node: &Node<'_>) -> Lowered<Frequency> {
        let (text, span) = (node.text(), self.span(node));
        if let Some((every, unit)) = words::frequency(text) {
            return Ok(Frequency { every, unit, span });
        }
        self.fail(match words::ambiguous_frequency(text) {
            Some([one, other]) => {
                let written = [one.1.to_string(), other.1.to_string()];
                ambiguous(span, text, [one.0, other.0], span, written)
            }
            None => not_a_frequency(text, span),
        })
    }

    /// `T-6 weeks` where `from_launch`, else `+6 months`.
    pub(super) fn offset(&mut self, node: &Node<'_>, from_launch: bool) -> Lowered<Offset> {
        let (text, span) = (node.text(), self.span(node));
        let example = if from_launch { "T-6 weeks" } else { "+6 months" };
        let signed = match (text.strip_prefix('T'), from_launch) {
            (Some(rest), true) => rest,
            (None, false) => text,
            _ => return self.fail(not_an_offset(text, example, span)),
        };
        let (number, unit) =
            signed.split_once(' ').map_or((signed, None), |(n, u)| (n, Some(u.trim())));
        let Some(count) = signed_number(number) else {
            return self.fail(not_an_offset(text, example, span));
        };
        match unit.map(words::unit) {
            Some(Some(unit)) if !matches!(unit, Unit::Minute | Unit::Cycle) => {
                Ok(Offset { count, unit, span })
            }
            None => self.fail(unit_missing(text, span)),
            _ => self.fail(not_an_offset(text, example, span)),
        }
    }

    pub(super) fn weekday(&mut self, node: &Node<'_>) -> Lowered<Weekday> {
        match self.day_kind(node)? {
            DayKind::Weekday(day) => Ok(day),
            DayKind::Workday => {
                let span = self.span(node);
                self.fail(Diagnostic::error(
                    "syntax",
                    "`workday` is not a day of the week",
                    span,
                    "name the day",
                ))
            }
        }
    }

    pub(super) fn day_kind(&mut self, node: &Node<'_>) -> Lowered<DayKind> {
        let all = &words::DAYS.map(|(word, _)| word);
        let index = self.index_of(node, "a day of the week", all)?;
        Ok(words::DAYS[index].1)
    }

    pub(super) fn month(&mut self, node: &Node<'_>) -> Lowered<i8> {
        Ok(self.index_of(node, "a month", &words::MONTHS)? as i8 + 1)
    }

    pub(super) fn ordinal(&mut self, node: &Node<'_>) -> Lowered<Ordinal> {
        let index = self.index_of(node, "one of the weeks of a month", &words::ORDINALS)?;
        Ok(if index == 5 { Ordinal::Last } else { Ordinal::Nth(index as u8 + 1) })
    }
}

fn date_parts(text: &str) -> Option<(i16, i8, i8)> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let shaped = parts.next().is_none() && (year.len(), month.len(), day.len()) == (4, 2, 2);
    let digits = text.bytes().all(|byte| byte == b'-' || byte.is_ascii_digit());
    (shaped && digits).then_some(())?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

fn no_such_day(text: &str, year: i16, month: i8, span: Span) -> Diagnostic {
    let error = Diagnostic::error(
        "invalid-date",
        format!("there is no day {}", quoted(text)),
        span,
        "no such day",
    );
    match Date::new(year, month, 1) {
        _ if year < 1900 => error.help("years run from 1900 to 9999"),
        Ok(first) => {
            let name = words::MONTHS[month as usize - 1];
            error.help(format!("{name} {year} has {} days", first.days_in_month()))
        }
        Err(_) => error.help("months run from 01 to 12"),
    }
}

fn clock(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    (digits(hour) && digits(minute)).then_some(())?;
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

/// `90m`, `2h`, `1h30m` in minutes; `5 workdays` as it stands.
pub(super) fn length(text: &str) -> Option<(u32, Unit)> {
    if let Some((count, unit)) = text.split_once(' ') {
        let count: u32 = count.parse().ok()?;
        let (times, unit) = match unit.trim() {
            "hour" | "hours" => (60, Unit::Minute),
            word => (1, words::unit(word)?),
        };
        return Some((count.checked_mul(times)?, unit)).filter(|&(count, _)| sensible(count));
    }
    let (hours, minutes) = text.split_once('h').map_or((None, text), |(h, rest)| (Some(h), rest));
    let mut total: u32 = 0;
    if let Some(hours) = hours {
        total = digits(hours)?.checked_mul(60)?;
    }
    if !minutes.is_empty() {
        total = total.checked_add(digits(minutes.strip_suffix('m')?)?)?;
    }
    sensible(total).then_some((total, Unit::Minute))
}

/// Above nothing, and short enough that no sum of dates overflows.
fn sensible(count: u32) -> bool {
    (1..=100_000).contains(&count)
}

fn digits(text: &str) -> Option<u32> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn signed_number(text: &str) -> Option<i32> {
    let (sign, number) = match text.as_bytes().first()? {
        b'+' => (1, &text[1..]),
        b'-' => (-1, &text[1..]),
        _ => return None,
    };
    let number = digits(number).filter(|&number| number <= 10_000)?;
    Some(sign * number as i32)
}

/// A word with two readings; each change writes one over a place.
pub(super) fn ambiguous(
    word: Span,
    text: &str,
    said: [&str; 2],
    place: Span,
    written: [String; 2],
) -> Diagnostic {
    let message = format!("{} has two readings", quoted(text));
    let label = format!("{}, or {}?", said[0], said[1]);
    let error = Diagnostic::error("ambiguous-frequency", message, word, label);
    let help = format!("write `{}` or `{}`", written[0], written[1]);
    written.into_iter().fold(error.help(help), |error, reading| {
        error.fix(format!("write `{reading}`"), Safety::Unsafe, place, reading)
    })
}

fn not_a_frequency(text: &str, span: Span) -> Diagnostic {
    let error = Diagnostic::error(
        "syntax",
        format!("{} does not say how often", quoted(text)),
        span,
        "how often?",
    );
    match nearest(text, words::FREQUENCIES.iter().map(|&(word, _)| word)) {
        Some(word) => error.help(format!("did you mean `{word}`?")).fix(
            format!("write `{word}`"),
            Safety::Safe,
            span,
            word,
        ),
        None => error.help(
            "write daily, weekly, monthly, quarterly, yearly, or for example `every 2 weeks`",
        ),
    }
}

fn not_an_offset(text: &str, example: &str, span: Span) -> Diagnostic {
    Diagnostic::error(
        "syntax",
        format!("{} is not a distance from a day", quoted(text)),
        span,
        "not a distance",
    )
    .help(format!("write for example `{example}`"))
}

fn unit_missing(text: &str, span: Span) -> Diagnostic {
    let units = if is_one(text) { ["week", "month"] } else { ["weeks", "months"] };
    let [weeks, months] = units.map(|unit| quoted(&format!("{text} {unit}")));
    let help = format!("write {weeks} or {months}: people use the bare number for both");
    let error = Diagnostic::error(
        "unit-missing",
        format!("{} has no unit", quoted(text)),
        span,
        "weeks, or months?",
    );
    units.into_iter().fold(error.help(help), |error, unit| {
        error.fix(
            format!("write {}", quoted(&format!("{text} {unit}"))),
            Safety::Unsafe,
            span.after(),
            format!(" {unit}"),
        )
    })
}

fn is_one(offset: &str) -> bool {
    offset.trim_start_matches(['T', '+', '-']) == "1"
}

#[cfg(test)]
mod tests {
    use super::{clock, date_parts, length};
    use crate::tree::Unit;

    #[test]
    fn lengths() {
        assert_eq!(length("90m"), Some((90, Unit::Minute)));
        assert_eq!(length("2h"), Some((120, Unit::Minute)));
        assert_eq!(length("1h30m"), Some((90, Unit::Minute)));
        assert_eq!(length("5 workdays"), Some((5, Unit::Workday)));
        assert_eq!(length("1 cycle"), Some((1, Unit::Cycle)));
        for bad in
            ["", "h", "m", "90", "0m", "0 days", "-1m", "90 m", "1h30", "99999999999h", "+3m"]
        {
            assert_eq!(length(bad), None, "{bad}");
        }
    }

    #[test]
    fn clocks_and_dates() {
        assert!(clock("09:30").is_some() && clock("23:59").is_some());
        assert!(clock("24:00").is_none() && clock("9:30").is_none() && clock("+9:30").is_none());
        assert_eq!(date_parts("2026-02-30"), Some((2026, 2, 30)));
        assert_eq!(date_parts("26-2-3"), None);
        assert_eq!(date_parts("2026-02-+1"), None);
    }
}
