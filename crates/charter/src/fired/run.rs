//! Runs: stretches of days on which a condition held.

use jiff::civil::Date;

/// A stretch in which every value met a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// The day of its first value.
    pub(super) from: Date,
    /// The last day of which something is known: that of the last value or, where a value ended
    /// the run, the day before it.
    pub(super) last: Date,
    /// The day of the value that ended it.
    pub(super) until: Option<Date>,
}

/// The runs of values, in the order of their days, since somebody watches: what held before
/// counts from that day on, and nothing that had ended by then.
pub(super) fn runs(
    values: impl IntoIterator<Item = (Date, bool)>,
    since: Option<Date>,
) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for (day, meets) in values {
        match (runs.last_mut().filter(|run| run.until.is_none()), meets) {
            (Some(run), true) => run.last = day,
            (Some(run), false) => {
                run.until = Some(day);
                run.last = day.yesterday().unwrap_or(day);
            }
            (None, true) => runs.push(Run { from: day, last: day, until: None }),
            (None, false) => {}
        }
    }
    let since = since.unwrap_or(Date::MIN);
    runs.retain(|run| since <= run.last);
    runs.into_iter().map(|run| Run { from: run.from.max(since), ..run }).collect()
}

impl Run {
    /// The day on which it had lasted long enough, if it did.
    pub(super) fn fired(self, end: impl Fn(Date) -> Option<Date>) -> Option<Date> {
        end(self.from).filter(|day| *day <= self.last)
    }
}
