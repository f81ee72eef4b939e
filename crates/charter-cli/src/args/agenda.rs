//! The flags of `charter agenda`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::{InputArgs, date};

/// `charter agenda`
#[derive(Debug, Args)]
pub struct AgendaArgs {
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// What one seat decides, raised or is in the room for
    #[arg(long)]
    pub seat: Option<String>,
    /// What concerns one charter
    #[arg(long)]
    pub charter: Option<String>,
    /// The last day of meetings and reviews ahead [default: four weeks after the day]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<Date>,
    /// How to show it
    #[arg(long, value_enum, default_value_t)]
    pub format: AgendaFormat,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
}

/// How to show an agenda.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum AgendaFormat {
    /// Part by part
    #[default]
    Human,
    /// To be pasted into a document
    Markdown,
    /// As data
    Json,
}
