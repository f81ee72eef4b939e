//! Two cadences at once that cannot be told apart.

use jiff::civil::Date;

use crate::model::{CadenceLine, Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::ClauseKind;
use crate::{Diagnostic, Edit, Safety, Span, Symbol};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "unnamed-slot",
    FixKind::Unsafe,
    "two cadences are in force at once and cannot be told apart",
    include_str!("unnamed_slot.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for charter in findings.here(model).charters().filter(|charter| !charter.is_standard()) {
        if charter.tree().present.again.contains(ClauseKind::Cadence) && !is_draft(*charter) {
            check(charter, findings);
        }
    }
}

/// A cadence and the days on which it is in force.
#[derive(Clone, Copy)]
struct Slot<'m> {
    line: CadenceLine<'m>,
    name: Option<Symbol>,
    first: Date,
    last: Date,
}

impl<'m> Slot<'m> {
    fn of(line: CadenceLine<'m>) -> Slot<'m> {
        let (start, end) = line.charter.life();
        let from = line.says.from.map_or(start, |from| from.value.max(start));
        let until = line.says.until.map_or(Date::MAX, |until| until.value);
        let name = line.says.slot.map(|slot| slot.symbol);
        Slot { line, name, first: from, last: until.min(end) }
    }
}

/// Goes through the slots of one name in the order of their days: whoever begins before
/// an earlier one has ended is in force with it.
fn check(charter: Charter<'_>, findings: &mut Findings<'_>) {
    let mut slots: Vec<Slot<'_>> = charter.cadences().map(Slot::of).collect();
    slots.retain(|slot| slot.first <= slot.last);
    slots.sort_by_key(|slot| (slot.name.map(Symbol::index), slot.first, slot.line.span));
    let mut longest: Option<Slot<'_>> = None;
    for slot in slots {
        match longest.filter(|before| before.name == slot.name) {
            Some(before) if slot.first <= before.last => findings.add(finding(before, slot)),
            _ => longest = Some(slot),
        }
        longest = longest.filter(|before| before.last >= slot.last).or(Some(slot));
    }
}

/// The one that stands later in the text is what the finding points at.
fn finding(before: Slot<'_>, after: Slot<'_>) -> Diagnostic {
    let swapped = after.line.span < before.line.span;
    let (first, second) = if swapped { (after, before) } else { (before, after) };
    let name = before.line.charter.name();
    let message = match after.name {
        Some(slot) => format!("two cadences of `{name}` are in force at once, both as `{slot}`"),
        None => format!("two cadences of `{name}` are in force at once, and neither has a name"),
    };
    let place =
        |slot: Slot<'_>| slot.line.says.slot.map_or(slot.line.says.pattern_span, |name| name.span);
    let finding = RULE
        .finding(message, place(second), "which of the two is meant?")
        .also(place(first), "in force on the same days")
        .help(match after.name {
            Some(_) => "write another name behind one `as`, or end the old cadence with `until DATE` if the new one takes its place",
            None => "give one of them a name, `as NAME`, or end the old cadence with `until DATE` if the new one takes its place",
        });
    let finding = until(finding, before, after);
    named(finding, second)
}

/// A name for the later one.
fn named(finding: Diagnostic, slot: Slot<'_>) -> Diagnostic {
    let taken: Vec<&str> =
        slot.line.charter.cadences().filter_map(|line| Some(line.says.slot?.as_str())).collect();
    let free =
        ["second", "third", "fourth", "fifth"].into_iter().find(|name| !taken.contains(name));
    let Some(free) = free else { return finding };
    let title = format!("call it `{free}`");
    match slot.line.says.slot {
        Some(name) => finding.fix(title, Safety::Unsafe, name.span, free),
        None => {
            let place = slot.line.says.pattern_span.after();
            finding.fix(title, Safety::Unsafe, place, format!(" as {free}"))
        }
    }
}

/// The old one ends the day before the new one begins.
fn until(finding: Diagnostic, before: Slot<'_>, after: Slot<'_>) -> Diagnostic {
    let Some(end) = after.first.yesterday().ok().filter(|end| before.first <= *end) else {
        return finding;
    };
    let (span, text): (Span, String) = match before.line.says.until {
        Some(until) => (until.span, end.to_string()),
        None => (before.line.says.pattern_span.after(), format!(" until {end}")),
    };
    finding.fix_all(format!("end the old one on {end}"), Safety::Unsafe, vec![Edit { span, text }])
}
