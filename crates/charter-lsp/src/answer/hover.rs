//! What something means, shown beside it.

use charter::ide;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverContents, HoverParams};

use crate::render;
use crate::state::State;

pub(crate) fn answer(state: &State, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let asked = state.asked(&at.text_document.uri)?;
    let found = ide::hover(asked.ask(at.position));
    Ok(found.map(|found| Hover {
        contents: HoverContents::Markup(render::content(&found.page, state.can.hovers_in())),
        range: Some(asked.lines.range(found.span)),
    }))
}
