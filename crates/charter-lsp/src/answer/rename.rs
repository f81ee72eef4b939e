//! Another name, everywhere.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{OneOf, PrepareRenameResponse, RenameOptions, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<OneOf<bool, RenameOptions>> {
    None
}

pub(crate) fn prepare(_: &State, _: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
    Ok(None)
}

pub(crate) fn answer(_: &State, _: RenameParams) -> Result<Option<WorkspaceEdit>> {
    Ok(None)
}
