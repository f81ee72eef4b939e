//! A text that nobody has written yet.

use jiff::civil::Date;

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Charter, Handle, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Text};

pub(crate) const RULE: Rule = Rule::lint(
    "unfilled-text",
    Level::Warn,
    FixKind::None,
    "a text says nothing yet",
    include_str!("unfilled_text.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for item in findings
        .here(model)
        .own_items()
        .filter(|it| !Charter::of(*it).is_some_and(Charter::is_draft))
    {
        each_text(item, day, &mut |text| {
            if text.is_unfilled() {
                findings.add(finding(item, text));
            }
        });
    }
}

/// The texts of an item; of one whose life has ended, only why it did.
fn each_text<'m>(item: Item<'m>, day: Date, see: &mut dyn FnMut(&'m Text)) {
    if !item.is_over(day) {
        return item.tree().each_text(see);
    }
    let ends = item.clauses().iter().filter(|it| matches!(it.body, Body::Retired(_)));
    ends.for_each(|clause| clause.body.each_text(see));
}

fn finding(item: Item<'_>, text: &Text) -> Diagnostic {
    RULE.finding(
        format!("a text of `{}` is still to be written", item.name()),
        text.span,
        "it says nothing yet",
    )
    .help("write what it should say, or take the line out")
}
