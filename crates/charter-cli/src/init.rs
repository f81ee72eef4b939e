//! `charter init`: a workspace that checks clean and builds a feed, to write one's own over.

use std::fs;
use std::io::{ErrorKind, Write};
use std::path::Path;

use charter::config::{Config, Known};
use jiff::tz::TimeZone;

use crate::args::InitArgs;
use crate::failure::{Failure, reason};
use crate::workspace::shown;
use crate::{Status, Terminal, day};

/// What is written, in its order: a path and a text with places to fill in.
const FILES: [(&str, &str); 6] = [
    ("charter.toml", include_str!("init/charter.toml.in")),
    ("organization.charter", include_str!("init/organization.charter.in")),
    ("roadmap-forum.charter", include_str!("init/roadmap-forum.charter.in")),
    (".gitignore", include_str!("init/gitignore")),
    (".pre-commit-config.yaml", include_str!("init/pre-commit-config.yaml")),
    (".github/workflows/charters.yml", include_str!("init/charters.yml")),
];

/// Writes what is not there yet. A folder that is a workspace already is left alone.
pub(crate) fn run(args: &InitArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let folder = args.path.as_deref().unwrap_or(Path::new("."));
    if let Some(known) = ["charter.toml", "organization.charter", "roadmap-forum.charter"]
        .into_iter()
        .find(|it| folder.join(it).symlink_metadata().is_ok())
    {
        let message = format!("`{}` is there already", folder.join(known).display());
        return Err(Failure::new(Status::Usage, message)
            .help("stand in an empty folder, or name one: `charter init charters`"));
    }
    let zone = zone(args)?;
    let day = day::day(args.as_of)?.to_string();
    let values = [
        ("{authority}", args.authority.as_str()),
        ("{zone}", &zone),
        ("{day}", &day),
        ("{version}", env!("CARGO_PKG_VERSION")),
    ];
    let filled =
        |text: &str| values.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to));
    let config = filled(FILES[0].1);
    Config::parse(&config, &Known::default())
        .map_err(|error| Failure::config(FILES[0].0, config, error))?;
    for (path, text) in FILES {
        let text = filled(text);
        match create(&folder.join(path), &text)? {
            true => terminal.say(&format!("wrote `{path}`")),
            false => terminal.say(&format!("`{path}` was there, and is left as it is")),
        }
    }
    terminal.say(&next_steps(folder));
    Ok(Status::Clean)
}

fn next_steps(folder: &Path) -> String {
    let there = fs::canonicalize(folder).map_or_else(|_| ".".into(), |folder| shown(&folder));
    let enter = if there == "." { String::new() } else { format!("cd {there}, then ") };
    format!(
        "{enter}`charter check` says what is wrong, `charter build` writes the calendars, `charter next` shows them"
    )
}

/// The zone that is asked for, else that of this machine, where it has a name.
fn zone(args: &InitArgs) -> Result<String, Failure> {
    let Some(zone) = &args.zone else {
        let system = TimeZone::system();
        let named = system.iana_name().filter(|name| name.contains('/') && !name.contains("UTC"));
        return Ok(named.unwrap_or("Europe/London").to_owned());
    };
    match TimeZone::get(zone) {
        Ok(_) => Ok(zone.clone()),
        Err(_) => Err(Failure::new(Status::Usage, format!("there is no zone `{zone}`"))
            .help("name it by continent and city, as `Europe/London`")),
    }
}

/// Writes a new file, and whether it was new.
fn create(path: &Path, text: &str) -> Result<bool, Failure> {
    let fails = |error: std::io::Error| {
        let message = format!("`{}` cannot be written: {}", path.display(), reason(&error));
        Failure::new(Status::Unreadable, message)
    };
    path.parent().map_or(Ok(()), fs::create_dir_all).map_err(fails)?;
    match fs::File::create_new(path) {
        Ok(mut file) => file.write_all(text.as_bytes()).map(|()| true).map_err(fails),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(fails(error)),
    }
}
