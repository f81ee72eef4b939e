//! Where a name is declared.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DefinitionOptions, GotoDefinitionParams, GotoDefinitionResponse, OneOf};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<OneOf<bool, DefinitionOptions>> {
    None
}

pub(crate) fn answer(_: &State, _: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
    Ok(None)
}
