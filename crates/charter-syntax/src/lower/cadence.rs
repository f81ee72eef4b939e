//! Cadence: what people say of when they meet.

use super::time::ambiguous;
use super::trigger::twice_in;
use super::{Garbled, Lower, Lowered};
use crate::diagnostic::{Diagnostic, Safety};
use crate::grammar::{Node, Nodes, Rule};
use crate::span::Span;
use crate::tree::{
    Body, Cadence, DayKind, Except, Frequency, MonthDay, Move, OnHoliday, Pattern, Unit,
};
use crate::words;

impl Lower<'_> {
    pub(super) fn cadence(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let pattern = parts.next().ok_or(Garbled)?;
        let pattern_span = self.span(&pattern);
        let mut cadence = Cadence {
            pattern: self.pattern(pattern)?,
            pattern_span,
            at: Box::default(),
            length: None,
            slot: None,
            zone: None,
            from: None,
            until: None,
            except: Vec::new(),
            moves: Vec::new(),
            on_holiday: None,
        };
        for part in parts {
            self.cadence_part(&mut cadence, part)?;
        }
        Ok(Body::Cadence(Box::new(cadence)))
    }

    fn cadence_part(&mut self, cadence: &mut Cadence, part: Node<'_>) -> Lowered<()> {
        let (rule, span) = (part.rule(), self.span(&part));
        let keyword = words::first_word(part.text());
        let twice = match rule {
            Rule::at => {
                let times = part.children().map(|time| self.time(&time)).collect::<Lowered<_>>()?;
                !std::mem::replace(&mut cadence.at, times).is_empty()
            }
            Rule::for_time => cadence.length.replace(self.meeting_length(part)?).is_some(),
            Rule::slot => cadence.slot.replace(self.only_name(part)?).is_some(),
            Rule::in_zone => {
                let zone = part.children().next().ok_or(Garbled)?;
                cadence.zone.replace(self.zone(&zone)?).is_some()
            }
            Rule::from => cadence.from.replace(self.only_date(part)?).is_some(),
            Rule::until => cadence.until.replace(self.only_date(part)?).is_some(),
            Rule::on_holiday => cadence.on_holiday.replace(self.on_holiday(part)?).is_some(),
            Rule::except => {
                for exception in part.children() {
                    cadence.except.push(self.exception(exception)?);
                }
                false
            }
            _ => {
                cadence.moves.push(self.moved(part)?);
                false
            }
        };
        if twice {
            self.errors.push(twice_in(span, "cadence", keyword));
        }
        Ok(())
    }

    fn meeting_length(&mut self, node: Node<'_>) -> Lowered<crate::tree::Duration> {
        let length = self.only_duration(node)?;
        if length.unit == Unit::Minute {
            return Ok(length);
        }
        let error = Diagnostic::error(
            "syntax",
            "a meeting lasts minutes or hours",
            length.span,
            "not the length of a meeting",
        );
        self.fail(error.help("write for example `90m` or `3h`"))
    }

    fn exception(&mut self, node: Node<'_>) -> Lowered<Except> {
        let mut parts = node.children();
        let date = self.date(&parts.next().ok_or(Garbled)?)?;
        let why = parts.next().map(|text| self.text(&text)).transpose()?;
        Ok(Except { date, why })
    }

    fn moved(&mut self, node: Node<'_>) -> Lowered<Move> {
        let mut parts = node.children();
        let date = self.date(&parts.next().ok_or(Garbled)?)?;
        let to = self.date(&parts.next().ok_or(Garbled)?)?;
        let mut moved = Move { date, to, at: None, why: None };
        for part in parts {
            match part.rule() {
                Rule::text => moved.why = Some(self.text(&part)?),
                _ => {
                    let time = part.children().next().ok_or(Garbled)?;
                    moved.at = Some(self.time(&time)?);
                }
            }
        }
        Ok(moved)
    }

    pub(super) fn on_holiday(&mut self, node: Node<'_>) -> Lowered<OnHoliday> {
        let part = node.children().next().ok_or(Garbled)?;
        match part.rule() {
            Rule::keep => Ok(OnHoliday::Keep),
            Rule::skip => Ok(OnHoliday::Skip),
            _ => {
                let word = part.children().next().ok_or(Garbled)?;
                let index = self.index_of(&word, "`next` or `previous`", &["next", "previous"])?;
                Ok([OnHoliday::MoveToNext, OnHoliday::MoveToPrevious][index])
            }
        }
    }

    fn pattern(&mut self, node: Node<'_>) -> Lowered<Pattern> {
        let span = self.span(&node);
        let part = node.children().next().ok_or(Garbled)?;
        match part.rule() {
            Rule::when_fired => self.when_fired(part, span),
            Rule::offsets => {
                let offsets =
                    part.children().map(|it| self.offset(&it, true)).collect::<Lowered<_>>()?;
                Ok(Pattern::Offsets(offsets))
            }
            Rule::dates => {
                let dates = part.children().map(|date| self.date(&date)).collect::<Lowered<_>>()?;
                Ok(Pattern::Dates(dates))
            }
            _ => self.recurring(part, span),
        }
    }

    fn when_fired(&mut self, node: Node<'_>, span: Span) -> Lowered<Pattern> {
        let Some(within) = node.children().find(|part| part.rule() == Rule::within) else {
            let error = uncomputable(
                "a forum that meets on trigger does not say how soon",
                span,
                "how soon?",
            );
            return self.fail(
                error.help("write for example `on trigger within 5 days for 60m`").fix(
                    "meet within 5 days",
                    Safety::Unsafe,
                    span.after(),
                    " within 5 days",
                ),
            );
        };
        Ok(Pattern::Trigger { within: self.within(within)? })
    }

    fn recurring(&mut self, node: Node<'_>, span: Span) -> Lowered<Pattern> {
        let mut parts = node.children();
        let first = parts.next().ok_or(Garbled)?;
        if let Some(readings) = words::ambiguous_frequency(first.text()) {
            let word = self.span(&first);
            let said = [readings[0].0, readings[1].0];
            let days: Vec<&str> = parts.map(|part| part.text()).collect();
            let written = readings.map(|reading| whole(reading, &days.join(" ")));
            return self.fail(ambiguous(word, first.text(), said, span, written));
        }
        let frequency = self.frequency(&first)?;
        let (mut in_month, mut on) = (None, None);
        for part in parts {
            match part.rule() {
                Rule::in_month => in_month = Some((self.span(&part), self.in_month(part)?)),
                _ => on = Some(self.on_days(part)?),
            }
        }
        self.compose(frequency, in_month, on, span)
    }

    fn in_month(&mut self, node: Node<'_>) -> Lowered<InMonth> {
        let part = node.children().next().ok_or(Garbled)?;
        if part.rule() == Rule::word {
            return Ok(InMonth::Named(self.month(&part)?));
        }
        let number = part.children().next().ok_or(Garbled)?;
        Ok(InMonth::OfQuarter(self.number(&number, 3)?.value as u8))
    }

    fn on_days(&mut self, node: Node<'_>) -> Lowered<On> {
        let mut parts = node.children();
        let first = parts.next().ok_or(Garbled)?;
        match first.rule() {
            Rule::nth_days => self.nth_days(first.children()),
            Rule::month_days => {
                let days =
                    first.children().map(|day| self.number(&day, 31).map(|day| day.value as u8));
                Ok(On::Month(MonthDay::Days(days.collect::<Lowered<_>>()?)))
            }
            _ => Ok(On::Week(self.day_list(first, parts)?)),
        }
    }

    fn nth_days(&mut self, nodes: Nodes<'_>) -> Lowered<On> {
        let words: Vec<Node<'_>> = nodes.collect();
        let (day, words) = words.split_last().ok_or(Garbled)?;
        let day = self.day_kind(day)?;
        let mut ordinals =
            words.iter().map(|word| self.ordinal(word)).collect::<Lowered<Vec<_>>>()?;
        ordinals.sort_unstable();
        ordinals.dedup();
        Ok(On::Month(MonthDay::Nth(ordinals, day)))
    }

    /// `Monday, Thursday`, `Monday to Friday`, `workday`
    fn day_list(&mut self, first: Node<'_>, rest: Nodes<'_>) -> Lowered<Vec<DayKind>> {
        let mut days = vec![self.day_kind(&first)?];
        for node in rest {
            if node.rule() != Rule::day_range {
                days.push(self.day_kind(&node)?);
                continue;
            }
            let last = node.children().next().ok_or(Garbled)?;
            let from = self.weekday(&first)?;
            let to = self.weekday(&last)?;
            days = weekdays_from(from, to).map(DayKind::Weekday).collect();
        }
        Ok(days)
    }

    /// The workdays of a calendar.
    pub(super) fn workdays(&mut self, node: Node<'_>) -> Lowered<Body> {
        let mut parts = node.children();
        let first = parts.next().ok_or(Garbled)?;
        let mut days = vec![self.weekday(&first)?];
        for part in parts {
            if part.rule() == Rule::day_range {
                let last = part.children().next().ok_or(Garbled)?;
                days = weekdays_from(days[0], self.weekday(&last)?).collect();
            } else {
                days.push(self.weekday(&part)?);
            }
        }
        Ok(Body::Workdays(days.into()))
    }

    /// Puts the words of a pattern together, or says which are missing.
    fn compose(
        &mut self,
        frequency: Frequency,
        in_month: Option<(Span, InMonth)>,
        on: Option<On>,
        span: Span,
    ) -> Lowered<Pattern> {
        let every = frequency.every;
        let found = match (frequency.unit, in_month, on) {
            (Unit::Day, None, None) => Pattern::Days { every },
            (Unit::Week, None, Some(On::Week(on))) => Pattern::Weeks { every, on },
            (Unit::Month, None, Some(On::Month(on))) => Pattern::Months { every, on },
            (Unit::Quarter, None, Some(On::Month(on))) => Pattern::Quarters { every, month: 1, on },
            (Unit::Quarter, Some((_, InMonth::OfQuarter(month))), Some(On::Month(on))) => {
                Pattern::Quarters { every, month, on }
            }
            (Unit::Year, Some((_, InMonth::Named(month))), Some(On::Month(on))) => {
                Pattern::Years { every, month, on }
            }
            (unit, in_month, on) => return self.fail(incomplete(unit, in_month, on, span)),
        };
        Ok(found)
    }
}

