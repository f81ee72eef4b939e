//! A way up with too many rooms on it.

use crate::Diagnostic;
use crate::config::{Level, RuleOption};
use crate::model::{Chains, Charter, Model, Step, Target};
use crate::rule::{Findings, FixKind, Rule};

pub(crate) const RULE: Rule = Rule::lint(
    "escalation-too-deep",
    Level::Info,
    FixKind::None,
    "an escalation takes many steps before it is decided",
    include_str!("escalation_too_deep.md"),
    run,
)
.with_options(&[RuleOption {
    // So many still end while somebody remembers the question.
    name: "max",
    default: 3,
    about: "how many steps are not too many",
}])
.whole();

/// Told where the way becomes too long: what is mended there is mended for all who come
/// from further below.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let chains = Chains::new(model, findings.day());
    for charter in chains.charters() {
        let Some(step) = chains.first(*charter) else { continue };
        let most = findings.option(**charter, "max");
        if step.steps == most.saturating_add(1) {
            findings.add(finding(*charter, &step, &chains, most));
        }
    }
}

fn finding<'m>(
    charter: Charter<'m>,
    step: &Step<'m>,
    chains: &Chains<'m>,
    most: u32,
) -> Diagnostic {
    let name = charter.name();
    let way = chains.way(charter);
    let names: Vec<String> = way.iter().map(|step| format!("`{}`", target(step))).collect();
    let message =
        format!("what `{name}` cannot settle can take {} steps up to be settled", step.steps);
    RULE.finding(message, step.name.span, format!("step 1 of {}; {most} at most", step.steps))
        .note(format!("the longest way leads to {}", names.join(", then to ")))
        .note("at each step the story is told again, and the answer waits for a meeting")
        .help(format!("send it nearer to where it ends: to `{}`", way.last().map_or("", target)))
}

fn target(step: &Step<'_>) -> &'static str {
    match step.target {
        Target::Seat(seat) => seat.name(),
        Target::Charter(charter) => charter.name(),
    }
}
