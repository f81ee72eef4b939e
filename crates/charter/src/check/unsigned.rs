//! A charter that somebody has not signed.

use crate::model::{Charter, Class, Decided, Model, Named, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::sign::{self, Asks};
use crate::tree::{Body, Signature};
use crate::{Diagnostic, Span, Symbol, say, words};

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
    for charter in findings.here(model).live_charters().filter(signs) {
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
            let missing: Vec<Symbol> =
                seats.into_iter().filter(|it| !signed.contains(it)).collect();
            (!missing.is_empty()).then(|| by_name(charter, decided, &missing))
        }
    }
}

fn by_name(charter: Charter<'_>, decided: Decided<'_>, missing: &[Symbol]) -> Diagnostic {
    let missing: Vec<&str> = missing.iter().map(|it| it.as_str()).collect();
    let plural = if missing.len() == 1 { "" } else { "s" };
    let (name, all) = (charter.name(), words::list_and(&missing));
    let message = format!("`{name}` lacks the signature{plural} of {all}");
    let asks = format!("must be signed by {all}");
    draw(charter, decided, message, asks, format!("not by {all}")).help(by_each(&missing))
}

/// So many among those in the room.
fn by_number(
    charter: Charter<'_>,
    decided: Decided<'_>,
    number: usize,
    signed: &[Symbol],
) -> Option<Diagnostic> {
    let room = charter.room();
    let has_signed = |seat: &Seat<'_>| signed.contains(&seat.symbol());
    let (given, open): (Vec<Seat<'_>>, Vec<Seat<'_>>) =
        room.iter().partition(|seat| has_signed(seat));
    let has = given.len();
    if has >= number || !charter.is_room_known() {
        return None;
    }
    let name = charter.name();
    let message = match has {
        0 => format!("`{name}` has none of the {number} signatures that it needs"),
        _ => format!("`{name}` has {has} of the {number} signatures that it needs"),
    };
    let asks = format!("must be signed by {number} of those in the room");
    let counts = match has {
        0 => "none counts".to_string(),
        _ => format!("only {has} count{}", if has == 1 { "s" } else { "" }),
    };
    let finding = draw(charter, decided, message, asks, counts);
    let counted =
        |it: &&Signature| room.iter().any(|seat| seat.symbol() == sign::seat(charter, it));
    let outside = charter.signatures().filter(|it| !counted(it));
    let finding = outside.fold(finding, |finding, it| {
        finding.also(it.seat.span, "not in the room, so it does not count")
    });
    Some(finding.help(next(&open, number - has, room.len(), number)))
}

/// Who could still sign.
fn next(open: &[Seat<'_>], lacks: usize, room: usize, number: usize) -> String {
    let names: Vec<&str> = open.iter().map(|seat| seat.name()).collect();
    match &names[..] {
        _ if names.len() < lacks => {
            format!("name more `counterparties`: {number} must sign, and the room has {room}")
        }
        [one] => format!("let `{one}` read it and sign: `signed {one} on DATE`"),
        _ if names.len() == lacks => by_each(&names),
        _ if lacks == 1 => format!(
            "let one more of the room read it and sign, {}: `signed SEAT on DATE`",
            say::few_or(&names)
        ),
        _ => format!(
            "let {lacks} more of the room read it and sign, of {}: `signed SEAT on DATE`",
            say::few(&names)
        ),
    }
}

/// The line that they write when they have read it.
fn by_each(names: &[&str]) -> String {
    let each: Vec<String> = names.iter().map(|name| format!("{name} on DATE")).collect();
    format!("let {} read it and sign: `signed {}`", words::list_and(names), each.join(", "))
}

fn draw(
    charter: Charter<'_>,
    decided: Decided<'_>,
    message: String,
    asks: String,
    counts: String,
) -> Diagnostic {
    let clause = charter.clauses().iter().find(|it| matches!(it.body, Body::Signed(_)));
    let signed: Option<Span> = clause.map(|clause| clause.keyword());
    match signed {
        Some(place) => RULE.finding(message, place, counts).also(decided.class_name.span, asks),
        None => RULE.finding(message, decided.class_name.span, asks),
    }
}
