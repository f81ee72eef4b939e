//! What the compiler knows of an item, above it.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{CodeLens, CodeLensOptions, CodeLensParams};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<CodeLensOptions> {
    None
}

pub(crate) fn answer(_: &State, _: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    Ok(None)
}
