//! Checks: what makes a text not a charter.

mod meant;

use crate::model::{Charter, Handle, Item};
use crate::rule::rules;

rules! {
    ai_owner,
    ambiguous_frequency,
    duplicate_clause,
    duplicate_name,
    encoding,
    forbidden_allow,
    invalid_date,
    invalid_time,
    malformed_name,
    missing_clause,
    multiple_owners,
    owner_is_counterparty,
    retired_reference,
    syntax,
    uncomputable_cadence,
    unit_mismatch,
    unit_missing,
    unknown_clause,
    unknown_zone,
    unnamed_slot,
    unresolved_name,
    wrong_kind,
}

/// Whether an item is a draft, of which only syntax and names are checked.
fn is_draft(item: Item<'_>) -> bool {
    Charter::of(item).is_some_and(Charter::is_draft)
}
