//! A little damage, in each run of the tests; `damage/main.rs` does much.

use charter_tests::damage::run;

#[test]
fn a_little_damage() {
    run(300);
}
