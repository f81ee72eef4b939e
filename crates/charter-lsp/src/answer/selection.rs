//! What is selected as a selection grows.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{SelectionRange, SelectionRangeParams, SelectionRangeProviderCapability};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<SelectionRangeProviderCapability> {
    None
}

pub(crate) fn answer(_: &State, _: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
    Ok(None)
}
