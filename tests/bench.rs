//! Times and memory against floors and peers, as ratios.
//!
//! ```sh
//! cargo bench -p charter-tests                          # 1,000 and 10,000 files
//! cargo bench -p charter-tests -- 1000 10000 100000 --rounds 15 --strict
//! cargo bench -p charter-tests -- --rules 10000         # the slowest rules, by name
//! cargo bench -p charter-tests -- --editor 10000        # what somebody feels who types
//! cargo bench -p charter-tests -- --cycles 24 14290     # with 100,000 records of 10,000 charters
//! ```
//!
//! Everything is a process of its own, started in turns (A B C A B C …), on files that
//! have just been read. The floor opens, reads and closes every file and does no more;
//! the floor of a build also writes as many files of the same sizes as the build leaves.
//! ripgrep and ruff run where they are installed; ruff checks as many Python files.

#[path = "bench/contender.rs"]
mod contender;
#[path = "bench/draw.rs"]
mod draw;
#[path = "bench/editor.rs"]
mod editor;
#[expect(dead_code, reason = "the tests of feeds need more of them")]
#[path = "ics/feeds.rs"]
mod feeds;
#[path = "bench/fill.rs"]
mod fill;
#[path = "bench/inside.rs"]
mod inside;
#[path = "bench/measure.rs"]
mod measure;
#[path = "bench/report.rs"]
mod report;
#[path = "bench/rules.rs"]
mod rules;

use std::path::Path;
use std::process::ExitCode;

/// What is asked for.
struct Wish {
    sizes: Vec<usize>,
    rounds: usize,
    findings: bool,
    rules: bool,
    editor: bool,
    strict: bool,
    /// So many records of each charter.
    cycles: usize,
}

const USAGE: &str = "usage: bench [FILES…] [--rounds N] [--findings] [--rules] [--editor] \
                     [--cycles N] [--strict]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    if let Some(code) = inside::act(&arguments) {
        return code;
    }
    match wish(&arguments) {
        Some(wish) => run(&wish).unwrap_or_else(|error| {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }),
        None => {
            eprintln!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn wish(arguments: &[String]) -> Option<Wish> {
    let mut wish = Wish {
        sizes: vec![],
        rounds: 11,
        findings: false,
        rules: false,
        editor: false,
        strict: false,
        cycles: 0,
    };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rounds" => wish.rounds = words.next()?.parse().ok()?,
            "--findings" => wish.findings = true,
            "--cycles" => wish.cycles = words.next()?.parse().ok()?,
            "--rules" => wish.rules = true,
            "--editor" => wish.editor = true,
            "--strict" => wish.strict = true,
            number => wish.sizes.push(number.replace([',', '_'], "").parse().ok()?),
        }
    }
    if wish.sizes.is_empty() {
        wish.sizes = vec![1_000, 10_000];
    }
    Some(wish)
}

fn run(wish: &Wish) -> std::io::Result<ExitCode> {
    let mut tables = Vec::new();
    for &size in &wish.sizes {
        let folder = folder()?;
        if wish.editor {
            editor::print(folder.path(), size, wish.cycles)?;
            continue;
        }
        let source = folder.path().join("source");
        let bytes = fill::source(&source, size, wish.findings, wish.cycles)?;
        if wish.rules {
            rules::print(&source, size, wish.rounds)?;
            continue;
        }
        let contenders = match wish.cycles {
            0 => contender::all(folder.path(), size, wish.findings)?,
            _ => contender::of_history(folder.path())?,
        };
        let rows = measure::in_turns(&contenders, wish.rounds)?;
        let speeds = measure::speeds(&source)?;
        tables.push(report::Table { size, bytes, speeds, rows });
    }
    let missed = report::print(&tables, measure::drawing()?);
    Ok(if wish.strict && missed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// In memory where the system offers that: to make a file on a disk takes some systems
/// a tenth of a millisecond, and they are here to be read, not to be kept.
fn folder() -> std::io::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
}
