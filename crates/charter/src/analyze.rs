//! The order of things: read, resolve, check, lint, excuse, sort.

mod session;
mod shift;

pub use session::{Judged, Session, Snapshot};
pub use shift::Change;

use charter_syntax::Parse;
use jiff::civil::Date;
use rayon::prelude::*;

use crate::ahead::Ahead;
use crate::config::{Config, Level};
use crate::lint::unused_allow;
use crate::model::Model;
use crate::rule::{self, Context, Rule, RuleKind};
use crate::tree::{Allow, Document};
use crate::{Diagnostic, Severity, SourceId, Sources, Span};

/// What came of a workspace.
#[derive(Debug)]
pub struct Analysis {
    /// What is to be said, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// What an `allow` silenced, and why, sorted by place.
    pub allowed: Vec<Allowed>,
    /// What was understood.
    pub model: Model,
}

impl Analysis {
    /// Whether nothing stops what is compiled: no check has found anything.
    pub fn is_sound(&self) -> bool {
        !self.findings.iter().any(|finding| is_check(finding.code))
    }
}

/// Whether a rule is a check.
fn is_check(code: &str) -> bool {
    rule::find(code).is_none_or(|rule| rule.kind == RuleKind::Check)
}

/// A finding that its author allows.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// What would have been said.
    pub finding: Diagnostic,
    /// Why it is allowed.
    pub reason: String,
    /// The last day on which it is.
    pub until: Option<Date>,
    /// Where the `allow` stands.
    pub span: Span,
}

/// Reads, resolves, checks and lints. Lints that look at a day look at this one.
pub fn analyze(sources: &Sources, config: &Config, day: Date) -> Analysis {
    analyze_on(sources, config, |_| day)
}

/// The same for what is compiled, which never depends on the clock: lints look at the
/// latest day on which the workspace says that something was agreed.
pub fn analyze_as_declared(sources: &Sources, config: &Config) -> Analysis {
    analyze_on(sources, config, Model::declared_day)
}

/// Reads, resolves and checks, and asks no lint: for who wants to know what the charters say, and
/// whether a mistake hides some of it. A check never depends on the day.
pub fn analyze_without_lints(sources: &Sources, config: &Config) -> Analysis {
    let (documents, errors) = read(sources);
    let model = Model::new(documents, config);
    let day = model.declared_day();
    let errors = errors.into_iter().flatten().collect();
    let checks = rule::all().filter(|rule| rule.kind == RuleKind::Check).collect();
    let found = ask(&model, checks, sources, config, day, &|| false);
    let mut findings: Vec<Diagnostic> = [errors, found].concat();
    findings.sort_by(by_place);
    Analysis { findings, allowed: Vec::new(), model }
}

fn analyze_on(sources: &Sources, config: &Config, day: impl FnOnce(&Model) -> Date) -> Analysis {
    let (documents, errors) = read(sources);
    let model = Model::new(documents, config);
    let day = day(&model);
    let errors = errors.into_iter().flatten().collect();
    let (findings, allowed) = judge(&model, errors, sources, config, day, &|| false);
    Analysis { findings, allowed, model }
}

/// What every rule says, what an `allow` silenced left out; both by place. Where somebody says
/// that it is to end, it does so after the rule that runs.
fn judge(
    model: &Model,
    mut findings: Vec<Diagnostic>,
    sources: &Sources,
    config: &Config,
    day: Date,
    ends: &(dyn Fn() -> bool + Sync),
) -> (Vec<Diagnostic>, Vec<Allowed>) {
    findings.extend(ask(model, rule::all().collect(), sources, config, day, ends));
    let mut sieve = Sieve { model, sources, config, day, used: Vec::new(), allowed: Vec::new() };
    let mut findings: Vec<Diagnostic> =
        findings.into_iter().filter_map(|it| sieve.sift(it)).collect();
    let unused = unused_allow::findings(model, &sieve.used, sources, config, day);
    findings.extend(unused.into_iter().filter_map(|it| sieve.sift(it)));
    let mut allowed = sieve.allowed;
    findings.sort_by(by_place);
    allowed.sort_by(|a, b| by_place(&a.finding, &b.finding));
    (findings, allowed)
}

/// What some rules find, all at once.
fn ask(
    model: &Model,
    rules: Vec<&'static Rule>,
    sources: &Sources,
    config: &Config,
    day: Date,
    ends: &(dyn Fn() -> bool + Sync),
) -> Vec<Diagnostic> {
    let ahead = Ahead::new(model, day);
    let context = Context { sources, config, ahead: &ahead, only: None };
    // One at a time: a few take longer than all others, and nobody is to wait behind them.
    let each = rules.par_iter().with_max_len(1).filter(|_| !ends());
    let found: Vec<Vec<Diagnostic>> = each.map(|rule| rule::run(rule, model, context)).collect();
    found.into_iter().flatten().collect()
}

