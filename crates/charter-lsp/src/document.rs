//! A document that an editor has open, and what is done to it.

use charter::SourceId;
use tower_lsp_server::ls_types::{TextDocumentContentChangeEvent, Uri};

use crate::position::{Encoding, Lines};

/// A document that an editor has open.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    /// As the client writes it.
    pub(crate) uri: Uri,
    /// What the client counts.
    pub(crate) version: i32,
    /// Which workspace it belongs to.
    pub(crate) workspace: usize,
    /// Which of its sources it is.
    pub(crate) source: SourceId,
}

/// The text after some changes, each of which is told of the text that the one before left.
pub(crate) fn changed(
    text: &str,
    changes: Vec<TextDocumentContentChangeEvent>,
    encoding: Encoding,
) -> String {
    let mut text = text.to_owned();
    for change in changes {
        match change.range {
            None => text = change.text,
            Some(range) => {
                let (start, end) = Lines::new(&text, encoding).bytes(range);
                text.replace_range(start as usize..end as usize, &change.text);
            }
        }
    }
    text
}
