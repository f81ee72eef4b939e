//! A trigger without a number.

use crate::config::Level;
use crate::model::{Model, Wire};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Condition, Text};
use crate::{Diagnostic, Severity};

pub(crate) const RULE: Rule = Rule::lint(
    "vague-trigger",
    Level::Info,
    FixKind::None,
    "a trigger fires on prose; at `warn`, on an empty phrase such as `when appropriate`",
    include_str!("vague_trigger.md"),
    run,
);

/// Phrases that are true on any day. A text is not read further than for these.
const EMPTY: [&str; 18] = [
    "ad hoc",
    "as appropriate",
    "as necessary",
    "as needed",
    "as required",
    "at discretion",
    "from time to time",
    "if appropriate",
    "if necessary",
    "if needed",
    "if required",
    "tbd",
    "to be decided",
    "when appropriate",
    "when necessary",
    "when needed",
    "when required",
    "where appropriate",
];

fn run(model: &Model, findings: &mut Findings<'_>) {
    for wire in findings.here(model).triggers(findings.day()) {
        // What nobody has written yet is told by `unfilled-text`.
        if let Some(Condition::Prose(text)) = &wire.says.when
            && !text.is_unfilled()
        {
            findings.add(match empty(&text.value) {
                Some(phrase) => hollow(wire, text, phrase),
                None => prose(wire, text),
            });
        }
    }
}

/// The phrase of the list that a text ends in, or stops at: "when needed" and not "when
/// needed seats are vacant".
fn empty(text: &str) -> Option<&'static str> {
    let text = text.to_lowercase();
    let stands = |phrase: &&str| {
        text.match_indices(*phrase).any(|(at, _)| {
            let before = text[..at].chars().next_back();
            let after = text[at + phrase.len()..].chars().next();
            before.is_none_or(|it| !it.is_alphanumeric() && it != '-')
                && after.is_none_or(|it| ".,;:!?)".contains(it))
        })
    };
    EMPTY.iter().find(|it| stands(it)).copied()
}

fn hollow(wire: Wire<'_>, text: &Text, phrase: &str) -> Diagnostic {
    let message = format!("{} fires `{phrase}`: on any day, or on none", wire.words());
    let mut finding = RULE
        .finding(message, text.span, "nobody can say that this has happened")
        .note("those who like the decision will never see it happen, and those who do not will see it every week")
        .help("write `when METRIC > VALUE`, or name an event that anybody would see, `when \"…\"`");
    finding.severity = Severity::Warn;
    finding
}

fn prose(wire: Wire<'_>, text: &Text) -> Diagnostic {
    let message = format!("{} fires on words, and not on a number", wire.words());
    RULE.finding(message, text.span, "two people may read it in two ways")
        .help("where there is a number, write `when METRIC > VALUE`")
}
