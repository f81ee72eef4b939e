//! What would change, as programs for patches read it.

use similar::TextDiff;

/// A unified diff of a file whose path is relative to the workspace.
pub(super) fn unified(path: &str, before: &str, after: &str) -> String {
    let lines = TextDiff::from_lines(before, after);
    let (old, new) = (format!("a/{path}"), format!("b/{path}"));
    lines.unified_diff().header(&old, &new).to_string()
}
