//! The fenced blocks of a Markdown page.

use std::ops::Range;

/// A fenced block: its info string, its text, and where the text stands.
#[derive(Debug)]
pub struct Block {
    /// What stands behind the fence.
    pub info: String,
    /// What stands between the fences.
    pub text: String,
    /// Where that is.
    pub range: Range<usize>,
}

/// All of a page, in order.
pub fn blocks(page: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut open: Option<(String, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        if let Some(rest) = line.strip_prefix("```") {
            open = match open.take() {
                None => Some((rest.trim().to_string(), at + line.len())),
                Some((info, start)) => {
                    found.push(Block { info, text: page[start..at].to_string(), range: start..at });
                    None
                }
            };
        }
        at += line.len();
    }
    found
}
