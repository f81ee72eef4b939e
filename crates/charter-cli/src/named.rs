//! `--seat` and `--charter`: names that have to be there.

use charter::Model;
use charter::nearest;
use charter::tree::Kind;

use crate::{Failure, Status};

/// Fails with what was probably meant where a name is not there.
pub(crate) fn check(
    model: &Model,
    seat: Option<&str>,
    charter: Option<&str>,
) -> Result<(), Failure> {
    one(model, Kind::Seat, seat)?;
    one(model, Kind::Charter, charter)
}

fn one(model: &Model, kind: Kind, name: Option<&str>) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    let names = model.names_of(kind);
    if names.contains(&name) {
        return Ok(());
    }
    let failure = Failure::new(Status::Usage, format!("there is no {} `{name}`", kind.keyword()));
    Err(match nearest(name, names) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure,
    })
}
