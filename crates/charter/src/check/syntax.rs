//! A line, a block or an item that is not understood.

use crate::rule::{FixKind, Rule, found_while_reading};

/// Found while reading.
pub(crate) const RULE: Rule = Rule::check(
    "syntax",
    FixKind::Safe,
    "a line, a block or an item is not understood",
    include_str!("syntax.md"),
    found_while_reading,
);
