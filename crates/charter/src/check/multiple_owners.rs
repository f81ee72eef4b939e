//! More than one owner.

use crate::model::{Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Clause, ClauseKind, Kind, Name, Right};
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
    let owned = |item: &Item<'_>| item.tree().present.any.contains(ClauseKind::Owner);
    for item in findings.here(model).own_items().filter(owned) {
        if is_draft(item) {
            continue;
        }
        match names(item) {
            Some(names) => findings.add(finding(item, &names)),
            None => twice(item).into_iter().for_each(|finding| findings.add(finding)),
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

/// One owner, named more than once in one list.
fn twice(item: Item<'_>) -> Option<Diagnostic> {
    let names = item.clause(ClauseKind::Owner, |body| match body {
        Body::Owner(names) => Some(names),
        _ => None,
    })?;
    let [first, second, ..] = names[..] else { return None };
    let message = format!("the owner of `{}` is named twice", item.name());
    let finding = RULE.finding(message, second.span, "named again here");
    Some(finding.also(first.span, "the owner").help("name it once"))
}

fn finding(item: Item<'_>, owners: &[Name]) -> Diagnostic {
    let words: Vec<&str> = owners.iter().map(|name| name.as_str()).collect();
    let message = format!("`{}` is owned by {}", item.name(), words::list_and(&words));
    let finding =
        RULE.finding(message, owners[1].span, "a second owner").also(owners[0].span, "the first");
    let finding = owners[2..].iter().fold(finding, |it, name| it.also(name.span, "and another"));
    let help = match item.kind() {
        Kind::Charter => {
            "keep the one who decides, and write the others under `counterparties`: `SEAT co-decides`"
        }
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
        match co_decide(item, owners, owner, clauses[0].span) {
            Some(edit) => edits.extend(edit),
            None => return finding,
        }
    }
    let covered = edits.iter().any(|edit| item.holds_comment(edit.span));
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

/// The others as counterparties, but for those that are in the room already; the owner
/// that is kept makes way for them. None where that cannot be done in a word.
fn co_decide(item: Item<'_>, owners: &[Name], owner: Name, after: Span) -> Option<Option<Edit>> {
    let lists = item.clauses().iter().filter_map(|clause| match &clause.body {
        Body::Counterparties(parties) => Some((parties, clause.span)),
        _ => None,
    });
    let party = |name: Name| {
        lists.clone().flat_map(|(list, _)| list).find(|party| party.name.symbol == name.symbol)
    };
    let others =
        owners.iter().filter(|name| name.symbol != owner.symbol && party(**name).is_none());
    let others: Vec<String> =
        others.map(|name| format!("{} co-decides \"say which facet\"", name.as_str())).collect();
    let list = others.join(", ");
    if let Some(party) = party(owner) {
        let simple = party.right == Right::Consulted && !others.is_empty();
        return simple.then_some(Some(Edit { span: party.name.span, text: list }));
    }
    if others.is_empty() {
        return Some(None);
    }
    Some(Some(match lists.clone().next_back() {
        Some((_, span)) => Edit { span: span.after(), text: format!(", {list}") },
        None => Edit { span: after.after(), text: format!("\n  counterparties  {list}") },
    }))
}
