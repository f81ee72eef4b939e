//! The flags of `charter check`.

use std::path::PathBuf;

use charter::{Safety, Severity};
use clap::builder::TypedValueParser;
use clap::{Args, ValueEnum};

use super::{InputArgs, Offered};
use crate::output::{self, CheckFormat, Output};

/// `charter check`
#[derive(Debug, Args)]
pub struct CheckArgs {
    /// Files or folders to report on; `-` reads standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// How to report on standard output [default: human]
    #[arg(long, value_name = "FORMAT", value_enum)]
    pub format: Option<CheckFormat>,
    /// Report into a file, as in `sarif=charter.sarif`, or without one on standard output; may be
    /// repeated
    #[arg(long, value_name = "FORMAT[=PATH]", hide_possible_values = true)]
    #[arg(value_parser = Offered(output::formats).try_map(|text| text.parse::<Output>()))]
    pub output: Vec<Output>,
    /// The least weight of a finding that makes the status 1
    #[arg(long, value_name = "LEVEL", value_enum, default_value_t)]
    pub fail_on: FailOn,
    /// The path that standard input stands for
    #[arg(long, value_name = "PATH")]
    pub stdin_name: Option<PathBuf>,
    /// Mend what can be mended without changing what is meant; with `unsafe`, also where a
    /// person should look: the first of what is offered
    #[arg(
        long,
        value_name = "WHICH",
        value_enum,
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "safe"
    )]
    pub fix: Option<Fixing>,
    /// Write nothing: print what --fix would change, and end with status 1 if it would
    #[arg(long, conflicts_with_all = ["watch", "write_baseline"])]
    pub diff: bool,
    /// Check again whenever something changes, until you end it
    #[arg(long, conflicts_with_all = ["fix", "write_baseline"])]
    pub watch: bool,
    /// Report on what has changed since the last commit, analyse everything
    #[arg(long)]
    pub changed: bool,
    /// Since when: a commit, or a branch from which this one was made
    #[arg(long, value_name = "REV", requires = "changed")]
    pub since: Option<String>,
    /// Where what was there before is written down [default: what charter.toml names]
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Report on what was there before as well
    #[arg(long, conflicts_with_all = ["baseline", "write_baseline"])]
    pub no_baseline: bool,
    /// Write down what is there now, and report on it no more
    #[arg(long, conflicts_with_all = ["paths", "changed"])]
    pub write_baseline: bool,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
}

/// Which changes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Fixing {
    /// Those that keep what is meant
    Safe,
    /// All: read what they did
    Unsafe,
}

impl CheckArgs {
    /// Whether something is to be mended, and how far; `--diff` alone shows what is safe.
    pub fn mends(&self) -> Option<Safety> {
        match self.fix {
            Some(Fixing::Unsafe) => Some(Safety::Unsafe),
            Some(Fixing::Safe) => Some(Safety::Safe),
            None if self.diff => Some(Safety::Safe),
            None => None,
        }
    }
}

/// The least weight of a finding that makes the status 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FailOn {
    /// Errors
    #[default]
    Error,
    /// Errors and warnings
    Warn,
    /// Anything
    Info,
    /// Nothing
    Never,
}

impl FailOn {
    /// The least weight, if any is enough.
    pub fn severity(self) -> Option<Severity> {
        match self {
            FailOn::Error => Some(Severity::Error),
            FailOn::Warn => Some(Severity::Warn),
            FailOn::Info => Some(Severity::Info),
            FailOn::Never => None,
        }
    }
}
