//! `charter new`.

use clap::{Args, ValueEnum};
use jiff::civil::Date;

use super::date;

/// What has no name of its own but the one that is given.
const NAMED: [(&str, &str); 5] = [
    ("kind", "charter"),
    ("kind", "launch"),
    ("kind", "seat"),
    ("kind", "raise"),
    ("kind", "transition"),
];

/// `charter new`
#[derive(Debug, Args)]
pub struct NewArgs {
    /// What to write
    #[arg(value_enum)]
    pub kind: NewKind,
    /// What it is called; the file is NAME.charter where you stand [default for a record: made
    /// of its charter and of the cycle]
    #[arg(required_if_eq_any = NAMED)]
    pub name: Option<String>,
    /// What people call it [default: made of the name; for a record, of its charter and of the
    /// cycle]
    #[arg(long)]
    pub title: Option<String>,
    /// The class that a charter decides
    #[arg(long)]
    pub class: Option<String>,
    /// The seat that owns a charter or a launch, or that a seat reports to
    #[arg(long, value_name = "SEAT")]
    pub owner: Option<String>,
    /// The charter that a record is of, or whose trigger fired
    #[arg(long, required_if_eq("kind", "record"))]
    pub charter: Option<String>,
    /// The seat that a transition hands over
    #[arg(long, required_if_eq("kind", "transition"))]
    pub seat: Option<String>,
    /// The tier of a launch
    #[arg(long, value_enum, default_value_t)]
    pub tier: NewTier,
    /// The day to take for today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub as_of: Option<Date>,
}

/// What `charter new` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum NewKind {
    /// A draft: it is scheduled when `status draft` goes
    Charter,
    /// With what its tier asks for
    Launch,
    /// A role, and who holds it
    Seat,
    /// What a trigger, a customer or a charter that is stuck puts before a forum
    Raise,
    /// What was decided: of the last cycle that has no record, else of the next
    Record,
    /// A seat that somebody takes over, with everything that it holds
    Transition,
}

/// The tier of a new launch.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "verbatim")]
pub enum NewTier {
    /// The full charter
    T1,
    /// Managed
    #[default]
    T2,
    /// Quiet, on purpose
    T3,
}
