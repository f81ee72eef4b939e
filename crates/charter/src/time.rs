//! Time: working calendars, cadences and their occurrences, durations, zones.
//!
//! Everything here is arithmetic. There is no clock: a range of days comes in, and
//! what takes place on them comes out, the same on every machine.

mod calendar;
mod day;
mod duration;
mod looks;
mod occurrence;
mod period;
mod recurrence;
mod series;
mod zone;

pub(crate) use day::Day;

pub use calendar::{Holidays, WorkCalendar, Workweek};
pub use duration::{after, after_date, before, before_date, minutes, offset};
pub use looks::looks;
pub use occurrence::{Clock, DeadException, Exception, Occurrence, Reason, Skip, SkipReason};
pub use period::{combined_period, frequency_days, length_days, period_days};
pub use recurrence::{Days, Picks, Recurrence};
pub use series::{Move, Series};
pub use zone::{
    Change, Instant, Zone, ZoneMatch, abbreviation, data_version, find_zone, is_fixed, is_link,
    zone,
};
