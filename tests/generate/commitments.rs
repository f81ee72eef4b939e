//! The launch and the bet of a unit.

use super::people::saying;
use super::unit::Unit;

/// The launch and the bet.
pub(super) fn text(unit: &mut Unit<'_>) -> String {
    let launch = match unit.number % 5 {
        0 => managed(unit, "T1"),
        3 => quiet(unit),
        _ => managed(unit, "T2"),
    };
    launch + &bet(unit)
}

fn quiet(unit: &mut Unit<'_>) -> String {
    format!(
        "launch {name} {{
  tier        T3 classified by {pmm}
  owner       {pmm}
  ships       2026-12-01
  no-charter  because \"{why}\"
}}

",
        name = unit.own("launch"),
        pmm = unit.own("pmm"),
        why = saying(&mut unit.rng),
    )
}

fn managed(unit: &mut Unit<'_>, tier: &str) -> String {
    let ships = ["2027-03-02", "2027-04-13", "2027-05-18", "2027-06-22"][unit.number % 4];
    let gate = ["2027-02-23", "2027-04-06", "2027-05-11", "2027-06-15"][unit.number % 4];
    let staffing = match tier {
        "T1" => format!("  answer staffing by {}\n", unit.own("product")),
        _ => String::new(),
    };
    format!(
        "launch {name} {{
  tier {tier} classified by {pmm}
  owner {pmm}
  ships {ships}
  surface internal
  governed by {readiness}
  gate {gate} by {pmm} {{ criterion \"{why}\" shown by {ledger} }}
  answer message by {pmm}
{staffing}  trigger slip when {load} > 95% evidence capacity declared by {product} checked weekly
  outcome lagging {load} <= 80% by 2027-12-31 shared by {product}, {pmm}
  review at T+6 months, T+12 months by {vp}
}}

",
        name = unit.own("launch"),
        pmm = unit.own("pmm"),
        product = unit.own("product"),
        vp = unit.own("vp"),
        readiness = unit.own("readiness"),
        ledger = unit.own("ledger"),
        load = unit.own("load"),
        why = saying(&mut unit.rng),
    )
}

fn bet(unit: &mut Unit<'_>) -> String {
    format!(
        "bet {name} {{
  owner {owner}
  committed 2026-06-09 in {forum}
  outcome leading {wait} < 12 days by 2027-06-01
  outcome lagging {tickets} < 40 by 2027-12-01
  stop when {margin} < 2.5M USD for 1 quarter
  review at +6 months, +12 months by {vp}
}}
",
        name = unit.own("bet"),
        owner = unit.own("product"),
        vp = unit.own("vp"),
        forum = unit.own("forum"),
        wait = unit.other("wait"),
        tickets = unit.own("tickets"),
        margin = unit.own("margin"),
    )
}
