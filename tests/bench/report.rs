//! The tables, in Markdown, and the goals.

use crate::measure::Row;

/// How fast a thread is to parse small texts, and large ones, in bytes a second.
const SMALL: f64 = 125e6;
const LARGE: f64 = 85e6;

/// How fast a thread is to draw events, in bytes a second.
const EVENTS: f64 = 390e6;

/// What one size of workspace came to.
pub(crate) struct Table {
    /// How many files.
    pub size: usize,
    /// How many bytes in them.
    pub bytes: usize,
    /// How fast one thread parses small texts, and large ones, in bytes a second.
    pub speeds: Option<(f64, f64)>,
    /// One for each contender, the floor first.
    pub rows: Vec<Row>,
}

impl Table {
    fn row(&self, name: &str) -> Option<&Row> {
        self.rows.iter().find(|row| row.name == name)
    }

    fn seconds(&self, name: &str) -> Option<f64> {
        Some(self.row(name)?.median.as_secs_f64())
    }
}

/// A promise, and what came of it.
struct Goal {
    what: String,
    is: f64,
    at_most: f64,
    unit: &'static str,
}

/// Prints everything; how many goals were missed. Of the events that one thread draws,
/// there are the bytes and the seconds.
pub(crate) fn print(tables: &[Table], drawing: Option<(f64, f64)>) -> usize {
    tables.iter().for_each(print_table);
    let mut goals = goals(tables);
    if let Some((bytes, seconds)) = drawing.filter(|_| !tables.is_empty()) {
        let (ms, rate) = (seconds * 1e3, bytes / seconds / 1e6);
        println!("\nOne thread draws 100,000 events in {ms:.0} ms: {rate:.0} MB/s.");
        let (what, is) = ("time for a byte of events".to_owned(), EVENTS * seconds / bytes);
        goals.push(Goal { what, is, at_most: 1.0, unit: "× 1 / 390 MB/s" });
    }
    if goals.is_empty() {
        return 0;
    }
    println!("\n| goal | at most | is | |\n|---|---:|---:|---|");
    for Goal { what, is, at_most, unit } in &goals {
        let verdict = if is <= at_most { "met" } else { "**missed**" };
        println!("| {what} | {at_most:.2} {unit} | {is:.2} {unit} | {verdict} |");
    }
    goals.iter().filter(|goal| goal.is > goal.at_most).count()
}

fn print_table(table: &Table) {
    let megabytes = table.bytes as f64 / 1e6;
    println!("\n{} files, {megabytes:.1} MB\n", table.size);
    let grep = table.seconds("ripgrep");
    println!("| | median ms | from – to | × floor | × ripgrep | peak MB |");
    println!("|---|---:|---:|---:|---:|---:|");
    for row in &table.rows {
        let by_grep = match grep {
            Some(grep) => format!("{:.2}", row.median.as_secs_f64() / grep),
            None => "–".to_string(),
        };
        let memory = row.memory.map_or("–".to_string(), |it| format!("{:.0}", it as f64 / 1e6));
        println!(
            "| {} | {:.1} | {:.1} – {:.1} | {:.2} | {by_grep} | {memory} |",
            row.name,
            milliseconds(row.median),
            milliseconds(row.range.0),
            milliseconds(row.range.1),
            row.ratio,
        );
    }
    if let Some((small, large)) = table.speeds {
        let (small, large) = (small / 1e6, large / 1e6);
        println!(
            "\nOne thread parses {small:.0} MB/s in small files, {large:.0} MB/s in large ones."
        );
    }
    for (name, what) in [("ripgrep", "ripgrep"), ("ruff", "ruff (PyPI)")] {
        if table.row(name).is_none() {
            println!("\n{what} is not installed.");
        }
    }
}

fn milliseconds(time: std::time::Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

fn goals(tables: &[Table]) -> Vec<Goal> {
    let mut goals: Vec<Goal> = tables.iter().flat_map(of_one).collect();
    goals.extend(tables.windows(2).filter_map(of_growth));
    goals
}

fn of_one(table: &Table) -> Vec<Goal> {
    let mut goals = Vec::new();
    let mut goal = |what: &str, is: Option<f64>, at_most: f64, unit: &'static str| {
        let what = format!("{what}, {} files", table.size);
        goals.extend(is.map(|is| Goal { what, is, at_most, unit }));
    };
    let check = table.seconds("check");
    let by_grep = check.zip(table.seconds("ripgrep")).map(|(check, grep)| check / grep);
    goal("check", by_grep, 2.5, "× ripgrep");
    let by_ruff = check.zip(table.seconds("ruff")).map(|(check, ruff)| check / ruff);
    goal("check", by_ruff, 0.6, "× ruff");
    goal("check", table.row("check").map(|row| row.ratio), 3.5, "× floor");
    goal("build", table.row("build").map(|row| row.ratio), 7.0, "× floor");
    let more = |from: &str, to: &str| Some((table.seconds(to)? - table.seconds(from)?) * 1e3);
    goal(
        "10,000 findings, as people read them",
        more("check", "check, 10,000 findings"),
        60.0,
        "ms more",
    );
    let in_one = more("check, one file", "check, one file, 10,000 findings");
    goal("10,000 findings in one file", in_one, 1.3 * 60.0, "ms more");
    let by_check = check.zip(table.seconds("build")).map(|(check, build)| build / check);
    goal("check and build", by_check, 160.0 / 85.0, "× check");
    let signals = check.zip(table.seconds("signals")).map(|(check, signals)| signals / check);
    goal("signals", signals, 1.0, "× check");
    goal(
        "time for a byte, small files",
        table.speeds.map(|it| SMALL / it.0),
        1.0,
        "× 1 / 125 MB/s",
    );
    goal("time for a byte, large files", table.speeds.map(|it| LARGE / it.1), 1.0, "× 1 / 85 MB/s");
    if table.size >= 100_000 {
        let memory = table.row("check").and_then(|row| row.memory);
        goal("memory of check", memory.map(|it| it as f64 / 1e6), 150.0, "MB");
    }
    goals
}

/// Ten times the files in 10.5 times the time, and so in proportion.
fn of_growth(pair: &[Table]) -> Option<Goal> {
    let (small, large) = (&pair[0], &pair[1]);
    let files = large.size as f64 / small.size as f64;
    let is = large.seconds("check")? / small.seconds("check")?;
    let what = format!("check, from {} to {} files", small.size, large.size);
    Some(Goal { what, is, at_most: files * 1.05, unit: "× the time" })
}
