//! A name that is there, and is not what its clause takes.

use crate::model::{Expects, Function, Group, Handle, Item, Model, a_kind, references};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Kind, Name};
use crate::{Diagnostic, words};

use super::unresolved_name::{Found, find};

pub(crate) const RULE: Rule = Rule::check(
    "wrong-kind",
    FixKind::None,
    "a name is not what its clause takes",
    include_str!("wrong_kind.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in model.own_items() {
        for reference in references(item.tree()) {
            if let Expects::OneOf(kinds) = reference.expects
                && let Found::Other(found) = find(model, reference.name, kinds)
            {
                findings.add(finding(reference.name, kinds, found));
            }
        }
    }
}

fn finding(name: Name, kinds: &[Kind], found: Item<'_>) -> Diagnostic {
    let nouns: Vec<&str> = kinds.iter().map(|kind| kind.keyword()).collect();
    let nouns = nouns.join(" or ");
    let is = a_kind(found.kind());
    let message = format!("`{}` is {is}, not {} {nouns}", name.as_str(), words::article(&nouns));
    RULE.finding(message, name.span, format!("{} {nouns} stands here", words::article(&nouns)))
        .also(found.span(), format!("declared here as {is}"))
        .help(help(&nouns, kinds, found))
}

/// Who may have been meant: the owner of a thing, the members of a group, the seats
/// of a function.
fn help(nouns: &str, kinds: &[Kind], found: Item<'_>) -> String {
    let name = found.name();
    let plain = format!("name {} {nouns}", words::article(nouns));
    if !kinds.contains(&Kind::Seat) {
        return plain;
    }
    let owner = found.clause(|body| match body {
        Body::Owner(names) => names.first().copied(),
        _ => None,
    });
    if let Some(owner) = owner {
        return format!("{plain}; the owner of `{name}` is `{}`", owner.as_str());
    }
    let seats = if let Some(group) = Group::of(found) {
        seats(group.members().map(|seat| seat.name()))
    } else if let Some(function) = Function::of(found) {
        let of_function = found.model().seats().filter(|seat| seat.is_of(function.name()));
        seats(of_function.map(|seat| seat.name()))
    } else {
        Vec::new()
    };
    match seats[..] {
        [] => plain,
        _ => format!("{plain}, such as {}", words::list_or(&seats)),
    }
}

/// The first few of many.
fn seats<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    names.take(3).collect()
}
