//! What concerns a partner, answered by somebody else than Business Development.

use crate::config::Level;
use crate::model::{Charter, Class, Item, Model, Question, Seat, Staff};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Answer, Body, Channel, ClauseKind, Name, Says};
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "partner-input-owner",
    Level::Warn,
    FixKind::None,
    "a question about a partner is answered outside Business Development",
    include_str!("partner_input_owner.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let staff = model.staff("business-development");
    let here = findings.here(model);
    for charter in here.charters_from(day) {
        findings.add_some(examine(*charter, charter, &staff));
    }
    for launch in here.launches().filter(|it| it.is_through(Channel::Partner) && it.is_ahead(day)) {
        let charter = launch.charter().known();
        let charter = charter.filter(|it| !it.is_draft() && !it.is_over(day));
        findings.add_some(charter.and_then(|charter| examine(*launch, charter, &staff)));
    }
}

fn is_of_partner(question: Question<'_>) -> bool {
    question.asks.through == Some(Channel::Partner)
}

/// An answer about a partner, and the seat that gives it.
type Given = (Name, Name);

fn examine(item: Item<'_>, charter: Charter<'_>, staff: &Staff<'_>) -> Option<Diagnostic> {
    if !item.tree().present.any.contains(ClauseKind::Answer) {
        return None;
    }
    let questions: Vec<Question<'_>> =
        charter.classes().flat_map(Class::questions).filter(|it| is_of_partner(*it)).collect();
    let answers = item.every(ClauseKind::Answer, |body| match body {
        Body::Answer(answer) => Some(&**answer),
        _ => None,
    });
    let outside: Vec<Given> =
        answers.filter_map(|answer| outside(item, answer, &questions, staff)).collect();
    let (first, rest) = outside.split_first()?;
    let message = match rest.len() {
        0 => format!(
            "`{}` answers `{}` of `{}`, outside Business Development",
            first.1.as_str(),
            first.0.as_str(),
            item.name()
        ),
        more => format!(
            "{} questions about the partner of `{}` are answered outside Business Development",
            more + 1,
            item.name()
        ),
    };
    let finding = RULE.finding(message, first.1.span, "not of Business Development");
    let finding = rest.iter().fold(finding, |it, (_, seat)| it.also(seat.span, "nor this"));
    let who = staff.named("a seat of Business Development");
    let names: Vec<String> =
        outside.iter().map(|(name, _)| format!("`{}`", name.as_str())).collect();
    Some(
        finding
            .note("a partner who hears two answers takes the better one")
            .help(format!("let {who} answer {}, `with` whoever is needed", say::and(&names))),
    )
}

/// An answer by a seat of another function, unless the question is usually for that one, or
/// Business Development answers with it.
fn outside(
    item: Item<'_>,
    answer: &Answer,
    questions: &[Question<'_>],
    staff: &Staff<'_>,
) -> Option<Given> {
    let question = questions.iter().find(|it| it.asks.name.symbol == answer.question.symbol)?;
    let Says::By(by, with) = &answer.says else { return None };
    let seat = |name: &Name| item.model().named::<Seat<'_>>(name.symbol).known();
    let answers = seat(by).filter(|seat| staff.excludes(*seat))?;
    let usual = question.asks.default.iter().any(|function| answers.is_of(function.as_str()));
    let with_them = with.iter().any(|name| seat(name).is_none_or(|seat| !staff.excludes(seat)));
    (!usual && !with_them).then_some((answer.question, *by))
}
