//! Business Development that reports to Sales.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Model, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Body;

pub(crate) const RULE: Rule = Rule::lint(
    "business-development-in-sales",
    Level::Warn,
    FixKind::None,
    "a seat of Business Development reports to Sales",
    include_str!("business_development_in_sales.md"),
    run,
);

/// The seat nearest to Sales alone: what is mended there is mended for whoever reports to it.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let own =
        findings.here(model).seats().filter(|seat| seat.retired().is_none() && !seat.is_external());
    for seat in own.filter(|seat| seat.is_of("business-development")) {
        let mut above = seat.superiors();
        let found = above.find(|it| it.is_of("business-development") || it.is_of("sales"));
        if let Some(sales) = found.filter(|it| it.is_of("sales")) {
            findings.add(finding(seat, sales));
        }
    }
}

fn finding(seat: Seat<'_>, sales: Seat<'_>) -> Diagnostic {
    let (name, above) = (seat.name(), sales.name());
    let direct = seat.reports_to().known() == Some(sales);
    let place = seat.clause_span(|body| matches!(body, Body::ReportsTo(_)));
    let message = format!("`{name}` is of Business Development and reports to Sales");
    let label = match direct {
        true => format!("`{above}` is of `sales`"),
        false => format!("leads up to `{above}`, which is of `sales`"),
    };
    RULE.finding(message, place.unwrap_or(seat.span()), label)
        .note("in Sales the question is whom to sell with, and no longer what to build together")
        .help(format!("let `{name}` report to Product: partners are a matter of what is built"))
}
