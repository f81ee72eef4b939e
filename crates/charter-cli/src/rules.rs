//! `charter rules`: every rule with its level and its fix.

use std::fmt::Write;

use charter::rule::{FixKind, Rule, RuleKind, all};
use serde::Serialize;

use crate::args::{RulesArgs, RulesFormat};
use crate::{Failure, Status, Terminal};

#[derive(Serialize)]
struct Listing {
    format: &'static str,
    rules: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    kind: &'static str,
    level: &'static str,
    fix: &'static str,
    summary: &'static str,
}

impl Entry {
    fn of(rule: &Rule) -> Entry {
        let kind = match rule.kind {
            RuleKind::Check => "check",
            RuleKind::Lint => "lint",
        };
        let fix = match rule.fix {
            FixKind::None => "none",
            FixKind::Safe => "safe",
            FixKind::Unsafe => "unsafe",
        };
        Entry { id: rule.id, kind, level: rule.level.as_str(), fix, summary: rule.summary }
    }
}

/// Prints the list.
pub(crate) fn run(args: &RulesArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let entries: Vec<Entry> = all().map(Entry::of).collect();
    match args.format {
        RulesFormat::Table => terminal.out.extend_from_slice(table(&entries).as_bytes()),
        RulesFormat::Json => {
            let listing = Listing { format: "charter-rules/1", rules: entries };
            terminal.data(&listing)?;
        }
    }
    Ok(Status::Clean)
}

fn table(entries: &[Entry]) -> String {
    let width = entries.iter().map(|entry| entry.id.len()).max().unwrap_or(0).max(4);
    let mut table = format!("{:width$}  kind   level  fix     says\n", "rule");
    for Entry { id, kind, level, fix, summary } in entries {
        let _ = writeln!(table, "{id:width$}  {kind:5}  {level:5}  {fix:6}  {summary}");
    }
    table
}
