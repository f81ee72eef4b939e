//! The flags that `charter build` and `charter serve` share: which feeds are built.

use clap::Args;
use jiff::civil::Date;

use super::date;

/// What is asked of feeds, whether they are written or served.
#[derive(Clone, Copy, Debug, Args)]
pub struct AskedArgs {
    /// The last day of what has to be enumerated
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub until: Option<Date>,
    /// Tell what is due as something to do as well: inputs, looks at triggers, reviews, gates and answers
    #[arg(long)]
    pub todos: bool,
}
