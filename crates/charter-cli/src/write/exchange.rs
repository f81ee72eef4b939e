//! The new build takes the place of the old one.

use std::path::Path;
use std::{fs, io};

use super::Place;

/// How the new build took its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// There was no old one.
    First,
    /// The two were exchanged in one step.
    OneStep,
    /// The old one went before the new one came.
    TwoSteps,
}

/// Puts the new build in place.
pub(super) fn exchange(place: &Place) -> io::Result<Exchange> {
    if !place.target.exists() {
        fs::rename(&place.fresh, &place.target)?;
        return Ok(Exchange::First);
    }
    match in_one_step(&place.fresh, &place.target) {
        Ok(()) => Ok(Exchange::OneStep),
        Err(error) if cannot(&error) => in_two_steps(place),
        Err(error) => Err(error),
    }
}

/// Puts the old one back.
pub(super) fn undo(place: &Place, exchange: Exchange) -> io::Result<()> {
    match exchange {
        Exchange::First => Ok(()),
        Exchange::OneStep => in_one_step(&place.fresh, &place.target),
        Exchange::TwoSteps => {
            fs::rename(&place.target, &place.fresh)?;
            fs::rename(&place.old, &place.target)
        }
    }
}

fn in_two_steps(place: &Place) -> io::Result<Exchange> {
    fs::rename(&place.target, &place.old)?;
    fs::rename(&place.fresh, &place.target).inspect_err(|_| {
        let _ = fs::rename(&place.old, &place.target);
    })?;
    Ok(Exchange::TwoSteps)
}

/// Whether it is this system, or this disk, that knows no exchange.
fn cannot(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn in_one_step(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn in_one_step(_one: &Path, _other: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> (tempfile::TempDir, Place) {
        let folder = tempfile::tempdir().unwrap();
        let place = Place::of(&folder.path().join("dist")).unwrap();
        for (path, word) in [(&place.target, "old"), (&place.fresh, "new")] {
            fs::create_dir(path).unwrap();
            fs::write(path.join("word"), word).unwrap();
        }
        (folder, place)
    }

    fn word(path: &Path) -> String {
        fs::read_to_string(path.join("word")).unwrap()
    }

    #[test]
    fn two_steps_lead_to_the_same_and_back() {
        let (_folder, place) = place();
        assert_eq!(in_two_steps(&place).unwrap(), Exchange::TwoSteps);
        assert_eq!((word(&place.target), word(&place.old)), ("new".into(), "old".into()));
        undo(&place, Exchange::TwoSteps).unwrap();
        assert_eq!((word(&place.target), word(&place.fresh)), ("old".into(), "new".into()));
    }

    #[test]
    fn whichever_way_it_can_be_undone() {
        let (_folder, place) = place();
        let way = exchange(&place).unwrap();
        assert_eq!(word(&place.target), "new");
        undo(&place, way).unwrap();
        assert_eq!(word(&place.target), "old");
    }
}
