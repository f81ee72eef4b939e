//! Lints: what makes a charter unwise.

use crate::rule::rules;

rules! {
    below_altitude,
    business_development_in_sales,
    decision_kind_mismatch,
    denied_authority,
    double_booked,
    escalation_ends_low,
    escalation_misses_window,
    escalation_not_upward,
    escalation_too_deep,
    idle_seat,
    misfit_cadence,
    missing_gate,
    missing_voice,
    no_alternate,
    outside_mandate,
    oversized_forum,
    stale_signature,
    t1_ceremony_on_t3,
    t3_ceremony_on_t1,
    t3_without_waiver,
    unbounded_charter,
    unused_allow,
    vacant_owner,
}
