//! What a seat holds, and whoever takes it over has said nothing of.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::config::Level;
use crate::model::{Held, Holdings, ItemId, Model, Named, Seat, Sorted, Transition};
use crate::offer::stub::append;
use crate::rule::{Findings, FixKind, Rule};
use crate::{Diagnostic, Safety, Symbol, say};

pub(crate) const RULE: Rule = Rule::lint(
    "silent-limbo",
    Level::Error,
    FixKind::Unsafe,
    "after a transition something is in no bucket, or in two",
    include_str!("silent_limbo.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let mut transitions = findings.here(model).transitions().peekable();
    if transitions.peek().is_none() {
        return;
    }
    // One look at everything, whoever takes over.
    let (last, holdings) = (model.last_transitions(findings.day()), model.holdings());
    // The last, and what is planned after it.
    let counts = |it: &Transition<'_>| match it.seat() {
        Named::Known(seat) => last.get(&seat.id()).is_none_or(|last| !it.is_before(*last)),
        _ => true,
    };
    let transitions: Vec<Transition<'_>> = transitions.filter(counts).collect();
    for transition in transitions {
        let sorted = transition.sorted();
        let unsorted = unsorted(transition, &sorted, &holdings, findings);
        findings.add_some(unsorted);
        doubled(transition, &sorted).into_iter().for_each(|it| findings.add(it));
    }
}

// ── In no bucket ────────────────────────────────────────────────────────────

fn unsorted(
    transition: Transition<'_>,
    sorted: &[Sorted<'_>],
    holdings: &Holdings<'_>,
    findings: &Findings<'_>,
) -> Option<Diagnostic> {
    let Named::Known(seat) = transition.seat() else { return None };
    let day = transition.on()?.value;
    // What is not understood may be what is missing, under whatever keyword.
    if !transition.tree().garbled.is_empty() || sorted.iter().any(|it| it.held.is_none()) {
        return None;
    }
    let mut seen: FxHashSet<Key> = sorted.iter().filter_map(|it| it.held).map(Held::key).collect();
    let held = holdings.of(seat, day).into_iter();
    let missing: Vec<Held<'_>> = held.filter(|held| seen.insert(held.key())).collect();
    (!missing.is_empty()).then(|| draw(transition, seat, &missing, findings))
}

/// What something is, whatever it is called.
type Key = (ItemId, Option<Symbol>);

/// How many places are few enough to be shown.
const SHOWN: usize = 3;

fn draw(
    transition: Transition<'_>,
    seat: Seat<'_>,
    missing: &[Held<'_>],
    findings: &Findings<'_>,
) -> Diagnostic {
    let names: Vec<String> = missing.iter().map(|it| it.name()).collect();
    let few = say::few(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let message = format!("`{}` says nothing of {few}", transition.name());
    let label = format!("`{}` is taken over", seat.name());
    let finding = RULE.finding(message, transition.span(), label);
    let finding = missing.iter().take(SHOWN).fold(finding, |finding, held| {
        finding
            .also(held.span(), format!("a {} that `{}` {}", held.noun(), seat.name(), verb(*held)))
    });
    let title = match &names[..] {
        [one] => format!("recommit `{one}`"),
        all => format!("recommit all {}", all.len()),
    };
    let stub = append(*transition, &[("recommit", names.join(", "))], findings);
    finding
        .note("what is in no bucket goes on, and nobody has said that it should")
        .help("name each under `recommit`, `redecide … in RECORD` or `retire … because \"…\"`")
        .fix_all(title, Safety::Unsafe, vec![stub])
}

fn verb(held: Held<'_>) -> &'static str {
    if held.trigger.is_some() { "declares" } else { "owns" }
}

// ── In two buckets ──────────────────────────────────────────────────────────

/// What is named again, with the place where it was named first.
fn doubled(transition: Transition<'_>, sorted: &[Sorted<'_>]) -> Vec<Diagnostic> {
    let mut first: FxHashMap<Key, &Sorted<'_>> = FxHashMap::default();
    let mut found = Vec::new();
    for again in sorted {
        let Some(held) = again.held else { continue };
        match first.get(&held.key()) {
            Some(before) => found.push(twice(transition, held, before, again)),
            None => drop(first.insert(held.key(), again)),
        }
    }
    found
}

fn twice(
    transition: Transition<'_>,
    held: Held<'_>,
    before: &Sorted<'_>,
    again: &Sorted<'_>,
) -> Diagnostic {
    let (name, transition) = (held.name(), transition.name());
    let (one, other) = (before.bucket.keyword(), again.bucket.keyword());
    let (message, help) = match one == other {
        true => (
            format!("`{name}` stands twice under `{one}` in `{transition}`"),
            "name it once".to_string(),
        ),
        false => (
            format!("`{name}` stands under `{one}` and under `{other}` in `{transition}`"),
            format!("decide which of them holds: leave it under `{one}` or under `{other}`"),
        ),
    };
    let finding = RULE
        .finding(message, again.dotted.span(), "named again")
        .also(before.dotted.span(), "named here");
    let former = [before, again].into_iter().map(|it| it.dotted.to_string()).find(|it| *it != name);
    let finding = former.into_iter().fold(finding, |finding, former| {
        finding.note(format!("`{former}` is `{name}`, by a name that it had"))
    });
    finding.help(help)
}
