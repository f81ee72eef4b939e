//! Reviews: when somebody last read a charter, and when it has to be read again.

use jiff::civil::Date;

use super::Charter;
use crate::time::after_date;
use crate::tree::{DateAt, Duration, Unit};

impl Charter<'_> {
    /// The last time somebody read it: as it came into force, if not since.
    pub fn last_read(self) -> Option<DateAt> {
        self.reviewed().or_else(|| self.effective())
    }

    /// The day on which it has to be read again: a year after the last time, unless it says
    /// otherwise.
    pub fn review_due(self) -> Option<Date> {
        let last = self.last_read()?;
        let (count, unit) = self.review().map_or((1, Unit::Year), |it| (it.every, it.unit));
        after_date(last.value, Duration { count, unit, span: last.span }, self.days())
    }
}
