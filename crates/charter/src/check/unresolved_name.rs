//! A name that nothing bears.

use crate::model::{Expects, Item, Model, Named, a_kind, references};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Kind, Name};
use crate::{Diagnostic, Safety, nearest, rule};

pub(crate) const RULE: Rule = Rule::check(
    "unresolved-name",
    FixKind::Safe,
    "a name refers to nothing",
    include_str!("unresolved_name.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in model.own_items() {
        for reference in references(item.tree()) {
            match reference.expects {
                Expects::OneOf(kinds) => check_item(model, reference.name, kinds, findings),
                Expects::Rule => check_rule(reference.name, findings),
                Expects::Question => {}
            }
        }
    }
}

fn check_item(model: &Model, name: Name, kinds: &'static [Kind], findings: &mut Findings<'_>) {
    let _ = Named::<()>::Absent;
    if found(model, name, kinds).is_some() {
        return;
    }
    let what: Vec<String> = kinds.iter().map(|&kind| a_kind(kind)).collect();
    let what = what.join(" or ");
    let message = format!("there is no {} named `{name}`", kinds[0].keyword(), name = name.as_str());
    let label = format!("{what} stands here");
    let candidates: Vec<&str> = model.items().filter(|item| kinds.contains(&item.kind())).map(Item::name).collect();
    findings.add(suggest(RULE.finding(message, name.span, label), name, &candidates));
}

fn found<'m>(model: &'m Model, name: Name, kinds: &[Kind]) -> Option<Item<'m>> {
    let reference = kinds.iter().any(|kind| kind.is_reference());
    if reference { model.find_reference(name.symbol) } else { model.find(name.symbol) }
}

fn check_rule(name: Name, findings: &mut Findings<'_>) {
    if rule::find(name.as_str()).is_some() {
        return;
    }
    let message = format!("there is no rule named `{}`", name.as_str());
    let candidates: Vec<&str> = rule::all().map(|rule| rule.id).collect();
    let finding = RULE.finding(message, name.span, "the id of a rule stands here");
    findings.add(suggest(finding, name, &candidates).note("`charter rules` lists them all"));
}

/// Did you mean: with a fix where there is only one answer.
fn suggest(finding: Diagnostic, name: Name, candidates: &[&str]) -> Diagnostic {
    let Some(near) = nearest(name.as_str(), candidates.iter().copied()) else {
        return finding.help("declare it, or name one that is there");
    };
    let finding = finding.help(format!("did you mean `{near}`?"));
    let title = format!("write `{near}`");
    finding.fix(title, Safety::Safe, name.span, near)
}
