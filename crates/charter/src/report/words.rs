//! The words of a finding where there is no excerpt to draw.

use charter_syntax::{Diagnostic, Label};

use super::{Lines, Report};
use crate::Sources;

/// What stands below a message: what was compared, and what to do.
pub(super) fn advice(finding: &Diagnostic) -> Vec<String> {
    let mut advice = finding.notes.clone();
    match &finding.help {
        Some(help) => advice.push(format!("help: {help}")),
        None => advice.extend(finding.fixes.iter().map(|fix| format!("help: {}", fix.title))),
    }
    advice
}

/// All of it on one line: `message; help: …`
pub(super) fn sentence(finding: &Diagnostic) -> String {
    let mut words = finding.message.clone();
    match &finding.help {
        Some(help) => words.push_str(&format!("; help: {help}")),
        None if finding.fixes.is_empty() => {}
        None => {
            let titles: Vec<&str> = finding.fixes.iter().map(|fix| fix.title.as_str()).collect();
            words.push_str(&format!("; help: {}", titles.join(", or ")));
        }
    }
    words
}

/// The message and, below it, what was compared and what to do: where other places are data.
pub(super) fn message(finding: &Diagnostic) -> String {
    [vec![finding.message.clone()], advice(finding)].concat().join("\n")
}

/// All of it, line by line: the message, the other places, what was compared, what to do.
pub(super) fn paragraph(finding: &Diagnostic, report: &Report<'_>, lines: &Lines<'_>) -> String {
    let mut words = vec![finding.message.clone()];
    let others = finding.labels.iter().skip(1).filter(|it| !it.message.is_empty());
    words.extend(others.map(|it| other(it, report, lines)));
    words.extend(advice(finding));
    words.join("\n")
}

/// `interfaces/roadmap.charter:3:19: fits every 2 months to every 2 quarters`
fn other(label: &Label, report: &Report<'_>, lines: &Lines<'_>) -> String {
    let Label { span, message } = label;
    let at = lines.position(span.source, lines.fit(*span).start);
    format!("{}:{}:{}: {message}", report.path(span.source), at.line, at.column)
}

/// The other places that are in a file: those in the embedded standard are in none.
pub(super) fn others(finding: &Diagnostic) -> impl Iterator<Item = &Label> {
    finding.labels.iter().skip(1).filter(|it| it.span.source != Sources::STANDARD)
}

/// On one line whatever it says: a name may hold a line break.
pub(super) fn one_line(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { ' ' } else { it }).collect()
}
