//! What a document declares, and what all of them do.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentSymbolOptions, DocumentSymbolParams, DocumentSymbolResponse, OneOf, WorkspaceSymbolOptions, WorkspaceSymbolParams, WorkspaceSymbolResponse};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<OneOf<bool, DocumentSymbolOptions>> {
    None
}

/// What is announced of all documents.
pub(crate) fn offer_everywhere(_: &Can) -> Option<OneOf<bool, WorkspaceSymbolOptions>> {
    None
}

pub(crate) fn answer(_: &State, _: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
    Ok(None)
}

pub(crate) fn everywhere(_: &State, _: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
    Ok(None)
}
