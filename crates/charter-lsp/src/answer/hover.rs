//! What something means, shown beside it.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverParams, HoverProviderCapability};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<HoverProviderCapability> {
    None
}

pub(crate) fn answer(_: &State, _: HoverParams) -> Result<Option<Hover>> {
    Ok(None)
}
