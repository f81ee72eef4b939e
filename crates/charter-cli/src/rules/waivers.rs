//! `charter rules --waivers`: an exception that nobody sees becomes precedent.

use std::fmt::Write;

use charter::model::Item;
use charter::report::{Lines, counted};
use charter::waiver::{self, Standing, Waiver, waivers};
use charter::{Analysis, Sources, analyze};
use jiff::civil::Date;

use crate::args::{RulesArgs, RulesFormat};
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal, day};

/// Reads, analyses and lists. Findings never fail it: they are what is excused.
pub(super) fn run(args: &RulesArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.as_of)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.find_all(terminal).looking(&workspace);
    if contents.sources.is_empty() && !contents.has_unread() && !args.allow_empty {
        return Err(workspace.empty());
    }
    let progress = terminal.progress("checking");
    let analysis = analyze(&contents.sources, &workspace.config, day);
    drop(progress);
    let unread = contents.tell_unread(terminal);
    let waivers = waivers(&analysis, &workspace.config, day);
    match args.format {
        RulesFormat::Table => {
            terminal.out.extend_from_slice(table(&waivers, &contents.sources).as_bytes());
        }
        RulesFormat::Json => terminal.data(&waiver::json(&waivers, &contents.sources, day))?,
    }
    tell_garbled(&analysis, terminal);
    terminal.say(&closing(&waivers, day));
    Ok(unread)
}

/// What is not understood is not listed.
fn tell_garbled(analysis: &Analysis, terminal: &mut Terminal) {
    let items: Vec<Item<'_>> =
        analysis.model.own_items().filter(|item| item.has_garbled("allow")).collect();
    let Some(first) = items.first() else { return };
    let others = match items.len() - 1 {
        0 => String::new(),
        others => format!(" and {}", counted(others, "item more", "items more")),
    };
    terminal.say(&format!(
        "an `allow` of `{}`{others} is not understood, and not listed: see `charter check`",
        first.name()
    ));
}

/// `3 waivers as of 2026-11-20: 2 in force, 1 excuses nothing`
fn closing(waivers: &[Waiver<'_>], day: Date) -> String {
    let count = |fits: fn(Standing) -> bool| waivers.iter().filter(|it| fits(it.standing)).count();
    let idle = count(|it| matches!(it, Standing::Idle | Standing::OfDraft));
    let parts = [
        (count(|it| matches!(it, Standing::Excuses(_))), "in force"),
        (idle, if idle == 1 { "excuses nothing" } else { "excuse nothing" }),
        (count(|it| matches!(it, Standing::RanOut(_))), "ran out"),
        (count(|it| matches!(it, Standing::Forbidden | Standing::OfCheck)), "forbidden"),
        (count(|it| it == Standing::Unknown), "of no rule"),
    ];
    let some = parts.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = some.map(|(count, what)| format!("{count} {what}")).collect();
    match waivers.len() {
        0 => format!("no waivers as of {day}"),
        all => {
            format!("{} as of {day}: {}", counted(all, "waiver", "waivers"), words.join(", "))
        }
    }
}

// ── The table ───────────────────────────────────────────────────────────────

/// How many columns a reason may take before it wraps.
const WIDTH: usize = 100;

type Row = [String; 5];

/// Each waiver is a line of short words, and its reason below.
fn table(waivers: &[Waiver<'_>], sources: &Sources) -> String {
    if waivers.is_empty() {
        return String::new();
    }
    let lines = Lines::new(sources);
    let head: Row = ["where", "rule", "item", "until", "state"].map(str::to_owned);
    let rows: Vec<Row> = waivers.iter().map(|it| row(it, &lines)).collect();
    let widths = widths(&head, &rows);
    let mut table = line(&head, &widths);
    for (waiver, row) in waivers.iter().zip(&rows) {
        table.push_str(&line(row, &widths));
        let reason = waiver.allow.because.value.split_whitespace().collect::<Vec<_>>().join(" ");
        let set_in = textwrap::Options::new(WIDTH).initial_indent("  ").subsequent_indent("  ");
        let _ = writeln!(table, "{}", textwrap::fill(&reason, set_in));
    }
    table
}

fn row(waiver: &Waiver<'_>, lines: &Lines<'_>) -> Row {
    let span = waiver.span();
    let at = lines.position(span.source, lines.fit(span).start);
    [
        format!("{}:{}", lines.sources().path(span.source), at.line),
        waiver.allow.rule.as_str().to_owned(),
        waiver.item.name().to_owned(),
        waiver.allow.until.map(|date| date.value.to_string()).unwrap_or_default(),
        state(waiver),
    ]
}

fn state(waiver: &Waiver<'_>) -> String {
    let findings = |count| counted(count, "finding", "findings");
    match waiver.standing {
        Standing::Excuses(count) => format!("in force, excuses {}", findings(count)),
        Standing::Idle => "excuses nothing".into(),
        Standing::OfDraft => "excuses nothing: no lint speaks of a draft".into(),
        Standing::RanOut(count) => ran_out(waiver, count),
        Standing::Forbidden => "forbidden by the workspace".into(),
        Standing::OfCheck => "forbidden: a check cannot be allowed".into(),
        Standing::Unknown => "there is no rule of this name".into(),
    }
}

fn ran_out(waiver: &Waiver<'_>, count: usize) -> String {
    let until = waiver.allow.until.map(|date| date.value.to_string()).unwrap_or_default();
    match count {
        0 => format!("ran out on {until}"),
        1 => format!("ran out on {until}, and 1 finding is back"),
        _ => format!("ran out on {until}, and {count} findings are back"),
    }
}

fn widths(head: &Row, rows: &[Row]) -> [usize; 5] {
    std::array::from_fn(|column| {
        let cells = rows.iter().chain([head]).map(|row| row[column].chars().count());
        cells.max().unwrap_or(0)
    })
}

/// The last column ends where its words do.
fn line(row: &Row, widths: &[usize; 5]) -> String {
    let cells = row.iter().zip(widths).map(|(cell, &width)| format!("{cell:width$}"));
    let cells: Vec<String> = cells.collect();
    format!("{}\n", cells.join("  ").trim_end())
}
