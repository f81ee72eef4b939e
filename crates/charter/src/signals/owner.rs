//! Who measures a signal, and who reads it.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Serialize;

use crate::Symbol;
use crate::model::{Function, Model, Seat};

/// The function that measures how decisions come about.
pub(super) const PRODUCT: &str = "product-operations";
/// The function that measures what comes of them.
pub(super) const BUSINESS: &str = "business-operations";

/// A function, and the seats of it.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Owner {
    /// The name of the function.
    pub function: &'static str,
    /// What people call it.
    pub title: String,
    /// Its seats that are not retired, by name; where there are none, nobody is in charge yet. A
    /// seat that a machine holds owns nothing, and is left out.
    pub seats: Vec<Seated>,
}

/// A seat.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Seated {
    /// Its name.
    pub name: &'static str,
    /// What people call it.
    pub title: String,
}

impl Owner {
    /// The function of a name, as the workspace or else the standard has it, on a day.
    pub(super) fn of(model: &Model, function: &'static str, day: Date) -> Owner {
        let known: Option<Function<'_>> = model.named(Symbol::new(function)).known();
        let title = known.map_or(function, |it| it.title()).to_owned();
        let owns = |seat: &Seat<'_>| !seat.is_machine(day) && !seat.is_external();
        let seated = |seat: Seat<'_>| Seated { name: seat.name(), title: seat.title().to_owned() };
        let seats = model.staff(function).seats().filter(owns).map(seated).collect();
        Owner { function, title, seats }
    }

    /// Its seats as people call them, else the function.
    pub fn words(&self) -> String {
        let seats: Vec<&str> = self.seats.iter().map(|it| it.title.as_str()).collect();
        if seats.is_empty() {
            return format!("{}, which has no seat", self.title);
        }
        seats.join(", ")
    }
}
