//! Where a name is used.

use charter::ide::{self, Found, Subject, Usage};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams, Location, ReferenceParams,
};

use crate::state::State;

/// Every place where what stands at a position is named; its declaration, and the names that it
/// had before, where they are asked for.
pub(crate) fn answer(state: &State, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
    let at = params.text_document_position;
    let asked = state.asked(&at.text_document.uri)?;
    let Some(subject) = Subject::at(&asked.place(at.position)) else { return Ok(None) };
    let found = ide::references(asked.session().model(), &subject).into_iter();
    let with_declaration = params.context.include_declaration;
    let wanted = found.filter(|it| with_declaration || it.usage == Usage::Refers);
    Ok(Some(asked.locations(wanted.map(|it| it.name.span))))
}

/// The same in the document itself.
pub(crate) fn highlight(
    state: &State,
    params: DocumentHighlightParams,
) -> Result<Option<Vec<DocumentHighlight>>> {
    let at = params.text_document_position_params;
    let asked = state.asked(&at.text_document.uri)?;
    let Some(subject) = Subject::at(&asked.place(at.position)) else { return Ok(None) };
    let found = ide::references_in(asked.session().model(), &subject, asked.source).into_iter();
    let told = |it: Found| DocumentHighlight {
        range: asked.lines.range(it.name.span),
        kind: Some(match it.usage {
            Usage::Refers => DocumentHighlightKind::READ,
            Usage::Declares | Usage::Formerly => DocumentHighlightKind::WRITE,
        }),
    };
    Ok(Some(found.map(told).collect()))
}
