//! One forum for the portfolio and for a team.

use crate::config::Level;
use crate::model::{Charter, Decided, Model};
use crate::offer::stub::remove;
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Clause, Decision};
use crate::{Diagnostic, Edit, Safety, Span, Symbol, tree};

pub(crate) const RULE: Rule = Rule::lint(
    "decision-kind-mismatch",
    Level::Warn,
    FixKind::Unsafe,
    "one charter decides for the portfolio and for a team",
    include_str!("decision_kind_mismatch.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    for charter in findings.here(model).charters_from(day) {
        let portfolio = of_level(charter, tree::Level::Portfolio);
        let team = of_level(charter, tree::Level::Team);
        let (Some(first), Some(other)) = (portfolio.first(), team.first()) else { continue };
        let place = if first.span() < other.span() { other.span() } else { first.span() };
        let finding = finding(charter, &portfolio, &team, place);
        findings.add(mend(finding, charter, findings));
    }
}

fn of_level(charter: Charter<'_>, level: tree::Level) -> Vec<Decided<'_>> {
    let of = |it: &Decided<'_>| it.class.known().is_some_and(|class| class.level() == Some(level));
    charter.decides().filter(of).collect()
}

/// It stands at the one that comes as a surprise: the first of the kind that comes second.
fn finding(
    charter: Charter<'_>,
    portfolio: &[Decided<'_>],
    team: &[Decided<'_>],
    place: Span,
) -> Diagnostic {
    let message =
        format!("`{}` mixes decisions of the portfolio with those of a team", charter.name());
    let all = portfolio.iter().map(|it| (it, "a decision of the portfolio"));
    let all: Vec<(&Decided<'_>, &str)> =
        all.chain(team.iter().map(|it| (it, "a decision of a team"))).collect();
    let label = all.iter().find(|(it, _)| it.span() == place).map_or("", |(_, label)| label);
    let finding = RULE.finding(message, place, label);
    let others = all.iter().filter(|(it, _)| it.span() != place);
    let finding =
        others.fold(finding, |finding, (it, label)| finding.also(it.class_name.span, *label));
    finding
        .note(
            "it meets as often as the team needs, and what is for the portfolio is never prepared",
        )
        .help("let the team decide its own, in a charter that it owns")
}

// ── The split ───────────────────────────────────────────────────────────────

/// What the team decides moves to a draft behind the charter: nothing is lost, and nothing
/// is scheduled before somebody has thought about it.
fn mend(finding: Diagnostic, charter: Charter<'_>, findings: &Findings<'_>) -> Diagnostic {
    match split(charter, findings) {
        Some(edits) => finding.fix_all(
            "move what the team decides to a draft of its own",
            Safety::Unsafe,
            edits,
        ),
        None => finding,
    }
}

fn split(charter: Charter<'_>, findings: &Findings<'_>) -> Option<Vec<Edit>> {
    let mut edits = Vec::new();
    let mut moved = Vec::new();
    for clause in charter.clauses() {
        let Body::Decides(decisions) = &clause.body else { continue };
        let (team, kept): (Vec<&Decision>, Vec<&Decision>) =
            decisions.iter().partition(|it| is_of_team(charter, it));
        if team.is_empty() {
            continue;
        }
        if charter.holds_comment(clause.span) {
            return None;
        }
        moved.extend(team.into_iter().map(written));
        edits.push(without(clause, &kept, findings));
    }
    let end = charter.tree().span;
    findings.text(end).ends_with('}').then_some(())?;
    let text = format!(
        "\n\ncharter {} {{\n  status   draft\n  decides  {}\n  owner    {}\n}}",
        free_name(charter),
        moved.join(", "),
        charter.owner_name()?.as_str()
    );
    edits.push(Edit { span: end.after(), text });
    Some(edits)
}

fn is_of_team(charter: Charter<'_>, decision: &Decision) -> bool {
    let class = charter.model().named::<crate::model::Class<'_>>(decision.class.symbol).known();
    class.is_some_and(|class| class.level() == Some(tree::Level::Team))
}

/// `CLASS of SUBJECT`
fn written(decision: &Decision) -> String {
    match decision.subject {
        Some(subject) => format!("{} of {}", decision.class.as_str(), subject.as_str()),
        None => decision.class.as_str().into(),
    }
}

/// A clause with what is kept of it; gone where that is nothing.
fn without(clause: &Clause, kept: &[&Decision], findings: &Findings<'_>) -> Edit {
    if kept.is_empty() {
        return remove(clause.span, findings);
    }
    let text = findings.text(clause.span);
    let keyword = clause.keyword().range().len();
    let gap = text[keyword..].len() - text[keyword..].trim_start().len();
    let list: Vec<String> = kept.iter().map(|it| written(it)).collect();
    Edit { span: clause.span, text: format!("{}{}", &text[..keyword + gap], list.join(", ")) }
}

/// `NAME-team`, or the first such name that is free.
fn free_name(charter: Charter<'_>) -> String {
    let names = (1..).map(|nth| match nth {
        1 => format!("{}-team", charter.name()),
        _ => format!("{}-team-{nth}", charter.name()),
    });
    let free = |name: &String| charter.model().find(Symbol::new(name)).is_none();
    names.take(100).find(free).unwrap_or_default()
}
