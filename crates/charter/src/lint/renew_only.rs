//! A forum that for a year does the same to every bet.

use std::ops::Range;

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Charter, Model, Record, forums};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{ClauseKind, Disposed, Disposition};
use crate::{Diagnostic, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "renew-only",
    Level::Info,
    FixKind::None,
    "for four quarters a charter has only renewed bets, or only stopped them",
    include_str!("renew_only.md"),
    run,
);

/// A year of them.
const QUARTERS: i32 = 4;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let (here, day) = (findings.here(model), findings.day());
    for charter in forums(here.records().filter(|it| it.has(ClauseKind::Disposed))) {
        if charter.is_draft() || charter.is_over(day) {
            continue;
        }
        let year = year(charter, day);
        let Some(last) = year.last().filter(|last| here.holds(*last.record)) else { continue };
        if let Some(always) = always(charter, &year, day) {
            findings.add(draw(charter, always, last, &year));
        }
    }
}

/// What became of a bet, and in which quarter.
struct Done<'m> {
    record: Record<'m>,
    says: &'m Disposed,
    quarter: i32,
}

impl Done<'_> {
    fn span(&self) -> Span {
        self.says.bet.span.to(self.says.disposition.span)
    }
}

/// The last quarters of the fiscal year that are complete on a day.
fn quarters(charter: Charter<'_>, day: Date) -> Range<i32> {
    let now = quarter(charter, day);
    now - QUARTERS..now
}

/// Which quarter a day lies in, counted from the year 0.
fn quarter(charter: Charter<'_>, day: Date) -> i32 {
    let months = i32::from(day.year()) * 12 + i32::from(day.month());
    (months - i32::from(charter.days().fiscal_start_month)).div_euclid(3)
}

/// The first day of a quarter.
fn first_day(charter: Charter<'_>, quarter: i32) -> Option<Date> {
    let months = quarter * 3 + i32::from(charter.days().fiscal_start_month) - 1;
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()
}

/// What became of bets in those quarters, the oldest first. That a bet is made decides nothing
/// about one that there is; nothing where a line is not understood.
fn year(charter: Charter<'_>, day: Date) -> Vec<Done<'_>> {
    let quarters = quarters(charter, day);
    let mut year = Vec::new();
    for record in charter.records_until(day) {
        let Some(on) = record.on() else { continue };
        let quarter = quarter(charter, on.value);
        if !quarters.contains(&quarter) {
            continue;
        }
        if record.has_garbled("bet") {
            return Vec::new();
        }
        let disposed =
            record.disposed().filter(|it| it.disposition.value != Disposition::Committed);
        year.extend(disposed.map(|says| Done { record, says, quarter }));
    }
    year
}

/// What became of all of them, where that is one thing and there were some in each quarter.
fn always(charter: Charter<'_>, year: &[Done<'_>], day: Date) -> Option<Disposition> {
    let always = year.first()?.says.disposition.value;
    let each = quarters(charter, day).all(|it| year.iter().any(|done| done.quarter == it));
    let same = year.iter().all(|it| it.says.disposition.value == always);
    let one_way = matches!(always, Disposition::Renewed | Disposition::Stopped);
    (each && same && one_way).then_some(always)
}

fn draw(
    charter: Charter<'_>,
    always: Disposition,
    last: &Done<'_>,
    year: &[Done<'_>],
) -> Diagnostic {
    let (name, word) = (charter.name(), always.as_str());
    let message = format!("for four quarters `{name}` has {word} every bet that it looked at");
    let label = format!("the last of {} that were {word}", year.len());
    let finding = RULE.finding(message, last.span(), label);
    let finding = (1..QUARTERS).fold(finding, |finding, back| {
        let quarter = last.quarter - back;
        let shown = year.iter().rfind(|it| it.quarter == quarter);
        let from = first_day(charter, quarter);
        match shown.zip(from) {
            Some((done, from)) => {
                finding.also(done.span(), format!("{word} in the quarter from {}", say::date(from)))
            }
            None => finding,
        }
    });
    let (note, help) = match always {
        Disposition::Stopped => (
            "where every bet is stopped, too much was begun, or nothing had the time it needed",
            "ask of the next bet, before it is made, what would have to be seen for it to go on",
        ),
        _ => (
            "where every bet goes on as it was, either all were right or nobody looked",
            "hold each bet against its `outcome` and `stop` lines, and revise or stop what misses them",
        ),
    };
    finding.note(note).help(help)
}
