//! A seat that could do it: of a function, held by a person, senior enough.

use rustc_hash::FxHashMap;

use crate::Symbol;
use crate::model::{Class, Function, Model, Seat};
use crate::tree::Altitude;

/// The seats of each function that a person could be asked to decide in: neither retired,
/// nor a partner's, nor a machine's.
#[derive(Debug)]
pub(crate) struct Seats<'m>(FxHashMap<Symbol, Vec<Seat<'m>>>);

impl<'m> Seats<'m> {
    /// By function, each in the order of their names.
    pub(crate) fn new(model: &'m Model) -> Seats<'m> {
        let mut seats: FxHashMap<Symbol, Vec<Seat<'m>>> = FxHashMap::default();
        for seat in model.seats().filter(|seat| is_free_to(*seat)) {
            if let Some(function) = seat.function().known() {
                seats.entry(function.symbol()).or_default().push(seat);
            }
        }
        seats.values_mut().for_each(|seats| seats.sort_by_key(|seat| seat.name()));
        Seats(seats)
    }

    /// Every seat of a function.
    pub(crate) fn of(&self, function: Symbol) -> &[Seat<'m>] {
        self.0.get(&function).map_or(&[], Vec::as_slice)
    }

    /// The seat of a function that is nearest in rank to another, and not below a rank.
    pub(crate) fn nearest(
        &self,
        function: Symbol,
        to: Option<Altitude>,
        least: Option<Altitude>,
    ) -> Option<Seat<'m>> {
        let rank = |altitude: Option<Altitude>| altitude.map_or(0, |it| it as i32);
        let fits = self.of(function).iter().filter(|seat| seat.altitude() >= least);
        fits.min_by_key(|seat| (rank(seat.altitude()) - rank(to)).abs()).copied()
    }

    /// A seat that could own several classes in place of another: of a function that owns
    /// each that somebody owns, and may own the rest; senior enough, and near in rank.
    pub(crate) fn for_all(&self, classes: &[Class<'m>], to: Seat<'m>) -> Option<Seat<'m>> {
        let owns = |function: &Function<'m>| {
            classes.iter().all(|class| {
                let mut owners = class.functions().peekable();
                let open = owners.peek().is_none() && !function.denies(*class);
                open || owners.any(|owner| owner == *function)
            })
        };
        let least = classes.iter().filter_map(|class| class.altitude()).max();
        let nearest =
            |function: Function<'m>| self.nearest(function.symbol(), to.altitude(), least);
        let owners = classes.iter().find(|class| class.functions().next().is_some())?;
        owners.functions().filter(owns).find_map(nearest)
    }
}

fn is_free_to(seat: Seat<'_>) -> bool {
    seat.retired().is_none()
        && !seat.is_external()
        && seat.last_holder().is_none_or(|holder| !holder.ai)
}
