//! A raise to start from: a trigger that has fired.

use super::{Lines, Start, escaped};

/// A trigger that fired on the day, and what shows it.
pub fn raise(start: &Start, trigger: &str, by: Option<&str>, evidence: &str) -> String {
    let mut lines = Lines(Vec::new());
    lines.add("trigger", trigger);
    lines.add("by", by.unwrap_or("who-declares-it"));
    lines.add("evidence", format!("\"{}\"", escaped(evidence)));
    lines.event("raise", start)
}
