//! Checks: what makes a text not a charter.

use crate::rule::rules;

rules! {
    dead_exception,
    duplicate_decision,
    escalation_cycle,
    unanswered_question,
    unresolved_name,
    unsigned,
}
