//! What can be folded away.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{FoldingRange, FoldingRangeParams, FoldingRangeProviderCapability};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<FoldingRangeProviderCapability> {
    None
}

pub(crate) fn answer(_: &State, _: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
    Ok(None)
}
