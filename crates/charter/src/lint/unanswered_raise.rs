//! Something that was raised, and nobody has answered in time.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Cause, Model, Raise};
use crate::rule::{Findings, FixKind, Rule};
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "unanswered-raise",
    Level::Warn,
    FixKind::None,
    "something was raised, and no record answers it in time",
    include_str!("unanswered_raise.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for raise in findings.here(model).raises().filter(|it| is_open(*it, day)) {
        let finding = examine(raise, day);
        findings.add_some(finding);
    }
}

/// Whether an answer may still be asked for: not of what is withdrawn, nor of a draft. An answer
/// without a day may have been in time.
fn is_open(raise: Raise<'_>, day: Date) -> bool {
    raise.is_open(day)
        && !raise.has_garbled("retired")
        && !raise.is_of_draft()
        && raise.answers().iter().all(|it| it.on().is_some())
}

fn examine(raise: Raise<'_>, day: Date) -> Option<Diagnostic> {
    let last = raise.answer_by().filter(|last| *last < day)?;
    let (cause, within) = (raise.cause().known()?, raise.within()?);
    let late = say::days(f64::from((day - last).get_days()));
    let message = format!("the answer to `{}` is {late} late", raise.name());
    let finding = RULE
        .finding(message, raise.span(), format!("no record answers it, due by {}", say::date(last)))
        .also(within.span, "how long there is");
    let finding = who(cause).into_iter().fold(finding, Diagnostic::note);
    let write = format!("write the record with `answers {}`", raise.name());
    Some(finding.help(match place(raise) {
        Some(place) => format!("{place} and {write}, or retire the raise if it no longer matters"),
        None => format!("{write}, or retire the raise if it no longer matters"),
    }))
}

/// Who said so, and who waits.
fn who(cause: Cause<'_>) -> Option<String> {
    match cause {
        Cause::Trigger(wire) => {
            let seat = wire.declared().known()?;
            Some(format!("`{}` declares {}", seat.name(), wire.words()))
        }
        Cause::Customer(_) => None,
        Cause::Escalation(charter) => Some(format!("`{}` is stuck until then", charter.name())),
    }
}

/// Where it has to be answered. A customer was promised no day, so that of what is late nobody asks
/// who serves them.
fn place(raise: Raise<'_>) -> Option<String> {
    let venue = raise.venue(None);
    let charter = venue.charter.map(|it| format!("decide it in `{}`", it.name()));
    charter.or_else(|| Some(format!("let `{}` decide it", venue.decides.known()?.name())))
}
