//! What is selected as a selection grows.

use charter::ide;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Position, Range, SelectionRange, SelectionRangeParams};

use crate::state::{Asked, State};

/// What grows around each position: one answer for each.
pub(crate) fn answer(
    state: &State,
    params: SelectionRangeParams,
) -> Result<Option<Vec<SelectionRange>>> {
    let asked = state.asked(&params.text_document.uri)?;
    let positions = params.positions.into_iter();
    Ok(Some(positions.map(|position| around(&asked, position)).collect()))
}

fn around(asked: &Asked<'_>, position: Position) -> SelectionRange {
    let model = asked.session().model();
    let spans = ide::selections(model, asked.source, asked.text(), asked.byte(position));
    let mut ranges = spans.into_iter().rev().map(|span| asked.lines.range(span));
    // A text without a single sign has nothing but the place itself.
    let whole = ranges.next().unwrap_or_else(|| Range::new(position, position));
    let widest = SelectionRange { range: whole, parent: None };
    ranges.fold(widest, |outer, range| SelectionRange { range, parent: Some(Box::new(outer)) })
}
