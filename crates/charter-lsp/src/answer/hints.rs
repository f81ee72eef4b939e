//! What the compiler knows, between the words.

use charter::{Span, ide};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{InlayHint, InlayHintLabel, InlayHintParams};

use crate::state::State;

pub(crate) fn answer(state: &State, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
    let asked = state.asked(&params.text_document.uri)?;
    let (start, end) = asked.lines.bytes(params.range);
    let range = Span::new(asked.source, start, end);
    let session = asked.session();
    let found = ide::hints(session.model(), asked.text(), range, session.day());
    let hint = |hint: ide::Hint| InlayHint {
        position: asked.lines.position(hint.at),
        label: InlayHintLabel::String(hint.words),
        kind: None,
        text_edits: None,
        tooltip: None,
        padding_left: Some(true),
        padding_right: None,
        data: None,
    };
    Ok(Some(found.into_iter().map(hint).collect()))
}
