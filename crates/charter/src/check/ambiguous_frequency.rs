//! A word for how often that people read in two ways.

use crate::rule::{FixKind, Rule, found_while_reading};

/// Found while reading.
pub(crate) const RULE: Rule = Rule::check(
    "ambiguous-frequency",
    FixKind::Unsafe,
    "how often has two readings",
    include_str!("ambiguous_frequency.md"),
    found_while_reading,
);
