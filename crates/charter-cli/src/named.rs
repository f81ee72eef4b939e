//! `--seat` and `--charter`, and what is to be signed: names that have to be there.

use charter::Model;
use charter::Symbol;
use charter::model::{Charter, Handle, Seat, a_kind};
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

/// The same of a launch.
pub(crate) fn check_launch(model: &Model, launch: Option<&str>) -> Result<(), Failure> {
    one(model, Kind::Launch, launch)
}

fn one(model: &Model, kind: Kind, name: Option<&str>) -> Result<(), Failure> {
    let Some(name) = name else { return Ok(()) };
    if model.names_of(kind).contains(&name) {
        return Ok(());
    }
    Err(unknown(model, kind, name))
}

fn unknown(model: &Model, kind: Kind, name: &str) -> Failure {
    let failure = Failure::new(Status::Usage, format!("there is no {} `{name}`", kind.keyword()));
    match nearest(name, model.names_of(kind).iter().copied()) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure,
    }
}

/// The seat of a name, which may be one that it had before.
pub(crate) fn seat<'m>(model: &'m Model, name: &str) -> Result<Seat<'m>, Failure> {
    match model.find(Symbol::new(name)) {
        Some(item) => Seat::of(item).ok_or_else(|| {
            let message = format!("`{name}` is {}, not a seat", a_kind(item.kind()));
            Failure::new(Status::Usage, message)
        }),
        None => Err(unknown(model, Kind::Seat, name)),
    }
}

/// The charter of a name, which may be one that it had before.
pub(crate) fn charter<'m>(model: &'m Model, name: &str) -> Result<Charter<'m>, Failure> {
    match model.find(Symbol::new(name)) {
        Some(item) => Charter::of(item).ok_or_else(|| {
            let message = format!("`{name}` is {}, not a charter", a_kind(item.kind()));
            Failure::new(Status::Usage, message)
        }),
        None => Err(unknown(model, Kind::Charter, name)),
    }
}
