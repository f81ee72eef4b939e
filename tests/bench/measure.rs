//! Runs in turns, and what they took.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use charter_tests::subject;

use crate::contender::Contender;

/// What one contender took.
pub(crate) struct Row {
    /// Its name.
    pub name: &'static str,
    /// The median of its runs.
    pub median: Duration,
    /// The fastest and the slowest.
    pub range: (Duration, Duration),
    /// The median over the rounds of its time by that of the first contender.
    pub ratio: f64,
    /// The most memory it held, in bytes.
    pub memory: Option<u64>,
}

/// One round to warm up, then `rounds` rounds in which everybody runs once.
pub(crate) fn in_turns(contenders: &[Contender], rounds: usize) -> io::Result<Vec<Row>> {
    let mut times = vec![Vec::with_capacity(rounds); contenders.len()];
    for round in 0..=rounds.max(1) {
        for (contender, times) in contenders.iter().zip(&mut times) {
            let time = run(contender)?;
            if round > 0 {
                times.push(time);
            }
        }
    }
    let floor = times.first().cloned().unwrap_or_default();
    let rows = contenders.iter().zip(times);
    rows.map(|(contender, times)| row(contender, times, &floor)).collect()
}

fn row(contender: &Contender, times: Vec<Duration>, floor: &[Duration]) -> io::Result<Row> {
    let ratios =
        times.iter().zip(floor).map(|(own, floor)| own.as_secs_f64() / floor.as_secs_f64());
    let ratio = middle(ratios.collect(), f64::total_cmp);
    let range = (times.iter().min().copied(), times.iter().max().copied());
    Ok(Row {
        name: contender.name,
        range: (range.0.unwrap_or_default(), range.1.unwrap_or_default()),
        median: middle(times, Duration::cmp),
        ratio,
        memory: weigh(contender)?,
    })
}

fn middle<T: Copy + Default>(mut all: Vec<T>, order: fn(&T, &T) -> std::cmp::Ordering) -> T {
    all.sort_by(order);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

fn command(contender: &Contender) -> Command {
    let mut command = Command::new(&contender.words[0]);
    command.args(&contender.words[1..]).env("SOURCE_DATE_EPOCH", subject::TODAY_EPOCH);
    command
}

fn run(contender: &Contender) -> io::Result<Duration> {
    let mut command = command(contender);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    let start = Instant::now();
    let mut child = command.spawn()?;
    if let Some(mut said) = child.stdout.take() {
        io::copy(&mut said, &mut io::sink())?;
    }
    let status = child.wait()?;
    let took = start.elapsed();
    match status.code() == Some(contender.status) {
        true => Ok(took),
        false => Err(io::Error::other(format!("{}: {status}", contender.name))),
    }
}

fn weigh(contender: &Contender) -> io::Result<Option<u64>> {
    let mut scales = Command::new(std::env::current_exe()?);
    scales.arg("weigh").args(&contender.words).env("SOURCE_DATE_EPOCH", subject::TODAY_EPOCH);
    let output = scales.output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse().ok())
}

/// What one thread draws as events: bytes, and seconds.
pub(crate) fn drawing() -> io::Result<Option<(f64, f64)>> {
    let output = Command::new(std::env::current_exe()?).arg("draw").output()?;
    let line = String::from_utf8_lossy(&output.stdout);
    let mut numbers = line.split_whitespace().map(|it| it.parse::<f64>().ok());
    let (bytes, nanoseconds) = (numbers.next().flatten(), numbers.next().flatten());
    Ok(bytes.zip(nanoseconds.map(|it| it / 1e9)))
}

/// How fast one thread parses small texts, and large ones, in bytes a second.
pub(crate) fn speeds(source: &Path) -> io::Result<Option<(f64, f64)>> {
    let output = Command::new(std::env::current_exe()?).arg("speed").arg(source).output()?;
    let line = String::from_utf8_lossy(&output.stdout);
    let mut speeds = line.split_whitespace().map(|it| it.parse::<f64>().ok());
    Ok(speeds.next().flatten().zip(speeds.next().flatten()))
}
