//! How long a hundred thousand events take. Run it alone, and with `--release`:
//! `cargo test --release -p charter-tests --test ics speed -- --ignored --nocapture`

use std::time::Instant;

use charter::emit::ics::{Event, Zones, write_with};

use crate::feeds;

#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_events() {
    let some = feeds::rich().events;
    let one = |n: usize| Event { uid: format!("series-{n}@example.org"), ..some[n % 4].clone() };
    let feed = feeds::feed((0..100_000).map(one).collect());
    let zones = Zones::new(feeds::horizon());
    for _ in 0..5 {
        let start = Instant::now();
        let bytes = write_with(&feed, &zones);
        println!("{:?} for {} bytes", start.elapsed(), bytes.len());
    }
    let feed = feeds::rich();
    let start = Instant::now();
    let bytes: usize = (0..10_000).map(|_| write_with(&feed, &zones).len()).sum();
    println!("{:?} for 10,000 feeds, {bytes} bytes", start.elapsed());
}
