//! What the compiler knows, between the words.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{InlayHint, InlayHintParams, InlayHintServerCapabilities, OneOf};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<OneOf<bool, InlayHintServerCapabilities>> {
    None
}

pub(crate) fn answer(_: &State, _: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    Ok(None)
}
