//! What the writer writes.

use crate::feeds;

#[test]
fn show() {
    println!("{}", feeds::text(&feeds::rich()));
}
