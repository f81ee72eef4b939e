//! Any bytes: no text makes the parser fail, wait, or eat memory.
//!
//! A run is repeatable: a failure names its seed and its number and keeps its input.
//!
//! ```sh
//! cargo run --release --bin damage
//! CHARTER_SEED=7 CHARTER_FILES=1000000 …      # another run, a longer one
//! CHARTER_TURN=50 …                           # one file of it
//! CHARTER_PATIENCE=20 …                       # so many times the time
//! ```

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use charter::Source;
use charter_syntax::{Parse, Span};

use crate::generate::{Plan, collect};
use crate::mutate::mutate_named;
use crate::rng::Rng;
use crate::subject;

/// What a megabyte may cost, and what every file may on a machine that does other things.
const TIME_A_MEGABYTE: Duration = Duration::from_millis(30);
const TIME_TO_SPARE: Duration = Duration::from_millis(20);
const MEMORY_A_MEGABYTE: u64 = 64 << 20;
const MEMORY_TO_SPARE: u64 = 16 << 20;

/// A number that the environment gives.
pub fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// So many faults are told; a run goes on after the first.
const TOLD: usize = 20;

/// Damages so many files, and panics at the end where a promise was broken.
pub fn run(files: u64) {
    let seed = number("CHARTER_SEED").unwrap_or(1);
    let corpus = corpus();
    println!("seed {seed}, {files} files from {} texts", corpus.len());
    let mut worst = Duration::ZERO;
    let mut faults = Vec::new();
    for turn in turns(files) {
        match try_one(&corpus, seed, turn) {
            Ok(time) => worst = worst.max(time),
            Err(fault) => faults.push(fault),
        }
        if faults.len() == TOLD {
            break;
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    println!("the slowest took {worst:?}");
}

/// All of them, or the one that is asked for.
fn turns(files: u64) -> std::ops::Range<u64> {
    match number("CHARTER_TURN") {
        Some(turn) => turn..turn + 1,
        None => 0..files,
    }
}

fn try_one(corpus: &[String], seed: u64, turn: u64) -> Result<Duration, String> {
    let mut rng = Rng::part(seed, turn);
    let (text, other) = (rng.pick(corpus), rng.pick(corpus));
    let (bytes, names) = mutate_named(text, other, &mut rng);
    tried(&bytes).map_err(|fault| {
        let kept = keep(&bytes, seed, turn);
        let (names, kept) = (names.join(", "), kept.display());
        format!("{fault}\n  CHARTER_SEED={seed} CHARTER_TURN={turn}: {names}\n  kept as {kept}")
    })
}

/// Generated texts, and every charter that the repository holds.
fn corpus() -> Vec<String> {
    let plan = Plan { history: true, ..Plan::new(61, 1) };
    let mut texts: Vec<String> = collect(&plan).into_iter().map(|(_, text)| text).collect();
    for folder in ["examples", "grammar", "tests"] {
        gather(&subject::root().join(folder), &mut texts);
    }
    texts
}

fn gather(folder: &Path, texts: &mut Vec<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            gather(&path, texts);
        } else if path.extension().is_some_and(|it| it == "charter") {
            texts.extend(fs::read_to_string(&path).ok());
        }
    }
}

/// Parses and looks at what came of it.
fn tried(bytes: &[u8]) -> Result<Duration, String> {
    let source = Source::new("damaged.charter", bytes.to_vec());
    let before = memory::start(bytes.len());
    let start = Instant::now();
    let parse = catch_unwind(AssertUnwindSafe(|| subject::parse(&source.text)));
    let took = start.elapsed();
    let parse = parse.map_err(|_| "the parser panicked".to_string())?;
    memory::hold(before, bytes.len())?;
    in_time(took, &source.text)?;
    sound(&parse, &source.text)?;
    Ok(took)
}

/// Only an optimized parser is held to its time; one slow run may be the machine's fault.
fn in_time(took: Duration, text: &str) -> Result<(), String> {
    let bound = TIME_TO_SPARE + TIME_A_MEGABYTE.mul_f64(text.len() as f64 / 1e6);
    let bound = bound * number("CHARTER_PATIENCE").unwrap_or(1) as u32;
    if cfg!(debug_assertions) || took <= bound {
        return Ok(());
    }
    let again = |_| {
        let start = Instant::now();
        drop(subject::parse(text));
        start.elapsed()
    };
    let best = (0..5).map(again).min().unwrap_or(took);
    match best <= bound {
        true => Ok(()),
        false => Err(format!("{best:?} for {} bytes, at most {bound:?}", text.len())),
    }
}

/// Every span lies in the text and between characters, and what was read is in order.
fn sound(parse: &Parse, text: &str) -> Result<(), String> {
    let document = &parse.document;
    let mut end = 0;
    for item in &*document.items {
        lies(item.span, text, "an item")?;
        if (item.span.start as usize) < end {
            return Err(format!("items overlap at {end}"));
        }
        end = item.span.end as usize;
        for clause in &item.clauses {
            lies(clause.span, text, "a clause")?;
            lies(clause.keyword(), text, "a keyword")?;
        }
    }
    for comment in &*document.comments {
        lies(*comment, text, "a comment")?;
        if !text[comment.range()].starts_with('#') {
            return Err(format!("a comment without `#` at {}", comment.start));
        }
    }
    for error in &parse.errors {
        speaks(&error.message)?;
        for label in &error.labels {
            lies(label.span, text, "a label")?;
        }
    }
    Ok(())
}

fn lies(span: Span, text: &str, what: &str) -> Result<(), String> {
    match span.start <= span.end && text.get(span.range()).is_some() {
        true => Ok(()),
        false => Err(format!("{what} lies at {}..{}", span.start, span.end)),
    }
}

/// No final period, no line break, and no more than people read.
fn speaks(message: &str) -> Result<(), String> {
    const MOST: usize = 250;
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let wrong = message.is_empty()
        || message.ends_with('.')
        || message.contains(breaks)
        || message.chars().count() > MOST;
    let start: String = message.chars().take(80).collect();
    if wrong { Err(format!("a message: {start:?}")) } else { Ok(()) }
}

fn keep(bytes: &[u8], seed: u64, turn: u64) -> PathBuf {
    let path = std::env::temp_dir().join(format!("damaged-{seed}-{turn}.charter"));
    let _ = fs::write(&path, bytes);
    path
}

/// The most memory that the process held, as far as the system tells.
mod memory {
    use std::fs;

    use super::{MEMORY_A_MEGABYTE, MEMORY_TO_SPARE};

    /// Small files are not worth the two questions.
    const WORTH_IT: usize = 64 << 10;

    /// Forgets the peak so far.
    pub(super) fn start(size: usize) -> Option<u64> {
        if size < WORTH_IT {
            return None;
        }
        fs::write("/proc/self/clear_refs", "5").ok()?;
        peak()
    }

    /// Fails where the peak rose by more than the size allows.
    pub(super) fn hold(before: Option<u64>, size: usize) -> Result<(), String> {
        let (Some(before), Some(after)) = (before, before.and_then(|_| peak())) else {
            return Ok(());
        };
        let bound = MEMORY_TO_SPARE + MEMORY_A_MEGABYTE * size as u64 / 1_000_000;
        match after.saturating_sub(before) <= bound {
            true => Ok(()),
            false => Err(format!("{} KB of memory for {size} bytes", (after - before) >> 10)),
        }
    }

    fn peak() -> Option<u64> {
        let status = fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
        Some(line.split_whitespace().nth(1)?.parse::<u64>().ok()? << 10)
    }
}
