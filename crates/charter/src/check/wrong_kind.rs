//! A name that is there, and is not what its clause takes.

use crate::model::{Function, Group, Handle, Item, Seat, a_kind};
use crate::rule::{FixKind, Rule, found_while_reading};
use crate::tree::{Body, ClauseKind, Kind, Name};
use crate::{Diagnostic, words};

use super::unresolved_name::nouns;

pub(crate) const RULE: Rule = Rule::check(
    "wrong-kind",
    FixKind::None,
    "a name is not what its clause takes",
    include_str!("wrong_kind.md"),
    found_while_reading,
);

/// What a name is where something else should stand. Found while `unresolved-name` goes
/// through the names, which is done once.
pub(super) fn finding(name: Name, kinds: &[Kind], found: Item<'_>) -> Diagnostic {
    let nouns = nouns(kinds);
    let is = a_kind(found.kind());
    let message = format!("`{}` is {is}, not {} {nouns}", name.as_str(), words::article(&nouns));
    RULE.finding(message, name.span, format!("{} {nouns} is needed here", words::article(&nouns)))
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
    let owner = found.clause(ClauseKind::Owner, |body| match body {
        Body::Owner(names) => names.first().copied(),
        _ => None,
    });
    let owner = owner.and_then(|owner| found.model().named::<Seat<'_>>(owner.symbol).known());
    if let Some(owner) = owner {
        return format!("{plain}; the owner of `{name}` is `{}`", owner.name());
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
