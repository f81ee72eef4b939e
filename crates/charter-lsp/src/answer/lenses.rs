//! What the compiler knows of an item, above it.
//!
//! What a lens does is done by the client: it shows places, or the preview. One that did not say
//! that it can is given the words alone.

use charter::Span;
use charter::ide::{self, Shows};
use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{CodeLens, CodeLensParams, Command};

use crate::state::{Asked, State};

/// Shows the compiled calendar of what stands at a place: the client asks `charter/preview`.
pub(crate) const PREVIEW: &str = "charter.preview";

/// Shows places: an address, a position, and the list of them.
pub(crate) const REFERENCES: &str = "charter.showReferences";

pub(crate) fn answer(state: &State, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
    let asked = state.asked(&params.text_document.uri)?;
    let session = asked.session();
    let found = ide::document_lenses(session.model(), asked.source, session.day());
    let lens = |lens: ide::Lens| CodeLens {
        range: asked.lines.range(lens.span),
        command: Some(command(&asked, &lens)),
        data: None,
    };
    Ok(Some(found.into_iter().map(lens).collect()))
}

/// What a lens says, and what it does where the client can do it.
pub(crate) fn command(asked: &Asked<'_>, lens: &ide::Lens) -> Command {
    let title = lens.words.clone();
    let does = match &lens.shows {
        Shows::Preview => preview(asked, lens.span),
        Shows::Places(places) => references(asked, lens.span, places),
        Shows::Place(place) => references(asked, lens.span, &[*place]),
    };
    let (command, arguments) = does.map_or((String::new(), None), |(command, arguments)| {
        (command.to_owned(), Some(arguments))
    });
    Command { title, command, arguments }
}

fn preview(asked: &Asked<'_>, span: Span) -> Option<(&'static str, Vec<Value>)> {
    let place = asked.location(span).filter(|_| asked.state.can.carries_out(PREVIEW))?;
    Some((PREVIEW, vec![json!(place.uri), json!(place.range.start)]))
}

fn references(
    asked: &Asked<'_>,
    span: Span,
    places: &[Span],
) -> Option<(&'static str, Vec<Value>)> {
    let place = asked.location(span).filter(|_| asked.state.can.carries_out(REFERENCES))?;
    let places: Vec<Value> =
        places.iter().filter_map(|it| asked.location(*it)).map(|it| json!(it)).collect();
    Some((REFERENCES, vec![json!(place.uri), json!(place.range.start), Value::Array(places)]))
}
