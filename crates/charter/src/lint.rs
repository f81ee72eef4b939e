//! Lints: what makes a charter unwise.

mod rhythm;

use crate::rule::rules;

rules! {
    cadence_altitude,
    cadence_in_dst_gap,
    calendar_load,
    deprecated_zone,
    double_booked,
    escalation_misses_window,
    fixed_offset_zone,
    forum_outlives_owner,
    holiday_hit,
    holidays_run_out,
    misfit_cadence,
    month_day_drift,
    outside_hours,
    oversized_forum,
    t1_ceremony_on_t3,
    t3_ceremony_on_t1,
    t3_without_waiver,
    unused_allow,
}
