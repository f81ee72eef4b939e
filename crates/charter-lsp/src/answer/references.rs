//! Where a name is used.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentHighlight, DocumentHighlightParams, Location, OneOf, ReferenceOptions, ReferenceParams};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<OneOf<bool, ReferenceOptions>> {
    None
}

pub(crate) fn answer(_: &State, _: ReferenceParams) -> Result<Option<Vec<Location>>> {
    Ok(None)
}

pub(crate) fn highlight(_: &State, _: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
    Ok(None)
}
