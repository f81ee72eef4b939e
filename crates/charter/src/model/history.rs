//! The history: what was raised, what was decided, and who took a seat over.

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::handle::{Handle, Item, handle};
use super::mentions::HISTORY;
use super::trigger::wire;
use super::{Bet, Charter, ItemId, Named, Seat, Wire};
use crate::time::after_date;
use crate::tree::{
    Body, ClauseKind, DateAt, Decision, Disposed, Disposition, Duration, Escalation, Matter, Name,
    Text, Unit,
};

handle! {
    /// Something raised: a trigger that fired, a customer in need, a matter that is stuck.
    Raise
}
handle! {
    /// A record: what was decided or put off on a day.
    Record
}

/// Why something was raised.
#[derive(Clone, Copy, Debug)]
pub enum Cause<'m> {
    /// A trigger fired.
    Trigger(Wire<'m>),
    /// A customer needs an answer.
    Customer(&'m Text),
    /// A charter is stuck.
    Escalation(Charter<'m>),
}

impl<'m> Item<'m> {
    /// Whether it took place, as raises, records and transitions did.
    pub fn is_of_history(self) -> bool {
        HISTORY.contains(&self.kind())
    }

    /// The day on which it took place, where it is of the history.
    pub fn on(self) -> Option<DateAt> {
        self.tree().on
    }

    /// Who raised or recorded it, as written.
    pub fn by_name(self) -> Option<Name> {
        self.clause(ClauseKind::By, |body| match body {
            Body::By(name) => Some(*name),
            _ => None,
        })
    }

    /// Who raised or recorded it.
    pub fn by(self) -> Named<Seat<'m>> {
        self.by_name().map_or(Named::Absent, |name| self.model().named(name.symbol))
    }

    /// The last day of a length of time that begins on a day, where the item is. A cycle ends on
    /// the day on which the charter meets next; what is measured in minutes ends on the day
    /// itself.
    pub fn end_of(self, day: Date, length: Duration) -> Option<Date> {
        match length.unit {
            Unit::Minute => Some(day),
            Unit::Cycle => cycles(Charter::of(self)?, day, length.count),
            _ => after_date(day, length, self.days()),
        }
    }
}

impl<'m> Raise<'m> {
    /// Why it was raised.
    pub fn cause(self) -> Named<Cause<'m>> {
        let model = self.model();
        let cause = self.clauses().iter().find_map(|clause| match &clause.body {
            Body::Fired(dotted) => Some(wire(model, **dotted).map(Cause::Trigger)),
            Body::Customer(text) => Some(Some(Cause::Customer(text))),
            Body::Stuck(name) => Some(model.named(name.symbol).known().map(Cause::Escalation)),
            _ => None,
        });
        cause.map_or(Named::Absent, |cause| cause.map_or(Named::Unknown, Named::Known))
    }

    /// What shows it, in words.
    pub fn evidence(self) -> Option<&'m Text> {
        self.clause(ClauseKind::Shows, |body| match body {
            Body::Shows(text) => Some(&**text),
            _ => None,
        })
    }

    /// How long there is to answer it: what its trigger says, or the escalation of the charter
    /// that is stuck. A customer is promised nothing here.
    pub fn within(self) -> Option<Duration> {
        match self.cause().known()? {
            Cause::Trigger(wire) => wire.says.respond,
            Cause::Customer(_) => None,
            Cause::Escalation(charter) => charter.escalations().find_map(|(it, _)| match it {
                Escalation::To { within, .. } => Some(*within),
                Escalation::None(_) => None,
            }),
        }
    }

    /// The last day on which an answer is in time.
    pub fn answer_by(self) -> Option<Date> {
        let (day, within) = (self.on()?.value, self.within()?);
        self.about()?.end_of(day, within)
    }

    /// What it is about: what its trigger stands in, or the charter that is stuck.
    pub fn about(self) -> Option<Item<'m>> {
        match self.cause().known()? {
            Cause::Trigger(wire) => Some(wire.item),
            Cause::Customer(_) => None,
            Cause::Escalation(charter) => Some(*charter),
        }
    }

    /// The records that answer it, the first one first.
    pub fn answers(self) -> Vec<Record<'m>> {
        let answers = |record: &Record<'m>| record.answers().any(|it| it.known() == Some(self));
        in_order(self.mentions().filter_map(Record::of).filter(answers))
    }

    /// The record that answered it first.
    pub fn answer(self) -> Option<Record<'m>> {
        self.answers().into_iter().find(|record| record.on().is_some())
    }

    /// Whether it was withdrawn by the end of a day.
    pub fn is_withdrawn(self, day: Date) -> bool {
        self.retired().is_some_and(|last| last <= day)
    }

    /// Whether it is about a charter that is not in force yet.
    pub fn is_of_draft(self) -> bool {
        self.about().and_then(Charter::of).is_some_and(Charter::is_draft)
    }

    /// Whether nothing had answered it by the end of a day, and nobody had withdrawn it.
    pub fn is_open(self, day: Date) -> bool {
        let raised = self.on().is_some_and(|on| on.value <= day);
        let answered = self.answer().and_then(|it| it.on()).is_some_and(|on| on.value <= day);
        raised && !answered && !self.is_withdrawn(day)
    }
}

/// The day on which a charter meets for so many times after a day.
fn cycles(charter: Charter<'_>, mut day: Date, count: u32) -> Option<Date> {
    let series = charter.series();
    for _ in 0..count.min(1000) {
        let from = day.checked_add(1.day()).ok()?;
        day = series.iter().filter_map(|it| it.next(from)).map(|it| it.date).min()?;
    }
    Some(day)
}

