//! What a log says about the rules of its results: their pages, for whoever has only the log.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{Message, REPOSITORY};
use crate::config::Level;
use crate::rule::{self, Rule, RuleKind};

/// A rule, as a log tells it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor {
    pub(super) id: &'static str,
    short_description: Message,
    full_description: Message,
    help: Help,
    help_uri: String,
    default_configuration: Configuration,
    properties: Properties,
}

#[derive(Serialize)]
struct Help {
    text: String,
    markdown: &'static str,
}

#[derive(Serialize)]
struct Configuration {
    #[serde(skip_serializing_if = "is_true")]
    enabled: bool,
    level: &'static str,
}

fn is_true(enabled: &bool) -> bool {
    *enabled
}

#[derive(Serialize)]
struct Properties {
    tags: [&'static str; 1],
    #[serde(rename = "problem.severity")]
    weight: &'static str,
}

/// The rules of these ids, each once, sorted.
pub(super) fn of(codes: impl Iterator<Item = &'static str>) -> Vec<Descriptor> {
    let codes: BTreeSet<&str> = codes.collect();
    codes.into_iter().filter_map(rule::find).map(descriptor).collect()
}

/// The page of a rule in the repository.
pub fn url(code: &str) -> String {
    let Some(rule) = rule::find(code) else { return REPOSITORY.into() };
    let (room, file) = (kind(rule), rule.id.replace('-', "_"));
    format!("{REPOSITORY}/blob/main/crates/charter/src/{room}/{file}.md")
}

fn descriptor(rule: &'static Rule) -> Descriptor {
    let (level, weight) = match rule.level {
        Level::Error => ("error", "error"),
        Level::Warn => ("warning", "warning"),
        Level::Info | Level::Off => ("note", "recommendation"),
    };
    let prose = prose(rule.page);
    let first = prose.split("\n\n").nth(1).unwrap_or(rule.summary);
    Descriptor {
        id: rule.id,
        short_description: Message::new(rule.summary),
        full_description: Message::new(first.replace('\n', " ")),
        help: Help { text: prose, markdown: rule.page },
        help_uri: url(rule.id),
        default_configuration: Configuration { enabled: rule.level != Level::Off, level },
        properties: Properties { tags: [kind(rule)], weight },
    }
}

fn kind(rule: &Rule) -> &'static str {
    match rule.kind {
        RuleKind::Check => "check",
        RuleKind::Lint => "lint",
    }
}

/// A page without its charters and its marks: for a reader that draws no Markdown.
fn prose(page: &str) -> String {
    let mut prose = String::new();
    let mut fenced = false;
    for line in page.lines() {
        let blank_again = line.is_empty() && prose.ends_with("\n\n");
        if line.starts_with("```") {
            fenced = !fenced;
        } else if !fenced && !blank_again {
            prose.push_str(line.trim_start_matches('#').trim_start());
            prose.push('\n');
        }
    }
    prose.truncate(prose.trim_end().len());
    prose
}

#[cfg(test)]
mod tests {
    use super::prose;

    #[test]
    fn prose_is_what_is_left_of_a_page() {
        let page = "# a-rule\n\nWhat\nit is.\n\n```charter\nseat x\n```\n\n```text\n# no\n```\n\n## Why\n\nSo.\n";
        assert_eq!(prose(page), "a-rule\n\nWhat\nit is.\n\nWhy\n\nSo.");
    }
}
