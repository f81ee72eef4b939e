//! A baseline: what was unwise already when somebody began to check a workspace.
//!
//! An entry names the rule, the item and the words that it is about, and how many such
//! findings there are; never a line. So it survives edits around it, and a charter that
//! moves to another file. Only lints are in it: what is no charter stays an error.

use std::collections::BTreeMap;

use charter_syntax::Diagnostic;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Sources;
use crate::config::Error;
use crate::report::{Content, Lines};
use crate::rule::{self, RuleKind};

/// The name of the format.
const FORMAT: &str = "charter-baseline/1";

/// Findings that are known.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// `charter-baseline/1`
    #[schemars(extend("const" = FORMAT))]
    format: String,
    /// Sorted by path, item, rule and words.
    findings: Vec<Entry>,
}

/// Findings of one rule about the same words of one item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The file in which they were; it counts only where there is no item.
    pub path: String,
    /// `charter roadmap-forum`; empty outside every item.
    pub item: String,
    /// The id of the rule.
    pub rule: String,
    /// The words that they are about.
    pub about: String,
    /// How many there were.
    pub count: usize,
}

/// What makes findings the same.
type Key = (String, String, String);

impl Baseline {
    /// The lints among some findings.
    pub fn of<'f>(
        findings: impl IntoIterator<Item = &'f Diagnostic>,
        sources: &Sources,
    ) -> Baseline {
        let lines = Lines::new(sources);
        let mut counts: BTreeMap<Entry, usize> = BTreeMap::new();
        for finding in findings.into_iter().filter(|it| is_lint(it)) {
            *counts.entry(entry(Content::of(finding, &lines))).or_default() += 1;
        }
        let findings = counts.into_iter().map(|(entry, count)| Entry { count, ..entry });
        Baseline { format: FORMAT.into(), findings: findings.collect() }
    }

    /// Reads a text; an error says where it cannot be read.
    pub fn parse(text: &str) -> Result<Baseline, Error> {
        let baseline: Baseline =
            serde_json::from_str(text).map_err(|error| misread(text, &error))?;
        if baseline.format == FORMAT {
            return Ok(baseline);
        }
        let place = text.find(&baseline.format).map_or(0..0, |at| at..at + baseline.format.len());
        Err(Error {
            message: format!(
                "this baseline is of the format `{}`, not `{FORMAT}`",
                baseline.format
            ),
            span: place,
            label: "another format".into(),
            help: Some("write it anew: `charter check --write-baseline`".into()),
        })
    }

    /// The text of its file.
    pub fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self).unwrap_or_default();
        text + "\n"
    }

    /// How many findings it knows.
    pub fn count(&self) -> usize {
        self.findings.iter().map(|it| it.count).sum()
    }

    /// Which of some findings it knows, in their order, and what it knows that nothing is any
    /// more, with how many are missing. Of findings that are the same, the first are known.
    pub fn judge(&self, findings: &[Diagnostic], sources: &Sources) -> (Vec<bool>, Vec<Entry>) {
        let lines = Lines::new(sources);
        let mut left: FxHashMap<Key, usize> = FxHashMap::default();
        for entry in &self.findings {
            *left.entry(key(entry)).or_default() += entry.count;
        }
        let mut knows = |finding: &Diagnostic| {
            let could = !self.findings.is_empty() && is_lint(finding);
            let left = if could { left.get_mut(&key_of(finding, &lines)) } else { None };
            left.is_some_and(|left| std::mem::replace(left, left.saturating_sub(1)) > 0)
        };
        let known = findings.iter().map(&mut knows).collect();
        let missing = |entry: &Entry| {
            let left = left.get_mut(&key(entry))?;
            let count = entry.count.min(*left);
            *left -= count;
            (count > 0).then(|| Entry { count, ..entry.clone() })
        };
        (known, self.findings.iter().filter_map(missing).collect())
    }
}

fn key_of(finding: &Diagnostic, lines: &Lines<'_>) -> Key {
    key(&entry(Content::of(finding, lines)))
}

/// The published schema of the file.
pub fn schema() -> schemars::Schema {
    let settings = schemars::generate::SchemaSettings::draft2020_12();
    settings.into_generator().into_root_schema_for::<Baseline>()
}

fn is_lint(finding: &Diagnostic) -> bool {
    rule::find(finding.code).is_some_and(|it| it.kind == RuleKind::Lint)
}

fn entry(content: Content) -> Entry {
    let Content { rule, path, item, about } = content;
    Entry { path, item, rule: rule.into(), about, count: 0 }
}

/// An item is the same in another file: names are unique in a workspace.
fn key(entry: &Entry) -> Key {
    let place = if entry.item.is_empty() { &entry.path } else { &entry.item };
    (entry.rule.clone(), place.clone(), entry.about.clone())
}

fn misread(text: &str, error: &serde_json::Error) -> Error {
    let before = text.split_inclusive('\n').take(error.line().saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let at = (start + error.column().saturating_sub(1)).min(text.len());
    let words = error.to_string();
    let words = words.split(" at line ").next().unwrap_or_default();
    Error {
        message: format!("the baseline cannot be read: {words}"),
        span: at..at,
        label: "not understood from here".into(),
        help: Some("write it anew: `charter check --write-baseline`".into()),
    }
}
