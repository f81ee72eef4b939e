//! One decision with two owners.

use jiff::civil::Date;

use crate::model::{Charter, Decided, Model, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::Diagnostic;

pub(crate) const RULE: Rule = Rule::check(
    "duplicate-decision",
    FixKind::None,
    "two charters decide the same class and subject with different owners",
    include_str!("duplicate_decision.md"),
    run,
);

/// A charter that decides something, as one of its claims.
#[derive(Clone, Copy)]
struct Claim<'m> {
    charter: Charter<'m>,
    decided: Decided<'m>,
    owner: Seat<'m>,
    life: (Date, Date),
}

fn run(model: &Model, findings: &mut Findings<'_>) {
    let mut claims: Vec<Claim<'_>> = model.live_charters().flat_map(claims_of).collect();
    claims.sort_unstable_by_key(|it| (it.identity(), it.life.0, it.charter.id()));
    for same in claims.chunk_by(|a, b| a.identity() == b.identity()) {
        for (first, second) in doubled(same) {
            findings.add(finding(first, second));
        }
    }
}

impl Claim<'_> {
    /// What makes two decisions one: the class and the subject.
    fn identity(&self) -> (usize, Option<usize>) {
        let subject = self.decided.subject.map(|name| name.symbol.index());
        (self.decided.class_name.symbol.index(), subject)
    }
}

/// A class or an owner that is not known has been reported.
fn claims_of<'m>(charter: Charter<'m>) -> Vec<Claim<'m>> {
    let Some(owner) = charter.owner().known() else { return Vec::new() };
    let life = charter.life();
    let known = charter.decides().filter(|decided| decided.class.known().is_some());
    known.map(|decided| Claim { charter, decided, owner, life }).collect()
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

fn finding(first: Claim<'_>, second: Claim<'_>) -> Diagnostic {
    let what = match second.decided.subject {
        Some(subject) => format!("{} of {}", second.decided.class_name.as_str(), subject.as_str()),
        None => second.decided.class_name.as_str().to_string(),
    };
    let message = format!(
        "`{what}` has two owners: `{}` and `{}`",
        first.owner.name(),
        second.owner.name()
    );
    let label = |claim: Claim<'_>| {
        format!("`{}` decides it in `{}`", claim.owner.name(), claim.charter.name())
    };
    RULE.finding(message, second.decided.span(), label(second))
        .also(first.decided.span(), label(first))
        .help("let one of them own it and name the other under `counterparties`, or divide the subject")
}
