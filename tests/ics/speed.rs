//! How long a hundred thousand events take. Run it alone, and with `--release`:
//! `cargo test --release -p charter-tests --test ics speed -- --ignored --nocapture`

use charter::emit::ics::{Event, Zones, write_events, write_with};

use crate::feeds;

/// Nanoseconds that this thread has had a core, where Linux says so.
fn cpu() -> u64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    text.split(' ').next().and_then(|first| first.parse().ok()).unwrap_or_default()
}

fn measure(what: &str, mut job: impl FnMut() -> usize) {
    for _ in 0..5 {
        let start = cpu();
        let bytes = job();
        println!("{:5.1} ms CPU, {bytes} bytes: {what}", (cpu() - start) as f64 / 1e6);
    }
}

#[test]
#[ignore = "a measurement"]
fn a_hundred_thousand_events() {
    let some = feeds::rich().events;
    let one = |n: usize| Event { uid: format!("series-{n}@example.org"), ..some[n % 4].clone() };
    let feed = feeds::feed((0..100_000).map(one).collect());
    let zones = Zones::new(feeds::horizon());
    measure("100,000 events into new memory", || write_with(&feed, &zones).len());
    let mut out = Vec::new();
    measure("100,000 events into old memory", || {
        out.clear();
        write_events(&mut out, &feed, feed.events.iter(), &zones);
        out.len()
    });
    let feed = feeds::rich();
    measure("10,000 feeds", || (0..10_000).map(|_| write_with(&feed, &zones).len()).sum());
}
