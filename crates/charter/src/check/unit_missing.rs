//! A distance from a day without its unit.

use crate::rule::{FixKind, Rule, found_while_reading};

/// Found while reading.
pub(crate) const RULE: Rule = Rule::check(
    "unit-missing",
    FixKind::Unsafe,
    "a distance from a day has no unit",
    include_str!("unit_missing.md"),
    found_while_reading,
);
