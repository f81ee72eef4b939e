//! What became of a generated workspace: a record of each of the last meetings of its charters,
//! some of which answer what was raised.
//!
//! The days are those on which charter itself says that they met, so that no meeting lacks its
//! record.

use std::fmt::Write;

use charter::config::Config;
use charter::model::{Charter, Handle};
use charter::tree::ClauseKind;
use charter::{Source, Sources, analyze};
use jiff::civil::Date;
use jiff::{Span, ToSpan};

use crate::subject::TODAY;
use crate::workspace::File;

/// One file for each charter that has met: so many records at most.
pub fn files(workspace: &[File], cycles: usize) -> Vec<File> {
    let charters = workspace.iter().filter(|file| file.0.ends_with(".charter"));
    let sources = charters.map(|(path, text)| Source::new(path.clone(), text.clone().into_bytes()));
    let sources = Sources::new(sources.collect());
    let Ok(today) = TODAY.parse::<Date>() else { return Vec::new() };
    let model = analyze(&sources, &Config::default(), today).model;
    let charters = model.live_charters().filter(|it| it.has(ClauseKind::Record));
    charters.enumerate().filter_map(|(nth, it)| file(it, nth, today, cycles)).collect()
}

fn file(charter: Charter<'_>, nth: usize, today: Date, cycles: usize) -> Option<File> {
    let days = met(charter, today, cycles);
    let mut text = String::new();
    for (cycle, day) in days.iter().enumerate() {
        record(charter, nth, cycle, *day, &mut text)?;
    }
    let name = charter.name();
    (!text.is_empty()).then(|| (format!("history/block-{:03}/{name}.charter", nth / 280), text))
}

/// The days of its last meetings, the earliest first.
fn met(charter: Charter<'_>, today: Date, cycles: usize) -> Vec<Date> {
    let yesterday = today.saturating_sub(1.day());
    let long_ago = today.saturating_sub(Span::new().years(4));
    let series = charter.series();
    let all = series.iter().flat_map(|it| it.occurrences(long_ago, yesterday));
    let mut days: Vec<Date> = all.map(|it| it.date).collect();
    days.sort_unstable();
    days.dedup();
    days.split_off(days.len().saturating_sub(cycles))
}

/// Every fourth answers something, every fifth reopens the one before, and a forum that commits
/// bets says what becomes of them.
fn record(
    charter: Charter<'_>,
    nth: usize,
    cycle: usize,
    day: Date,
    text: &mut String,
) -> Option<()> {
    let name = charter.name();
    let trigger = charter.triggers().next()?;
    let seat = trigger.declared?.as_str();
    let raised = cycle % 4 == nth % 4;
    if raised {
        let before = day.saturating_sub(Span::new().days(3 + (nth % 5) as i64));
        let trigger = trigger.name.as_str();
        let _ = write!(
            text,
            "raise raise-{name}-{day} on {before} {{\n  trigger   {name}.{trigger}\n  by        {seat}\n  \
             evidence  \"It is over what was agreed\"\n}}\n\n"
        );
    }
    let _ = write!(text, "record record-{name}-{day} on {day} {{\n  charter  {name}\n");
    if raised {
        let _ = writeln!(text, "  answers  raise-{name}-{day}");
    }
    let decision = charter.decides().next()?;
    let class = decision.class_name.as_str();
    let subject = decision.subject.map(|it| format!(" of {}", it.as_str())).unwrap_or_default();
    let _ = writeln!(text, "  decided  {class}{subject} \"Two people for two weeks, then again\"");
    if let Some(bet) = bet(charter) {
        let what = ["renewed", "revised"][cycle % 2];
        let _ = writeln!(text, "  bet      {bet} {what}");
    }
    let _ = write!(text, "  by       {}\n}}\n\n", charter.owner_name()?.as_str());
    Some(())
}

/// The bet that was committed in a unit's forum.
fn bet(charter: Charter<'_>) -> Option<String> {
    let unit = charter.name().strip_prefix("forum-")?;
    let name = format!("bet-{unit}");
    let found = charter.model().find(charter::Symbol::new(&name))?;
    charter::model::Bet::of(found).map(|_| name)
}
