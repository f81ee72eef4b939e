//! A file that cannot be read to its end.

use crate::rule::{FixKind, Rule, found_while_reading};

/// Found while reading.
pub(crate) const RULE: Rule = Rule::check(
    "encoding",
    FixKind::None,
    "a file is not UTF-8, too long or too deep",
    include_str!("encoding.md"),
    found_while_reading,
);
