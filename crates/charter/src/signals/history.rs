//! The history, read once: what was answered, what is open, and what each record did.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::Window;
use super::scope::{Place, charter_of};
use crate::model::{ItemId, Model, Raise, Record};
use crate::tree::{ClauseKind, Disposition, Horizon};

/// What happened by the last day that is looked at.
pub(super) struct History<'m> {
    /// What was answered in the window for the first time.
    pub(super) answered: Vec<FirstAnswer<'m>>,
    /// What nothing has answered yet, whenever it was raised.
    pub(super) open: Vec<Unanswered<'m>>,
    /// The records of the window.
    pub(super) records: Vec<Noted<'m>>,
}

/// A raise, and the record that answered it first.
pub(super) struct FirstAnswer<'m> {
    pub(super) raise: Raise<'m>,
    pub(super) raised: Date,
    pub(super) record: Record<'m>,
    pub(super) answered: Date,
    pub(super) place: Place<'m>,
}

/// A raise that nothing has answered.
pub(super) struct Unanswered<'m> {
    pub(super) raise: Raise<'m>,
    pub(super) raised: Date,
    pub(super) place: Place<'m>,
}

/// What a record did.
pub(super) struct Noted<'m> {
    pub(super) place: Place<'m>,
    /// Whether it decides a former record anew.
    pub(super) reopens: bool,
    /// Whether it answers something that was raised.
    pub(super) answers: bool,
    /// Whether something was decided.
    pub(super) decides: bool,
    /// What became of bets.
    pub(super) disposed: Vec<Disposition>,
    /// The horizons at which its bets are measured.
    pub(super) horizons: Vec<Horizon>,
}

impl<'m> History<'m> {
    /// One look at the records and one at what was raised. What is of a draft does not count: it
    /// is not in force.
    pub(super) fn read(model: &'m Model, window: &Window) -> History<'m> {
        let mut firsts = Firsts::default();
        let mut records = Vec::new();
        for (record, day) in model.records().filter_map(|it| Some((it, it.on()?.value))) {
            if day > window.until {
                continue;
            }
            firsts.take(record, day);
            if window.holds(day) && !record.is_of_draft() {
                records.push(Noted::of(record, day, window));
            }
        }
        let mut history = History { answered: Vec::new(), open: Vec::new(), records };
        for (raise, raised) in model.raises().filter_map(|it| Some((it, it.on()?.value))) {
            if raised <= window.until && !raise.is_of_draft() {
                history.take(raise, raised, &firsts, window);
            }
        }
        history
    }

    fn take(&mut self, raise: Raise<'m>, raised: Date, firsts: &Firsts<'m>, window: &Window) {
        match firsts.0.get(&raise.id()) {
            Some(&(answered, record)) if window.holds(answered) && !record.is_of_draft() => {
                let place = Place::of(record.charter().known(), window.quarter(answered));
                self.answered.push(FirstAnswer { raise, raised, record, answered, place });
            }
            None if !raise.is_withdrawn(window.until) => {
                let place = Place::of(charter_of(raise), window.quarter(raised));
                self.open.push(Unanswered { raise, raised, place });
            }
            _ => {}
        }
    }
}

/// For everything that was raised, the record that answered it first.
#[derive(Default)]
struct Firsts<'m>(FxHashMap<ItemId, (Date, Record<'m>)>);

impl<'m> Firsts<'m> {
    /// Of one day the record counts that stands first in the workspace.
    fn take(&mut self, record: Record<'m>, day: Date) {
        if !record.has(ClauseKind::Answers) {
            return;
        }
        for raise in record.answers().filter_map(|it| it.known()) {
            let first = self.0.entry(raise.id()).or_insert((day, record));
            if (day, record.id()) < (first.0, first.1.id()) {
                *first = (day, record);
            }
        }
    }
}

impl<'m> Noted<'m> {
    fn of(record: Record<'m>, day: Date, window: &Window) -> Noted<'m> {
        let bets = record.bets().filter_map(|(bet, _)| bet.known());
        Noted {
            place: Place::of(record.charter().known(), window.quarter(day)),
            reopens: record.has(ClauseKind::Reopens),
            answers: record.has(ClauseKind::Answers),
            decides: record.is_decision(),
            disposed: record.bets().map(|(_, disposition)| disposition).collect(),
            horizons: bets.flat_map(|bet| bet.outcomes()).map(|it| it.horizon).collect(),
        }
    }
}
