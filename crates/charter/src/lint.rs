//! Lints: what makes a charter unwise.

mod rhythm;

use crate::rule::rules;

rules! {
    "Cadence" {
        cadence_altitude,
        cadence_in_dst_gap,
        calendar_load,
        deprecated_zone,
        double_booked,
        fixed_offset_zone,
        forum_outlives_owner,
        holiday_hit,
        holidays_run_out,
        misfit_cadence,
        month_day_drift,
        outside_hours,
        oversized_forum,
    }
    "Rights and escalation" {
        below_altitude,
        business_development_in_sales,
        decision_kind_mismatch,
        denied_authority,
        escalation_ends_low,
        escalation_misses_window,
        escalation_not_upward,
        escalation_too_deep,
        idle_seat,
        missing_gate,
        missing_voice,
        no_alternate,
        outside_mandate,
        stale_signature,
        unbounded_charter,
        vacant_owner,
    }
    "Evidence" {
        market_trigger_not_by_ci,
        self_declared_trigger,
        stale_input,
        trigger_slower_than_forum,
        unwired_trigger,
        vague_trigger,
    }
    "Launches and bets" {
        bet_without_exit,
        checklist_gate,
        gate_after_launch,
        no_post_launch_review,
        onboarding_gap,
        partner_absent_from_gate,
        partner_input_owner,
        partner_trigger_missing,
        t1_ceremony_on_t3,
        t3_ceremony_on_t1,
        t3_without_waiver,
        tier_not_by_pmm,
        unadmitted_bet,
        unmanaged_t2,
        unmeasured_bet,
    }
    "Life and records" {
        deferral_streak,
        expired,
        missed_cycle,
        missing_core_interface,
        record_unfindable,
        recurring_subject,
        renew_only,
        review_overdue,
        silent_limbo,
        unanswered_raise,
        unfilled_text,
        unmeasured_decision,
        untriggered_redecision,
        unused_allow,
    }
}
