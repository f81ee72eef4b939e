//! What each word is, for colours.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{SemanticTokensDeltaParams, SemanticTokensFullDeltaResult, SemanticTokensParams, SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult, SemanticTokensServerCapabilities};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<SemanticTokensServerCapabilities> {
    None
}

pub(crate) fn full(_: &State, _: SemanticTokensParams) -> Result<Option<SemanticTokensResult>> {
    Ok(None)
}

pub(crate) fn delta(_: &State, _: SemanticTokensDeltaParams) -> Result<Option<SemanticTokensFullDeltaResult>> {
    Ok(None)
}

pub(crate) fn range(_: &State, _: SemanticTokensRangeParams) -> Result<Option<SemanticTokensRangeResult>> {
    Ok(None)
}
