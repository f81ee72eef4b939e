//! Places that are typed in together: none, and so none are announced.
//!
//! A name is used in other files than the one that declares it, and its old spelling has to stay
//! as `formerly`. What is typed in one place and followed in the same file alone would break
//! all others at every key; and a pair of tags, which is what this is made for, the language
//! does not have. Whoever wants another name asks for it: [`super::rename`].

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{
    LinkedEditingRangeParams, LinkedEditingRangeServerCapabilities, LinkedEditingRanges,
};

use crate::can::Can;
use crate::state::State;

/// What is announced.
pub(crate) fn offer(_: &Can) -> Option<LinkedEditingRangeServerCapabilities> {
    None
}

/// Nothing, to whoever asks all the same.
pub(crate) fn answer(
    _: &State,
    _: LinkedEditingRangeParams,
) -> Result<Option<LinkedEditingRanges>> {
    Ok(None)
}
