//! `charter new`: a file to start from.

use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use charter::model::{Class, Model};
use charter::start::{self, Cycle, Start};
use charter::tree::Tier;
use charter::{Symbol, analyze, nearest};
use jiff::civil::Date;

use crate::args::{NewArgs, NewKind, NewTier};
use crate::failure::{Failure, reason};
use crate::workspace::Workspace;
use crate::{Status, Terminal, day, named};

/// Writes `NAME.charter` where one stands; what is there is left alone.
pub(crate) fn run(args: &NewArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.as_of)?;
    let workspace = Workspace::find(&[])?;
    let contents = workspace.read(terminal);
    let analysis = analyze(&contents.sources, &workspace.config, day);
    let model = &analysis.model;
    named::check(model, args.owner.as_deref(), None)?;
    let (start, text) = text(args, model, day)?;
    let path = PathBuf::from(format!("{}.charter", start.name));
    write(&path, &text)?;
    terminal
        .say(&format!("wrote `{}`: `charter check` says what is left to fill in", path.display()));
    Ok(Status::Clean)
}

/// Where a new file of a name stands: in the folder that was named, else where one stands.
pub(crate) fn beside(folder: Option<&Path>, name: &str) -> PathBuf {
    let folder = folder.filter(|it| it.is_dir() && *it != Path::new("."));
    folder.unwrap_or(Path::new("")).join(format!("{name}.charter"))
}

/// Writes a charter that is not there yet. Under another ending nobody would read it.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Failure> {
    if path.extension().is_none_or(|ending| ending != "charter") {
        let message = format!("`{}` does not end in `.charter`", path.display());
        return Err(Failure::new(Status::Usage, message)
            .help("name a file that ends so, or none; a folder stands before `--write`"));
    }
    let written = File::create_new(path).and_then(|mut file| file.write_all(text.as_bytes()));
    written.map_err(|error| {
        let why = match error.kind() {
            ErrorKind::AlreadyExists => "it is there already".into(),
            _ => reason(&error),
        };
        Failure::new(Status::Unreadable, format!("`{}` cannot be written: {why}", path.display()))
    })
}

fn text(args: &NewArgs, model: &Model, day: Date) -> Result<(Start, String), Failure> {
    let charter = args.charter.as_deref().map(|name| named::charter(model, name)).transpose()?;
    let seat = args.seat.as_deref().map(|name| named::seat(model, name)).transpose()?;
    let of_record = charter.filter(|_| args.kind == NewKind::Record);
    let start = begin(args, model, of_record.map(|it| Cycle::of(it, day)), day)?;
    let owner = args.owner.as_deref();
    let text = match args.kind {
        NewKind::Charter => {
            let class = class(model, args.class.as_deref())?;
            Some(start::charter(model, &start, class, owner))
        }
        NewKind::Launch => Some(start::launch(model, &start, tier(args.tier), owner)),
        NewKind::Seat => Some(start::seat(model, &start, owner)),
        NewKind::Raise => Some(start::raise(&start, charter)),
        NewKind::Record => charter.map(|it| start::record(&start, it)),
        NewKind::Transition => {
            seat.map(|it| start::transition(&start, it, &model.holdings().of(it, start.day)))
        }
    };
    let lacking = || Failure::new(Status::Usage, "it is not said of which charter or seat");
    Ok((start, text.ok_or_else(lacking)?))
}

/// Name, title and day: what is said, else what the cycle of a record gives.
fn begin(
    args: &NewArgs,
    model: &Model,
    cycle: Option<Cycle<'_>>,
    day: Date,
) -> Result<Start, Failure> {
    let name = args.name.clone().or_else(|| cycle.map(|it| it.name(model))).unwrap_or_default();
    free(model, &name)?;
    let title = args.title.clone().or_else(|| cycle.map(Cycle::title));
    let title = start::escaped(&title.unwrap_or_else(|| start::title(&name)));
    Ok(Start { name, title, day: cycle.map_or(day, |it| it.day) })
}

fn tier(tier: NewTier) -> Tier {
    match tier {
        NewTier::T1 => Tier::T1,
        NewTier::T2 => Tier::T2,
        NewTier::T3 => Tier::T3,
    }
}

/// A name that is one, and that nothing has yet.
fn free(model: &Model, name: &str) -> Result<(), Failure> {
    if !charter::words::is_name(name) || name == "none" {
        let message = format!("`{name}` cannot be a name");
        return Err(Failure::new(Status::Usage, message)
            .help("a name has small letters, digits and single hyphens, as `vp-product`"));
    }
    match model.find(Symbol::new(name)) {
        None => Ok(()),
        Some(item) => {
            let message = format!("there is a {} `{name}` already", item.kind().keyword());
            Err(Failure::new(Status::Usage, message).help("give it another name"))
        }
    }
}

fn class<'m>(model: &'m Model, name: Option<&str>) -> Result<Option<Class<'m>>, Failure> {
    let Some(name) = name else { return Ok(None) };
    if let Some(class) = model.classes().find(|it| it.name() == name) {
        return Ok(Some(class));
    }
    let failure = Failure::new(Status::Usage, format!("there is no class `{name}`"));
    Err(match nearest(name, model.classes().map(|it| it.name())) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure.help("`charter explain CLASS` shows one; the standard lists them all"),
    })
}
