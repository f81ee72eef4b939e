//! The text as `charter format` would write it.

use charter::ide::formatting;
use charter::{Edit, Span};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentFormattingParams, DocumentOnTypeFormattingOptions, DocumentOnTypeFormattingParams,
    DocumentRangeFormattingParams, TextEdit,
};

use crate::can::Can;
use crate::state::{Asked, State};

/// What is announced of what is typed.
pub(crate) fn offer_on_type(can: &Can) -> Option<DocumentOnTypeFormattingOptions> {
    can.said.text_document.as_ref()?.on_type_formatting.as_ref()?;
    Some(DocumentOnTypeFormattingOptions {
        first_trigger_character: "\n".into(),
        more_trigger_character: Some(vec!["}".into()]),
    })
}

/// The whole text. One that does not read is left as it is: its findings say why.
pub(crate) fn document(
    state: &State,
    params: DocumentFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let asked = state.asked(&params.text_document.uri)?;
    Ok(formatting::document(asked.source, asked.text()).map(|edits| told(&asked, edits)))
}

/// The items that a range touches.
pub(crate) fn range(
    state: &State,
    params: DocumentRangeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let asked = state.asked(&params.text_document.uri)?;
    let (start, end) = asked.lines.bytes(params.range);
    let range = Span::new(asked.source, start, end);
    let document = asked.session().model().document(asked.source);
    Ok(Some(told(&asked, formatting::range(document, asked.text(), range))))
}

/// What follows what was typed.
pub(crate) fn on_type(
    state: &State,
    params: DocumentOnTypeFormattingParams,
) -> Result<Option<Vec<TextEdit>>> {
    let place = params.text_document_position;
    let asked = state.asked(&place.text_document.uri)?;
    let byte = asked.byte(place.position);
    let at = Span::new(asked.source, byte, byte);
    let document = asked.session().model().document(asked.source);
    Ok(Some(told(&asked, formatting::on_type(document, asked.text(), at, &params.ch))))
}

fn told(asked: &Asked<'_>, edits: Vec<Edit>) -> Vec<TextEdit> {
    let edit = |it: Edit| TextEdit { range: asked.lines.range(it.span), new_text: it.text };
    edits.into_iter().map(edit).collect()
}
