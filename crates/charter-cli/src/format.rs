//! `charter format`: every charter in the one style.
//!
//! All texts are formatted before the first is written, so that a fault leaves every file
//! as it was. A text that does not read is left alone and told; the others are written.

use std::io;
use std::path::Path;

use charter::report::counted;
use charter::{Diagnostic, Source, Unformatted};
use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::args::FormatArgs;
use crate::change::{self, Change};
use crate::failure::{Failure, reason};
use crate::fault;
use crate::read;
use crate::workspace::Workspace;
use crate::{Status, Terminal};

/// What makes the one style of a text.
pub type Formatter = fn(&str) -> Result<String, Unformatted>;

/// Reads, formats and writes, or says what would be written.
pub(crate) fn run(args: &FormatArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    run_by(charter::format, args, terminal)
}

/// The verb with a formatter of one's own: how it takes a fault can be tried.
pub fn run_by(
    formatter: Formatter,
    args: &FormatArgs,
    terminal: &mut Terminal,
) -> Result<Status, Failure> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return standard_input(formatter, args, terminal);
    }
    let workspace = Workspace::find(&args.paths)?;
    let contents = workspace.read(terminal);
    let unread = contents.tell_unread(terminal);
    let selection = workspace.selection();
    let sources = contents.sources.iter().skip(1).map(|(_, source)| source);
    let sources: Vec<&Source> = sources.filter(|it| selection.includes(&it.path)).collect();
    if sources.is_empty() && unread == Status::Clean && !args.allow_empty {
        return Err(workspace.empty());
    }
    let style = {
        let _progress = terminal.progress("formatting");
        Style::of(&sources, formatter)
    };
    style.tell_left(terminal);
    let done = match args.is_dry() {
        true => style.show(args, terminal),
        false => style.write(&workspace.root, terminal),
    };
    Ok(done.max(unread).max(style.status()))
}

/// The text goes to standard output, and no file is read or written.
fn standard_input(
    formatter: Formatter,
    args: &FormatArgs,
    terminal: &mut Terminal,
) -> Result<Status, Failure> {
    if args.paths.len() > 1 {
        return Err(Failure::new(Status::Usage, "`-` reads standard input and nothing else")
            .help("pass `-` alone"));
    }
    Workspace::find(&[])?;
    let mut bytes = Vec::new();
    read::fill(io::stdin().lock(), &mut bytes).map_err(|error| {
        let message = format!("standard input cannot be read: {}", reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    let source = Source::new("standard input", bytes);
    let style = Style::of(&[&source], formatter);
    style.tell_left(terminal);
    if args.is_dry() {
        return Ok(style.show(args, terminal).max(style.status()));
    }
    let text = style.changed.first().map_or(&source.text, |change| &change.after);
    if style.left.is_empty() {
        terminal.out.extend_from_slice(text.as_bytes());
    }
    Ok(style.status())
}

/// What became of some texts.
struct Style {
    changed: Vec<Change>,
    left: Vec<Failure>,
    /// How many are as they should be.
    kept: usize,
}

impl Style {
    fn of(sources: &[&Source], formatter: Formatter) -> Style {
        let formatted = sources.into_par_iter().map(|source| (*source, format(source, formatter)));
        let formatted: Vec<_> = formatted.collect();
        let mut style = Style { changed: Vec::new(), left: Vec::new(), kept: 0 };
        for (source, after) in formatted {
            match after {
                Ok(after) if after == source.text => style.kept += 1,
                Ok(after) => {
                    let (path, before) = (source.path.clone(), source.text.clone());
                    style.changed.push(Change { path, before, after });
                }
                Err(failure) => style.left.push(failure),
            }
        }
        style
    }

    fn tell_left(&self, terminal: &mut Terminal) {
        self.left.iter().for_each(|failure| terminal.warn(failure));
    }

    /// What does not read is a finding.
    fn status(&self) -> Status {
        if self.left.is_empty() { Status::Clean } else { Status::Findings }
    }

    /// Says what would be written.
    fn show(&self, args: &FormatArgs, terminal: &mut Terminal) -> Status {
        for change in &self.changed {
            if args.diff {
                terminal.out.extend_from_slice(change.diff().as_bytes());
            }
            if args.check {
                terminal.say(&format!("would change: {}", change.path));
            }
        }
        let changed = counted(self.changed.len(), "file", "files");
        terminal.say(&format!("{changed} would change, {}", self.rest()));
        if self.changed.is_empty() { Status::Clean } else { Status::Findings }
    }

    fn write(&self, root: &Path, terminal: &mut Terminal) -> Status {
        let written = change::write(&self.changed, root, terminal);
        let words = counted(written, "file", "files");
        terminal.say(&format!("{words} formatted, {}", self.rest()));
        if written == self.changed.len() { Status::Clean } else { Status::Unreadable }
    }

    fn rest(&self) -> String {
        let kept = format!("{} already in style", self.kept);
        match self.left.len() {
            0 => kept,
            left => format!("{kept}, {left} left as they were"),
        }
    }
}

/// The text in the one style, or why it is left as it is.
fn format(source: &Source, formatter: Formatter) -> Result<String, Failure> {
    if source.broken_at.is_some() {
        let message = format!("`{}` is not formatted: it is not UTF-8", source.path);
        return Err(Failure::new(Status::Findings, message).help("save the file as UTF-8"));
    }
    formatter(&source.text).map_err(|error| match error {
        Unformatted::Broken(finding) => broken(source, &finding),
        Unformatted::Fault(why) => {
            let path = &source.path;
            fault::admit(&format!("formatting `{path}`: {why}; every file is as it was"))
        }
    })
}

/// A text that does not read is for its author to mend.
fn broken(source: &Source, finding: &Diagnostic) -> Failure {
    let Source { path, text, .. } = source;
    let before = text.get(..finding.span().start as usize).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let message = format!("`{path}` is not formatted: line {line}: {}", finding.message);
    let help = finding.help.as_deref().unwrap_or("mend that line");
    Failure::new(Status::Findings, message).help(format!("{help}; `charter check` shows where"))
}
