//! A record that is kept where nothing is.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Charter, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::ClauseKind;

pub(crate) const RULE: Rule = Rule::lint(
    "record-unfindable",
    Level::Warn,
    FixKind::None,
    "a record is kept in a local path that is not there",
    include_str!("record_unfindable.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for charter in findings.here(model).live_charters() {
        if charter.tree().present.any.contains(ClauseKind::Record) {
            let finding = examine(charter, findings);
            findings.add_some(finding);
        }
    }
}

/// Before it is in force there is nothing to be found; afterwards nobody adds to it.
fn examine(charter: Charter<'_>, findings: &Findings<'_>) -> Option<Diagnostic> {
    let (_, place) = charter.record()?;
    let text = place?;
    let path = local(&text.value)?;
    let day = findings.day();
    let begun = charter.effective().is_some_and(|date| date.value <= day);
    if !begun || charter.is_over(day) || findings.is_there(path)? {
        return None;
    }
    let message =
        format!("the record of `{}` is kept in `{path}`, which is not there", charter.name());
    Some(
        RULE.finding(message, text.span, "no such file or folder in the folder of your charters")
            .note("what was decided and cannot be found is decided again")
            .help(format!("create `{path}` there, or write the place where the record is kept")),
    )
}

/// Endings of files that are written for people.
const ENDINGS: [&str; 14] = [
    "adoc", "charter", "csv", "docx", "html", "json", "md", "mdx", "odt", "org", "pdf", "rst",
    "txt", "xlsx",
];

/// The path that a text is, without what points into the file: `docs/records.md#roadmap`.
/// None for addresses, for prose, and for whatever has a part to be filled in.
fn local(text: &str) -> Option<&str> {
    let path = text.trim().split('#').next().unwrap_or_default();
    let plain = |c: char| c.is_alphanumeric() || "/._-+@,()".contains(c);
    let beside = path.strip_prefix("./").unwrap_or(path);
    let relative = !beside.is_empty() && !beside.starts_with(['/', '.', '@', '-']);
    let shaped = match beside.split_once('/') {
        // A first part with a dot is the name of a host.
        Some((first, _)) => !first.contains('.') && (ends_as_file(beside) || is_lower(beside)),
        None => ends_as_file(beside),
    };
    (relative && path.chars().all(plain) && shaped).then_some(beside)
}

fn ends_as_file(path: &str) -> bool {
    let ending = path.rsplit('/').next().and_then(|last| last.rsplit_once('.'));
    ending.is_some_and(|(_, ending)| ENDINGS.contains(&ending.to_lowercase().as_str()))
}

/// `docs/records`, and not `Jira/Confluence`.
fn is_lower(path: &str) -> bool {
    !path.chars().any(char::is_uppercase)
}
