//! One name for two things.

use crate::model::{Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Name};
use crate::{Diagnostic, words};

pub(crate) const RULE: Rule = Rule::check(
    "duplicate-name",
    FixKind::None,
    "one name stands for two things",
    include_str!("duplicate_name.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for doubled in model.names().doubled() {
        let found = of_items(model, doubled.first, doubled.second);
        found.into_iter().for_each(|finding| findings.add(finding));
    }
    let mut names = Vec::new();
    for item in model.own_items() {
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
        let message = format!("`{name}` is no former name: `{}` bears it already", one.name());
        let finding = RULE.finding(message, second.span, "said again here");
        return Some(finding.also(first.span, "said here").help("remove the `formerly`, or write the name it had"));
    }
    let message = match (one.kind(), other.kind()) {
        (a, b) if a == b => format!("two {}s are named `{name}`", plural_stem(a.keyword())),
        (a, b) => {
            let article = words::article(a.keyword());
            format!("`{name}` names {article} {} and {} {}", a.keyword(), words::article(b.keyword()), b.keyword())
        }
    };
    let finding = RULE.finding(message, second.span, role(other, second, "the second"));
    let finding = finding.also(first.span, role(one, first, "the first"));
    Some(finding.help("give one of them another name: what a name refers to must be one thing"))
}

fn plural_stem(keyword: &'static str) -> &'static str {
    if keyword == "class" { "classe" } else { keyword }
}

/// How an item comes by a name.
fn role(item: Item<'_>, name: Name, place: &str) -> String {
    match name.span == item.span() {
        true => place.to_string(),
        false => format!("`{}` was called so: a former name is not free again", item.name()),
    }
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
    names.extend(item.every(read));
    if names.len() < 2 {
        return;
    }
    names.sort_unstable_by_key(|name| (name.symbol.index(), name.span));
    for pair in names.windows(2).filter(|pair| pair[0].symbol == pair[1].symbol) {
        let message = format!("two {what}s of `{}` are named `{}`", item.name(), pair[1].as_str());
        let finding = RULE.finding(message, pair[1].span, "the second").also(pair[0].span, "the first");
        findings.add(finding.help("give one of them another name"));
    }
}
