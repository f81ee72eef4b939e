//! Who sits where, and what comes to whom: found by a look at the names in every charter.

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use crate::Symbol;
use crate::model::{Charter, Item, Model, Named, Seat};
use crate::tree::{Body, ClauseKind, Escalation, Name};

use super::page::told;

/// Names that mean one of some items.
#[derive(Debug, Default)]
pub(super) struct Means(FxHashSet<Symbol>);

impl Means {
    /// Those of an item, former ones included.
    pub(super) fn item(item: Item<'_>) -> Means {
        let mut means = Means::default();
        means.add(item);
        means
    }

    /// Those of some seats, and of the groups that one of them is in.
    pub(super) fn seats(model: &Model, seats: &[Seat<'_>]) -> Means {
        let mut means = Means::default();
        seats.iter().for_each(|seat| means.add(**seat));
        let groups = model.groups().filter(|it| it.member_names().any(|name| means.holds(name)));
        let groups: Vec<Item<'_>> = groups.map(|it| *it).collect();
        groups.into_iter().for_each(|group| means.add(group));
        means
    }

    /// And those of another item.
    pub(super) fn add(&mut self, item: Item<'_>) {
        self.0.insert(item.symbol());
        self.0.extend(item.former_names().map(|it| it.symbol));
    }

    /// Whether a name is one of them.
    pub(super) fn holds(&self, name: Name) -> bool {
        self.0.contains(&name.symbol)
    }
}

/// The charters from a day on that name one of these as owner or counterparty.
pub(super) fn rooms<'m>(
    model: &'m Model,
    means: &Means,
    day: Date,
) -> impl Iterator<Item = Charter<'m>> {
    let names = move |body: &Body| match body {
        Body::Owner(names) => names.iter().any(|it| means.holds(*it)),
        Body::Counterparties(parties) => parties.iter().any(|it| means.holds(it.name)),
        _ => false,
    };
    model
        .charters_from(day)
        .filter(move |charter| charter.clauses().iter().any(|clause| names(&clause.body)))
}

/// The charters from a day on that come to an item when they are stuck, each with the name
/// by which it says so.
pub(super) fn stuck<'m>(
    model: &'m Model,
    means: &Means,
    day: Date,
) -> impl Iterator<Item = (Charter<'m>, Name)> {
    let target = move |charter: Charter<'m>| {
        let escalations = charter.every(ClauseKind::Escalation, |body| match body {
            Body::Escalation(escalation) => Some(&**escalation),
            _ => None,
        });
        let mut names = escalations.filter_map(|it| match it {
            Escalation::To { target, .. } => Some(*target),
            Escalation::None(_) => None,
        });
        Some((charter, names.find(|name| means.holds(*name))?))
    };
    // Whether it is over is dearer to tell than where it goes.
    model.live_charters().filter_map(target).filter(move |(charter, _)| !charter.is_over(day))
}

/// `VP Product (Maya Lindqvist)`, `VP Product (nobody)`
pub(super) fn seat(seat: Seat<'_>, day: Date) -> String {
    format!("{} ({})", told(seat.title()), holder(seat, day))
}

/// Who holds a seat on a day.
pub(super) fn holder(seat: Seat<'_>, day: Date) -> String {
    match seat.holder_on(day) {
        Some(holder) if holder.ai => format!("{}, a machine", told(&holder.name.value)),
        Some(holder) => told(&holder.name.value),
        None => "nobody".into(),
    }
}

/// The same of who is named; a name that means nothing is told as it is written.
pub(super) fn named(seat_of: Named<Seat<'_>>, name: Option<Name>, day: Date) -> Option<String> {
    match seat_of {
        Named::Known(it) => Some(seat(it, day)),
        _ => name.map(|name| format!("`{}`", name.as_str())),
    }
}

/// `a`, `b`, `c` and 4 more: names in backticks.
pub(super) fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.into_iter().collect();
    crate::say::few(&names)
}
