//! What a launch could say, as far as it can be guessed.

use jiff::ToSpan;

use super::stub::Stub;
use crate::model::{Charter, Class, Launch};
use crate::tree::Tier;

/// The only charter in force whose classes ask launches of a tier.
pub(crate) fn governing(launch: Launch<'_>, tier: Tier) -> Option<Charter<'_>> {
    let asks = |class: Class<'_>| class.questions().any(|it| it.asks.tiers.contains(&tier));
    let charters = launch.model().live_charters().filter(|it| it.retired().is_none());
    let mut charters = charters.filter(|it| it.classes().any(asks));
    let first = charters.next()?;
    charters.next().is_none().then_some(first)
}

/// A gate a week before it ships, held by whoever owns the launch.
pub(crate) fn gate(launch: Launch<'_>) -> Option<Stub> {
    let day = launch.ships()?.value.checked_sub(1.week()).ok()?;
    let by = launch.owner_name()?;
    Some(("gate", format!("{day} by {} {{ criterion \"…\" }}", by.as_str())))
}

/// Another look, by the function that reads what became of a launch.
pub(crate) fn review(launch: Launch<'_>, when: &str) -> Stub {
    let staff = launch.model().staff("value-realization");
    let by = staff.seats.first().map_or(String::new(), |seat| format!(" by {}", seat.name()));
    ("review", format!("{when}{by}"))
}
