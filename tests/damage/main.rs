//! Much damage. A program and no test, so that it is built of what `charter` itself was built of:
//! the tests need other features of the same crates, and all would be compiled again.

use charter_tests::damage::{number, run};

fn main() {
    run(number("CHARTER_FILES").unwrap_or(100_000));
}