/// What stands behind `in`.
#[derive(Clone, Copy)]
enum InMonth {
    OfQuarter(u8),
    Named(i8),
}

/// What stands behind `on`.
enum On {
    Week(Vec<DayKind>),
    Month(MonthDay),
}

/// A reading with days that it can have: those that were written, as far as they fit.
fn whole((said, frequency): words::Reading, days: &str) -> String {
    let of_month =
        days.strip_prefix("on ").filter(|it| it.starts_with("the ") || it.starts_with("day"));
    let of_week = days.strip_prefix("on ").filter(|_| of_month.is_none());
    let day = weekday(days).unwrap_or("Tuesday");
    match said {
        words::TWICE_A_WEEK => match of_week.filter(|days| days.contains(',')) {
            Some(days) => format!("weekly on {days}"),
            None => format!("weekly on {}", twice_a_week(weekday(days))),
        },
        words::TWICE_A_MONTH => format!("monthly on {}", twice_a_month(of_month, day)),
        _ if frequency.contains("day") => frequency.into(),
        _ if frequency.contains("week") => format!("{frequency} on {}", of_week.unwrap_or(day)),
        _ if frequency.contains("year") => {
            let whole = days.starts_with("in ") && days.contains(" on ");
            format!("{frequency} {}", if whole { days } else { "in March on the 1st Monday" })
        }
        _ => match of_month {
            Some(days) => format!("{frequency} on {days}"),
            None => format!("{frequency} on the 2nd {day}"),
        },
    }
}

