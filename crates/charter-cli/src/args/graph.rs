//! The flags of `charter graph`.

use std::path::PathBuf;

use charter::graph::{By, Format};
use clap::{Args, ValueEnum};

use super::InputArgs;

/// `charter graph`
#[derive(Debug, Args)]
pub struct GraphArgs {
    /// The workspace [default: found upward from here]
    #[arg(value_name = "DIR")]
    pub path: Option<PathBuf>,
    /// One seat: its rooms, who sits in them, and where each goes when stuck
    #[arg(long)]
    pub seat: Option<String>,
    /// What stands above what
    #[arg(long, value_enum, default_value_t)]
    pub by: GraphBy,
    /// In which language the picture is written
    #[arg(long, value_enum, default_value_t)]
    pub format: GraphFormat,
    #[command(flatten)]
    #[allow(missing_docs)]
    pub input: InputArgs,
}

/// What stands above what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GraphBy {
    /// Seats by their rank, each with the charters that it owns
    #[default]
    Altitude,
    /// Charters alone, each below where it goes when stuck
    Escalation,
}

impl From<GraphBy> for By {
    fn from(by: GraphBy) -> By {
        match by {
            GraphBy::Altitude => By::Altitude,
            GraphBy::Escalation => By::Escalation,
        }
    }
}

/// The language of a picture.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// For Markdown: many hosts of repositories draw it
    #[default]
    Mermaid,
    /// For Graphviz
    Dot,
    /// A finished picture
    Svg,
}

impl From<GraphFormat> for Format {
    fn from(format: GraphFormat) -> Format {
        match format {
            GraphFormat::Mermaid => Format::Mermaid,
            GraphFormat::Dot => Format::Dot,
            GraphFormat::Svg => Format::Svg,
        }
    }
}
