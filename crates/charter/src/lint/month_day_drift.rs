//! A day of the month that some months do not have.

use jiff::civil::{Date, Weekday};

use crate::config::Level;
use crate::model::{CadenceLine, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::Series;
use crate::tree::{ClauseKind, DayKind, MonthDay, Ordinal, Pattern};
use crate::{Diagnostic, Safety, say};

pub(crate) const RULE: Rule = Rule::lint(
    "month-day-drift",
    Level::Warn,
    FixKind::Unsafe,
    "a cadence names a day that some months do not have",
    include_str!("month_day_drift.md"),
    run,
);

/// So many months are looked at.
const MONTHS: usize = 12;

/// Every month has it.
const SAFE_DAY: u8 = 28;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let charters =
        findings.here(model).live_charters().filter(|charter| charter.has(ClauseKind::Cadence));
    let lines = charters.flat_map(|charter| charter.cadences());
    let drifts = lines.filter_map(|line| Drift::of(line, day));
    let found: Vec<Diagnostic> = drifts.map(|drift| drift.draw(findings)).collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

/// A day that not every month has.
enum Rare {
    /// `day 29`, `30`, `31`: the latest that is named.
    Day(u8),
    /// `the 5th Friday`
    Fifth(Weekday),
}

impl Rare {
    /// A 5th beside the four others is every week, and one beside the last never alone.
    fn of(on: &MonthDay) -> Option<Rare> {
        match on {
            MonthDay::Days(days) => {
                let last = days.iter().copied().max();
                last.filter(|day| *day > SAFE_DAY && *day <= 31).map(Rare::Day)
            }
            MonthDay::Nth(ordinals, DayKind::Weekday(weekday)) => {
                let has = |nth| ordinals.contains(&Ordinal::Nth(nth));
                let covered = ordinals.contains(&Ordinal::Last) || (1..=4).all(has);
                (has(5) && !covered).then_some(Rare::Fifth(*weekday))
            }
            MonthDay::Nth(_, DayKind::Workday) => None,
        }
    }

    fn is_in(&self, month: Date) -> bool {
        match self {
            Rare::Day(day) => month.days_in_month() >= *day as i8,
            Rare::Fifth(weekday) => month.nth_weekday_of_month(5, *weekday).is_ok(),
        }
    }

    fn phrase(&self) -> String {
        match self {
            Rare::Day(day) => format!("day {day}"),
            Rare::Fifth(weekday) => {
                format!("the 5th {}", say::day_name(DayKind::Weekday(*weekday)))
            }
        }
    }
}

struct Drift<'m> {
    line: CadenceLine<'m>,
    on: &'m MonthDay,
    rare: Rare,
    /// The months that are looked at, and those of them that lack the day.
    months: usize,
    lacking: Vec<Date>,
}

impl<'m> Drift<'m> {
    fn of(line: CadenceLine<'m>, day: Date) -> Option<Self> {
        let (Pattern::Months { on, .. } | Pattern::Quarters { on, .. } | Pattern::Years { on, .. }) =
            &line.says.pattern
        else {
            return None;
        };
        let rare = Rare::of(on)?;
        let (from, to) = line.life().filter(|(_, to)| *to >= day)?;
        let series = line.series().into_iter().next()?;
        let months = months(&series, from.max(day), to);
        let lacking: Vec<Date> = months.iter().filter(|it| !rare.is_in(**it)).copied().collect();
        (!lacking.is_empty()).then_some(Drift { line, on, rare, months: months.len(), lacking })
    }

    fn draw(&self, findings: &Findings<'_>) -> Diagnostic {
        let (name, day) = (self.line.charter.name(), self.rare.phrase());
        let (months, lacking) = (self.months, self.lacking.len());
        let never = lacking == months;
        let which = if never { "none of its months has" } else { "some months do not have" };
        let message = format!("`{name}` meets on {day}, which {which}");
        let first = self.lacking[0].strftime("%b %Y");
        let monthly = matches!(self.line.says.pattern, Pattern::Months { every: 0 | 1, .. });
        let next = if monthly { "the next" } else { "its next" };
        let label = match never {
            true => "not in any of its months".to_string(),
            false => format!("not in {lacking} of {next} {months} months, {first} first"),
        };
        let finding = RULE.finding(message, self.line.says.pattern_span, label);
        let finding =
            finding.note("such a month has one meeting less, and nobody has decided that");
        self.mend(finding, findings)
    }

    /// Other days of the same months. Exceptions name days of the old ones; what stands
    /// on several lines may hold a comment.
    fn mend(&self, finding: Diagnostic, findings: &Findings<'_>) -> Diagnostic {
        let says = self.line.says;
        let whole = says.except.is_empty() && says.moves.is_empty();
        let whole = whole && !findings.text(says.pattern_span).contains('\n');
        let titles: Vec<(String, String)> = self
            .others()
            .into_iter()
            .map(|on| {
                let words = say::pattern(&with_days(&says.pattern, on));
                (format!("meet {words}"), words)
            })
            .collect();
        let help = titles.first().map(|(title, _)| title.clone()).unwrap_or_default();
        let finding = finding.help(help);
        if !whole {
            return finding;
        }
        titles.into_iter().fold(finding, |finding, (title, words)| {
            finding.fix(title, Safety::Unsafe, says.pattern_span, words)
        })
    }

    /// Days that every month has: the last of its kind, the last workday, the 28th.
    fn others(&self) -> Vec<MonthDay> {
        match self.on {
            MonthDay::Nth(ordinals, kind) => {
                let last = |it: &Ordinal| if *it == Ordinal::Nth(5) { Ordinal::Last } else { *it };
                vec![MonthDay::Nth(ordinals.iter().map(last).collect(), *kind)]
            }
            MonthDay::Days(days) => {
                let mut safe: Vec<u8> = days.iter().map(|day| (*day).min(SAFE_DAY)).collect();
                safe.sort_unstable();
                safe.dedup();
                let mut others = vec![MonthDay::Days(safe)];
                if days.len() == 1 {
                    others.insert(0, MonthDay::Nth(vec![Ordinal::Last], DayKind::Workday));
                }
                others
            }
        }
    }
}

/// The first days of the next months in which a series would meet, whether or not they
/// have the day.
fn months(series: &Series, from: Date, to: Date) -> Vec<Date> {
    let Some(step) = series.pattern.months() else { return Vec::new() };
    let step = i64::from(step.max(1));
    let index = |date: Date| i64::from(date.year()) * 12 + i64::from(date.month()) - 1;
    // Of a day that never comes, any of its months is as good.
    let phase = series.days(series.start, Date::MAX).next().map(index);
    let phase = phase.unwrap_or_else(|| unmet_phase(series));
    let first = index(from) + (phase - index(from)).rem_euclid(step);
    let month = |nth: i64| {
        let at = first + nth * step;
        Date::new(i16::try_from(at / 12).ok()?, (at % 12 + 1) as i8, 1).ok()
    };
    (0..MONTHS as i64).map_while(month).take_while(|month| *month <= to).collect()
}

/// The month in which a series would meet if it had the day.
fn unmet_phase(series: &Series) -> i64 {
    match series.pattern {
        crate::time::Recurrence::Months { phase, .. } => phase.into(),
        _ => 0,
    }
}

fn with_days(pattern: &Pattern, days: MonthDay) -> Pattern {
    let mut pattern = pattern.clone();
    if let Pattern::Months { on, .. } | Pattern::Quarters { on, .. } | Pattern::Years { on, .. } =
        &mut pattern
    {
        *on = days;
    }
    pattern
}
