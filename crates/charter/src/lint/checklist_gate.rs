//! A gate whose criteria are said to be met, and not shown.

use jiff::civil::Date;

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Launch, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Criterion, Tier};

pub(crate) const RULE: Rule = Rule::lint(
    "checklist-gate",
    Level::Warn,
    FixKind::None,
    "no artifact shows that a criterion of a gate is met",
    include_str!("checklist_gate.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    findings
        .here(model)
        .launches()
        .filter_map(|it| examine(it, day))
        .for_each(|it| findings.add(it));
}

/// A launch of the third tier is better off without its gate, and is told so elsewhere.
fn examine(launch: Launch<'_>, day: Date) -> Option<Diagnostic> {
    if !launch.is_ahead(day) || launch.is_of(Tier::T3) {
        return None;
    }
    let gate = launch.gate()?;
    // What nobody has written yet is told by `unfilled-text`.
    let ticked = |it: &&Criterion| it.shown.is_none() && !it.text.is_unfilled();
    let ticked: Vec<&Criterion> = gate.criteria.iter().filter(ticked).collect();
    let (first, rest) = ticked.split_first()?;
    let (name, all) = (launch.name(), gate.criteria.len());
    let message = match (ticked.len(), all) {
        (1, 1) => format!("nothing shows that the criterion at the gate of `{name}` is met"),
        (some, all) if some == all => {
            format!("nothing shows that any criterion at the gate of `{name}` is met")
        }
        (1, _) => format!("nothing shows that one criterion at the gate of `{name}` is met"),
        (some, all) => {
            format!("nothing shows that {some} of {all} criteria at the gate of `{name}` are met")
        }
    };
    let finding = RULE.finding(message, first.text.span, "shown by what?");
    let finding =
        rest.iter().fold(finding, |it, criterion| it.also(criterion.text.span, "and this?"));
    Some(
        finding.note("what nobody has to show is green in every meeting until the day").help(
            "name the artifact that shows it, such as a report or a plan: `shown by ARTIFACT`",
        ),
    )
}
