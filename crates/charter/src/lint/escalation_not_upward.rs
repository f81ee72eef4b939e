//! An escalation to a peer, or to somebody below.

use crate::Diagnostic;
use crate::config::Level;
use crate::model::{Chains, Charter, Model, Named, Seat, Target};
use crate::rule::{Findings, FixKind, Rule};
use crate::say;
use crate::tree::{Altitude, Escalation, Name};

pub(crate) const RULE: Rule = Rule::lint(
    "escalation-not-upward",
    Level::Warn,
    FixKind::None,
    "an escalation goes to a peer of the owner, or to somebody below",
    include_str!("escalation_not_upward.md"),
    run,
)
.whole();

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let found: Vec<Way<'_>> = model.charters_from(day).flat_map(ways).collect();
    if found.is_empty() {
        return;
    }
    // One that comes back in a circle was reported as a whole.
    let chains = Chains::new(model, day);
    for way in found.iter().filter(|way| !way.is_circular(&chains)) {
        findings.add(way.draw());
    }
}

/// An escalation that does not lead up.
struct Way<'m> {
    charter: Charter<'m>,
    name: Name,
    owner: Seat<'m>,
    /// The forum that it goes to, if it is one.
    forum: Option<Charter<'m>>,
    /// Who decides there.
    target: Seat<'m>,
    rank: Altitude,
}

fn ways(charter: Charter<'_>) -> Vec<Way<'_>> {
    let Some(owner) = charter.owner().known() else { return Vec::new() };
    let names = charter.escalations().filter_map(|(escalation, _)| match escalation {
        Escalation::To { target, .. } => Some(*target),
        Escalation::None(_) => None,
    });
    names.filter_map(|name| Way::new(charter, owner, name)).collect()
}

impl<'m> Way<'m> {
    /// A partner has no rank, and who stands above somebody may not be known.
    fn new(charter: Charter<'m>, owner: Seat<'m>, name: Name) -> Option<Self> {
        let Named::Known(target) = charter.target(name) else { return None };
        let (forum, target) = match target {
            Target::Seat(seat) => (None, seat),
            Target::Charter(forum) => (Some(forum), forum.owner().known()?),
        };
        let (own, rank) = (owner.altitude()?, target.altitude()?);
        let external = owner.is_external() || target.is_external();
        let peer = || rank == own && !owner.superiors().any(|seat| seat == target);
        let sideways = rank < own || (peer() && is_whole(owner));
        (sideways && !external).then_some(Way { charter, name, owner, forum, target, rank })
    }

    fn is_circular(&self, chains: &Chains<'m>) -> bool {
        self.forum.is_some_and(|forum| chains.is_circular(forum))
    }

    fn draw(&self) -> Diagnostic {
        let (name, owner, target) = (self.charter.name(), self.owner.name(), self.target.name());
        let what = match self.forum {
            Some(forum) => format!("`{}`, which `{target}` owns", forum.name()),
            None => format!("`{target}`"),
        };
        let place = self.charter.owner_name().map_or(self.name.span, |name| name.span);
        let own = self.owner.altitude().map_or("", say::rank);
        let (message, label) = if self.target == self.owner {
            let message = match self.forum {
                Some(forum) => {
                    format!("`{name}` escalates to `{}`, which has the same owner", forum.name())
                }
                None => format!("`{name}` escalates to its own owner"),
            };
            (message, format!("decided by `{owner}` again"))
        } else if Some(self.rank) == self.owner.altitude() {
            let message = format!("`{name}` escalates sideways, to {what}");
            (message, format!("{own} too, and not above `{owner}`"))
        } else {
            (format!("`{name}` escalates down, to {what}"), say::rank(self.rank).into())
        };
        let label = match self.forum {
            Some(_) if self.target != self.owner => format!("its owner is {label}"),
            _ => label,
        };
        let finding = RULE
            .finding(message, self.name.span, label)
            .also(place, own)
            .note("whoever cannot settle a quarrel is drawn into it");
        finding.help(self.mend())
    }

    fn mend(&self) -> String {
        match self.owner.reports_to().known() {
            Some(above) => {
                format!("send it up, to `{0}` or to a forum that `{0}` owns", above.name())
            }
            None => {
                let (owner, target) = (self.owner.name(), self.target.name());
                match self.target == self.owner || self.rank < Altitude::Executive {
                    true => "send it to a seat above".into(),
                    false => format!(
                        "send it to a seat above; or, if `{target}` is above `{owner}`, write `reports-to {target}` in `{owner}`"
                    ),
                }
            }
        }
    }
}

/// Whether everybody above somebody is known.
fn is_whole(seat: Seat<'_>) -> bool {
    let mut all = std::iter::once(seat).chain(seat.superiors());
    all.all(|seat| !matches!(seat.reports_to(), Named::Unknown) && !seat.has_garbled("reports-to"))
}
