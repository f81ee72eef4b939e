//! `charter check`: what is wrong or unwise in a workspace.

mod baseline;
mod changed;
mod input;
mod mending;
mod watch;

use charter::baseline::Entry;
use charter::report::{Baselined, Report, Tally, counted};
use charter::{Allowed, Analysis, Diagnostic, Safety, Severity, analyze};

use crate::args::{CheckArgs, FailOn};
use crate::failure::Failure;
use crate::output::Plan;
use crate::{Status, Terminal, day};
use baseline::Known;
use input::Input;

/// Reads, analyses and reports, once or for as long as somebody watches.
pub(crate) fn run(args: &CheckArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    if args.watch { watch::run(args, terminal) } else { once(args, terminal) }
}

fn once(args: &CheckArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let plan = plan(args)?;
    let day = day::day(args.input.as_of)?;
    let mut input = Input::of(args, terminal)?;
    if input.is_empty() && !args.input.allow_empty {
        return Err(input.workspace.empty());
    }
    let known = Known::of(args, &input.workspace)?;
    let (analysis, mut status, mended) = match args.mends() {
        Some(safety) => {
            let done = mending::run(args, safety, &mut input, day, known.as_ref(), terminal);
            (done.analysis, done.status, Some(done.words))
        }
        None => {
            let _progress = terminal.progress("checking");
            (analyze(&input.contents.sources, &input.workspace.config, day), Status::Clean, None)
        }
    };
    status = status.max(input.contents.tell_unread(terminal));
    let sources = &input.contents.sources;
    let known = match args.write_baseline {
        true => Some(baseline::write(args, &input, &analysis.findings, terminal)?),
        false => known,
    };
    let said = Said::new(analysis, known.as_ref(), &input, args.watch);
    let report = Report {
        findings: &said.findings,
        allowed: &said.allowed,
        baseline: known.as_ref().map(|it| said.baselined(it)),
        sources,
        files: &input.files(),
        unread: &input.contents.unread(),
        day,
        fails_at: args.fail_on.severity(),
        prefix: &input.workspace.within_repository(),
    };
    status = status.max(plan.carry_out(&report, terminal)?);
    if let Some(known) = &known {
        baseline::tell_stale(known, &said.stale, terminal);
    }
    if plan.has_words() {
        said.tell(&report, mended, args, terminal);
    }
    input.contents.tell_changed(terminal);
    let found = Status::of(Tally::of(&said.findings), args.fail_on).max(said.status(args.fail_on));
    if !args.watch {
        // The process ends soon: to give paths and texts back is work for nobody.
        std::mem::forget(input);
    }
    Ok(found.max(status))
}

/// What goes where: a diff, or a text that was mended, takes the place of a report.
fn plan(args: &CheckArgs) -> Result<Plan, Failure> {
    let plan = Plan::of(args.format, &args.output)?;
    match args.fix {
        _ if args.diff => plan.without_stdout(args.format, &args.output, "the diff"),
        Some(_) if input::is_standard(args) => {
            plan.without_stdout(args.format, &args.output, "the mended text")
        }
        _ => Ok(plan),
    }
}

/// What is reported: of everything that was analysed, what was asked for.
struct Said {
    findings: Vec<Diagnostic>,
    allowed: Vec<Allowed>,
    /// What the baseline knows.
    known: Vec<Diagnostic>,
    /// What it knows and nothing is any more.
    stale: Vec<Entry>,
    /// How many were found where nothing has changed.
    elsewhere: usize,
}

impl Said {
    fn new(analysis: Analysis, known: Option<&Known>, input: &Input, goes_on: bool) -> Said {
        let Analysis { findings, mut allowed, model } = analysis;
        if !goes_on {
            // The process ends soon: to give the trees back piece by piece is work for nobody.
            std::mem::forget(model);
        }
        let sources = &input.contents.sources;
        let (old, mut stale) = match known {
            Some(known) => known.baseline.judge(&findings, sources),
            None => (vec![false; findings.len()], Vec::new()),
        };
        if !input.is_whole || input.contents.has_unread() {
            stale.clear();
        }
        let mut said = Said {
            findings: Vec::new(),
            allowed: Vec::new(),
            known: Vec::new(),
            stale,
            elsewhere: 0,
        };
        let meant = |it: &Diagnostic| input.selection.means(it, sources);
        for (finding, is_old) in findings.into_iter().zip(old) {
            match meant(&finding) {
                true if is_old => said.known.push(finding),
                true => said.findings.push(finding),
                false => said.elsewhere += usize::from(!is_old && input.selection.is_of_changes()),
            }
        }
        allowed.retain(|it| meant(&it.finding));
        Said { allowed, ..said }
    }

    fn baselined<'a>(&'a self, known: &'a Known) -> Baselined<'a> {
        Baselined { file: &known.file, known: &self.known, stale: &self.stale }
    }

    /// Words for people: what came of it, and what could be mended.
    fn tell(
        &self,
        report: &Report<'_>,
        mended: Option<String>,
        args: &CheckArgs,
        terminal: &mut Terminal,
    ) {
        terminal.say(&closing(report, self, mended));
        offers(&self.findings, args).iter().for_each(|it| terminal.say(it));
    }

    /// What is known and nothing is any more weighs as much as an excuse that excuses nothing.
    fn status(&self, fail_on: FailOn) -> Status {
        let fails = fail_on.severity().is_some_and(|least| least <= Severity::Warn);
        if fails && !self.stale.is_empty() { Status::Findings } else { Status::Clean }
    }
}

/// `12 files as of 2026-11-20: 1 error, 2 warnings`
fn closing(report: &Report<'_>, said: &Said, mended: Option<String>) -> String {
    let files = counted(report.files.len(), "file", "files");
    let mut words = format!("{files} as of {}: {}", report.day, Tally::of(report.findings).words());
    let mut add = |count: usize, what: &str| {
        if count > 0 {
            words.push_str(&format!(", {count} {what}"));
        }
    };
    add(report.allowed.len(), "allowed");
    add(said.known.len(), "in the baseline");
    add(said.elsewhere, "in files that have not changed");
    mended.into_iter().fold(words, |words, mended| format!("{words}; {mended}"))
}

/// What could be mended without a person's hand, and what only with their eyes on it. What was
/// asked for was tried, and is not offered again.
fn offers(findings: &[Diagnostic], args: &CheckArgs) -> Option<String> {
    let safe = |it: &&Diagnostic| it.fixes.iter().any(|fix| fix.safety == Safety::Safe);
    let all = findings.iter().filter(|it| !it.fixes.is_empty());
    let (safe, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) = all.partition(safe);
    let safe = if args.mends().is_none() { safe.len() } else { 0 };
    let others = if args.mends() == Some(Safety::Unsafe) { 0 } else { others.len() };
    const LOOK: &str = "by --fix=unsafe: look at what it would do with --diff";
    match (safe, others) {
        (0, 0) => None,
        (safe, 0) => Some(format!("{safe} can be mended by --fix")),
        (0, others) => Some(format!("{others} can be mended {LOOK}")),
        (safe, others) => Some(format!("{safe} can be mended by --fix, {others} more {LOOK}")),
    }
}
