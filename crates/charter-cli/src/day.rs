//! The day: given, else of `SOURCE_DATE_EPOCH`, else today.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::{Failure, Status};

/// The day that lints take for today.
pub(crate) fn day(as_of: Option<Date>) -> Result<Date, Failure> {
    if let Some(day) = as_of {
        return Ok(day);
    }
    match std::env::var_os("SOURCE_DATE_EPOCH") {
        Some(epoch) if !epoch.is_empty() => of_epoch(&epoch.to_string_lossy()),
        _ => Ok(Zoned::now().date()),
    }
}

fn of_epoch(epoch: &str) -> Result<Date, Failure> {
    let seconds = epoch.parse().ok();
    let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
    moment.map(|moment| moment.to_zoned(TimeZone::UTC).date()).ok_or_else(|| {
        let message = format!("`SOURCE_DATE_EPOCH` is `{epoch}`, which is no time");
        Failure::new(Status::Usage, message)
            .help("set it to whole seconds since 1970-01-01, or say the day with --as-of")
    })
}
