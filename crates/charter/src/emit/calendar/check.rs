//! Looking at triggers, in the words of a calendar file: a look is a note on a day, not a meeting.

use super::context::{Context, MOST_SINGLES};
use super::entry::{self, Timed};
use super::rule;
use super::track::Laid;
use crate::emit::ics::{Rule, When};
use crate::time::Series;

/// Looks in the words of a calendar file.
pub(super) fn told(context: &Context<'_>, series: &Series) -> Vec<Timed> {
    match rule::pattern(series, series.start) {
        // Only a horizon that was cut short ends before something begins.
        _ if series.start > context.last => Vec::new(),
        Some(pattern) => {
            let rule = Rule { pattern, until: series.until };
            entry::whole_days(series.start, rule, &Laid::default())
        }
        None => singly(context, series),
    }
}

/// Each look by itself.
pub(super) fn singly(context: &Context<'_>, series: &Series) -> Vec<Timed> {
    let all = series.occurrences(series.start, context.last).into_iter().take(MOST_SINGLES);
    all.map(|it| Timed { date: Some(it.original), when: When::day(it.date) }).collect()
}
