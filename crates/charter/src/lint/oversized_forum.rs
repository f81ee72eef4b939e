//! More people in the room than can decide together.

use crate::config::{Level, RuleOption};
use crate::model::{Charter, Model, Who};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Body;
use crate::{Diagnostic, Span};

pub(crate) const RULE: Rule = Rule::lint(
    "oversized-forum",
    Level::Warn,
    FixKind::None,
    "more are in the room than can decide together",
    include_str!("oversized_forum.md"),
    run,
)
.with_options(&[RuleOption {
    // As many as still speak to each other rather than to the room.
    name: "max",
    default: 8,
    about: "how many in the room are not too many",
}]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for charter in findings.here(model).charters_from(findings.day()) {
        let most = findings.option(*charter, "max") as usize;
        // Unfolding a room costs more than counting what might be in it.
        let might = 1 + charter.parties().map(size).sum::<usize>();
        if might > most {
            let room = charter.room().len();
            if room > most {
                findings.add(finding(charter, room, most));
            }
        }
    }
}

fn size(party: crate::model::Party<'_>) -> usize {
    match party.who.known() {
        Some(Who::Group(group)) => group.member_names().count(),
        Some(Who::Seat(_)) => 1,
        None => 0,
    }
}

fn finding(charter: Charter<'_>, room: usize, most: usize) -> Diagnostic {
    let message = format!("`{}` has {room} in the room", charter.name());
    let label = format!("more than {most}, the owner included");
    let groups = charter.parties().filter_map(|party| match party.who.known()? {
        Who::Group(group) => Some((party.name.span, group.members().count())),
        Who::Seat(_) => None,
    });
    let finding = RULE.finding(message, keyword(charter), label);
    let finding = groups.fold(finding, |finding, (place, members)| {
        finding.also(place, format!("brings {members}"))
    });
    finding
        .note("so many listen to reports; they do not decide")
        .help("keep those who decide, gate or answer, and name the others under `informed`")
}

fn keyword(charter: Charter<'_>) -> Span {
    let clauses = charter.clauses().iter();
    let counterparties = clauses.clone().find(|it| matches!(it.body, Body::Counterparties(_)));
    counterparties.map_or(charter.span(), |clause| clause.keyword())
}