/// The first day of the week that is named.
fn weekday(days: &str) -> Option<&'static str> {
    let named = |word: &str| {
        let days = words::DAYS.iter().map(|(name, _)| *name).filter(|name| *name != "workday");
        days.into_iter().find(|name| *name == word)
    };
    days.split([' ', ',', '\n']).find_map(named)
}

/// A day of the week, and another half a week from it.
fn twice_a_week(day: Option<&str>) -> &'static str {
    match day {
        Some("Tuesday" | "Friday") => "Tuesday, Friday",
        Some("Wednesday") => "Monday, Wednesday",
        Some("Saturday") => "Wednesday, Saturday",
        Some("Sunday") => "Wednesday, Sunday",
        _ => "Monday, Thursday",
    }
}

/// Two days of a month, where two were written; else the one that was, and another half a
/// month from it.
fn twice_a_month(of_month: Option<&str>, day: &str) -> String {
    const HALF: u8 = 14;
    let written = of_month.unwrap_or_default();
    if written.matches(',').count() == 1 {
        return written.into();
    }
    match written.split_whitespace().collect::<Vec<_>>()[..] {
        ["day" | "days", number] => match number.parse::<u8>() {
            Ok(first @ 1..=HALF) => format!("day {first}, {}", first + HALF),
            Ok(last @ 15..=31) => format!("day {}, {last}", last - HALF),
            _ => format!("the 2nd, 4th {day}"),
        },
        ["the", "1st" | "3rd", it] if it == day => format!("the 1st, 3rd {day}"),
        ["the", "5th", it] if it == day => format!("the 3rd, 5th {day}"),
        ["the", "last", it] if it == day => format!("the 2nd, last {day}"),
        _ => format!("the 2nd, 4th {day}"),
    }
}

