//! Writing a build so that nobody ever sees half of it.
//!
//! Everything goes into a fresh folder beside the target; the two are then
//! exchanged in one step. Whoever looks sees the old build or the new one. A
//! build that is killed, or that finds the disk full, leaves the old one.
//! Nothing is promised about a machine that loses power in that very second.

mod exchange;
mod foreign;
mod lay;
mod lock;
mod place;

use std::io;
use std::path::Path;
use std::time::Duration;

use charter::emit::Artifact;
use rayon::prelude::*;

use crate::Status;
use crate::failure::{Failure, reason};
use crate::workspace::shown;

pub use exchange::Exchange;
pub use lay::Fresh;
use place::Place;

/// How to write.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Whether files that no build wrote may be removed.
    pub replace: bool,
    /// How long to wait for another build to end.
    pub patience: Duration,
}

impl Options {
    /// Waits ten seconds for another build.
    pub fn new(replace: bool) -> Options {
        Options { replace, patience: Duration::from_secs(10) }
    }
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Written {
    /// How the new build took the place of the old one.
    pub exchange: Exchange,
}

impl Written {
    /// What has to be said about it: nothing where everything is promised.
    pub fn promise(self) -> &'static str {
        match self.exchange {
            Exchange::First | Exchange::OneStep => "",
            Exchange::TwoSteps => {
                " (in two steps, since this disk cannot exchange folders: a reader may have met no folder for a moment)"
            }
        }
    }
}

/// Makes a folder hold these files and no others.
pub fn write(target: &Path, files: &[Artifact], options: Options) -> Result<Written, Failure> {
    lay::check(files)?;
    let all = |fresh: &Fresh| files.par_iter().try_for_each(|it| fresh.put(&it.path, &[&it.bytes]));
    write_as_told(target, options, all).map(|(written, ())| written)
}

/// Makes a folder hold the files that it is told, one after another, and no others: nobody
/// needs to hold them all.
pub fn write_as_told<T>(
    target: &Path,
    options: Options,
    tell: impl FnOnce(&Fresh) -> io::Result<T>,
) -> Result<(Written, T), Failure> {
    let place = Place::of(target).map_err(|error| refused(target, &error))?;
    let _lock = lock::take(&place, options.patience)?;
    let io = |error: io::Error| refused(&place.target, &error);
    place.recover().map_err(io)?;
    foreign::refuse(&place.target, &place.target, options.replace)?;
    let told = Fresh::fill(&place.fresh, tell).map_err(|error| abandoned(&place, &error))?;
    let exchange = exchange::exchange(&place).map_err(|error| abandoned(&place, &error))?;
    discard(&place, exchange, options.replace)?;
    Ok((Written { exchange }, told))
}

/// Removes the old build, unless somebody put a file into it in the meantime.
fn discard(place: &Place, exchange: Exchange, replace: bool) -> Result<(), Failure> {
    let old = match exchange {
        Exchange::First => return Ok(()),
        Exchange::OneStep => &place.fresh,
        Exchange::TwoSteps => &place.old,
    };
    if let Err(failure) = foreign::refuse(old, &place.target, replace) {
        exchange::undo(place, exchange).map_err(|error| refused(&place.target, &error))?;
        let _ = place.remove(&place.fresh);
        return Err(failure);
    }
    place.remove(old).map_err(|error| {
        let message = format!("the old build cannot be removed: {}", reason(&error));
        failure(message).help(format!("the new one is in place; remove `{}` yourself", shown(old)))
    })
}

fn failure(message: impl Into<String>) -> Failure {
    Failure::new(Status::Unreadable, message)
}

fn refused(target: &Path, error: &io::Error) -> Failure {
    failure(format!("`{}` cannot be written: {}", shown(target), reason(error)))
}

/// A build that cannot be finished leaves nothing behind.
fn abandoned(place: &Place, error: &io::Error) -> Failure {
    let _ = place.remove(&place.fresh);
    let failure = refused(&place.target, error);
    if place.target.exists() { failure.help("what was there before still stands") } else { failure }
}
