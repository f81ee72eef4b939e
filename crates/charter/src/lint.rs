//! Lints: what makes a charter unwise.

use crate::rule::rules;

rules! {
    misfit_cadence,
    unused_allow,
}
