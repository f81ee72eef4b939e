//! The flags of `charter audit`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::InputArgs;

/// `charter audit`
#[derive(Debug, Args)]
pub struct AuditArgs {
    /// The seat
    #[arg(value_name = "SEAT")]
    pub seat: String,
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    pub format: AuditFormat,
    /// Write a transition too, in which everything goes on, to a new file [default: beside the
    /// charters, under its own name]
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub write: Option<Option<PathBuf>>,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
}

/// How to show what a seat holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AuditFormat {
    /// A table
    #[default]
    Human,
    /// A document to sort everything by hand
    Markdown,
    /// As data
    Json,
}
