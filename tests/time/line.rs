//! A cadence line as the tests write it, for the reference to walk.

use std::sync::Arc;

use charter::time::{Move, WorkCalendar};
use charter::tree::{OnHoliday, Pattern};
use jiff::civil::{Date, Time, date, time};

/// A cadence line as the tests write it: the pattern is still the tree's.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) pattern: Pattern,
    pub(crate) at: Vec<Time>,
    pub(crate) minutes: u32,
    pub(crate) zone: &'static str,
    pub(crate) effective: Date,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) except: Vec<Date>,
    pub(crate) moves: Vec<Move>,
    pub(crate) on_holiday: OnHoliday,
    pub(crate) calendar: Arc<WorkCalendar>,
}

impl Line {
    /// Every day at ten, from the beginning of 2026 until for ever.
    pub(crate) fn new(pattern: Pattern, calendar: &Arc<WorkCalendar>) -> Line {
        Line {
            pattern,
            at: vec![time(10, 0, 0, 0)],
            minutes: 60,
            zone: "UTC",
            effective: date(2026, 1, 1),
            from: None,
            until: None,
            except: vec![],
            moves: vec![],
            on_holiday: OnHoliday::Skip,
            calendar: calendar.clone(),
        }
    }

    pub(crate) fn start(&self) -> Date {
        self.effective.max(self.from.unwrap_or(self.effective))
    }
}
