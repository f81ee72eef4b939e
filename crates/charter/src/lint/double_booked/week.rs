//! What meetings take of a week: a quick word on whether two rooms could clash at all.
//!
//! Meetings that overlap do so in some quarter of an hour, and that quarter has its
//! place in the week. Rooms without a quarter in common cannot clash, and most have none.

use jiff::Timestamp;

use crate::ahead::{Ahead, Meeting};
use crate::model::Charter;
use crate::time::{Series, Zone};

/// The seconds of a quarter of an hour.
const QUARTER: i64 = 15 * 60;

const DAY: i64 = 24 * 60 * 60;

/// Meetings shorter than this do not reach the next of their line, whatever clocks do.
const HALF_A_DAY: i64 = 12 * 60 * 60;

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

    fn of_hours(hours: Vec<i64>, seconds: i64) -> Week {
        let mut week = Week::default();
        hours.into_iter().for_each(|start| week.take(start, start + seconds));
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

/// What meetings take of a week as clocks show it, in a zone whose clocks they never see
/// change. By universal time a meeting takes two hours, one in winter and one in summer,
/// and whatever follows it at once would seem to clash.
pub(super) struct Wall {
    pub(super) zone: Zone,
    pub(super) week: Week,
}

/// What a charter's meetings can take, told by its cadence lines alone, where they
/// cannot meet each other; none where only the meetings themselves can tell.
pub(super) fn told(charter: Charter<'_>, ahead: &Ahead) -> Option<(Week, Option<Wall>)> {
    let [series] = <[Series; 1]>::try_from(charter.series()).ok()?;
    let seconds = i64::from(series.minutes) * 60;
    let alone = series.at.len() == 1 && seconds < HALF_A_DAY;
    let hours = series.hours_of_week(ahead.day(), ahead.until()).filter(|_| alone)?;
    Some((Week::of_hours(hours, seconds), Wall::told(&series, seconds, ahead)))
}

impl Wall {
    fn told(series: &Series, seconds: i64, ahead: &Ahead) -> Option<Wall> {
        let (zone, hours) = (series.zone, series.wall_hours_of_week()?);
        is_quiet(zone, *hours.first()?, seconds, ahead)
            .then(|| Wall { zone, week: Week::of_hours(hours, seconds) })
    }

    /// Of meetings that are all in one zone.
    pub(super) fn of(charter: Charter<'_>, meetings: &[Meeting], ahead: &Ahead) -> Option<Wall> {
        let zone = meetings.first()?.line(charter)?.zone();
        let mut week = Week::default();
        for meeting in meetings {
            let offset = zone.time_zone().to_offset(Timestamp::from_second(meeting.start).ok()?);
            let start = meeting.start + i64::from(offset.seconds());
            let seconds = meeting.end - meeting.start;
            let here = meeting.line(charter)?.zone() == zone;
            if !here || !is_quiet(zone, start, seconds, ahead) {
                return None;
            }
            week.take(start, start + seconds);
        }
        Some(Wall { zone, week })
    }
}

fn is_quiet(zone: Zone, start: i64, seconds: i64, ahead: &Ahead) -> bool {
    zone.is_quiet(ahead.day(), ahead.until(), start.rem_euclid(DAY), seconds)
}

#[cfg(test)]
mod tests {
    use super::{QUARTERS, Week};
    use crate::ahead::Meeting;

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
