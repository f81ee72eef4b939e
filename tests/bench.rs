//! Times and memory against floors and peers, as ratios.
//!
//! ```sh
//! cargo bench -p charter-tests                          # 1,000 and 10,000 files
//! cargo bench -p charter-tests -- 1000 10000 100000 --rounds 15 --strict
//! ```
//!
//! Everything is a process of its own, started in turns (A B C A B C …), on files that
//! have just been read. The floor opens, reads and closes every file and does no more;
//! the floor of a build also writes as many files of the same sizes as the build leaves.

#[path = "bench/contender.rs"]
mod contender;
#[path = "bench/inside.rs"]
mod inside;
#[path = "bench/measure.rs"]
mod measure;
#[path = "bench/report.rs"]
mod report;

use std::path::Path;
use std::process::ExitCode;

use charter_tests::generate::{Findings, Plan};
use charter_tests::workspace;

/// What is asked for.
struct Wish {
    sizes: Vec<usize>,
    rounds: usize,
    findings: bool,
    strict: bool,
}

const USAGE: &str = "usage: bench [FILES…] [--rounds N] [--findings] [--strict]";

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
    let mut wish = Wish { sizes: vec![], rounds: 11, findings: false, strict: false };
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--rounds" => wish.rounds = words.next()?.parse().ok()?,
            "--findings" => wish.findings = true,
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
        let bytes = fill(&folder.path().join("source"), size, wish.findings)?;
        let contenders = contender::all(folder.path(), wish.findings)?;
        let rows = measure::in_turns(&contenders, wish.rounds)?;
        let speeds = measure::speeds(&folder.path().join("source"))?;
        tables.push(report::Table { size, bytes, speeds, rows });
    }
    let missed = report::print(&tables);
    Ok(if wish.strict && missed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// In memory where the system offers that: to make a file on a disk takes some systems
/// a tenth of a millisecond, and they are here to be read, not to be kept.
fn folder() -> std::io::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
}

/// Writes the workspace; how many bytes it has.
fn fill(folder: &Path, size: usize, findings: bool) -> std::io::Result<usize> {
    let findings = if findings { Findings::Lints } else { Findings::None };
    let mut bytes = 0;
    Plan::new(size, 1).with(findings).each(|file| {
        bytes += file.1.len();
        workspace::write_one(folder, &file)
    })?;
    Ok(bytes)
}
