//! An `allow` that the workspace, or the language, forbids.

use crate::Diagnostic;
use crate::model::{Item, Model};
use crate::rule::{self, Findings, FixKind, Rule, RuleKind};
use crate::tree::{Allow, ClauseKind};

pub(crate) const RULE: Rule = Rule::check(
    "forbidden-allow",
    FixKind::None,
    "an `allow` of what may not be allowed",
    include_str!("forbidden_allow.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let allows = |item: &Item<'_>| item.tree().present.any.contains(ClauseKind::Allow);
    for item in findings.here(model).own_items().filter(allows) {
        for allow in item.allows() {
            let id = allow.rule.as_str();
            let of_check = rule::find(id).is_some_and(|rule| rule.kind == RuleKind::Check);
            if of_check {
                findings.add(check(item, allow));
            } else if findings.config().forbids(id) {
                findings.add(forbidden(item, allow));
            }
        }
    }
}

fn check(item: Item<'_>, allow: &Allow) -> Diagnostic {
    let id = allow.rule.as_str();
    let message = format!("`{}` allows `{id}`, which nobody can be excused from", item.name());
    RULE.finding(message, allow.rule.span, "cannot be allowed anywhere")
        .note(
            "this rule tells what is wrong in the text itself; only what is unwise can be excused",
        )
        .help(format!("mend what `{id}` finds in `{}`, and remove the `allow`", item.name()))
}

fn forbidden(item: Item<'_>, allow: &Allow) -> Diagnostic {
    let id = allow.rule.as_str();
    let message = format!("`{}` allows `{id}`, and this workspace forbids that", item.name());
    RULE.finding(message, allow.rule.span, "not to be allowed here")
        .note("`charter.toml` lists it under `[allow]` as `forbid`")
        .help(format!("mend what `{id}` finds in `{}`, and remove the `allow`", item.name()))
}
