//! Checks: what makes a text not a charter.

mod meant;

use crate::model::Item;
use crate::rule::rules;
use crate::tree::ClauseKind;

rules! {
    "Checks" {
        ai_owner,
        ambiguous_frequency,
        bucket_evidence,
        dead_exception,
        duplicate_clause,
        duplicate_decision,
        duplicate_name,
        encoding,
        escalation_cycle,
        forbidden_allow,
        invalid_date,
        invalid_time,
        malformed_name,
        missing_clause,
        multiple_owners,
        owner_is_counterparty,
        retired_reference,
        syntax,
        unanswered_question,
        uncomputable_cadence,
        unit_mismatch,
        unit_missing,
        unknown_clause,
        unknown_zone,
        unnamed_slot,
        unresolved_name,
        unsigned,
        wrong_kind,
    }
}

/// Whether an item is a draft, of which only syntax and names are checked.
fn is_draft(item: Item<'_>) -> bool {
    item.tree().present.any.contains(ClauseKind::Draft)
}
