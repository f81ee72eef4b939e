//! `charter rules`: every rule, group by group; or every `allow`, and what became of it.

mod waivers;

use std::fmt::Write;

use charter::config::RuleOption;
use charter::rule::{Group, Rule, RuleKind, all, groups};
use serde::Serialize;

use crate::args::{RulesArgs, RulesFormat};
use crate::{Failure, Status, Terminal};

/// Prints the list.
pub(crate) fn run(args: &RulesArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    if args.waivers {
        return waivers::run(args, terminal);
    }
    match args.format {
        RulesFormat::Table => terminal.out.extend_from_slice(table().as_bytes()),
        RulesFormat::Json => {
            let rules =
                groups().flat_map(|group| group.rules.iter().map(|it| Entry::of(group, it)));
            terminal.data(&Listing { format: "charter-rules/1", rules: rules.collect() })?;
        }
    }
    Ok(Status::Clean)
}

fn table() -> String {
    let width = all().map(|rule| rule.id.len()).max().unwrap_or(0);
    let mut table = format!("{:width$}  level  fix     says\n", "rule");
    for group in groups() {
        let _ = writeln!(table, "\n{}", group.title);
        for rule in group.rules {
            let Rule { id, level, fix, summary, .. } = rule;
            let (level, fix) = (level.as_str(), fix.as_str());
            let options: String = rule.options.iter().map(set).collect();
            let _ = writeln!(table, "{id:width$}  {level:5}  {fix:6}  {summary}{options}");
        }
    }
    table
}

/// ` (max = 8)`
fn set(option: &RuleOption) -> String {
    format!(" ({} = {})", option.name, option.default)
}

#[derive(Serialize)]
struct Listing {
    format: &'static str,
    rules: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: &'static str,
    kind: &'static str,
    group: &'static str,
    level: &'static str,
    fix: &'static str,
    options: Vec<Choice>,
    summary: &'static str,
}

#[derive(Serialize)]
struct Choice {
    name: &'static str,
    default: u32,
    about: &'static str,
}

impl Entry {
    fn of(group: &Group, rule: &Rule) -> Entry {
        let kind = match rule.kind {
            RuleKind::Check => "check",
            RuleKind::Lint => "lint",
        };
        let options = rule.options.iter().map(|it| {
            let RuleOption { name, default, about } = *it;
            Choice { name, default, about }
        });
        Entry {
            id: rule.id,
            kind,
            group: group.title,
            level: rule.level.as_str(),
            fix: rule.fix.as_str(),
            options: options.collect(),
            summary: rule.summary,
        }
    }
}
