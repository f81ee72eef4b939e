//! A clause that may stand once and stands twice.

use super::multiple_owners;
use crate::model::{Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Clause, ClauseKind, ClauseKinds};
use crate::{Diagnostic, words};

pub(crate) const RULE: Rule = Rule::check(
    "duplicate-clause",
    FixKind::None,
    "a clause that may stand once stands twice",
    include_str!("duplicate_clause.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in findings.here(model).own_items() {
        for kind in doubled(item) {
            findings.add(finding(item, kind));
        }
        if CAUSES.iter().filter(|kind| item.has(**kind)).count() > 1 {
            findings.add(causes(item));
        }
    }
}

/// Of these a raise has one.
const CAUSES: [ClauseKind; 3] = [ClauseKind::Fired, ClauseKind::Customer, ClauseKind::Stuck];

/// Something that was raised for several reasons at once.
fn causes(item: Item<'_>) -> Diagnostic {
    let is_cause = |clause: &&Clause| CAUSES.contains(&clause.body.kind());
    let all: Vec<&Clause> = item.clauses().iter().filter(is_cause).collect();
    let message = format!("`{}` was raised for more than one reason", item.name());
    let finding =
        RULE.finding(message, all[1].span, "another reason").also(all[0].span, "one reason");
    let finding = all[2..].iter().fold(finding, |it, clause| it.also(clause.span, "and another"));
    finding.help("keep one of them, and raise the other by itself: each has an answer of its own")
}

/// What stands more than once and may not. Several owners are a finding of their own.
fn doubled(item: Item<'_>) -> Vec<ClauseKind> {
    let again = item.tree().present.again;
    if !again.intersects(ClauseKinds::ONCE) {
        return Vec::new();
    }
    let several =
        |kind: &ClauseKind| *kind == ClauseKind::Owner && multiple_owners::names(item).is_some();
    again.both(ClauseKinds::ONCE).filter(|kind| !several(kind)).collect()
}

fn finding(item: Item<'_>, wanted: ClauseKind) -> Diagnostic {
    let is_wanted = |clause: &&Clause| clause.body.kind() == wanted;
    let all: Vec<&Clause> = item.clauses().iter().filter(is_wanted).collect();
    let keyword = wanted.keyword();
    let kind = item.kind().keyword();
    let times = match all.len() {
        2 => "twice".to_string(),
        count => format!("{count} times"),
    };
    let message = format!("`{keyword}` stands {times} in `{}`", item.name());
    let label = format!("{} {kind} has one", words::article(kind));
    let finding =
        RULE.finding(message, all[1].span, label).also(all[0].span, "the first stands here");
    let finding = all[2..].iter().fold(finding, |it, clause| it.also(clause.span, "and here"));
    finding.help(format!("keep the `{keyword}` that is meant, and remove the rest"))
}