impl<'m> Record<'m> {
    /// The charter that decided, as written.
    pub fn charter_name(self) -> Option<Name> {
        self.clause(ClauseKind::Of, |body| match body {
            Body::Of(name) => Some(*name),
            _ => None,
        })
    }

    /// The charter that decided.
    pub fn charter(self) -> Named<Charter<'m>> {
        self.charter_name().map_or(Named::Absent, |name| self.model().named(name.symbol))
    }

    /// Whether a charter decided that is not in force yet.
    pub fn is_of_draft(self) -> bool {
        self.charter().known().is_some_and(Charter::is_draft)
    }

    /// The names of what it answers.
    pub fn answer_names(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::Answers, |body| match body {
            Body::Answers(names) => Some(names.iter().copied()),
            _ => None,
        })
        .flatten()
    }

    /// What it answers.
    pub fn answers(self) -> impl Iterator<Item = Named<Raise<'m>>> {
        let model = self.model();
        self.answer_names().map(move |name| model.named(name.symbol))
    }

    /// The names of the records that it decides anew.
    pub fn reopen_names(self) -> impl Iterator<Item = Name> {
        self.every(ClauseKind::Reopens, |body| match body {
            Body::Reopens(names) => Some(names.iter().copied()),
            _ => None,
        })
        .flatten()
    }

    /// The records that it decides anew.
    pub fn reopens(self) -> impl Iterator<Item = Named<Record<'m>>> {
        let model = self.model();
        self.reopen_names().map(move |name| model.named(name.symbol))
    }

    /// What was decided.
    pub fn decided(self) -> impl Iterator<Item = &'m Matter> {
        self.every(ClauseKind::Decided, |body| match body {
            Body::Decided(matter) => Some(&**matter),
            _ => None,
        })
    }

    /// What was put off.
    pub fn deferred(self) -> impl Iterator<Item = &'m Matter> {
        self.every(ClauseKind::Deferred, |body| match body {
            Body::Deferred(matter) => Some(&**matter),
            _ => None,
        })
    }

    /// Which decision a matter is of: what it says, else the only one that the charter has.
    pub fn decision(self, matter: &Matter) -> Option<Decision> {
        matter.decision.or_else(|| self.charter().known()?.only_decision())
    }

    /// What became of bets, as written.
    pub fn disposed(self) -> impl Iterator<Item = &'m Disposed> {
        self.every(ClauseKind::Disposed, |body| match body {
            Body::Disposed(disposed) => Some(&**disposed),
            _ => None,
        })
    }

    /// What became of which bet.
    pub fn bets(self) -> impl Iterator<Item = (Named<Bet<'m>>, Disposition)> {
        let model = self.model();
        self.disposed().map(move |it| (model.named(it.bet.symbol), it.disposition.value))
    }

    /// Whether something was decided: a matter, or a bet.
    pub fn is_decision(self) -> bool {
        self.has(ClauseKind::Decided) || self.has(ClauseKind::Disposed)
    }
}

impl<'m> Charter<'m> {
    /// Its records, the oldest first.
    pub fn records(self) -> Vec<Record<'m>> {
        let own = |record: &Record<'m>| record.charter().known() == Some(self);
        in_order(self.mentions().filter_map(Record::of).filter(own))
    }

    /// Its records up to a day, the oldest first; nothing where one has no day, since nobody
    /// knows between which others it stands.
    pub fn records_until(self, day: Date) -> Vec<Record<'m>> {
        let mut records = self.records();
        if records.iter().any(|record| record.on().is_none()) {
            return Vec::new();
        }
        records.retain(|record| record.on().is_some_and(|on| on.value <= day));
        records
    }

    /// What it decides, where that is one thing.
    pub fn only_decision(self) -> Option<Decision> {
        let mut decisions = self.decides();
        let only = decisions.next().filter(|_| !self.has_garbled("decides"))?;
        decisions.next().is_none().then_some(only.decision())
    }
}

impl<'m> Bet<'m> {
    /// The records that say what became of it, the oldest first.
    pub fn records(self) -> Vec<(Record<'m>, Disposition)> {
        let records = in_order(self.mentions().filter_map(Record::of));
        let own = move |record: Record<'m>| {
            let own = record.bets().filter(|(bet, _)| bet.known() == Some(self));
            own.last().map(|(_, disposition)| (record, disposition))
        };
        records.into_iter().filter_map(own).collect()
    }

    /// Whether somebody still has to act on it on a day: committed, and not ended.
    pub fn is_active(self, day: Date) -> bool {
        let committed = self.committed().is_none_or(|(date, _)| date.value <= day);
        committed && !self.has_ended(day)
    }

    /// Whether it is over on a day, or was stopped and nobody has taken it up again since.
    pub fn has_ended(self, day: Date) -> bool {
        let past = |record: Record<'_>| record.on().is_some_and(|on| on.value <= day);
        let last = || self.records().into_iter().rfind(|(record, _)| past(*record));
        self.is_over(day) || last().is_some_and(|(_, became)| became == Disposition::Stopped)
    }
}

/// The charters of some records, each once: what is asked of a charter for the sake of one of
/// its records is asked once for all of them.
pub fn forums<'m>(records: impl Iterator<Item = Record<'m>>) -> impl Iterator<Item = Charter<'m>> {
    let mut seen: FxHashSet<ItemId> = FxHashSet::default();
    let charters = records.filter_map(|record| record.charter().known());
    charters.filter(move |charter| seen.insert(charter.id()))
}

/// Records by their days; those of one day as they stand.
fn in_order<'m>(records: impl Iterator<Item = Record<'m>>) -> Vec<Record<'m>> {
    let mut records: Vec<Record<'m>> = records.collect();
    records.sort_by_key(|record| (record.on().map(|on| on.value), record.id()));
    records.dedup();
    records
}
