//! The flags of `charter serve`.

use std::path::PathBuf;

use clap::Args;
use jiff::civil::Date;

use super::{AskedArgs, date};

/// `charter serve`
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// The port on 127.0.0.1; 0 takes one that is free
    #[arg(long, value_name = "PORT", default_value_t = 2427)]
    pub port: u16,
    /// What it shares with `charter build`
    #[command(flatten)]
    pub asked: AskedArgs,
    /// The day on which the month of the page begins [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}
