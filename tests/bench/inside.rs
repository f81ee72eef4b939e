//! What the runner does in processes of its own: the floor, the parser, the scales.

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use charter_tests::subject;
use ignore::{WalkBuilder, WalkState};
use nix::sys::resource::{UsageWho, getrusage};
use rayon::prelude::*;

use crate::draw;

/// Acts where the first word asks for it.
pub(crate) fn act(arguments: &[String]) -> Option<ExitCode> {
    match arguments {
        [verb, folder] if verb == "floor" => visit(folder, |bytes| bytes.len()),
        [verb, folder, sizes, out] if verb == "floor-of-build" => {
            visit(folder, |bytes| bytes.len());
            return Some(write_as_much(Path::new(sizes), Path::new(out)));
        }
        [verb, folder] if verb == "parse" => visit(folder, parse),
        [verb, folder] if verb == "speed" => speed(Path::new(folder)),
        [verb] if verb == "draw" => draw::print(),
        [verb, command @ ..] if verb == "weigh" => return Some(weigh(command)),
        _ => return None,
    }
    Some(ExitCode::SUCCESS)
}

/// Walks as charter does and hands every file's bytes to `work`.
fn visit(folder: &str, work: fn(&[u8]) -> usize) {
    let total = AtomicUsize::new(0);
    WalkBuilder::new(folder).build_parallel().run(|| {
        Box::new(|entry| {
            if let Some(bytes) = entry.ok().and_then(|entry| read(entry.path())) {
                total.fetch_add(work(&bytes), Ordering::Relaxed);
            }
            WalkState::Continue
        })
    });
    println!("{}", total.into_inner());
}

fn read(path: &Path) -> Option<Vec<u8>> {
    let ours = path.extension().is_some_and(|it| it == "charter");
    if ours { std::fs::read(path).ok() } else { None }
}

fn parse(bytes: &[u8]) -> usize {
    let text = std::str::from_utf8(bytes).unwrap_or_default();
    black_box(subject::parse(text)).document.items.len()
}

/// Writes files of some sizes, with all processors, a thousand to a folder, into a fresh
/// folder.
fn write_as_much(sizes: &Path, out: &Path) -> ExitCode {
    let _ = std::fs::remove_dir_all(out);
    let list = std::fs::read_to_string(sizes).unwrap_or_default();
    let sizes: Vec<usize> = list.lines().filter_map(|line| line.parse().ok()).collect();
    let bytes = vec![b'x'; sizes.iter().copied().max().unwrap_or(0)];
    let folders: Vec<(PathBuf, &[usize])> =
        sizes.chunks(1_000).enumerate().map(|(nth, it)| (out.join(nth.to_string()), it)).collect();
    let written = folders.par_iter().try_for_each(|(folder, sizes)| {
        std::fs::create_dir_all(folder)?;
        let mut files = sizes.iter().enumerate();
        files.try_for_each(|(nth, size)| {
            std::fs::write(folder.join(nth.to_string()), &bytes[..*size])
        })
    });
    if written.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// One thread, no files: small texts one by one, then texts as large as a file may be.
fn speed(folder: &Path) {
    let walk = WalkBuilder::new(folder).build();
    let texts: Vec<String> = walk
        .filter_map(|entry| read(entry.ok()?.path()))
        .filter_map(|bytes| String::from_utf8(bytes).ok())
        .collect();
    let large: Vec<String> = texts.chunks(LARGE / 1_000).map(<[String]>::concat).collect();
    println!("{} {}", rate(&texts), rate(&large));
}

/// Bytes of a large text, below the cap of a file.
const LARGE: usize = 3_500_000;

/// The best of five, in bytes a second.
fn rate(texts: &[String]) -> u64 {
    let bytes: usize = texts.iter().map(String::len).sum();
    let run = |_| {
        let start = Instant::now();
        texts.iter().for_each(|text| drop(black_box(subject::parse(text))));
        start.elapsed().as_secs_f64()
    };
    let best = (0..5).map(run).fold(f64::INFINITY, f64::min);
    (bytes as f64 / best) as u64
}

/// Runs a command and prints the most memory that it held, in bytes. It stands in a
/// small process because the system counts the memory of whoever starts a program.
fn weigh(command: &[String]) -> ExitCode {
    let [program, arguments @ ..] = command else { return ExitCode::from(2) };
    let done =
        Command::new(program).args(arguments).stdout(Stdio::null()).stderr(Stdio::null()).status();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN);
    match (done, usage) {
        (Ok(_), Ok(usage)) => {
            let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
            println!("{}", usage.max_rss() * unit);
            ExitCode::SUCCESS
        }
        _ => ExitCode::FAILURE,
    }
}
