//! Where a decision goes when it is stuck, as a hierarchy of calls.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{CallHierarchyIncomingCall, CallHierarchyIncomingCallsParams, CallHierarchyItem, CallHierarchyOutgoingCall, CallHierarchyOutgoingCallsParams, CallHierarchyPrepareParams, CallHierarchyServerCapability};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<CallHierarchyServerCapability> {
    None
}

pub(crate) fn prepare(_: &State, _: CallHierarchyPrepareParams) -> Result<Option<Vec<CallHierarchyItem>>> {
    Ok(None)
}

pub(crate) fn incoming(_: &State, _: CallHierarchyIncomingCallsParams) -> Result<Option<Vec<CallHierarchyIncomingCall>>> {
    Ok(None)
}

pub(crate) fn outgoing(_: &State, _: CallHierarchyOutgoingCallsParams) -> Result<Option<Vec<CallHierarchyOutgoingCall>>> {
    Ok(None)
}