fn weekdays_from(
    from: jiff::civil::Weekday,
    to: jiff::civil::Weekday,
) -> impl Iterator<Item = jiff::civil::Weekday> {
    let days = from.until(to);
    (0..=days as i64).map(move |n| from.wrapping_add(n))
}

fn uncomputable(message: &str, span: Span, label: &str) -> Diagnostic {
    Diagnostic::error("uncomputable-cadence", message, span, label)
}

/// Why a frequency, a month and days do not make a pattern.
fn incomplete(
    unit: Unit,
    in_month: Option<(Span, InMonth)>,
    on: Option<On>,
    span: Span,
) -> Diagnostic {
    let misplaced = |place: Span, message: &str, help: &str| {
        Diagnostic::error("syntax", message, place, "does not fit").help(help)
    };
    match (unit, in_month, on) {
        (Unit::Day, _, _) => {
            misplaced(span, "`daily` names no day", "write `daily at 09:15 for 15m`")
        }
        (Unit::Week | Unit::Month, Some((place, _)), _) => misplaced(
            place,
            "a month stands only behind `yearly` or `quarterly`",
            "leave the month out",
        ),
        (Unit::Quarter, Some((place, InMonth::Named(_))), _) => misplaced(
            place,
            "`quarterly` takes the month of the quarter by its number",
            "write `quarterly in month 2 on the 2nd Tuesday`",
        ),
        (Unit::Year, Some((place, InMonth::OfQuarter(_))), _) => misplaced(
            place,
            "`yearly` takes a month by its name",
            "write `yearly in March on the 1st Monday`",
        ),
        (Unit::Week, None, Some(On::Month(_))) => misplaced(
            span,
            "`weekly` takes days of the week",
            "write `weekly on Tuesday`, or `monthly on the 2nd Tuesday`",
        ),
        (Unit::Week, None, None) => {
            uncomputable("a weekly forum does not say on which day", span, "on which day?")
                .help("write for example `weekly on Tuesday`")
                .fix("meet on Tuesday", Safety::Unsafe, span.after(), " on Tuesday")
        }
        (Unit::Year, None, _) => {
            uncomputable("a yearly forum does not say in which month", span, "in which month?")
                .help("write for example `yearly in March on the 1st Monday`")
        }
        _ => uncomputable("nothing says which day of the month", span, "which day of the month?")
            .help("write for example `on the 2nd Tuesday`, `on the last workday` or `on day 15`")
            .fix("meet on the 2nd Tuesday", Safety::Unsafe, span.after(), " on the 2nd Tuesday"),
    }
}
