//! An `allow` that excuses nothing.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::config::{Config, Level};
use crate::model::{Charter, Handle, Item, Model};
use crate::rule::{FixKind, Rule, found_while_reading};
use crate::tree::{Allow, Body};
use crate::{Diagnostic, Safety, Sources, Span, rule};

pub(crate) const RULE: Rule = Rule::lint(
    "unused-allow",
    Level::Warn,
    FixKind::Safe,
    "an `allow` excuses nothing",
    include_str!("unused_allow.md"),
    found_while_reading,
);

/// The allows that excused nothing, given where those stand that did. This rule
/// is asked last: only then is it known what every other rule would have said.
pub(crate) fn findings(
    model: &Model,
    used: &[Span],
    sources: &Sources,
    config: &Config,
    day: Date,
) -> Vec<Diagnostic> {
    let used: FxHashSet<Span> = used.iter().copied().collect();
    let items = model.own_items().filter(|item| !is_draft(*item));
    let allows = items.flat_map(|item| item.allows().map(move |allow| (item, allow)));
    let unused = |allow: &Allow| {
        let name = allow.rule.as_str();
        // What the workspace forbids has a finding of its own.
        rule::find(name).is_some() && !config.forbids(name) && !used.contains(&allow.rule.span)
    };
    let allows = allows.filter(|(_, allow)| unused(allow));
    allows.map(|(item, allow)| finding(item, allow, sources, day)).collect()
}

/// No rule speaks about a draft, so nothing in it can be excused.
fn is_draft(item: Item<'_>) -> bool {
    Charter::of(item).is_some_and(Charter::is_draft)
}

fn finding(item: Item<'_>, allow: &Allow, sources: &Sources, day: Date) -> Diagnostic {
    let name = allow.rule.as_str();
    let message = format!("nothing in `{}` needs the `allow` of `{name}`", item.name());
    let label = match allow.until {
        Some(until) if until.value < day => "it has run out, and excuses nothing",
        _ => "it excuses nothing",
    };
    let clause = item.clause_span(|body| matches!(body, Body::Allow(it) if it.rule == allow.rule));
    RULE.finding(message, allow.rule.span, label)
        .help("remove it: left in place, it would hide the next such finding")
        .fix("remove the `allow`", Safety::Safe, sources.whole_lines(clause.unwrap_or(allow.rule.span)), "")
}
