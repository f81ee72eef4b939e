//! More than one owner.

use crate::model::{Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Clause, Kind, Name};
use crate::{Diagnostic, Edit, Safety, Span, words};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "multiple-owners",
    FixKind::Unsafe,
    "more than one seat owns",
    include_str!("multiple_owners.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in model.own_items() {
        if let Some(names) = names(item)
            && !is_draft(item)
        {
            findings.add(finding(item, &names));
        }
    }
}

/// The owners of an item, each once, where there are several.
pub(super) fn names(item: Item<'_>) -> Option<Vec<Name>> {
    let all = item.clauses().iter().filter_map(|clause| match &clause.body {
        Body::Owner(names) => Some(names),
        _ => None,
    });
    let first = *all.clone().next()?.first()?;
    let mut others = all.clone().flatten().filter(|name| name.symbol != first.symbol);
    others.next()?;
    let mut owners: Vec<Name> = Vec::new();
    for name in all.flatten() {
        if !owners.iter().any(|owner| owner.symbol == name.symbol) {
            owners.push(*name);
        }
    }
    Some(owners)
}

fn finding(item: Item<'_>, owners: &[Name]) -> Diagnostic {
    let words: Vec<&str> = owners.iter().map(|name| name.as_str()).collect();
    let message = format!("`{}` is owned by {}", item.name(), words::list_and(&words));
    let finding = RULE
        .finding(message, owners[1].span, "a second owner")
        .also(owners[0].span, "the first");
    let finding = owners[2..].iter().fold(finding, |it, name| it.also(name.span, "and another"));
    let help = match item.kind() {
        Kind::Charter => "keep the one who decides; the others may `co-decides` a facet as counterparties",
        _ => "keep the one who answers for it",
    };
    let finding = finding.note("where two own, each waits for the other").help(help);
    owners.iter().take(4).fold(finding, |it, owner| keep(it, item, owners, *owner))
}

/// A change that keeps one owner; in a charter the others co-decide.
fn keep(finding: Diagnostic, item: Item<'_>, owners: &[Name], owner: Name) -> Diagnostic {
    let is_owner = |clause: &&Clause| matches!(clause.body, Body::Owner(_));
    let clauses: Vec<&Clause> = item.clauses().iter().filter(is_owner).collect();
    let mut edits = vec![Edit { span: names_span(clauses[0]), text: owner.as_str().into() }];
    edits.extend(clauses[1..].iter().map(|it| Edit { span: it.span, text: String::new() }));
    if item.kind() == Kind::Charter {
        edits.extend(co_decide(item, owners, owner, clauses[0].span));
    }
    let covered = edits.iter().any(|edit| holds_comment(item, edit.span));
    let title = format!("keep `{}` as the owner", owner.as_str());
    if covered { finding } else { finding.fix_all(title, Safety::Unsafe, edits) }
}

/// All names of an owner clause.
fn names_span(clause: &Clause) -> Span {
    match &clause.body {
        Body::Owner(names) => names[0].span.to(clause.span),
        _ => clause.span,
    }
}

/// The others as counterparties, but for those that are in the room already.
fn co_decide(item: Item<'_>, owners: &[Name], owner: Name, after: Span) -> Option<Edit> {
    let parties = item.clauses().iter().filter_map(|clause| match &clause.body {
        Body::Counterparties(parties) => Some((parties, clause.span)),
        _ => None,
    });
    let is_there = |name: &Name| {
        parties.clone().any(|(list, _)| list.iter().any(|party| party.name.symbol == name.symbol))
    };
    let others = owners.iter().filter(|name| name.symbol != owner.symbol && !is_there(name));
    let others: Vec<String> =
        others.map(|name| format!("{} co-decides \"say which facet\"", name.as_str())).collect();
    if others.is_empty() {
        return None;
    }
    let list = others.join(", ");
    Some(match parties.last() {
        Some((_, span)) => Edit { span: span.after(), text: format!(", {list}") },
        None => Edit { span: after.after(), text: format!("\n  counterparties  {list}") },
    })
}

/// Whether a comment stands in a place: what would be lost with it.
pub(super) fn holds_comment(item: Item<'_>, place: Span) -> bool {
    let comments = &item.model().document(place.source).comments;
    let first = comments.partition_point(|comment| comment.end <= place.start);
    comments.get(first).is_some_and(|comment| comment.start < place.end)
}
