//! The flags of `charter next`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::ToSpan;
use jiff::civil::Date;

use super::{InputArgs, date};

/// `charter next`
#[derive(Debug, Args)]
pub struct NextArgs {
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// What one seat attends, prepares or reviews
    #[arg(long)]
    pub seat: Option<String>,
    /// One charter alone
    #[arg(long)]
    pub charter: Option<String>,
    /// What is held for one launch
    #[arg(long)]
    pub launch: Option<String>,
    /// A month as a page of a calendar, and its meetings below [default: this month]
    #[arg(long, value_name = "YYYY-MM", value_parser = month, num_args = 0..=1)]
    #[arg(conflicts_with_all = ["from", "until"])]
    pub month: Option<Option<Month>>,
    /// The first day [default: the day taken for today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<Date>,
    /// The last day [default: three months after the first; two years as data]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<Date>,
    /// The zone whose clock you read [default: that of this machine; none as data]
    #[arg(long)]
    pub zone: Option<String>,
    /// Say too what does not take place, and why
    #[arg(long)]
    pub skipped: bool,
    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    pub format: NextFormat,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
}

/// How to show occurrences.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum NextFormat {
    /// Day by day
    #[default]
    Human,
    /// As data
    Json,
}

/// A month of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Its first day,
    pub first: Date,
    /// and its last.
    pub last: Date,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Month {
        Month { first: day.first_of_month(), last: day.last_of_month() }
    }
}

fn month(text: &str) -> Result<Month, &'static str> {
    let day = date(&format!("{text}-01")).ok();
    // The last day of all has none after it, and a page of a calendar needs one.
    let day = day.filter(|day| day.checked_add(1.year()).is_ok());
    day.map(Month::of).ok_or("a month is written like 2026-11; a folder stands before `--month`")
}
