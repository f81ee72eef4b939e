//! A charter that somebody has not signed.

use crate::model::{Charter, Class, Decided, Model, Named, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::sign::{self, Asks};
use crate::tree::Body;
use crate::{Diagnostic, Span, Symbol, words};

pub(crate) const RULE: Rule = Rule::check(
    "unsigned",
    FixKind::None,
    "a class asks for signatures that a charter does not have",
    include_str!("unsigned.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let signs = |charter: &Charter<'_>| {
        charter.retired().is_none() && !charter.has_garbled("signed") && is_known(*charter)
    };
    for charter in model.live_charters().filter(signs) {
        for decided in charter.decides() {
            let Named::Known(class) = decided.class else { continue };
            let Some(finding) = of_class(charter, class, decided) else { continue };
            findings.add(finding);
            break;
        }
    }
}

/// A signature of nobody that there is may be the one that lacks.
fn is_known(charter: Charter<'_>) -> bool {
    let seat = |name| charter.model().named::<Seat<'_>>(name).known();
    charter.signatures().all(|it| seat(it.seat.symbol).is_some())
}

fn of_class(charter: Charter<'_>, class: Class<'_>, decided: Decided<'_>) -> Option<Diagnostic> {
    let signed: Vec<Symbol> = charter.signatures().map(|it| sign::seat(charter, it)).collect();
    match sign::asked(charter, class)? {
        Asks::Number(number) => by_number(charter, decided, number, &signed),
        Asks::Seats(seats) => {
            let missing: Vec<Symbol> = seats.into_iter().filter(|it| !signed.contains(it)).collect();
            (!missing.is_empty()).then(|| by_name(charter, decided, &missing))
        }
    }
}

fn by_name(charter: Charter<'_>, decided: Decided<'_>, missing: &[Symbol]) -> Diagnostic {
    let missing: Vec<&str> = missing.iter().map(|it| it.as_str()).collect();
    let plural = if missing.len() == 1 { "" } else { "s" };
    let (name, missing) = (charter.name(), words::list_and(&missing));
    let message = format!("`{name}` lacks the signature{plural} of {missing}");
    draw(charter, decided, message, format!("must be signed by {missing}"))
        .help(format!("let {missing} read it and sign: `signed SEAT on DATE`"))
}

/// So many among those in the room.
fn by_number(
    charter: Charter<'_>,
    decided: Decided<'_>,
    number: usize,
    signed: &[Symbol],
) -> Option<Diagnostic> {
    let room = charter.room();
    let mut in_room: Vec<Symbol> =
        room.iter().map(|seat| seat.symbol()).filter(|seat| signed.contains(seat)).collect();
    in_room.dedup();
    let has = in_room.len();
    if has >= number || !charter.is_room_known() {
        return None;
    }
    let name = charter.name();
    let message = format!("`{name}` has {has} of {number} signatures");
    let label = format!("must be signed by {number} of those in the room");
    let finding = draw(charter, decided, message, label);
    Some(finding.help("let another read it and sign: `signed SEAT on DATE`"))
}

fn draw(charter: Charter<'_>, decided: Decided<'_>, message: String, asks: String) -> Diagnostic {
    let clause = charter.clauses().iter().find(|it| matches!(it.body, Body::Signed(_)));
    let signed: Option<Span> = clause.map(|clause| clause.keyword());
    match signed {
        Some(place) => {
            RULE.finding(message, place, "not by everyone").also(decided.class_name.span, asks)
        }
        None => RULE.finding(message, decided.class_name.span, asks),
    }
}
