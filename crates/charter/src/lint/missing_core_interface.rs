//! A workspace without one of the three interfaces that no growing company does without.

use crate::config::{Level, RuleOption};
use crate::model::{Charter, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Level as Where;
use crate::{Diagnostic, say, words};

pub(crate) const RULE: Rule = Rule::lint(
    "missing-core-interface",
    Level::Info,
    FixKind::None,
    "no charter is for the portfolio, the intake of the platform, or the readiness of launches",
    include_str!("missing_core_interface.md"),
    run,
)
.with_options(&[RuleOption {
    // A handful of charters is a beginning; from one more on it is an organization.
    name: "min",
    default: 6,
    about: "from how many charters on it speaks",
}])
.whole();

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let charters: Vec<Charter<'_>> =
        model.live_charters().filter(|it| !it.is_over(day) && !it.is_standard()).collect();
    let Some(first) = charters.first() else { return };
    let calendar = model.common_calendar().map(|it| *it);
    let place = calendar.unwrap_or(**first);
    let least = findings.option(place, "min");
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

/// What there is no charter for, and how one would say that it is. A forum that governs
/// launches is about their readiness, whatever its class is called.
fn lacks(charters: &[Charter<'_>]) -> Vec<(&'static str, &'static str)> {
    let of = |name: &str| {
        let decides = |it: &Charter<'_>| it.decides().any(|it| it.class_name.as_str() == name);
        charters.iter().any(decides)
    };
    let portfolio = |it: &Charter<'_>| it.classes().any(|it| it.level() == Some(Where::Portfolio));
    let governs = |it: &Charter<'_>| it.launches().next().is_some();
    let there = [
        ("the portfolio", "decides portfolio-review", charters.iter().any(portfolio)),
        ("what the platform takes on", "decides platform-intake", of("platform-intake")),
        (
            "the readiness of launches",
            "decides launch-readiness",
            of("launch-readiness") || charters.iter().any(governs),
        ),
    ];
    there.into_iter().filter(|(.., there)| !there).map(|(what, how, _)| (what, how)).collect()
}

fn draw(place: Item<'_>, charters: usize, lacks: &[(&str, &str)]) -> Diagnostic {
    let what: Vec<&str> = lacks.iter().map(|(what, _)| *what).collect();
    let how: Vec<&str> = lacks.iter().map(|(_, how)| *how).collect();
    let message = format!(
        "none of {charters} charters is about {}",
        say::and(&what).replace(" and ", " or ")
    );
    let each = if lacks.len() == 1 { "a charter" } else { "a charter for each" };
    RULE.finding(message, place.span(), "this is about all your files together, not about this line")
        .note("the portfolio, the platform and launches are where peers collide most")
        .help(format!(
            "write {each}, with {}, or say in the {} `{}` why there is none: `allow missing-core-interface because \"…\"`",
            words::list_and(&how),
            place.kind().keyword(),
            place.name()
        ))
}
