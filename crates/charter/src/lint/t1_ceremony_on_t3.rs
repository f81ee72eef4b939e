//! A launch of the third tier with the apparatus of the first.

use std::cell::OnceCell;

use rustc_hash::FxHashMap;

use crate::config::Level;
use crate::model::{Charter, Launch, Model};
use crate::offer::stub::{append, remove};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Tier};
use crate::{Diagnostic, Edit, Safety, Span, Symbol, say};

pub(crate) const RULE: Rule = Rule::lint(
    "t1-ceremony-on-t3",
    Level::Warn,
    FixKind::Unsafe,
    "a launch of the third tier has a gate, a governing charter or a forum of its own",
    include_str!("t1_ceremony_on_t3.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let day = findings.day();
    let known = OnceCell::new();
    for launch in
        findings.here(model).launches().filter(|it| it.is_of(Tier::T3) && it.is_ahead(day))
    {
        let forums = known.get_or_init(|| forums(model));
        let ceremony = ceremony(launch, forums);
        if !ceremony.is_empty() {
            let finding = finding(launch, &ceremony, findings);
            findings.add(finding);
        }
    }
}

/// Charters by the subjects that they decide: one that decides something *of* a launch is
/// a forum of its own.
fn forums(model: &Model) -> FxHashMap<Symbol, Span> {
    let charters = model.live_charters().filter(|charter| charter.retired().is_none());
    let subjects = charters.flat_map(Charter::decides).filter_map(|decided| decided.subject);
    let mut forums = FxHashMap::default();
    for subject in subjects {
        forums.entry(subject.symbol).or_insert(subject.span);
    }
    forums
}

/// What a quiet launch does not need: in words, and where it stands.
type Ceremony = Vec<(&'static str, Span)>;

fn ceremony(launch: Launch<'_>, forums: &FxHashMap<Symbol, Span>) -> Ceremony {
    let clauses = launch.clauses().iter();
    let mut found: Ceremony = clauses
        .filter_map(|clause| match clause.body {
            Body::Gate(_) => Some(("a gate", clause.keyword())),
            Body::Governed(_) => Some(("a governing charter", clause.keyword())),
            _ => None,
        })
        .collect();
    found.extend(forums.get(&launch.symbol()).map(|place| ("a forum of its own", *place)));
    found
}

fn finding(launch: Launch<'_>, ceremony: &Ceremony, findings: &Findings<'_>) -> Diagnostic {
    let words: Vec<&str> = ceremony.iter().map(|(words, _)| *words).collect();
    let message = format!("`{}` is a T3 launch and has {}", launch.name(), say::and(&words));
    let tier = launch.tier().map_or(launch.span(), |tier| tier.span);
    let finding = RULE.finding(message, tier, "the third tier is quiet on purpose");
    let finding =
        ceremony.iter().fold(finding, |finding, (words, place)| finding.also(*place, *words));
    let edits = quiet(launch, findings);
    let those: Vec<String> = words.iter().map(|it| it.replacen("a ", "the ", 1)).collect();
    let finding =
        finding.help(format!("remove {}, or classify the launch higher", say::and(&those)));
    match edits.is_empty() {
        true => finding,
        false => finding.fix_all("launch it without a charter", Safety::Unsafe, edits),
    }
}

/// Takes the ceremony out of the launch, and says that this is meant.
fn quiet(launch: Launch<'_>, findings: &Findings<'_>) -> Vec<Edit> {
    let clauses = launch.clauses().iter();
    let ceremony = clauses.filter(|it| matches!(it.body, Body::Gate(_) | Body::Governed(_)));
    let mut edits: Vec<Edit> = ceremony.map(|clause| remove(clause.span, findings)).collect();
    if !edits.is_empty() && launch.no_charter().is_none() && !launch.has_garbled("no-charter") {
        edits.push(append(*launch, &[("no-charter", "because \"…\"".into())], findings));
    }
    edits
}
