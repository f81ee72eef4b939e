//! Rhythms that would fit, on the day and at the hour that the line already has.

use std::sync::Arc;

use jiff::civil::{Date, Weekday};

use crate::model::CadenceLine;
use crate::time::{Series, frequency_days};
use crate::tree::{DayKind, Frequency, MonthDay, Ordinal, Pattern, Unit};
use crate::{Edit, say};

/// No more than this many are offered.
const MOST: usize = 3;

/// A rhythm that would fit.
pub(crate) struct Offer {
    /// What to do, and when that would be next.
    pub(crate) title: String,
    /// The change.
    pub(crate) edits: Vec<Edit>,
}

/// The frequencies between two, those of one word first, then the nearest to a period.
pub(crate) fn frequencies(fastest: Frequency, slowest: Frequency, period: f64) -> Vec<Frequency> {
    const USUAL: [(u32, Unit); 8] = [
        (1, Unit::Day),
        (1, Unit::Week),
        (2, Unit::Week),
        (1, Unit::Month),
        (2, Unit::Month),
        (1, Unit::Quarter),
        (2, Unit::Quarter),
        (1, Unit::Year),
    ];
    let usual = USUAL.map(|(every, unit)| Frequency { every, unit, span: fastest.span });
    let days = |it: &Frequency| frequency_days(*it).unwrap_or(f64::MAX);
    let (from, to) = (days(&fastest), days(&slowest));
    let mut fitting: Vec<Frequency> =
        usual.into_iter().filter(|it| (from..=to).contains(&days(it))).collect();
    if fitting.is_empty() {
        fitting.push(fastest);
    }
    let far = |it: &Frequency| (days(it) / period).ln().abs();
    fitting
        .sort_by(|a, b| (a.every > 1).cmp(&(b.every > 1)).then_with(|| far(a).total_cmp(&far(b))));
    fitting
}

/// The first few of these rhythms for a line.
pub(crate) fn offers(line: CadenceLine<'_>, frequencies: &[Frequency], day: Date) -> Vec<Offer> {
    let offers = frequencies.iter().filter_map(|frequency| offer(line, *frequency, day));
    offers.take(MOST).collect()
}

fn offer(line: CadenceLine<'_>, frequency: Frequency, day: Date) -> Option<Offer> {
    let mut cadence = line.says.clone();
    cadence.pattern = pattern(line, frequency)?;
    let mut words = say::pattern(&cadence.pattern);
    let span = cadence.pattern_span;
    let mut edits = vec![Edit { span, text: words.clone() }];
    if frequency.every > 1 && cadence.from.is_none() {
        let from = line.charter.effective()?.value.max(day);
        let phrase = format!(" from {from}");
        edits.push(Edit { span: cadence.length?.span.after(), text: phrase.clone() });
        words.push_str(&phrase);
        cadence.from = Some(crate::Spanned::new(from, span));
    }
    let effective = line.charter.effective()?.value;
    let series = Series::of(&cadence, effective, line.zone(), Arc::clone(line.charter.days()))?;
    let next = say::date(series.next(day)?.date);
    Some(Offer { title: format!("meet {words} (next: {next})"), edits })
}

/// The same day of the week or the month at another frequency.
fn pattern(line: CadenceLine<'_>, frequency: Frequency) -> Option<Pattern> {
    let every = frequency.every;
    let now = &line.says.pattern;
    Some(match frequency.unit {
        Unit::Day => Pattern::Days { every },
        Unit::Week => Pattern::Weeks { every, on: vec![DayKind::Weekday(weekday(now))] },
        Unit::Month => Pattern::Months { every, on: month_day(now) },
        Unit::Quarter => {
            let month = if let Pattern::Quarters { month, .. } = now { *month } else { 1 };
            Pattern::Quarters { every, month, on: month_day(now) }
        }
        Unit::Year => Pattern::Years { every, month: month(line), on: month_day(now) },
        Unit::Minute | Unit::Workday | Unit::Cycle => return None,
    })
}

fn month(line: CadenceLine<'_>) -> i8 {
    match &line.says.pattern {
        Pattern::Years { month, .. } => *month,
        Pattern::Dates(dates) => dates.first().map_or(1, |date| date.value.month()),
        _ => line.charter.days().fiscal_start_month,
    }
}

/// One day of the month: what is written, else the second of its day of the week.
fn month_day(now: &Pattern) -> MonthDay {
    match now {
        Pattern::Months { on, .. } | Pattern::Quarters { on, .. } | Pattern::Years { on, .. } => {
            first_of(on)
        }
        Pattern::Dates(dates) => {
            let nth = dates.first().map_or(2, |date| (date.value.day() as u8).div_ceil(7).min(4));
            MonthDay::Nth(vec![Ordinal::Nth(nth)], DayKind::Weekday(weekday(now)))
        }
        _ => MonthDay::Nth(vec![Ordinal::Nth(2)], DayKind::Weekday(weekday(now))),
    }
}

fn first_of(on: &MonthDay) -> MonthDay {
    match on {
        MonthDay::Nth(ordinals, kind) => {
            MonthDay::Nth(ordinals.iter().take(1).copied().collect(), *kind)
        }
        MonthDay::Days(days) => MonthDay::Days(days.iter().take(1).copied().collect()),
    }
}

fn weekday(now: &Pattern) -> Weekday {
    let written = match now {
        Pattern::Weeks { on, .. } => on.first().copied(),
        Pattern::Months { on: MonthDay::Nth(_, kind), .. }
        | Pattern::Quarters { on: MonthDay::Nth(_, kind), .. }
        | Pattern::Years { on: MonthDay::Nth(_, kind), .. } => Some(*kind),
        Pattern::Dates(dates) => dates.first().map(|date| DayKind::Weekday(date.value.weekday())),
        _ => None,
    };
    match written {
        Some(DayKind::Weekday(weekday)) => weekday,
        _ => Weekday::Tuesday,
    }
}
