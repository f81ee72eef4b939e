//! A name in another spelling.

use crate::rule::{FixKind, Rule, found_while_reading};

/// Found while reading.
pub(crate) const RULE: Rule = Rule::check(
    "malformed-name",
    FixKind::Safe,
    "a name is in another spelling",
    include_str!("malformed_name.md"),
    found_while_reading,
);
