//! Where a name is declared.

use charter::ide::{self, Definition};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{GotoDefinitionParams, GotoDefinitionResponse, LocationLink};

use crate::state::{Asked, State};

/// Where the name at a position is declared.
pub(crate) fn answer(
    state: &State,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    respond(state, params, state.can.links_definitions())
}

/// The same of a declaration.
pub(crate) fn declaration(
    state: &State,
    params: GotoDefinitionParams,
) -> Result<Option<GotoDefinitionResponse>> {
    respond(state, params, state.can.links_declarations())
}

fn respond(
    state: &State,
    params: GotoDefinitionParams,
    links: bool,
) -> Result<Option<GotoDefinitionResponse>> {
    let params = params.text_document_position_params;
    let asked = state.asked(&params.text_document.uri)?;
    let Some(found) = ide::definition(&asked.place(params.position)) else { return Ok(None) };
    Ok(match links {
        true => link(&asked, found).map(|link| GotoDefinitionResponse::Link(vec![link])),
        false => asked.location(found.name).map(GotoDefinitionResponse::Scalar),
    })
}

fn link(asked: &Asked<'_>, found: Definition) -> Option<LocationLink> {
    let name = asked.location(found.name)?;
    Some(LocationLink {
        origin_selection_range: Some(asked.lines.range(found.origin)),
        target_uri: name.uri,
        target_range: asked.location(found.whole)?.range,
        target_selection_range: name.range,
    })
}
