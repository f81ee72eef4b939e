//! Where a decision goes when it is stuck, as a hierarchy of calls.

use charter::Span;
use charter::ide::{self, Call};
use charter::model::Item;
use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem,
    CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, Range,
    SymbolTag,
};

use super::symbols::kind_of;
use crate::state::{Asked, State};

/// The charter or the seat at a position.
pub(crate) fn prepare(
    state: &State,
    params: CallHierarchyPrepareParams,
) -> Result<Option<Vec<CallHierarchyItem>>> {
    let params = params.text_document_position_params;
    let asked = state.asked(&params.text_document.uri)?;
    let place = asked.place(params.position);
    Ok(ide::caller(&place).and_then(|item| told(&asked, item)).map(|item| vec![item]))
}

/// Who escalates to it.
pub(crate) fn incoming(
    state: &State,
    params: CallHierarchyIncomingCallsParams,
) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    let asked = state.asked(&params.item.uri)?;
    let Some(item) = item(&asked, &params.item) else { return Ok(None) };
    let call = |call: Call<'_>| {
        let from_ranges = ranges(&asked, &call.at);
        Some(CallHierarchyIncomingCall { from: told(&asked, call.item)?, from_ranges })
    };
    Ok(Some(ide::incoming(item).into_iter().filter_map(call).collect()))
}

/// Where it escalates to.
pub(crate) fn outgoing(
    state: &State,
    params: CallHierarchyOutgoingCallsParams,
) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    let asked = state.asked(&params.item.uri)?;
    let Some(item) = item(&asked, &params.item) else { return Ok(None) };
    let call = |call: Call<'_>| {
        let from_ranges = ranges(&asked, &call.at);
        Some(CallHierarchyOutgoingCall { to: told(&asked, call.item)?, from_ranges })
    };
    Ok(Some(ide::outgoing(item).into_iter().filter_map(call).collect()))
}

/// What a client was told before, by its name: the text may have changed since.
fn item<'s>(asked: &Asked<'s>, told: &CallHierarchyItem) -> Option<Item<'s>> {
    ide::caller_named(asked.session().model(), &told.name)
}

fn told(asked: &Asked<'_>, item: Item<'_>) -> Option<CallHierarchyItem> {
    let name = asked.location(item.span())?;
    let range = asked.location(item.tree().span)?.range;
    let detail = Some(ide::detail(item)).filter(|it| !it.is_empty());
    Some(CallHierarchyItem {
        name: item.name().into(),
        kind: kind_of(ide::OutlineKind::Item(item.kind())),
        tags: item.retired().map(|_| vec![SymbolTag::DEPRECATED]),
        detail,
        uri: name.uri,
        range,
        selection_range: name.range,
        data: None,
    })
}

/// Where the names stand, in the item that escalates.
fn ranges(asked: &Asked<'_>, at: &[Span]) -> Vec<Range> {
    at.iter().filter_map(|span| asked.location(*span)).map(|it| it.range).collect()
}
