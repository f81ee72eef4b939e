//! The flags of `charter signals`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{InputArgs, date};

/// `charter signals`
#[derive(Debug, Args)]
#[command(after_help = AFTER_HELP)]
pub struct SignalsArgs {
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// The first day [default: four whole fiscal quarters before the one that runs]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub since: Option<Date>,
    /// How to show them
    #[arg(long, value_enum, default_value_t)]
    pub format: SignalsFormat,
    /// The file to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// End with status 1 if a limit is crossed that `[signals]` in charter.toml sets
    #[arg(long)]
    pub fail: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
}

const AFTER_HELP: &str = "\
Limits, in charter.toml:
  [signals]
  latency-days   = 30       # the median answer takes no longer
  redecisions    = 3        # no more records of a quarter reopen another
  overdue-share  = \"10%\"    # no more charters are overdue for review
  measured-share = \"60%\"    # at least as many decisions are measured
  renewed-share  = \"90%\"    # no more of the bets that come up are renewed
  ai-acceptance  = \"metrics/ai-acceptance.csv\"
  ai-floor       = \"40%\"    # which part of the drafts by machines is accepted: the cadence
                            # reopens where that passes it while more bets are revised or stopped";

/// How to show signals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SignalsFormat {
    /// With small charts
    #[default]
    Human,
    /// As data
    Json,
    /// As a table, one number a row
    Csv,
    /// As a page with charts that needs nothing else
    Html,
}
