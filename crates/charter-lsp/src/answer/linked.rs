//! Places that are typed in together.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{LinkedEditingRangeParams, LinkedEditingRangeServerCapabilities, LinkedEditingRanges};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<LinkedEditingRangeServerCapabilities> {
    None
}

pub(crate) fn answer(_: &State, _: LinkedEditingRangeParams) -> Result<Option<LinkedEditingRanges>> {
    Ok(None)
}
