//! What can be folded away.

use charter::ide::{self, Fold, FoldKind};
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

use crate::state::{Asked, State};

/// What can be folded in a document; no more than a client wants.
pub(crate) fn answer(
    state: &State,
    params: FoldingRangeParams,
) -> Result<Option<Vec<FoldingRange>>> {
    let asked = state.asked(&params.text_document.uri)?;
    let most = state.can.most_folds();
    let folds = ide::folds(asked.source, asked.text()).into_iter();
    Ok(Some(folds.filter_map(|fold| range(&asked, fold)).take(most).collect()))
}

/// A fold as lines and columns. Where a client folds whole lines, the brace that closes a
/// block stays to be seen.
fn range(asked: &Asked<'_>, fold: Fold) -> Option<FoldingRange> {
    let range = asked.lines.range(fold.span);
    let by_lines = asked.state.can.folds_lines();
    let keeps_last = by_lines && fold.kind == FoldKind::Block;
    let end_line = range.end.line.checked_sub(u32::from(keeps_last))?;
    (end_line > range.start.line).then(|| FoldingRange {
        start_line: range.start.line,
        start_character: (!by_lines).then_some(range.start.character),
        end_line,
        end_character: (!by_lines).then_some(range.end.character),
        kind: (fold.kind == FoldKind::Comment).then_some(FoldingRangeKind::Comment),
        collapsed_text: None,
    })
}
