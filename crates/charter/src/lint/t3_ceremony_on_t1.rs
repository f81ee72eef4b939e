//! A launch of the first tier that is handled like the third.

use crate::config::Level;
use crate::model::{Charter, Launch, Model, Seat};
use crate::offer::launch::Guess;
use crate::offer::stub::{Stub, append, remove};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Outcome, Tier};
use crate::{Diagnostic, Safety, say};

pub(crate) const RULE: Rule = Rule::lint(
    "t3-ceremony-on-t1",
    Level::Error,
    FixKind::Unsafe,
    "a launch of the first tier lacks what the first tier earns",
    include_str!("t3_ceremony_on_t1.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let (day, guess) = (findings.day(), Guess::new(model, Tier::T1));
    for launch in
        findings.here(model).launches().filter(|it| it.is_of(Tier::T1) && it.is_watched(day))
    {
        let mut lacks = lacks(launch);
        // What has shipped can still be looked at; nobody holds a gate for it any more.
        lacks.retain(|part| launch.is_ahead(day) || !part.is_before());
        if !lacks.is_empty() {
            let finding = finding(launch, &lacks, &guess, findings);
            findings.add(finding);
        }
    }
}

/// What a launch of the first tier should have.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Charter,
    Gate,
    Trigger,
    SharedOutcome,
    Review,
}

impl Part {
    fn words(self) -> &'static str {
        match self {
            Part::Charter => "a governing charter",
            Part::Gate => "a gate",
            Part::Trigger => "a trigger",
            Part::SharedOutcome => "an outcome that two functions share",
            Part::Review => "a review after the launch",
        }
    }

    /// How it is written.
    fn form(self) -> &'static str {
        match self {
            Part::Charter => "governed by CHARTER",
            Part::Gate => "gate DATE by SEAT { criterion \"…\" shown by ARTIFACT }",
            Part::Trigger => "trigger NAME when METRIC < VALUE declared by SEAT checked monthly",
            Part::SharedOutcome => "outcome lagging METRIC >= VALUE by DATE shared by SEAT, SEAT",
            Part::Review => "review at T+6 months, T+12 months by SEAT",
        }
    }

    /// Whether it is of use only until the launch ships.
    fn is_before(self) -> bool {
        matches!(self, Part::Charter | Part::Gate)
    }
}

/// A clause that was not understood is there all the same.
fn lacks(launch: Launch<'_>) -> Vec<Part> {
    let there = |keyword: &str| launch.has_garbled(keyword);
    let charter = launch.charter();
    let wired = launch.triggers().next().is_some()
        || there("trigger")
        || (!charter.is_absent() && charter.known().is_none_or(has_trigger));
    let shared = launch.outcomes().any(|outcome| is_shared(launch, outcome));
    let reviewed = launch.reviews().any(|(at, _)| at.iter().any(|offset| offset.count > 0));
    let parts = [
        (Part::Charter, !charter.is_absent() || there("governed")),
        (Part::Gate, launch.gate().is_some() || there("gate")),
        (Part::Trigger, wired),
        (Part::SharedOutcome, shared || there("outcome")),
        (Part::Review, reviewed || there("review")),
    ];
    parts.into_iter().filter(|(_, there)| !there).map(|(part, _)| part).collect()
}

fn has_trigger(charter: Charter<'_>) -> bool {
    charter.triggers().next().is_some() || charter.has_garbled("trigger")
}

/// Whether the seats that answer for an outcome are of two functions. One that is named
/// alone shares it with the owner; one that is not known may be of any.
fn is_shared(launch: Launch<'_>, outcome: &Outcome) -> bool {
    let seats = outcome.shared.iter().map(|name| launch.model().named::<Seat<'_>>(name.symbol));
    let Some(mut seats) = seats.map(|seat| seat.known()).collect::<Option<Vec<Seat<'_>>>>() else {
        return true;
    };
    if seats.len() == 1 {
        seats.extend(launch.owner().known());
    }
    let of = |seat: &Seat<'_>| seat.function().known().map_or(seat.symbol(), |it| it.symbol());
    seats.split_first().is_some_and(|(first, rest)| rest.iter().any(|it| of(it) != of(first)))
}

fn finding(
    launch: Launch<'_>,
    lacks: &[Part],
    guess: &Guess<'_>,
    findings: &Findings<'_>,
) -> Diagnostic {
    let words: Vec<&str> = lacks.iter().map(|part| part.words()).collect();
    let message = format!("`{}` is a T1 launch and lacks {}", launch.name(), say::and(&words));
    let place = launch.tier().map_or(launch.span(), |tier| tier.span);
    let finding = RULE.finding(
        message,
        place,
        "a T1 has a charter, a gate, a trigger, a shared outcome and a review",
    );
    let waiver = launch.clauses().iter().find(|it| matches!(it.body, Body::NoCharter(_)));
    let finding = match waiver {
        Some(clause) => finding.also(clause.keyword(), "it is said to need none"),
        None => finding,
    };
    let stubs = stubs(launch, lacks, guess);
    let form = |finding: Diagnostic, part: &Part| {
        finding.note(format!("{}: `{}`", part.words(), part.form()))
    };
    let finding = lacks.iter().fold(finding, form);
    let what = if lacks.len() == 1 { "write it" } else { "write each of these" };
    let finding =
        finding.help(format!("{what}, or ask Product Marketing whether it is a T1 at all"));
    if stubs.is_empty() {
        return finding;
    }
    let keywords: Vec<String> = stubs.iter().map(|(keyword, _)| format!("`{keyword}`")).collect();
    let title = format!("write {}, to be finished", say::and(&keywords));
    let mut edits = vec![append(*launch, &stubs, findings)];
    edits.extend(waiver.map(|clause| remove(clause.span, findings)));
    finding.fix_all(title, Safety::Unsafe, edits)
}

/// What can be written without knowing more.
fn stubs(launch: Launch<'_>, lacks: &[Part], guess: &Guess<'_>) -> Vec<Stub> {
    let stub = |part: &Part| match part {
        Part::Charter => guess.governed(),
        Part::Gate => guess.gate(launch),
        Part::Review => Some(guess.review("at T+6 months, T+12 months")),
        Part::Trigger | Part::SharedOutcome => None,
    };
    lacks.iter().filter_map(stub).collect()
}
