//! A gate behind which the launch has already gone.

use jiff::civil::Date;

use crate::config::Level;
use crate::model::{Launch, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Tier;
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "gate-after-launch",
    Level::Error,
    FixKind::None,
    "a gate is on or after the day on which the launch ships",
    include_str!("gate_after_launch.md"),
    run,
);

/// A launch of the third tier has no gate to be held, wherever it stands.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let launches =
        findings.here(model).launches().filter(|it| it.is_ahead(day) && !it.is_of(Tier::T3));
    launches.filter_map(examine).for_each(|finding| findings.add(finding));
}

fn examine(launch: Launch<'_>) -> Option<Diagnostic> {
    let (gate, ships) = (launch.gate()?.date, launch.ships()?);
    if gate.value < ships.value {
        return None;
    }
    let name = launch.name();
    let message = match late(ships.value, gate.value) {
        0 => format!("the gate of `{name}` is on the day it ships"),
        days => format!("the gate of `{name}` is {} after it ships", say::days(days as f64)),
    };
    Some(
        RULE.finding(message, gate.span, format!("on {}", say::date(gate.value)))
            .also(ships.span, format!("ships on {}", say::date(ships.value)))
            .note("a gate that cannot say no in time is a celebration")
            .help("set the gate earlier, while there is still time to mend what it finds"),
    )
}

/// How many days lie between.
fn late(ships: Date, gate: Date) -> i32 {
    (gate - ships).get_days()
}
