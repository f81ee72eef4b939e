//! Who measures a signal, and who reads it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::Symbol;
use crate::model::{Function, Model};

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
    /// Its seats that are not retired, by name; where there are none, nobody is in charge yet.
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
    /// The function of a name, as the workspace or else the standard has it.
    pub(super) fn of(model: &Model, function: &'static str) -> Owner {
        let known: Option<Function<'_>> = model.named(Symbol::new(function)).known();
        let title = known.map_or(function, |it| it.title()).to_owned();
        let seated = model
            .staff(function)
            .seats()
            .map(|it| Seated { name: it.name(), title: it.title().to_owned() });
        Owner { function, title, seats: seated.collect() }
    }

    /// Its seats as people call them, else the function.
    pub fn words(&self) -> String {
        let seats: Vec<&str> = self.seats.iter().map(|it| it.title.as_str()).collect();
        if seats.is_empty() { format!("{} (no seat)", self.title) } else { seats.join(", ") }
    }
}
