//! A workspace without one of the three interfaces that no growing company does without.

use crate::config::Level;
use crate::model::{Charter, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Kind, Level as Where};
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "missing-core-interface",
    Level::Info,
    FixKind::None,
    "no charter is for the portfolio, the intake of the platform, or the readiness of launches",
    include_str!("missing_core_interface.md"),
    run,
);

/// A handful of charters is a beginning; from one more on it is an organization.
const LEAST: u32 = 6;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let charters: Vec<Charter<'_>> =
        model.live_charters().filter(|it| !it.is_over(day) && !it.is_standard()).collect();
    let Some(first) = charters.first() else { return };
    let calendar = model.common_calendar().map(|it| *it);
    let place = calendar.unwrap_or(**first);
    let least = findings.option(place, "min", LEAST);
    if charters.len() < least as usize || !charters.iter().all(|it| is_known(*it)) {
        return;
    }
    let lacks = lacks(&charters);
    if !lacks.is_empty() {
        findings.add(draw(place, charters.len(), &lacks));
    }
}

/// Whether everything that it decides was understood: a class that there is not may be meant
/// for any.
fn is_known(charter: Charter<'_>) -> bool {
    !charter.has_garbled("decides") && charter.decides().all(|it| it.class.known().is_some())
}

/// What there is no charter for. A forum that governs launches is about their readiness,
/// whatever its class is called.
fn lacks(charters: &[Charter<'_>]) -> Vec<&'static str> {
    let of = |name: &str| {
        let decides = |it: &Charter<'_>| it.decides().any(|it| it.class_name.as_str() == name);
        charters.iter().any(decides)
    };
    let portfolio = |it: &Charter<'_>| it.classes().any(|it| it.level() == Some(Where::Portfolio));
    let governs = |it: &Charter<'_>| it.launches().next().is_some();
    let there = [
        ("the portfolio", charters.iter().any(portfolio)),
        ("what the platform takes on", of("platform-intake")),
        ("the readiness of launches", of("launch-readiness") || charters.iter().any(governs)),
    ];
    there.into_iter().filter(|(_, there)| !there).map(|(words, _)| words).collect()
}

fn draw(place: Item<'_>, charters: usize, lacks: &[&str]) -> Diagnostic {
    let message = format!("none of {charters} charters is about {}", either(lacks));
    let label = match place.kind() == Kind::Calendar {
        true => "whoever works by this calendar",
        false => "the first of them",
    };
    RULE.finding(message, place.span(), label)
        .note("peers meet at these three, and where nobody says how, they collide there")
        .help(format!("stand up a charter for {}, or say why there is none", say::and(lacks)))
}

/// `a`, `a or b`, `a, b or c`
fn either(words: &[&str]) -> String {
    say::and(words).replace(" and ", " or ")
}
