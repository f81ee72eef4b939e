//! Lints: what makes a charter unwise.

use crate::rule::rules;

rules! {
    double_booked,
    escalation_misses_window,
    misfit_cadence,
    oversized_forum,
    t1_ceremony_on_t3,
    t3_ceremony_on_t1,
    t3_without_waiver,
    unused_allow,
}
