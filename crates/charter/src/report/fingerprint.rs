//! What a finding is known by from run to run: its content, never its line.
//!
//! The rule, the file, the head of the item that it stands in, the words it is about,
//! and which of several such it is. So it survives lines that come and go above it, and what
//! changes elsewhere in its own line.

use charter_syntax::{Diagnostic, Span};
use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::Lines;

/// One fingerprint for each finding, no two of them alike.
pub fn fingerprints<'f>(
    findings: impl IntoIterator<Item = &'f Diagnostic>,
    lines: &Lines<'_>,
) -> Vec<String> {
    let mut seen: FxHashMap<String, usize> = FxHashMap::default();
    let one = |finding| {
        let content = content(finding, lines);
        let turn = seen.entry(content.clone()).or_default();
        *turn += 1;
        digest(&format!("{content}\0{turn}"))
    };
    findings.into_iter().map(one).collect()
}

/// What makes two findings the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Content {
    /// The id of the rule.
    pub rule: &'static str,
    /// The file, relative to the workspace.
    pub path: String,
    /// `charter roadmap-forum`: the head of the item; empty outside every item.
    pub item: String,
    /// The words that it is about.
    pub about: String,
}

impl Content {
    /// That of a finding.
    pub fn of(finding: &Diagnostic, lines: &Lines<'_>) -> Content {
        let span = finding.span();
        Content {
            rule: finding.code,
            path: lines.sources().path(span.source).to_owned(),
            item: head(span, lines),
            about: about(span, lines),
        }
    }
}

fn content(finding: &Diagnostic, lines: &Lines<'_>) -> String {
    let Content { rule, path, item, about } = Content::of(finding, lines);
    format!("{rule}\0{path}\0{item}\0{about}")
}

/// `charter roadmap-forum`: the first two words of the item that a place is in.
fn head(span: Span, lines: &Lines<'_>) -> String {
    let line = lines.line(span.source, lines.fit(span).start);
    let texts = (0..=line).rev().map(|line| lines.text(span.source, line));
    let begins = |text: &&str| text.starts_with(|it: char| it.is_ascii_alphabetic());
    let head = texts.into_iter().find(begins).unwrap_or_default();
    head.split_whitespace().take(2).collect::<Vec<_>>().join(" ")
}

/// The words that it is about, as far as they stand on one line; blanks do not count.
fn about(span: Span, lines: &Lines<'_>) -> String {
    let text = &lines.sources().get(span.source).text[lines.fit(span)];
    let first = text.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    first.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Half of SHA-256 is enough to tell findings apart.
fn digest(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}
