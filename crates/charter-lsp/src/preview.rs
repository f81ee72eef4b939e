//! Pages that no file holds: the standard, and the compiled calendar of a charter.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Position, TextDocumentIdentifier, Uri};

use crate::state::State;
use crate::uri;

/// `charter/preview`: the calendar of what stands here.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PreviewParams {
    text_document: TextDocumentIdentifier,
    position: Position,
}

/// A page, and where it can be asked for again.
#[derive(Debug, Serialize)]
pub(crate) struct Preview {
    uri: Uri,
    title: String,
    text: String,
}

/// `charter/virtualDocument`: a page by its address.
#[derive(Debug, Deserialize)]
pub(crate) struct PageParams {
    uri: Uri,
}

/// The calendar of what stands at a position.
pub(crate) fn preview(state: &State, params: PreviewParams) -> Result<Option<Preview>> {
    let PreviewParams { text_document, position } = params;
    let asked = state.asked(&text_document.uri)?;
    let _ = asked.byte(position);
    Ok(None)
}

/// A page by its address.
pub(crate) fn page(_: &State, params: &PageParams) -> Result<Option<Value>> {
    let is_standard = params.uri.as_str() == uri::STANDARD;
    Ok(is_standard.then(|| json!({ "text": charter::STANDARD })))
}
