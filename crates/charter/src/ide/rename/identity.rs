//! What keeps an item the same under another name: its former names, and its file.

use crate::model::Item;
use crate::tree::{Body, Clause, Name};
use crate::{Edit, SourceId, Sources, Span, Symbol};

/// The former names that come to an end where an item takes a name: of those that it had, the
/// one that it takes again and all that came later; else none.
pub(super) fn after(item: Item<'_>, new: Symbol) -> Vec<Name> {
    let former: Vec<Name> = item.former_names().collect();
    let again = former.iter().position(|name| name.symbol == new);
    again.map_or(Vec::new(), |nth| former[nth..].to_vec())
}

/// What becomes of the former names: a new one, or some that go.
pub(super) fn edits(item: Item<'_>, new: Symbol, sources: &Sources) -> Vec<Edit> {
    let ended = after(item, new);
    if ended.is_empty() {
        let kept = addition(item, sources).filter(|_| !is_doubled(item));
        return kept.into_iter().collect();
    }
    let ends = |clause: &&Clause| match clause.body {
        Body::Formerly(name) => ended.contains(&name),
        _ => false,
    };
    let clauses = item.clauses().iter().filter(ends);
    clauses
        .map(|clause| Edit { span: sources.whole_lines(clause.span), text: String::new() })
        .collect()
}

/// Whether another item has the name too: then it is given up to that one.
fn is_doubled(item: Item<'_>) -> bool {
    let doubled = item.model().names().doubled();
    doubled.iter().any(|it| it.second.symbol == item.symbol())
}

/// `formerly OLD`, behind the former names that are there, else before all clauses.
fn addition(item: Item<'_>, sources: &Sources) -> Option<Edit> {
    let text = &sources.get(item.id().source).text;
    let last = item.clauses().iter().rev().find(|it| matches!(it.body, Body::Formerly(_)));
    let behind = match last {
        Some(clause) => clause.span.end as usize,
        None => behind_brace(item, text)?,
    };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let line = format!("{}{}", layout(item, text), item.name());
    let rest = text.get(behind..)?.split_inclusive('\n').next().unwrap_or_default();
    let is_free = rest.ends_with('\n') && (rest.trim().is_empty() || is_comment(rest));
    let (at, text) = match (is_free, last) {
        (true, _) => (behind + rest.len(), format!("{line}{line_end}")),
        (false, Some(_)) => (behind, format!("{line_end}{line}")),
        // What stands on the line of the brace goes below.
        (false, None) => (behind, format!("{line_end}{line}{line_end} ")),
    };
    let at = at as u32;
    Some(Edit { span: Span { start: at, end: at, ..item.span() }, text })
}

fn is_comment(rest: &str) -> bool {
    rest.trim_start().starts_with('#')
}

/// The byte behind the brace that opens an item.
fn behind_brace(item: Item<'_>, text: &str) -> Option<usize> {
    let from = item.tree().head().end as usize;
    let to = item.clauses().first().map_or(item.tree().span.end, |clause| clause.span.start);
    let brace = text.get(from..to as usize)?.find('{')?;
    Some(from + brace + 1)
}

/// The keyword, indented as the first clause is, with its name in the same column.
fn layout(item: Item<'_>, text: &str) -> String {
    const KEYWORD: &str = "formerly";
    let first = item.clauses().first().and_then(|clause| {
        let before = text.get(..clause.span.start as usize)?;
        let indent = &before[before.rfind('\n')? + 1..];
        let rest = text.get(clause.keyword().end as usize..)?;
        let value =
            clause.keyword().range().len() + rest.len() - rest.trim_start_matches(' ').len();
        indent.trim().is_empty().then_some((indent, value))
    });
    let (indent, column) = first.unwrap_or(("  ", 0));
    let gap = column.saturating_sub(KEYWORD.len()).max(2);
    format!("{indent}{KEYWORD}{}", " ".repeat(gap))
}

/// The file of an item, where it bears the item's name and its new name is free.
pub(super) fn file(item: Item<'_>, new: Symbol, sources: &Sources) -> Option<(SourceId, String)> {
    let source = item.id().source;
    let (folder, file) = match sources.path(source).rsplit_once('/') {
        Some((folder, file)) => (format!("{folder}/"), file),
        None => (String::new(), sources.path(source)),
    };
    (file.strip_suffix(".charter")? == item.name()).then_some(())?;
    let path = format!("{folder}{}.charter", new.as_str());
    let is_taken = sources.find(&path).is_some() || sources.is_there(&path) == Some(true);
    (!is_taken).then_some((source, path))
}
