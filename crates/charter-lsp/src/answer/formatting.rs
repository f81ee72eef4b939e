//! The text as `charter format` would write it.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{DocumentFormattingOptions, DocumentOnTypeFormattingOptions, DocumentRangeFormattingOptions, DocumentFormattingParams, DocumentOnTypeFormattingParams, DocumentRangeFormattingParams, OneOf, TextEdit};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<OneOf<bool, DocumentFormattingOptions>> {
    None
}

/// What is announced of a range.
pub(crate) fn offer_range(_: &Can) -> Option<OneOf<bool, DocumentRangeFormattingOptions>> {
    None
}

/// What is announced of what is typed.
pub(crate) fn offer_on_type(_: &Can) -> Option<DocumentOnTypeFormattingOptions> {
    None
}

pub(crate) fn document(_: &State, _: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    Ok(None)
}

pub(crate) fn range(_: &State, _: DocumentRangeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    Ok(None)
}

pub(crate) fn on_type(_: &State, _: DocumentOnTypeFormattingParams) -> Result<Option<Vec<TextEdit>>> {
    Ok(None)
}
