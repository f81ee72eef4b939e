//! A charter that somebody has not signed.

use crate::model::{Charter, Class, Decided, Item, Model, Named, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Sign, Signer};
use crate::{Diagnostic, Span, Symbol, words};

pub(crate) const RULE: Rule = Rule::check(
    "unsigned",
    FixKind::None,
    "a class asks for signatures that a charter does not have",
    include_str!("unsigned.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let signs = |charter: &Charter<'_>| charter.retired().is_none() && !charter.has_garbled("signed");
    for charter in model.live_charters().filter(signs) {
        for decided in charter.decides() {
            let Named::Known(class) = decided.class else { continue };
            let Some(finding) = of_class(charter, class, decided) else { continue };
            findings.add(finding);
            break;
        }
    }
}

fn of_class(charter: Charter<'_>, class: Class<'_>, decided: Decided<'_>) -> Option<Diagnostic> {
    let signed: Vec<Symbol> = charter.signatures().map(|it| seat(charter, it.seat.symbol)).collect();
    match class.sign()? {
        Sign::Names(signers) => {
            let missing = missing(charter, signers, &signed)?;
            Some(by_name(charter, decided, &missing))
        }
        Sign::Number(number) => by_number(charter, decided, number.value as usize, &signed),
    }
}

/// A seat by the name it has now.
fn seat(charter: Charter<'_>, name: Symbol) -> Symbol {
    charter.model().find(name).map_or(name, Item::symbol)
}

/// Who should have signed and has not; none where nobody, or where a name is unknown.
fn missing(charter: Charter<'_>, signers: &[Signer], signed: &[Symbol]) -> Option<Vec<Symbol>> {
    let mut missing = Vec::new();
    for signer in signers {
        let seat: Named<Seat<'_>> = match signer {
            Signer::Owner(_) => charter.owner(),
            Signer::Seat(name) => charter.model().named(name.symbol),
        };
        let Named::Known(seat) = seat else { continue };
        if !signed.contains(&seat.symbol()) && !missing.contains(&seat.symbol()) {
            missing.push(seat.symbol());
        }
    }
    (!missing.is_empty()).then_some(missing)
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
    if has >= number {
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
