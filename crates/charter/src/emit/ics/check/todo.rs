//! Things to do: by when, and what only events have.

use crate::emit::ics::read::{Component, Defect, Property};
use crate::emit::ics::value::{Moment, moment};

/// Checks what a VTODO says of when it is due.
pub(super) fn check(todo: &Component<'_>, defects: &mut Vec<Defect>) {
    for name in ["DTEND", "TRANSP"] {
        if let Some(property) = todo.property(name) {
            let message = format!("{name} is of events");
            defects.push(property.defect("misplaced-property", message));
        }
    }
    let start = todo.property("DTSTART");
    if let Some(rule) = todo.property("RRULE").filter(|_| start.is_none()) {
        let message = "what repeats has a DTSTART to count from";
        defects.push(rule.defect("rule-without-start", message));
    }
    let Some(due) = todo.property("DUE") else {
        let message = "what is to be done has no DUE";
        return defects.push(Defect::new("no-due", todo.line, message));
    };
    if let Some(duration) = todo.property("DURATION") {
        let message = "what is to be done has DUE or DURATION, not both";
        defects.push(duration.defect("due-and-duration", message));
    }
    let start = start.and_then(|start| moment(start).ok());
    if let (Some(start), Ok(end)) = (start, moment(due)) {
        order(due, &start, &end, defects);
    }
}

fn order(due: &Property<'_>, start: &Moment<'_>, end: &Moment<'_>, defects: &mut Vec<Defect>) {
    if start.is_day() != end.is_day() {
        defects.push(due.defect("due-type", "DUE is not of the type of DTSTART"));
    } else if start.like(end) && end.on_clock() <= start.on_clock() {
        defects.push(due.defect("due-before-start", "DUE is not after DTSTART"));
    }
}
