//! One name for two things.

use crate::Diagnostic;
use crate::model::{Item, Model, a_kind};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, ClauseKinds, Kind, Name};

pub(crate) const RULE: Rule = Rule::check(
    "duplicate-name",
    FixKind::None,
    "one name stands for two things",
    include_str!("duplicate_name.md"),
    run,
)
.whole();

fn run(model: &Model, findings: &mut Findings<'_>) {
    for doubled in model.names().doubled() {
        let found = of_items(model, doubled.first, doubled.second);
        found.into_iter().for_each(|finding| findings.add(finding));
    }
    let mut names = Vec::new();
    let many = ClauseKinds::of(&[ClauseKind::Trigger, ClauseKind::Asks]);
    for item in model.own_items().filter(|item| item.tree().present.again.intersects(many)) {
        within(item, "trigger", &mut names, findings, |body| match body {
            Body::Trigger(trigger) => Some(trigger.name),
            _ => None,
        });
        within(item, "question", &mut names, findings, |body| match body {
            Body::Asks(asks) => Some(asks.name),
            _ => None,
        });
    }
}

/// Two items of one name, former names counted.
fn of_items(model: &Model, first: Name, second: Name) -> Option<Diagnostic> {
    let (one, other) = (model.item_at(first.span)?, model.item_at(second.span)?);
    let name = first.as_str();
    if one == other {
        let message = match first.span == one.span() {
            true => format!("`{name}` is its own former name"),
            false => format!("`{name}` is a former name of `{}` twice", one.name()),
        };
        let finding =
            RULE.finding(message, second.span, "said again here").also(first.span, "the first");
        return Some(finding.help("remove the `formerly`, or write the name it had"));
    }
    if first.span != one.span() || second.span != other.span() {
        return Some(former(one, other, first, second));
    }
    let a = one.kind().keyword();
    let message = match (one.kind(), other.kind()) {
        (Kind::Class, Kind::Class) => format!("two classes are named `{name}`"),
        (one, other) if one == other => format!("two {a}s are named `{name}`"),
        (one, other) => format!("`{name}` names {} and {}", a_kind(one), a_kind(other)),
    };
    let finding = RULE.finding(message, second.span, "the second");
    let finding = finding.also(first.span, "the first");
    Some(finding.help("give one of them another name: what a name refers to must be one thing"))
}

/// A former name that is given again.
fn former(one: Item<'_>, other: Item<'_>, first: Name, second: Name) -> Diagnostic {
    let one_had_it = first.span != one.span();
    let (had, old, new) = if one_had_it { (one, first, second) } else { (other, second, first) };
    let message =
        format!("`{}` is a former name of `{}` and is given again", old.as_str(), had.name());
    RULE.finding(message, new.span, "given again here")
        .also(old.span, "not free again: records and calendars know it")
        .help("give the new one another name")
}

/// Names that are doubled within one item.
fn within<'m>(
    item: Item<'m>,
    what: &str,
    names: &mut Vec<Name>,
    findings: &mut Findings<'_>,
    read: impl Fn(&'m Body) -> Option<Name>,
) {
    names.clear();
    names.extend(item.clauses().iter().filter_map(|clause| read(&clause.body)));
    if names.len() < 2 {
        return;
    }
    names.sort_unstable_by_key(|name| (name.symbol.index(), name.span));
    for pair in names.windows(2).filter(|pair| pair[0].symbol == pair[1].symbol) {
        let message = format!("two {what}s of `{}` are named `{}`", item.name(), pair[1].as_str());
        let finding =
            RULE.finding(message, pair[1].span, "the second").also(pair[0].span, "the first");
        findings.add(finding.help("give one of them another name"));
    }
}
