//! Addresses in texts.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentLink, DocumentLinkOptions, DocumentLinkParams};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<DocumentLinkOptions> {
    None
}

pub(crate) fn answer(_: &State, _: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
    Ok(None)
}
