//! Changes of one text, and the proof that they do no harm.

use charter_syntax::{Parse, Span};

use crate::{Edit, Source, SourceId};

/// A text with some of its places replaced. New lines end as those of the text do. `Err` says
/// what harm would come of it.
pub(super) fn edits(source: &Source, mut edits: Vec<&Edit>) -> Result<String, String> {
    edits.sort_by_key(|edit| edit.span);
    let (path, text) = (&source.path, &source.text);
    let after = replaced(text, &edits).ok_or(format!("mending `{path}` would tear it"))?;
    if lost_comment(text, &edits) {
        return Err(format!("mending `{path}` would lose a comment"));
    }
    if read(text).errors.is_empty() && !read(&after).errors.is_empty() {
        return Err(format!("mending `{path}` would break it"));
    }
    Ok(after)
}

/// None where places overlap, or cut a character in two.
fn replaced(text: &str, edits: &[&Edit]) -> Option<String> {
    let windows = text.find('\n').is_some_and(|end| text[..end].ends_with('\r'));
    let mut out = String::with_capacity(text.len() + 64);
    let mut from = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(text.get(from..range.start)?);
        match windows {
            true => out.push_str(&edit.text.replace('\n', "\r\n")),
            false => out.push_str(&edit.text),
        }
        from = range.end;
    }
    out.push_str(text.get(from..)?);
    Some(out)
}

/// Whether a comment stands in what is replaced and not in what comes instead.
fn lost_comment(text: &str, edits: &[&Edit]) -> bool {
    let holds_sign = |it: &&&Edit| text.get(it.span.range()).is_some_and(|it| it.contains('#'));
    if !edits.iter().any(|it| holds_sign(&it)) {
        return false;
    }
    let comments = read(text).document.comments;
    let lost = |edit: &Edit, comment: &Span| {
        let apart = comment.end <= edit.span.start || edit.span.end <= comment.start;
        !apart && !edit.text.contains(text[comment.range()].trim_end())
    };
    edits.iter().any(|edit| comments.iter().any(|comment| lost(edit, comment)))
}

fn read(text: &str) -> Parse {
    charter_syntax::parse(SourceId(1), text)
}
