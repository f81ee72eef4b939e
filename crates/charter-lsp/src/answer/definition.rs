//! Where a name is declared.

use charter::ide::{self, Definition};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DeclarationCapability, DefinitionOptions, GotoDefinitionParams, GotoDefinitionResponse,
    LocationLink, OneOf,
};

use crate::can::Can;
use crate::state::{Asked, State};

/// What is announced.
pub(crate) fn offer(can: &Can) -> Option<OneOf<bool, DefinitionOptions>> {
    let asks = can.said.text_document.as_ref().is_some_and(|it| it.definition.is_some());
    asks.then_some(OneOf::Left(true))
}

/// What is announced of declarations: in this language they are the same.
pub(crate) fn offer_declaration(can: &Can) -> Option<DeclarationCapability> {
    let asks = can.said.text_document.as_ref().is_some_and(|it| it.declaration.is_some());
    asks.then_some(DeclarationCapability::Simple(true))
}

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
