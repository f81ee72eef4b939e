//! Raises to start from.

use super::{Lines, Start, escaped};
use crate::model::Charter;

/// Something raised on the day; where its charter has one trigger, that is what fired.
pub fn raise(start: &Start, charter: Option<Charter<'_>>) -> String {
    let mut wires = charter.into_iter().flat_map(|it| it.wires());
    let only = wires.next().filter(|_| wires.next().is_none());
    let item = charter.map_or("which-charter", |it| it.name());
    let trigger = only.map_or("which-trigger", |wire| wire.says.name.as_str());
    let declarer = only.and_then(|wire| wire.declared().known());
    let mut lines = Lines(Vec::new());
    lines.add(
        "",
        "# in place of `trigger`: customer \"what they need\", or escalation CHARTER that is stuck",
    );
    lines.add("trigger", format!("{item}.{trigger}"));
    lines.add("by", declarer.map_or("who-raises-it", |seat| seat.name()));
    lines.add("evidence", "\"…\"");
    lines.event("raise", start)
}

/// A trigger that fired on the day, and what shows it.
pub fn fired(start: &Start, trigger: &str, by: Option<&str>, evidence: &str) -> String {
    let mut lines = Lines(Vec::new());
    lines.add("trigger", trigger);
    lines.add("by", by.unwrap_or("who-declares-it"));
    lines.add("evidence", format!("\"{}\"", escaped(evidence)));
    lines.event("raise", start)
}
