//! The flags of `charter fired`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::InputArgs;

/// `charter fired`
#[derive(Debug, Args)]
pub struct FiredArgs {
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// What was measured: a table with the columns metric, date and value, or a list of objects
    #[arg(long, value_name = "FILE.csv|json")]
    pub evidence: PathBuf,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    pub format: FiredFormat,
    /// Write what has fired and is not raised to a new file too [default: beside the charters,
    /// under the day]
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub write: Option<Option<PathBuf>>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
}

/// How to show what has fired.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FiredFormat {
    /// For reading
    #[default]
    Human,
    /// As data
    Json,
}
