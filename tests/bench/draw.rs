//! How fast events become bytes: no files, one thread.

use std::hint::black_box;
use std::time::Instant;

use charter::emit::ics::{Event, Feed, Zones, write_events};

use crate::feeds;

/// How many events are drawn.
const EVENTS: usize = 100_000;

/// Prints how many bytes they take, and in how many nanoseconds, at best, they are drawn.
pub(crate) fn print() {
    let some = feeds::rich().events;
    let one = |nth: usize| {
        let event = some[nth % some.len()].clone();
        Event { uid: format!("series-{nth}@example.org"), ..event }
    };
    let feed = feeds::feed((0..EVENTS).map(one).collect());
    let zones = Zones::new(feeds::horizon());
    let mut out = Vec::new();
    let best = (0..9).map(|_| draw(&feed, &zones, &mut out)).min();
    println!("{} {}", out.len(), best.unwrap_or_default());
}

/// Into memory that was used before, as a build does it.
fn draw(feed: &Feed, zones: &Zones, out: &mut Vec<u8>) -> u64 {
    let clock = Clock::start();
    out.clear();
    write_events(out, feed, feed.events.iter(), zones);
    black_box(&mut *out);
    clock.nanoseconds()
}

/// The time that this thread has had a core, where the system tells; else all of it.
enum Clock {
    Core(u64),
    Wall(Instant),
}

impl Clock {
    fn start() -> Clock {
        core().map_or_else(|| Clock::Wall(Instant::now()), Clock::Core)
    }

    fn nanoseconds(&self) -> u64 {
        match self {
            Clock::Core(start) => core().unwrap_or(*start) - start,
            Clock::Wall(start) => start.elapsed().as_nanos() as u64,
        }
    }
}

fn core() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split(' ').next()?.parse().ok().filter(|nanoseconds| *nanoseconds > 0)
}
