//! Checks: what makes a text not a charter.

use crate::rule::rules;

rules! {
    unresolved_name,
}
