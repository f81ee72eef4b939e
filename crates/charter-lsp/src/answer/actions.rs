//! What can be done about a place.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{CodeActionParams, CodeActionProviderCapability, CodeActionResponse};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<CodeActionProviderCapability> {
    None
}

pub(crate) fn answer(_: &State, _: CodeActionParams) -> Result<Option<CodeActionResponse>> {
    Ok(None)
}
