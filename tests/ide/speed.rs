//! How long an answer takes in a workspace of ten thousand files.
//!
//! `cargo test --release -p charter-tests --test ide -- --ignored --nocapture speed`

use std::time::{Duration, Instant};

use charter::config::Config;
use charter::ide::{self, Ask};
use charter::{Session, Source, SourceId, Sources, Span};
use charter_tests::generate::generate;
use charter_tests::say::TODAY;

/// Nobody notices what takes no longer.
const GOAL: Duration = Duration::from_millis(5);

fn session() -> Session {
    let files = generate(10_000, 1);
    let sources = files.into_iter().map(|(path, text)| Source::new(path, text.into_bytes()));
    Session::new(Sources::new(sources.collect()), Config::default(), TODAY)
}

/// The slowest but one in twenty, and the line that was pointed at.
fn p95(mut times: Vec<(Duration, String)>) -> (Duration, String) {
    times.sort_unstable();
    times.swap_remove(times.len() * 95 / 100)
}

fn measure(name: &str, session: &Session, answer: impl Fn(Ask<'_>)) -> bool {
    let mut times = Vec::new();
    for source in (1..10_000).step_by(97).map(SourceId) {
        let text = session.sources().get(source).text.clone();
        for byte in (0..text.len()).step_by(211) {
            let ask = Ask {
                model: session.model(),
                text: &text,
                source,
                byte: byte as u32,
                day: session.day(),
            };
            let start = Instant::now();
            answer(ask);
            times.push((start.elapsed(), line(&text, byte)));
        }
    }
    let (slow, line) = p95(times);
    println!("{name:12} p95 {slow:?}, as in: {line}");
    slow <= GOAL
}

/// The line of a byte, with a mark where it is.
fn line(text: &str, byte: usize) -> String {
    let (before, behind) = text.split_at_checked(byte).unwrap_or((text, ""));
    let before = before.rsplit('\n').next().unwrap_or_default();
    format!("{before}|{}", behind.lines().next().unwrap_or_default())
}

#[test]
#[ignore = "a matter of the machine"]
fn speed() {
    let session = session();
    let whole = |ask: Ask<'_>| Span::new(ask.source, 0, ask.text.len() as u32);
    let fast = [
        measure("hover", &session, |ask| drop(ide::hover(ask))),
        measure("completion", &session, |ask| drop(ide::completions(ask, &[], false))),
        measure("hints", &session, |ask| {
            drop(ide::hints(ask.model, ask.text, whole(ask), ask.day))
        }),
        measure("lenses", &session, |ask| {
            drop(ide::document_lenses(ask.model, ask.source, ask.day))
        }),
        measure("preview", &session, |ask| {
            let place = ide::place(ask.model, ask.source, ask.byte);
            drop(place.item.and_then(|item| ide::preview(item, ask.day)));
        }),
    ];
    assert!(fast.iter().all(|it| *it), "slower than {GOAL:?}");
}
