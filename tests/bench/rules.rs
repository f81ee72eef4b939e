//! What each rule takes, by itself and on one thread: the slowest are named.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::{Duration, Instant};

use charter::config::Config;
use charter::{Model, Source, Sources, analyze, each_rule};
use charter_tests::{files, subject};

/// So many are named.
const NAMED: usize = 10;

/// Prints the table of a workspace.
pub(crate) fn print(folder: &Path, size: usize, rounds: usize) -> io::Result<()> {
    let sources = read(folder)?;
    let config = Config::default();
    let day = subject::TODAY.parse().map_err(io::Error::other)?;
    let model = analyze(&sources, &config, day).model;
    let alone = rayon::ThreadPoolBuilder::new().num_threads(1).build().map_err(io::Error::other)?;
    let time = || times(&model, &sources, &config, day, rounds);
    let mut rules: Vec<(&str, Duration)> = alone.install(time).into_iter().collect();
    rules.sort_by_key(|(_, time)| std::cmp::Reverse(*time));
    println!(
        "\n{size} files, each rule by itself on one thread\n\n| rule | median ms |\n|---|---:|"
    );
    rules.iter().take(NAMED).for_each(|(id, time)| line(id, *time));
    line(&format!("all {}", rules.len()), rules.iter().map(|(_, time)| time).sum());
    Ok(())
}

fn line(name: &str, time: Duration) {
    println!("| {name} | {:.2} |", time.as_secs_f64() * 1e3);
}

fn read(folder: &Path) -> io::Result<Sources> {
    let source = |path: std::path::PathBuf| {
        let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().into_owned();
        Ok(Source::new(name, std::fs::read(&path)?))
    };
    let sources: io::Result<Vec<Source>> =
        files(folder, "charter").into_iter().map(source).collect();
    Ok(Sources::new(sources?))
}

/// The median time of each rule over some rounds and one before them to warm up.
fn times(
    model: &Model,
    sources: &Sources,
    config: &Config,
    day: jiff::civil::Date,
    rounds: usize,
) -> BTreeMap<&'static str, Duration> {
    let mut all: BTreeMap<&str, Vec<Duration>> = BTreeMap::new();
    for round in 0..=rounds.max(1) {
        each_rule(model, sources, config, day, |id, run| {
            let start = Instant::now();
            run();
            let took = start.elapsed();
            if round > 0 {
                all.entry(id).or_default().push(took);
            }
        });
    }
    let median = |mut times: Vec<Duration>| {
        times.sort_unstable();
        times[times.len() / 2]
    };
    all.into_iter().map(|(id, times)| (id, median(times))).collect()
}