/// What the rules that can be asked about a few items say of those of some sources.
fn judge_here(
    model: &Model,
    mut findings: Vec<Diagnostic>,
    sources: &Sources,
    config: &Config,
    day: Date,
    only: &[SourceId],
) -> Vec<Diagnostic> {
    let ahead = Ahead::new(model, day);
    let context = Context { sources, config, ahead: &ahead, only: Some(only) };
    for rule in rule::all().filter(|rule| !rule.is_whole) {
        findings.extend(rule::run(rule, model, context));
    }
    let mut sieve = Sieve { model, sources, config, day, used: Vec::new(), allowed: Vec::new() };
    findings.into_iter().filter_map(|it| sieve.sift(it)).collect()
}

/// Runs each rule by itself, for who wants to know what it costs: `around` gets its id and
/// its work. What one rule looks up of what is ahead is not there for the next.
pub fn each_rule(
    model: &Model,
    sources: &Sources,
    config: &Config,
    day: Date,
    mut around: impl FnMut(&'static str, &mut dyn FnMut()),
) {
    for rule in rule::all() {
        let ahead = Ahead::new(model, day);
        let context = Context { sources, config, ahead: &ahead, only: None };
        around(rule.id, &mut || drop(rule::run(rule, model, context)));
    }
}

/// By place, then by rule and words: the same order on every run.
fn by_place(a: &Diagnostic, b: &Diagnostic) -> std::cmp::Ordering {
    (a.span(), a.code, &a.message).cmp(&(b.span(), b.code, &b.message))
}

/// Reads every source, in parallel: what each comes to, and what is wrong with it.
fn read(sources: &Sources) -> (Vec<Document>, Vec<Vec<Diagnostic>>) {
    let ids: Vec<SourceId> = sources.ids().collect();
    let ids = ids.par_iter().with_min_len(16);
    ids.map(|id| sources.look(*id, |source| parse(*id, source))).unzip()
}

/// Reads one source.
fn parse(id: SourceId, source: &crate::Source) -> (Document, Vec<Diagnostic>) {
    let Parse { document, mut errors } = charter_syntax::parse(id, &source.text);
    errors.retain(|error| !is_of_wrong_bytes(error, source));
    errors.extend(source.broken_at.map(|at| not_utf8(id, at)));
    (document, errors)
}

/// Whether a finding is about a line with wrong bytes: they were reported once.
fn is_of_wrong_bytes(error: &Diagnostic, source: &crate::Source) -> bool {
    let at = error.span().start as usize;
    source.broken_at.is_some()
        && source.text.get(..at).is_some_and(|before| {
            let start = before.rfind('\n').map_or(0, |end| end + 1);
            source.text[start..].lines().next().is_some_and(|line| line.contains('?'))
        })
}

fn not_utf8(id: SourceId, at: u32) -> Diagnostic {
    let place = Span::new(id, at, at);
    let finding =
        Diagnostic::error("encoding", "this file is not UTF-8", place, "the first wrong byte");
    finding.help("save the file as UTF-8; until then each wrong letter is read as `?`")
}

/// Sets the weight of findings, and lets pass what nobody allowed.
struct Sieve<'a> {
    model: &'a Model,
    sources: &'a Sources,
    config: &'a Config,
    day: Date,
    /// Where the allows stand that excused something.
    used: Vec<Span>,
    allowed: Vec<Allowed>,
}

impl<'a> Sieve<'a> {
    fn sift(&mut self, mut finding: Diagnostic) -> Option<Diagnostic> {
        if is_check(finding.code) {
            if finding.code == "forbidden-allow" {
                // What must not stand there at all is not said to be idle as well.
                self.used.push(finding.span());
            }
            finding.severity = Severity::Error;
            return Some(finding);
        }
        finding.severity = self.severity(&finding)?;
        let Some((allow, span)) = self.allow_for(&finding) else { return Some(finding) };
        match allow.until {
            Some(until) if until.value < self.day => {
                self.used.push(span);
                let words = format!("the `allow` for this ran out on {}", until.value);
                Some(finding.also(until.span, words))
            }
            _ if self.config.forbids(finding.code) => Some(finding),
            _ => {
                self.used.push(span);
                let reason = allow.because.value.to_string();
                let until = allow.until.map(|date| date.value);
                self.allowed.push(Allowed { finding, reason, until, span });
                None
            }
        }
    }

    /// How much a finding weighs: what the workspace says of its rule where it stands, else
    /// what the rule said. Few rules have findings of two weights; a workspace sees one.
    fn severity(&self, finding: &Diagnostic) -> Option<Severity> {
        let path = self.sources.path(finding.span().source);
        if let Some(level) = self.config.level(finding.code, path) {
            return level.severity();
        }
        let is_off = rule::find(finding.code).is_some_and(|rule| rule.level == Level::Off);
        (!is_off).then_some(finding.severity)
    }

    /// The `allow` in the item where a finding stands: one that has run out counts only
    /// where no other is in force.
    fn allow_for(&self, finding: &Diagnostic) -> Option<(&'a Allow, Span)> {
        let model: &'a Model = self.model;
        let item = model.item_at(finding.span())?;
        let allows = || item.allows().filter(|allow| allow.rule.as_str() == finding.code);
        let in_force = |allow: &&Allow| allow.until.is_none_or(|until| self.day <= until.value);
        let allow = allows().find(in_force).or_else(|| allows().next())?;
        Some((allow, allow.rule.span))
    }
}
