//! What can stand here.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{CompletionOptions, CompletionParams, CompletionResponse};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<CompletionOptions> {
    None
}

pub(crate) fn answer(_: &State, _: CompletionParams) -> Result<Option<CompletionResponse>> {
    Ok(None)
}
