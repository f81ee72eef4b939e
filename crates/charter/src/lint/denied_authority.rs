//! A seat that owns what its function must never own.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Charter, Class, Decided, Function, Model, Seat};
use crate::offer::seat::Seats;
use crate::rule::{Findings, FixKind, Rule};
use crate::say;
use crate::tree::Body;

pub(crate) const RULE: Rule = Rule::lint(
    "denied-authority",
    Level::Warn,
    FixKind::None,
    "a seat owns what its function must never own",
    include_str!("denied_authority.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let mut seats = None;
    for charter in findings.here(model).charters_from(day) {
        let Some((owner, function)) = charter.mandate() else { continue };
        let denies = |it: &Decided<'_>| it.class.known().is_some_and(|it| function.denies(it));
        let denied: Vec<Decided<'_>> = charter.decides().filter(denies).collect();
        if !denied.is_empty() {
            let seats = seats.get_or_insert_with(|| Seats::new(model));
            findings.add(finding(charter, owner, function, &denied, seats));
        }
    }
}

fn finding<'m>(
    charter: Charter<'m>,
    owner: Seat<'m>,
    function: Function<'m>,
    denied: &[Decided<'m>],
    seats: &Seats<'m>,
) -> Diagnostic {
    let names: Vec<&str> = denied.iter().map(|it| it.class_name.as_str()).collect();
    let message = format!(
        "`{}` owns {}, which `{}` must never own",
        owner.name(),
        say::few(&names),
        function.name()
    );
    let place = charter.owner_name().map_or(charter.span(), |name| name.span);
    let finding = RULE.finding(message, place, format!("a seat of `{}`", function.name()));
    let finding = denied.iter().fold(finding, |finding, it| {
        finding.also(it.class_name.span, format!("not for `{}`", function.name()))
    });
    let finding = match never(function) {
        Some(span) => finding.also(span, "said here"),
        None => finding,
    };
    let classes: Vec<Class<'m>> = denied.iter().filter_map(|it| it.class.known()).collect();
    let of = |seat: Seat<'m>| seat.function().known().map_or("", |it| it.name());
    let who = match seats.for_all(&classes, owner) {
        Some(seat) => format!("`{}` of `{}`", seat.name(), of(seat)),
        None => "a seat of another function".into(),
    };
    let help = match charter.decides().count() > denied.len() {
        true => format!("move {} to a charter that {who} owns", say::few(&names)),
        false => format!("let {who} own `{}`", charter.name()),
    };
    finding
        .note("whoever owns such a decision judges their own work, or makes promises that others have to keep")
        .help(format!("{help}, with `{}` in the room", owner.name()))
}

/// Where a workspace says so itself.
fn never(function: Function<'_>) -> Option<crate::Span> {
    let own = !function.is_standard();
    own.then(|| function.clause_span(|body| matches!(body, Body::Never(_))))?
}
