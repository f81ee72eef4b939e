//! One decision with two owners.

use jiff::civil::Date;

use crate::Diagnostic;
use crate::model::{Charter, Decided, ItemId, Model, Seat};
use crate::rule::{Findings, FixKind, Rule};

pub(crate) const RULE: Rule = Rule::check(
    "duplicate-decision",
    FixKind::None,
    "two charters decide the same class and subject with different owners",
    include_str!("duplicate_decision.md"),
    run,
)
.whole();

/// A charter that decides something, as one of its claims.
#[derive(Clone, Copy)]
struct Claim<'m> {
    charter: Charter<'m>,
    decided: Decided<'m>,
    owner: Seat<'m>,
    life: (Date, Date),
}

/// Nearly every decision is made once: only of the others is it asked who makes them, and
/// when.
fn run(model: &Model, findings: &mut Findings<'_>) {
    let decisions = model.live_charters().flat_map(|charter| {
        charter.decides().map(move |decided| (identity(decided), charter.id(), charter))
    });
    let mut decisions: Vec<(Identity, ItemId, Charter<'_>)> = decisions.collect();
    decisions.sort_unstable_by_key(|(what, charter, _)| (*what, *charter));
    decisions.dedup_by_key(|(what, charter, _)| (*what, *charter));
    for same in decisions.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() > 1) {
        let mut claims: Vec<Claim<'_>> =
            same.iter().flat_map(|(what, _, charter)| claims_of(*charter, *what)).collect();
        claims.sort_by_key(|it| (it.life.0, it.charter.id()));
        for (first, second) in doubled(&claims) {
            findings.add(finding(first, second));
        }
    }
}

/// What makes two decisions one: the class and the subject.
type Identity = (usize, Option<usize>);

fn identity(decided: Decided<'_>) -> Identity {
    let subject = decided.subject.map(|name| name.symbol.index());
    (decided.class_name.symbol.index(), subject)
}

/// A class or an owner that is not known has been reported.
fn claims_of(charter: Charter<'_>, what: Identity) -> impl Iterator<Item = Claim<'_>> {
    let (owner, life) = (charter.owner().known(), charter.life());
    let same =
        charter.decides().filter(move |it| it.class.known().is_some() && identity(*it) == what);
    same.filter_map(move |decided| Some(Claim { charter, decided, owner: owner?, life }))
}

/// Each claim that begins while somebody else's is in force, with the one that lasts
/// longest. It is enough to remember, for two owners, which of their claims that is.
fn doubled<'m>(claims: &[Claim<'m>]) -> Vec<(Claim<'m>, Claim<'m>)> {
    let mut found = Vec::new();
    let mut longest: Vec<Claim<'m>> = Vec::new();
    if claims.len() < 2 {
        return found;
    }
    for claim in claims {
        let other = longest.iter().find(|it| it.owner != claim.owner);
        if let Some(other) = other.filter(|it| it.life.1 >= claim.life.0) {
            found.push((*other, *claim));
        }
        longest.push(*claim);
        longest.sort_by_key(|it| std::cmp::Reverse(it.life.1));
        let first = longest[0].owner;
        let second = longest.iter().position(|it| it.owner != first);
        longest = [Some(0), second].into_iter().flatten().map(|nth| longest[nth]).collect();
    }
    found
}

/// How one decision becomes two.
fn apart(decided: Decided<'_>) -> String {
    match decided.subject {
        Some(subject) => format!("split `{}` into two subjects, one for each", subject.as_str()),
        None => format!("give each a subject: `{} of SUBJECT`", decided.class_name.as_str()),
    }
}

fn finding(first: Claim<'_>, second: Claim<'_>) -> Diagnostic {
    let what = match second.decided.subject {
        Some(subject) => format!("{} of {}", second.decided.class_name.as_str(), subject.as_str()),
        None => second.decided.class_name.as_str().to_string(),
    };
    let message =
        format!("`{what}` has two owners: `{}` and `{}`", first.owner.name(), second.owner.name());
    let label = |claim: Claim<'_>| {
        format!("`{}` decides it in `{}`", claim.owner.name(), claim.charter.name())
    };
    RULE.finding(message, second.decided.span(), label(second))
        .also(first.decided.span(), label(first))
        .help(format!(
            "let one of the two own it, with the other under `counterparties`, or {}",
            apart(second.decided)
        ))
}
