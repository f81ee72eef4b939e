//! `charter check`: what is wrong or unwise in a workspace.

use std::io;
use std::path::{Path, PathBuf};

use charter::report::{self, Tally, counted};
use charter::{Allowed, Analysis, Diagnostic, Source, Sources, analyze};
use jiff::civil::Date;

use crate::args::{CheckArgs, CheckFormat};
use crate::failure::{Failure, reason};
use crate::workspace::{Contents, Selection, Workspace};
use crate::{Status, Terminal, day, read};

/// What standard input is called where nobody says.
const STDIN: &str = "standard-input.charter";

/// Reads, analyses and reports.
pub(crate) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let day = day::day(args.input.as_of)?;
    let (workspace, contents, selection) = input(args, terminal)?;
    let files = || contents.files().filter(|path| selection.includes(path)).count();
    if files() == 0 && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let sources = &contents.sources;
    let analysis = {
        let _progress = terminal.progress("checking");
        analyze(sources, &workspace.config, day)
    };
    let unread = contents.tell_unread(terminal);
    let said = Said::new(analysis, sources, &selection, files(), day);
    said.tell(args.format, sources, terminal)?;
    contents.tell_changed(terminal);
    // The process ends soon: to give paths and texts back is work for nobody.
    std::mem::forget(contents);
    Ok(Status::of(Tally::of(&said.findings), args.fail_on).max(unread))
}

fn input(
    args: &CheckArgs,
    terminal: &Terminal,
) -> Result<(Workspace, Contents, Selection), Failure> {
    if args.paths.iter().any(|path| path == Path::new("-")) {
        return standard_input(args, terminal);
    }
    if args.stdin_name.is_some() {
        return Err(Failure::new(
            Status::Usage,
            "--stdin-name says what standard input stands for",
        )
        .help("pass `-` to read standard input"));
    }
    let workspace = Workspace::find(&args.paths)?;
    let contents = workspace.find_all(terminal).looking(&workspace);
    let selection = workspace.selection();
    Ok((workspace, contents, selection))
}

/// The text stands in for the file of its name; without a name it stands alone.
fn standard_input(
    args: &CheckArgs,
    terminal: &Terminal,
) -> Result<(Workspace, Contents, Selection), Failure> {
    if args.paths.len() > 1 {
        return Err(Failure::new(Status::Usage, "`-` reads standard input and nothing else")
            .help("pass `-` alone, with --stdin-name for the file that it stands for"));
    }
    let workspace = Workspace::find(&folder_of(args.stdin_name.as_deref()))?;
    let name = name_within(&workspace.root, args.stdin_name.as_deref());
    let mut bytes = Vec::new();
    read::fill(io::stdin().lock(), &mut bytes).map_err(|error| {
        let message = format!("standard input cannot be read: {}", reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    let stands_in = args.stdin_name.is_some() && workspace.is_declared();
    let mut contents = match stands_in {
        true => workspace.find_all(terminal).looking(&workspace),
        false => Contents::none(),
    };
    contents.sources.put(Source::new(name.clone(), bytes));
    Ok((workspace, contents, Selection::file(&name)))
}

/// The nearest folder that is there: an editor may name a file that is not saved yet.
fn folder_of(name: Option<&Path>) -> Vec<PathBuf> {
    let Some(name) = name.and_then(|name| std::path::absolute(name).ok()) else {
        return Vec::new();
    };
    name.ancestors().skip(1).find(|it| it.is_dir()).map(Path::to_owned).into_iter().collect()
}

fn name_within(root: &Path, name: Option<&Path>) -> String {
    let Some(name) = name else { return STDIN.into() };
    let absolute = std::path::absolute(name).unwrap_or_else(|_| name.to_owned());
    let folder = absolute.parent().and_then(|it| std::fs::canonicalize(it).ok());
    match (folder, absolute.file_name()) {
        (Some(folder), Some(file)) => read::relative(root, &folder.join(file)),
        _ => read::relative(root, &absolute),
    }
}

/// What is reported: of everything that was analysed, what was asked for.
struct Said {
    findings: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
    files: usize,
    day: Date,
}

impl Said {
    fn new(
        analysis: Analysis,
        sources: &Sources,
        part: &Selection,
        files: usize,
        day: Date,
    ) -> Said {
        let Analysis { mut findings, mut allowed, model } = analysis;
        // The process ends soon: to give the trees back piece by piece is work for nobody.
        std::mem::forget(model);
        if !part.is_all() {
            let meant = |it: &Diagnostic| {
                let first = it.labels.first();
                first.is_none_or(|label| part.includes(sources.path(label.span.source)))
            };
            findings.retain(meant);
            allowed.retain(|it| meant(&it.finding));
        }
        Said { findings, allowed, files, day }
    }

    fn tell(
        &self,
        format: CheckFormat,
        sources: &Sources,
        terminal: &mut Terminal,
    ) -> Result<(), Failure> {
        match format {
            CheckFormat::Human => {
                let colours = terminal.colours();
                report::human(&self.findings, sources, colours, &mut terminal.out);
            }
            CheckFormat::Short => report::short(&self.findings, sources, &mut terminal.out),
            CheckFormat::Json => {
                let Said { findings, allowed, files, day } = self;
                let done =
                    report::json(findings, allowed, sources, *files, *day, &mut terminal.out);
                return done.map_err(|error| {
                    let message = format!("the report cannot be written: {error}");
                    Failure::new(Status::Unreadable, message)
                });
            }
        }
        terminal.say(&self.closing());
        Ok(())
    }

    /// `12 files as of 2026-11-20: 1 error, 2 warnings`
    fn closing(&self) -> String {
        let files = counted(self.files, "file", "files");
        let tally = Tally::of(&self.findings).words();
        let allowed = match self.allowed.len() {
            0 => String::new(),
            count => format!(", {count} allowed"),
        };
        format!("{files} as of {}: {tally}{allowed}", self.day)
    }
}
