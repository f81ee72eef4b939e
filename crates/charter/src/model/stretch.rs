//! Stretches: which cadence lines of a charter are in force together.
//!
//! A cadence that changes is two lines that follow each other. Their rates do not
//! add: only what is in force on one day is met on together.

use jiff::ToSpan;
use jiff::civil::Date;

use super::{CadenceLine, Charter};
use crate::time;
use crate::tree::ClauseKind;

/// Days through which the same cadence lines of a charter are in force.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// How many days lie between two meetings, on average and for lints only; none
    /// where no line has a period.
    pub period: Option<f64>,
}

impl<'m> CadenceLine<'m> {
    /// The first and the last day on which it is in force; none in a draft.
    pub fn life(self) -> Option<(Date, Date)> {
        let (start, end) = self.charter.life();
        let from = self.says.from.map_or(start, |from| from.value.max(start));
        let to = self.says.until.map_or(end, |until| until.value.min(end));
        (!self.charter.is_draft() && from <= to).then_some((from, to))
    }

    /// How many days lie between two meetings of this line.
    pub fn period(self) -> Option<f64> {
        time::period_days(&self.says.pattern, self.charter.days())
    }

    /// How many meetings there are a day.
    fn rate(self) -> f64 {
        self.period().map_or(0.0, |days| 1.0 / days)
    }
}

impl<'m> Charter<'m> {
    /// Whether two lines that are in force at once cannot be told apart. `unnamed-slot` says
    /// so; what they come to together, nobody knows.
    pub fn has_unnamed_slots(self) -> bool {
        if !self.tree().present.again.contains(ClauseKind::Cadence) {
            return false;
        }
        let slot = |line: CadenceLine<'_>| line.says.slot.map(|slot| slot.symbol.index());
        let lives = self.cadences().filter_map(|line| Some((slot(line), line.life()?)));
        let mut lives: Vec<(Option<usize>, (Date, Date))> = lives.collect();
        lives.sort_unstable();
        lives.windows(2).any(|pair| {
            let [(slot, (_, end)), (other, (start, _))] = pair else { return false };
            slot == other && start <= end
        })
    }

    /// The stretches of its life on which it has a cadence, in order; none where its lines
    /// cannot be told apart.
    pub fn stretches(self) -> Vec<Stretch> {
        if self.has_unnamed_slots() {
            return Vec::new();
        }
        let mut changes = Vec::new();
        for line in self.cadences() {
            let Some((from, to)) = line.life() else { continue };
            let rate = line.rate();
            changes.push((from, 1, rate));
            if let Ok(after) = to.checked_add(1.day()) {
                changes.push((after, -1, -rate));
            }
        }
        changes.sort_by_key(|(day, _, _)| *day);
        between(&changes)
    }

    /// The stretch of a day, or the next one, in which it meets at a rhythm.
    pub fn stretch_from(self, day: Date) -> Option<Stretch> {
        let fits = |it: &Stretch| it.to >= day && it.period.is_some();
        match self.only_stretch() {
            Some(only) => only.filter(fits),
            None => self.stretches().into_iter().find(fits),
        }
    }

    /// The stretch of the one cadence that most charters have, which needs no list; none
    /// where there are several.
    fn only_stretch(self) -> Option<Option<Stretch>> {
        let mut lines = self.cadences();
        let line = lines.next();
        if lines.next().is_some() {
            return None;
        }
        Some(line.and_then(|line| {
            let (from, to) = line.life()?;
            Some(Stretch { from, to, period: period(line.rate()) })
        }))
    }

    /// The lines in force on a day.
    pub fn lines_on(self, day: Date) -> impl Iterator<Item = CadenceLine<'m>> {
        self.cadences()
            .filter(move |line| line.life().is_some_and(|(from, to)| from <= day && day <= to))
    }
}

/// What holds from each day of change to the next.
fn between(changes: &[(Date, i32, f64)]) -> Vec<Stretch> {
    let (mut stretches, mut lines, mut rate) = (Vec::new(), 0, 0.0);
    for (nth, (from, line, change)) in changes.iter().enumerate() {
        lines += line;
        rate = if lines == 0 { 0.0 } else { rate + change };
        let next = changes.get(nth + 1).map(|(day, _, _)| *day);
        if lines == 0 || next == Some(*from) {
            continue;
        }
        let to = next.and_then(|day| day.checked_sub(1.day()).ok()).unwrap_or(Date::MAX);
        stretches.push(Stretch { from: *from, to, period: period(rate) });
    }
    stretches
}

/// What is left of rates that came and went is no rate.
fn period(rate: f64) -> Option<f64> {
    (rate > 1e-9).then(|| 1.0 / rate)
}
