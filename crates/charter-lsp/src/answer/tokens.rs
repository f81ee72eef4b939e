//! What each word is, for colours.

mod delta;
mod encode;

pub(crate) use delta::Remembered;

use charter::ide;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    SemanticToken, SemanticTokens, SemanticTokensDeltaParams, SemanticTokensFullDeltaResult,
    SemanticTokensFullOptions, SemanticTokensOptions, SemanticTokensParams,
    SemanticTokensRangeParams, SemanticTokensRangeResult, SemanticTokensResult,
    SemanticTokensServerCapabilities, Uri, WorkDoneProgressOptions,
};

use crate::can::Can;
use crate::state::{Asked, State};

/// What is announced: no more than the client will ask for.
pub(crate) fn offer(can: &Can) -> Option<SemanticTokensServerCapabilities> {
    let (full, range) = (can.asks_full_tokens(), can.asks_range_tokens());
    (full.is_some() || range).then(|| {
        SemanticTokensServerCapabilities::SemanticTokensOptions(SemanticTokensOptions {
            work_done_progress_options: WorkDoneProgressOptions::default(),
            legend: encode::legend(),
            range: range.then_some(true),
            full: full.map(|delta| SemanticTokensFullOptions::Delta { delta: Some(delta) }),
        })
    })
}

/// All of a document.
pub(crate) fn full(
    state: &mut State,
    params: SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    let uri = params.text_document.uri;
    let data = all(&state.asked(&uri)?);
    let tokens = remembered(state, &uri, data);
    Ok(Some(SemanticTokensResult::Tokens(tokens)))
}

/// What has changed since an answer that the client names; all, where that was another.
pub(crate) fn delta(
    state: &mut State,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let uri = params.text_document.uri;
    let data = all(&state.asked(&uri)?);
    let edits = state.tokens.changes(uri.as_str(), &params.previous_result_id, &data);
    let tokens = remembered(state, &uri, data);
    Ok(Some(match edits {
        None => SemanticTokensFullDeltaResult::Tokens(tokens),
        Some(edits) => SemanticTokensFullDeltaResult::TokensDelta(
            tower_lsp_server::ls_types::SemanticTokensDelta { result_id: tokens.result_id, edits },
        ),
    }))
}

/// What can be seen of a document.
pub(crate) fn range(
    state: &State,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let asked = state.asked(&params.text_document.uri)?;
    let (start, end) = asked.lines.bytes(params.range);
    let data = of_bytes(&asked, start..end);
    Ok(Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })))
}

fn all(asked: &Asked<'_>) -> Vec<SemanticToken> {
    of_bytes(asked, 0..asked.text().len() as u32)
}

fn of_bytes(asked: &Asked<'_>, bytes: std::ops::Range<u32>) -> Vec<SemanticToken> {
    let model = asked.session().model();
    let semantics = ide::semantics(model, asked.source, asked.text(), bytes);
    encode::encode(&semantics, asked)
}

/// An answer that may be named later. Of a document that nobody has open none is kept.
fn remembered(state: &mut State, uri: &Uri, data: Vec<SemanticToken>) -> SemanticTokens {
    let is_open = state.documents.contains_key(uri.as_str());
    let result_id = is_open.then(|| state.tokens.remember(uri.as_str(), data.clone()));
    SemanticTokens { result_id, data }
}
