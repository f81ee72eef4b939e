//! Stubs: clauses that a person finishes, written as the item already writes its own.

use crate::model::Item;
use crate::rule::Findings;
use crate::{Edit, Span};

/// A clause to be added: its keyword, and what follows.
pub(crate) type Stub = (&'static str, String);

/// Adds clauses at the end of an item.
pub(crate) fn append(item: Item<'_>, stubs: &[Stub], findings: &Findings<'_>) -> Edit {
    let span = item.tree().span;
    let text = findings.text(span);
    let column = column(item, findings);
    let lines = stubs.iter().map(|(keyword, rest)| {
        let width = column.max(keyword.len() + 1);
        format!("  {keyword:<width$}{rest}\n")
    });
    let lines: String = lines.collect();
    let body = text.strip_suffix('}');
    let at = if body.is_some() { span.end - 1 } else { span.end };
    let own_line = body.unwrap_or(text).ends_with('\n');
    let lead = if own_line { "" } else { "\n" };
    Edit { span: Span { start: at, end: at, ..span }, text: format!("{lead}{lines}") }
}

/// Takes a clause out, with the line that it leaves empty.
pub(crate) fn remove(clause: Span, findings: &Findings<'_>) -> Edit {
    Edit { span: findings.whole_lines(clause), text: String::new() }
}

/// How far behind its keyword the first clause begins to speak.
fn column(item: Item<'_>, findings: &Findings<'_>) -> usize {
    let Some(clause) = item.clauses().first() else { return 0 };
    let text = findings.text(clause.span);
    let keyword = clause.keyword().range().len();
    let rest = text.get(keyword..).unwrap_or_default();
    keyword + rest.len() - rest.trim_start_matches(' ').len()
}
