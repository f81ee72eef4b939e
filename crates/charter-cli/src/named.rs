//! `--seat` and `--charter`, and what is to be signed: names that have to be there.

use charter::Model;
use charter::Symbol;
use charter::model::{Charter, Handle, Launch, Seat, a_kind};
use charter::nearest;
use charter::tree::Kind;

use crate::{Failure, Status};

/// Fails with what was probably meant where a name is not there.
pub(crate) fn check(
    model: &Model,
    seat: Option<&str>,
    charter: Option<&str>,
) -> Result<(), Failure> {
    seat.map(|name| self::seat(model, name)).transpose()?;
    charter.map(|name| self::charter(model, name)).transpose()?;
    Ok(())
}

/// The same of a launch.
pub(crate) fn check_launch(model: &Model, launch: Option<&str>) -> Result<(), Failure> {
    launch.map(|name| one::<Launch<'_>>(model, name)).transpose()?;
    Ok(())
}

/// The seat of a name, which may be one that it had before.
pub(crate) fn seat<'m>(model: &'m Model, name: &str) -> Result<Seat<'m>, Failure> {
    one(model, name)
}

/// The charter of a name, which may be one that it had before.
pub(crate) fn charter<'m>(model: &'m Model, name: &str) -> Result<Charter<'m>, Failure> {
    one(model, name)
}

fn one<'m, H: Handle<'m>>(model: &'m Model, name: &str) -> Result<H, Failure> {
    match model.find(Symbol::new(name)) {
        Some(item) => H::of(item).ok_or_else(|| {
            let message = format!("`{name}` is {}, not {}", a_kind(item.kind()), a_kind(H::KIND));
            Failure::new(Status::Usage, message)
        }),
        None => Err(unknown(model, H::KIND, name)),
    }
}

fn unknown(model: &Model, kind: Kind, name: &str) -> Failure {
    let failure = Failure::new(Status::Usage, format!("there is no {} `{name}`", kind.keyword()));
    match nearest(name, model.names_of(kind).iter().copied()) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure,
    }
}
