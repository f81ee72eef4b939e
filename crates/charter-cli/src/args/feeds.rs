//! The flags of `charter feed-diff` and `charter holidays`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use jiff::civil::Date;

use super::date;

/// `charter feed-diff`
#[derive(Debug, Args)]
pub struct FeedDiffArgs {
    /// The build before: a folder that `charter build` wrote, or one feed
    #[arg(value_name = "OLD")]
    pub old: PathBuf,
    /// The build after
    #[arg(value_name = "NEW")]
    pub new: PathBuf,
    /// How to show what changed
    #[arg(long, value_enum, default_value_t)]
    pub format: FeedDiffFormat,
}

/// How to show what changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FeedDiffFormat {
    /// A line for each change
    #[default]
    Human,
    /// As data
    Json,
}

/// `charter holidays`
#[derive(Debug, Args)]
pub struct HolidaysArgs {
    /// What to do with them
    #[command(subcommand)]
    pub what: Holidays,
}

/// What to do with holidays.
#[derive(Debug, Subcommand)]
pub enum Holidays {
    /// Turn a published feed of holidays into clauses of a calendar
    Import(ImportArgs),
}

/// `charter holidays import`
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// The feed: a file with whole-day events
    #[arg(value_name = "FILE.ics")]
    pub file: PathBuf,
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// The calendar [default: the one that the workspace has in common]
    #[arg(long, value_name = "NAME")]
    pub calendar: Option<String>,
    /// The first day [default: where the workspace begins]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub from: Option<Date>,
    /// The last day [default: the end of the workspace's horizon]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<Date>,
    /// Write them into the calendar instead of printing them
    #[arg(long)]
    pub write: bool,
}
