//! `charter build`: calendars and data, written so that nobody ever sees half of them.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use charter::emit::{self, BuildOptions, Unbuilt, Untrue};
use charter::report::{self, Tally, counted};
use charter::rule::{self, RuleKind};
use charter::{Analysis, Diagnostic, Sources, analyze_as_declared};

use crate::args::{BuildArgs, Only, ProfileArg};
use crate::failure::Failure;
use crate::workspace::{Workspace, shown};
use crate::{Status, Terminal, day, fault, named, write};

/// What happens to the bytes of events on their way.
pub type Press = fn(&mut Vec<u8>);

/// Reads, analyses and, where nothing is wrong, writes.
pub(crate) fn run(args: &BuildArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    run_pressed(None, args, terminal)
}

/// The verb with a press of one's own: how it takes a feed that would be wrong can be tried.
pub fn run_pressed(
    press: Option<Press>,
    args: &BuildArgs,
    terminal: &mut Terminal,
) -> Result<Status, Failure> {
    disclose_nothing(args)?;
    // A day that is no day is told, though none is needed.
    day::day(None)?;
    let workspace = Workspace::find(args.path.as_slice())?;
    let contents = workspace.read(terminal);
    let unread = contents.tell_unread(terminal);
    let sources = contents.sources;
    if sources.is_empty() && unread == Status::Clean && !args.allow_empty {
        return Err(workspace.empty());
    }
    let target = args.out.clone().unwrap_or_else(|| workspace.root.join("dist"));
    keep_sources(&target, &workspace.root, &sources)?;
    let analysis = {
        let _progress = terminal.progress("checking");
        // What is written never depends on the day, and neither does a check.
        analyze_as_declared(&sources, &workspace.config)
    };
    let broken = tell_errors(&analysis, &sources, terminal);
    let status = if broken { Status::Findings.max(unread) } else { unread };
    if status != Status::Clean && !args.keep_going {
        terminal.say("nothing was written: mend what is above, or pass --keep-going");
        return Ok(status);
    }
    let options = BuildOptions { press, ..options(args) };
    let written = write_out(args, &options, &analysis, &sources, &target, terminal);
    // The process is about to end: the system takes its memory back faster than we do.
    std::mem::forget(analysis);
    written.map(|()| status)
}

/// What says only when somebody is taken has no feed of a charter, and no data.
fn disclose_nothing(args: &BuildArgs) -> Result<(), Failure> {
    let asks = match args.only {
        _ if args.profile != ProfileArg::Busy => return Ok(()),
        Some(Only::Json | Only::Dps) => "--only json and dps",
        _ if args.charter.is_some() => "--charter",
        _ => return Ok(()),
    };
    let message = format!("{asks} cannot be used with --profile busy, which names nothing");
    Err(Failure::new(Status::Usage, message).help("leave it out, or choose --profile minimal"))
}

fn write_out(
    args: &BuildArgs,
    options: &BuildOptions,
    analysis: &Analysis,
    sources: &Sources,
    target: &Path,
    terminal: &mut Terminal,
) -> Result<(), Failure> {
    named::check(&analysis.model, args.seat.as_deref(), args.charter.as_deref())?;
    let progress = terminal.progress("building");
    let mut untrue = None;
    let large = Large::default();
    let written = write::write_as_told(target, write::Options::new(args.replace), |fresh| {
        let put = |path: &str, pieces: &[&[u8]]| {
            large.see(path, pieces);
            fresh.put(path, pieces)
        };
        emit::build_into(analysis, sources, options, &put).map_err(|error| match error {
            Unbuilt::Unwritten(error) => error,
            Unbuilt::Untrue(found) => io::Error::other(untrue.insert(found).to_string()),
        })
    });
    if let Some(untrue) = untrue {
        fault::admit(&told(&untrue));
    }
    let (written, count) = written?;
    drop(progress);
    let files = counted(count, "file", "files");
    large.tell(terminal);
    if args.asked.todos && args.profile == ProfileArg::Busy {
        terminal.say("note: nothing to do is told, since --profile busy says only who is taken");
    }
    terminal.say(&format!("{files} written to `{}`{}", shown(target), written.promise()));
    Ok(())
}

/// Feeds that some calendars refuse: Google is reported to take no more than a megabyte.
#[derive(Default)]
struct Large(Mutex<BTreeMap<String, usize>>);

/// In bytes: some way below what is refused, since a feed grows with every exception.
const LARGE: usize = 900_000;

impl Large {
    fn see(&self, path: &str, pieces: &[&[u8]]) {
        let bytes = pieces.iter().map(|piece| piece.len()).sum::<usize>();
        if bytes > LARGE && path.ends_with(".ics") {
            let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            known.insert(path.to_owned(), bytes);
        }
    }

    fn tell(self, terminal: &mut Terminal) {
        let large = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut seats = large.iter().filter(|(path, _)| path.starts_with("calendar/seat/"));
        let advice = match seats.next() {
            None => "people subscribe to the feed of their seat",
            Some(_) => "--profile minimal makes them smaller",
        };
        let Some((path, bytes)) = large.iter().max_by_key(|(_, bytes)| **bytes) else { return };
        let others = match large.len() - 1 {
            0 => String::new(),
            n => format!(" (and {} above 900 KB)", counted(n, "other is", "others are")),
        };
        terminal.say(&format!(
            "note: `{path}` has {} KB{others}: some calendars refuse more than 1 MB; {advice}",
            bytes / 1000
        ));
    }
}

/// What a feed would have said wrongly. What was written before still stands.
fn told(untrue: &Untrue) -> String {
    format!("{untrue}; the folder is as it was (`--verify off` writes it nevertheless)")
}

fn options(args: &BuildArgs) -> BuildOptions {
    BuildOptions {
        only: args.only.map(Into::into),
        seat: args.seat.clone(),
        charter: args.charter.clone(),
        until: args.asked.until,
        keep_going: args.keep_going,
        profile: args.profile.into(),
        alarm: args.alarms,
        todos: args.asked.todos,
        verify: args.verify.into(),
        press: None,
    }
}

/// A check stops a build; a lint, whatever its level, never does.
pub(crate) fn stoppers(analysis: &Analysis) -> impl Iterator<Item = &Diagnostic> {
    let stops = |code| rule::find(code).is_none_or(|rule| rule.kind == RuleKind::Check);
    analysis.findings.iter().filter(move |it| stops(it.code))
}

/// Says what stops it, and whether anything does.
fn tell_errors(analysis: &Analysis, sources: &Sources, terminal: &mut Terminal) -> bool {
    let errors: Vec<Diagnostic> = stoppers(analysis).cloned().collect();
    let mut drawn = Vec::new();
    report::human(&errors, sources, terminal.colours_words(), &mut drawn);
    terminal.err.push_str(&String::from_utf8_lossy(&drawn));
    if !errors.is_empty() {
        terminal.say(&Tally::of(&errors).words());
    }
    !errors.is_empty()
}

/// A build never takes the place of what it is made from.
fn keep_sources(target: &Path, root: &Path, sources: &Sources) -> Result<(), Failure> {
    let Ok(target) = std::fs::canonicalize(target) else { return Ok(()) };
    let holds = |path: &Path| path.starts_with(&target);
    if !holds(root) && !sources.paths().skip(1).any(|(_, path)| holds(&root.join(path))) {
        return Ok(());
    }
    let message = format!("`{}` holds the charters themselves", shown(&target));
    Err(Failure::new(Status::Unreadable, message).help("name a folder of its own with --out"))
}
