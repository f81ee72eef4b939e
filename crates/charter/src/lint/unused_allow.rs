//! An `allow` that excuses nothing.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::config::{Config, Level};
use crate::model::{Charter, Handle, Item, Model};
use crate::rule::{FixKind, Rule, found_while_reading};
use crate::tree::{Allow, Body};
use crate::{Diagnostic, Safety, Sources, Span, rule, say};

pub(crate) const RULE: Rule = Rule::lint(
    "unused-allow",
    Level::Warn,
    FixKind::Safe,
    "an `allow` excuses nothing",
    include_str!("unused_allow.md"),
    found_while_reading,
)
.whole();

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
    allows.map(|(item, allow)| finding(item, allow, sources, config, day)).collect()
}

/// No rule speaks about a draft, so nothing in it can be excused.
fn is_draft(item: Item<'_>) -> bool {
    Charter::of(item).is_some_and(Charter::is_draft)
}

/// Whether a rule does not speak in a file.
fn is_off(name: &str, path: &str, config: &Config) -> bool {
    let level = config.level(name, path).or(rule::find(name).map(|rule| rule.level));
    level == Some(Level::Off)
}

fn finding(
    item: Item<'_>,
    allow: &Allow,
    sources: &Sources,
    config: &Config,
    day: Date,
) -> Diagnostic {
    let name = allow.rule.as_str();
    let message = format!("nothing in `{}` needs the `allow` of `{name}`", item.name());
    let (label, help, safety) = match allow.until.filter(|until| until.value < day) {
        Some(until) => (
            format!("ended on {}", say::date(until.value)),
            "remove the `allow`: it no longer excuses anything".to_string(),
            Safety::Safe,
        ),
        None if is_off(name, sources.path(allow.rule.span.source), config) => (
            "this rule is off, and finds nothing that could be excused".to_string(),
            format!("remove the `allow`, or turn `{name}` on in `charter.toml`"),
            Safety::Unsafe,
        ),
        None => (
            "nothing here needs to be excused now".to_string(),
            "remove the `allow`: left in place, it would hide the next such finding".to_string(),
            Safety::Safe,
        ),
    };
    let clause = item.clause_span(|body| matches!(body, Body::Allow(it) if it.rule == allow.rule));
    RULE.finding(message, allow.rule.span, label).help(help).fix(
        "remove the `allow`",
        safety,
        sources.whole_lines(clause.unwrap_or(allow.rule.span)),
        "",
    )
}
