//! What meetings take of a week: a quick word on whether two rooms could clash at all.
//!
//! Meetings that overlap do so in some quarter of an hour, and that quarter has its
//! place in the week. Rooms without a quarter in common cannot clash, and most have none.

use crate::agenda::Meeting;

/// The seconds of a quarter of an hour.
const QUARTER: i64 = 15 * 60;

/// How many of them a week has.
const QUARTERS: i64 = 7 * 24 * 4;

/// The quarters of a week that are taken, one bit each.
#[derive(Clone, Debug, Default)]
pub(super) struct Week([u64; QUARTERS as usize / 64 + 1]);

impl Week {
    pub(super) fn of(meetings: &[Meeting]) -> Week {
        let mut week = Week::default();
        for meeting in meetings {
            week.take(meeting.start, meeting.end);
        }
        week
    }

    fn take(&mut self, start: i64, end: i64) {
        let first = start.div_euclid(QUARTER);
        let last = (end - 1).div_euclid(QUARTER).clamp(first, first + QUARTERS - 1);
        for quarter in first..=last {
            let quarter = quarter.rem_euclid(QUARTERS) as usize;
            self.0[quarter / 64] |= 1 << (quarter % 64);
        }
    }

    /// What both take.
    pub(super) fn both(&self, other: &Week) -> Week {
        let mut both = self.clone();
        both.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own &= other);
        both
    }

    /// Takes what another takes.
    pub(super) fn add(&mut self, other: &Week) {
        self.0.iter_mut().zip(&other.0).for_each(|(own, other)| *own |= other);
    }

    /// Whether something is taken by both.
    pub(super) fn meets(&self, other: &Week) -> bool {
        self.0.iter().zip(&other.0).any(|(own, other)| own & other != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::{QUARTERS, Week};
    use crate::agenda::Meeting;

    fn week(start: i64, end: i64) -> Week {
        Week::of(&[Meeting { start, end, line: 0 }])
    }

    #[test]
    fn what_overlaps_meets_in_any_week() {
        const WEEK: i64 = 7 * 24 * 60 * 60;
        let hour = week(36_000, 39_600);
        assert!(hour.meets(&week(5 * WEEK + 39_599, 5 * WEEK + 40_000)));
        assert!(hour.meets(&week(36_000 - 3 * WEEK, 36_000 - 3 * WEEK)));
        assert!(!hour.meets(&week(39_600, 43_200)));
    }

    #[test]
    fn what_lasts_a_week_takes_all_of_it() {
        let all: u32 = week(1_000, i64::MAX).0.iter().map(|bits| bits.count_ones()).sum();
        assert_eq!(i64::from(all), QUARTERS);
    }
}
