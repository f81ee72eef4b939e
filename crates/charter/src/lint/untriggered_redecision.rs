//! A record that decides anew what nobody has raised.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Charter, Model, Record};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::ClauseKind;

pub(crate) const RULE: Rule = Rule::lint(
    "untriggered-redecision",
    Level::Info,
    FixKind::None,
    "a record reopens another and answers no raise",
    include_str!("untriggered_redecision.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let records = findings.here(model).records().filter(|it| is_untriggered(*it));
    let found: Vec<Diagnostic> = records.filter_map(draw).collect();
    found.into_iter().for_each(|finding| findings.add(finding));
}

fn is_untriggered(record: Record<'_>) -> bool {
    record.has(ClauseKind::Reopens)
        && !record.has(ClauseKind::Answers)
        && !record.has_garbled("answers")
        && !record.charter().known().is_some_and(Charter::is_draft)
}

/// Of what it reopens, the first that there is; that none reopens itself is another rule's.
fn draw(record: Record<'_>) -> Option<Diagnostic> {
    let mut reopened = record.reopen_names().zip(record.reopens());
    let other = |it: &Record<'_>| *it != record;
    let (name, before) = reopened.find_map(|(name, it)| Some((name, it.known().filter(other)?)))?;
    let message =
        format!("`{}` reopens `{}`, and nothing was raised", record.name(), before.name());
    let finding =
        RULE.finding(message, name.span, "decided anew").also(before.span(), "decided here");
    Some(
        finding
            .note("a decision that anybody can reopen without evidence was never quite taken")
            .help("name what was raised, `answers RAISE`; where it was only time to look again, leave this as it is"),
    )
}
