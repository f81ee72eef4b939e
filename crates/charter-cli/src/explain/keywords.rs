//! Keywords, a line each.

/// The page of a keyword.
pub(super) fn page(_word: &str) -> Option<String> {
    None
}

/// Every keyword.
pub(super) fn words() -> Vec<&'static str> {
    Vec::new()
}
