//! What a launch could say, as far as it can be guessed.

use jiff::ToSpan;

use super::stub::Stub;
use crate::model::{Charter, Class, Item, Launch, Model};
use crate::tree::Tier;

/// What is alike for every launch of a tier: looked for once.
pub(crate) struct Guess<'m> {
    charter: Option<Charter<'m>>,
    reader: Option<&'static str>,
}

impl<'m> Guess<'m> {
    pub(crate) fn new(model: &'m Model, tier: Tier) -> Self {
        let reader = model.staff("value-realization").seats().next().map(|seat| Item::name(*seat));
        Guess { charter: governing(model, tier), reader }
    }

    /// The charter that governs such launches.
    pub(crate) fn governed(&self) -> Option<Stub> {
        let charter = self.charter?;
        Some(("governed", format!("by {}", charter.name())))
    }

    /// A gate a week before it ships, held by whoever owns the launch.
    pub(crate) fn gate(&self, launch: Launch<'_>) -> Option<Stub> {
        let day = launch.ships()?.value.checked_sub(1.week()).ok()?;
        let by = launch.owner_name()?;
        Some(("gate", format!("{day} by {} {{ criterion \"…\" }}", by.as_str())))
    }

    /// Another look, by the function that reads what became of a launch.
    pub(crate) fn review(&self, when: &str) -> Stub {
        let by = self.reader.map_or(String::new(), |seat| format!(" by {seat}"));
        ("review", format!("{when}{by}"))
    }
}

/// The only charter in force whose classes ask launches of a tier.
fn governing(model: &Model, tier: Tier) -> Option<Charter<'_>> {
    let asks = |class: Class<'_>| class.questions().any(|it| it.asks.tiers.contains(&tier));
    let charters = model.live_charters().filter(|it| it.retired().is_none());
    let mut charters = charters.filter(|it| it.classes().any(asks));
    let first = charters.next()?;
    charters.next().is_none().then_some(first)
}
