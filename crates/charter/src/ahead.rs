//! What is ahead: what takes place in the two years from the day.
//!
//! Several lints look at the same two years, and at most charters only once. A charter
//! is expanded when somebody asks for it, and kept where somebody will ask again.

use std::sync::OnceLock;

use jiff::civil::{Date, DateTime};
use jiff::{Span, Timestamp};

use crate::model::{CadenceLine, Charter, Model};
use crate::tree::Kind;

/// How far a lint looks ahead.
const YEARS: i64 = 2;

/// About as many weeks.
const WEEKS: usize = 106;

/// What takes place in the two years from a day.
#[derive(Debug)]
pub(crate) struct Ahead {
    day: Date,
    until: Date,
    /// In the order of the charters.
    charters: Vec<OnceLock<Box<[Meeting]>>>,
}

/// One meeting of a charter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Meeting {
    /// When it starts, in seconds since 1970.
    pub(crate) start: i64,
    /// When it ends.
    pub(crate) end: i64,
    /// Which of the charter's cadence lines it is of.
    pub(crate) line: u32,
}

impl Ahead {
    pub(crate) fn new(model: &Model, day: Date) -> Ahead {
        let until = day.saturating_add(Span::new().years(YEARS));
        // Room for all, and no look at any: an editor asks about a few, at every key.
        let charters = vec![OnceLock::new(); model.count(Kind::Charter)];
        Ahead { day, until, charters }
    }

    /// The day.
    pub(crate) fn day(&self) -> Date {
        self.day
    }

    /// The last day that is looked at.
    pub(crate) fn until(&self) -> Date {
        self.until
    }

    /// The meetings of a charter, in order of time; of a draft there are none.
    pub(crate) fn of(&self, charter: Charter<'_>) -> &[Meeting] {
        let of_kind = charter.model().nth_of_kind(*charter).filter(|_| !charter.is_draft());
        let slot = of_kind.and_then(|nth| self.charters.get(nth));
        slot.map_or(&[], |slot| slot.get_or_init(|| self.once(charter).into()))
    }

    /// The same for who looks once: nothing is kept.
    pub(crate) fn once(&self, charter: Charter<'_>) -> Vec<Meeting> {
        meetings(charter, self.day, self.until)
    }
}

impl Meeting {
    /// What clocks show as it starts, where its line is kept.
    pub(crate) fn local(self, line: CadenceLine<'_>) -> DateTime {
        let start = Timestamp::from_second(self.start).unwrap_or(Timestamp::MAX);
        line.zone().time_zone().to_datetime(start)
    }

    /// The cadence line it is of.
    pub(crate) fn line(self, charter: Charter<'_>) -> Option<CadenceLine<'_>> {
        charter.cadences().nth(self.line as usize)
    }
}

/// The meetings of a charter from one day to another, in order of time.
///
/// Launches that ship on one day share what is held for them: one meeting, not two.
pub(crate) fn meetings(charter: Charter<'_>, day: Date, until: Date) -> Vec<Meeting> {
    let mut found = Vec::with_capacity(WEEKS);
    for (line, cadence) in charter.cadences().enumerate().filter(|(_, it)| it.is_placed()) {
        for series in cadence.series() {
            let line = line as u32;
            series.spans(day, until, |start, end| found.push(Meeting { start, end, line }));
        }
    }
    // One line in one place gives its meetings in order, each once.
    if !found.is_sorted_by(|one, next| one.start < next.start) {
        found.sort_unstable();
        found.dedup();
    }
    found
}
