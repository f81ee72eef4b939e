//! What took place and does not say when, or of which decision it speaks.

use super::RULE;
use crate::Diagnostic;
use crate::model::{Charter, Handle, Item, Named, Record};
use crate::rule::Findings;
use crate::tree::{Body, Clause};
use crate::{Safety, words};

/// Whether it should say in its first line when it took place, and does not.
pub(super) fn lacks_day(item: Item<'_>) -> bool {
    item.is_of_history() && item.on().is_none() && !item.has_garbled("on")
}

/// How the day is written.
pub(super) fn day_form(item: Item<'_>) -> String {
    format!("the day before the `{{`, as `on {}`", item.model().declared_day())
}

pub(super) fn run(item: Item<'_>, findings: &mut Findings<'_>) {
    let Some(Named::Known(charter)) = Record::of(item).map(Record::charter) else { return };
    if charter.only_decision().is_some() || charter.decides().next().is_none() {
        return;
    }
    for clause in item.clauses().iter().filter(|clause| is_open(clause)) {
        findings.add(which(charter, clause));
    }
}

/// Whether a clause speaks of a decision and does not say of which.
fn is_open(clause: &Clause) -> bool {
    match &clause.body {
        Body::Decided(matter) | Body::Deferred(matter) => matter.decision.is_none(),
        _ => false,
    }
}

/// How many decisions are few enough to be offered.
const FEW: usize = 4;

/// A matter of a charter that decides several things.
fn which(charter: Charter<'_>, clause: &Clause) -> Diagnostic {
    let keyword = clause.keyword();
    let word = clause.body.kind().keyword();
    let decisions: Vec<String> = charter.decides().map(|it| it.decision().to_string()).collect();
    let few: Vec<&str> = decisions.iter().take(FEW).map(String::as_str).collect();
    let message = format!("`{word}` does not say which decision");
    let label = format!("`{}` decides {}", charter.name(), words::list_and(&few));
    let finding = RULE.finding(message, keyword, label).help(format!("write it behind `{word}`"));
    few.iter().fold(finding, |finding, decision| {
        let title = format!("write `{decision}`");
        finding.fix(title, Safety::Unsafe, keyword.after(), format!(" {decision}"))
    })
}
