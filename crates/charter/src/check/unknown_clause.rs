//! A keyword that this kind does not have.

use crate::rule::{FixKind, Rule, found_while_reading};

/// Found while reading.
pub(crate) const RULE: Rule = Rule::check(
    "unknown-clause",
    FixKind::Safe,
    "a keyword is none of this kind",
    include_str!("unknown_clause.md"),
    found_while_reading,
);
