//! Stubs: clauses that a person finishes, written as the item already writes its own.

use crate::model::Item;
use crate::rule::Findings;
use crate::{Edit, Span};

/// A clause to be added: its keyword, and what follows.
pub(crate) type Stub = (&'static str, String);

/// Adds clauses at the end of an item.
pub(crate) fn append(item: Item<'_>, stubs: &[Stub], findings: &Findings<'_>) -> Edit {
    append_to(item, findings.text(item.tree().span), stubs)
}

/// The same for who has the text of the item at hand.
pub(crate) fn append_to(item: Item<'_>, text: &str, stubs: &[Stub]) -> Edit {
    let span = item.tree().span;
    let column = column(item, text);
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
fn column(item: Item<'_>, text: &str) -> usize {
    let Some(clause) = item.clauses().first() else { return 0 };
    let start = (clause.keyword().end - item.tree().span.start) as usize;
    let rest = text.get(start..).unwrap_or_default();
    clause.keyword().range().len() + rest.len() - rest.trim_start_matches(' ').len()
}
