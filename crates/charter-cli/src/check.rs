//! `charter check`: what is wrong or unwise in a workspace.

use std::io;
use std::path::{Path, PathBuf};

use charter::report::{Report, Tally, counted};
use charter::{Allowed, Analysis, Diagnostic, Source, SourceId, Sources, analyze};

use crate::args::CheckArgs;
use crate::failure::{Failure, reason};
use crate::output::Plan;
use crate::workspace::{Contents, Selection, Workspace};
use crate::{Status, Terminal, day, read};

/// What standard input is called where nobody says.
const STDIN: &str = "standard-input.charter";

/// Reads, analyses and reports.
pub(crate) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let plan = Plan::of(args.format, &args.output)?;
    let day = day::day(args.input.as_of)?;
    let (workspace, contents, selection) = input(args, terminal)?;
    let files = || files(&contents, &selection);
    if files().is_empty() && !contents.has_unread() && !args.input.allow_empty {
        return Err(workspace.empty());
    }
    let sources = &contents.sources;
    let analysis = {
        let _progress = terminal.progress("checking");
        analyze(sources, &workspace.config, day)
    };
    let status = contents.tell_unread(terminal);
    let said = Said::new(analysis, sources, &selection);
    let report = Report {
        findings: &said.findings,
        allowed: &said.allowed,
        sources,
        files: &files(),
        unread: &contents.unread(),
        day,
        fails_at: args.fail_on.severity(),
        prefix: &workspace.within_repository(),
    };
    let written = plan.carry_out(&report, terminal)?;
    if plan.has_words() {
        terminal.say(&closing(&report));
    }
    contents.tell_changed(terminal);
    // The process ends soon: to give paths and texts back is work for nobody.
    std::mem::forget(contents);
    Ok(Status::of(Tally::of(&said.findings), args.fail_on).max(status).max(written))
}

/// The files that are reported on.
fn files(contents: &Contents, part: &Selection) -> Vec<SourceId> {
    contents.files().filter(|(_, path)| part.includes(path)).map(|(id, _)| id).collect()
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
}

impl Said {
    fn new(analysis: Analysis, sources: &Sources, part: &Selection) -> Said {
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
        Said { findings, allowed }
    }
}

/// `12 files as of 2026-11-20: 1 error, 2 warnings`
fn closing(report: &Report<'_>) -> String {
    let files = counted(report.files.len(), "file", "files");
    let tally = Tally::of(report.findings).words();
    let allowed = match report.allowed.len() {
        0 => String::new(),
        count => format!(", {count} allowed"),
    };
    format!("{files} as of {}: {tally}{allowed}", report.day)
}
