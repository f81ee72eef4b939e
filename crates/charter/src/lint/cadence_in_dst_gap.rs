//! A meeting in an hour that the clocks leave out, or show twice.

use jiff::SignedDuration;
use jiff::civil::{DateTime, Time};
use rustc_hash::FxHashMap;

use crate::config::Level;
use crate::model::{CadenceLine, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::time::{Change, Clock, Occurrence, Reason};
use crate::tree::{ClauseKind, TimeAt};
use crate::{Diagnostic, Safety, Span, say};

pub(crate) const RULE: Rule = Rule::lint(
    "cadence-in-dst-gap",
    Level::Warn,
    FixKind::Unsafe,
    "a meeting falls into an hour that clocks leave out or show twice",
    include_str!("cadence_in_dst_gap.md"),
    run,
);

/// Meetings begin on the half hour.
const STEP: i64 = 30;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let ahead = findings.ahead();
    let (from, to) = (ahead.day(), ahead.until());
    let charters =
        findings.here(model).live_charters().filter(|charter| charter.has(ClauseKind::Cadence));
    let mut known = FxHashMap::default();
    for line in charters.flat_map(|charter| charter.cadences()) {
        let zone = line.zone();
        let changes: &mut Vec<Change> =
            known.entry(zone.name()).or_insert_with(|| zone.changes(from, to).collect());
        if let Some(hit) = Hit::of(line, changes) {
            findings.add(hit.draw());
        }
    }
}

/// The first meeting of a line at an hour that is not plain, and how many there are.
struct Hit<'m, 'c> {
    line: CadenceLine<'m>,
    /// Every change of the clocks that is looked at.
    changes: &'c [Change],
    change: Change,
    first: Occurrence,
    count: usize,
}

impl<'m, 'c> Hit<'m, 'c> {
    fn of(line: CadenceLine<'m>, changes: &'c [Change]) -> Option<Self> {
        if !line.is_placed() {
            return None;
        }
        let times = || times(line);
        // Hardly any line meets in the hours of the night: nothing else is expanded.
        let near = changes.iter().filter(|change| times().any(|time| is_in(change, time)));
        let near: Vec<&Change> = near.collect();
        if near.is_empty() {
            return None;
        }
        let series = line.series();
        let mut hits: Vec<(Occurrence, Change)> = Vec::new();
        for change in near {
            let day = change.from.date();
            let held = series.iter().flat_map(|it| it.occurrences(day, change.to.date()));
            let held = held.filter(|it| it.clock != Clock::Plain && meant_in(change, it));
            hits.extend(held.map(|it| (it, *change)));
        }
        hits.sort_by_key(|(it, _)| it.start);
        hits.dedup_by_key(|(it, _)| it.start);
        let count = hits.len();
        let (first, change) = hits.into_iter().next()?;
        Some(Hit { line, changes, change, first, count })
    }

    fn draw(&self) -> Diagnostic {
        let name = self.line.charter.name();
        let moment = say::moment(self.first.date.to_datetime(self.first.time));
        let what = match self.first.clock {
            Clock::Fold => "an hour that comes twice",
            _ => "an hour that does not exist",
        };
        let message = format!("`{name}` meets on {moment}, {what}");
        let finding = RULE.finding(message, self.place(), self.label());
        let finding = match self.count {
            1 => finding.note("once in the next two years"),
            count => {
                finding.note(format!("the first of {count} such meetings in the next two years"))
            }
        };
        self.mend(finding)
    }

    /// `clocks go from 01:00 to 02:00: it is held at 02:30`
    fn label(&self) -> String {
        let zone = self.line.zone().name();
        let time = |moment: DateTime| moment.strftime("%H:%M").to_string();
        let (from, to) = (time(self.change.from), time(self.change.to));
        match self.first.clock {
            Clock::Fold => {
                let held = time(self.first.local);
                format!(
                    "clocks in {zone} go back from {to} to {from}: the first {held} is taken, and people may come to the second"
                )
            }
            _ => {
                let held = time(self.first.local);
                format!("clocks in {zone} go from {from} to {to}: it is held at {held}")
            }
        }
    }

    /// The time as it is written: of the line, or of the `move` that led there.
    fn written(&self) -> Option<TimeAt> {
        let says = self.line.says;
        let moved = says.moves.iter().find(|it| it.date.value == self.first.original);
        let by_hand = moved.filter(|_| self.first.reason == Reason::Moved);
        let of_move = by_hand.and_then(|it| it.at).filter(|at| at.value == self.first.time);
        of_move.or_else(|| says.at.iter().find(|at| at.value == self.first.slot).copied())
    }

    fn place(&self) -> Span {
        self.written().map_or(self.line.says.pattern_span, |at| at.span)
    }

    /// The nearest hour that the clocks of the zone leave alone.
    fn mend(&self, finding: Diagnostic) -> Diagnostic {
        let (Some(at), Some(time)) = (self.written(), self.quiet()) else {
            return finding.help("hold it at an hour of the day");
        };
        let text = time.strftime("%H:%M").to_string();
        let title = format!("hold it at {text}: no clock is changed then");
        finding.fix(title.clone(), Safety::Unsafe, at.span, text).help(title)
    }

    fn quiet(&self) -> Option<Time> {
        let taken: Vec<Time> = times(self.line).collect();
        let steps = (1..24).flat_map(|nth| [nth * STEP, -nth * STEP]);
        let times = steps.filter_map(|minutes| {
            let moved = self.first.time.checked_add(SignedDuration::from_mins(minutes));
            moved.ok().filter(|time| !taken.contains(time))
        });
        let mut quiet = times.filter(|it| !self.changes.iter().any(|change| is_in(change, *it)));
        quiet.next()
    }
}

/// Every time of the day at which a line may meet.
fn times(line: CadenceLine<'_>) -> impl Iterator<Item = Time> {
    let moved = line.says.moves.iter().filter_map(|it| it.at);
    line.says.at.iter().copied().chain(moved).map(|at| at.value)
}

/// Whether a time of the day is one of those that are left out or come twice.
fn is_in(change: &Change, time: Time) -> bool {
    let days = [change.from.date(), change.to.date()];
    days.iter().any(|day| (change.from..change.to).contains(&day.to_datetime(time)))
}

fn meant_in(change: &Change, it: &Occurrence) -> bool {
    (change.from..change.to).contains(&it.date.to_datetime(it.time))
}
