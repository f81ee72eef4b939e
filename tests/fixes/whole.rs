//! Mending to the end: nothing that could be mended is left, no comment is lost, and a
//! second time changes nothing.

use std::collections::BTreeMap;

use charter::config::Config;
use charter::mend::{Mended, mend};
use charter::rule::{self, FixKind};
use charter::{Analysis, Diagnostic, Safety, Source, SourceId, Sources};
use charter_tests::generate::{Findings, Plan, collect};
use charter_tests::markdown::blocks;
use charter_tests::mutate::mutate;
use charter_tests::rng::Rng;
use charter_tests::{files, root, say};
use libtest_mimic::{Failed, Trial};

use crate::text_of;

pub(crate) fn trials() -> Vec<Trial> {
    let mut trials: Vec<Trial> = cases()
        .into_iter()
        .flat_map(|(name, text)| {
            [Safety::Safe, Safety::Unsafe].map(|safety| {
                let text = text.clone();
                let name = format!("whole::{safety:?}::{name}");
                Trial::test(name, move || Ok(hold(&say::Case::read(&text), safety)?))
            })
        })
        .collect();
    trials.push(Trial::test("whole::every_rule_with_a_fix_mends", every_rule_with_a_fix_mends));
    trials.push(Trial::test("whole::a_workspace", a_workspace));
    trials.push(Trial::test("whole::damage", damage));
    trials
}

/// Golden cases, and the charters of every page.
fn cases() -> Vec<(String, String)> {
    let mut cases = Vec::new();
    for path in files(&root().join("tests/check"), "charter") {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let file = std::fs::read_to_string(&path).unwrap_or_default();
        cases.push((stem, text_of(&file).to_owned()));
    }
    for path in files(&root().join("crates/charter/src"), "md") {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        let charters = blocks(&page).into_iter().filter(|it| it.info == "charter");
        cases.extend(charters.enumerate().map(|(nth, it)| (format!("{stem}-{nth}"), it.text)));
    }
    cases
}

/// Everything may be mended that stands in the text of the case.
fn own(sources: &Sources, findings: &[Diagnostic]) -> Vec<usize> {
    let own = |at: &usize| sources.path(findings[*at].span().source) == "case.charter";
    (0..findings.len()).filter(own).collect()
}

pub(crate) fn mended(case: &say::Case, safety: Safety) -> Result<(Sources, Mended), String> {
    let mut sources = case.sources();
    let mended = mend(&mut sources, &case.config(), case.day, safety, &own)?;
    Ok((sources, mended))
}

fn hold(case: &say::Case, safety: Safety) -> Result<(), String> {
    let (sources, first) = mended(case, safety)?;
    let text = text(&sources, "case.charter");
    let left = carrying(&sources, &first.analysis, safety);
    ensure(left.is_empty(), &format!("what could be mended is left: {left:?}\n{text}"))?;
    let lost = lost_comments(&case.text, &text);
    ensure(lost.is_empty(), &format!("comments are lost: {lost:?}\n{text}"))?;
    ensure(errors(&text) <= errors(&case.text), &format!("it reads worse\n{text}"))?;
    let again = mended_again(case, &text, safety)?;
    ensure(again == text, &format!("a second time changes it\n{text}\n---\n{again}"))
}

fn mended_again(case: &say::Case, text: &str, safety: Safety) -> Result<String, String> {
    let case = say::Case { text: text.to_owned(), ..case.clone() };
    let (sources, second) = mended(&case, safety)?;
    let after = self::text(&sources, "case.charter");
    ensure(second.count == 0 || after != text, "it counts what it did not do")?;
    Ok(after)
}

pub(crate) fn text(sources: &Sources, path: &str) -> String {
    let found = sources.iter().find(|(_, source)| source.path == path);
    found.map(|(_, source)| source.text.clone()).unwrap_or_default()
}

/// The rules whose findings still carry a change of the case's own text.
fn carrying(sources: &Sources, analysis: &Analysis, safety: Safety) -> Vec<&'static str> {
    let own = own(sources, &analysis.findings).into_iter().map(|at| &analysis.findings[at]);
    let ours = |it: &&Diagnostic| {
        let fix = it.fixes.iter().find(|fix| fix.safety <= safety);
        fix.is_some_and(|fix| fix.edits.iter().all(|it| it.span.source != Sources::STANDARD))
    };
    own.filter(ours).map(|it| it.code).collect()
}

/// Comments, each as often as it is written, that a text has and the next has not.
fn lost_comments(before: &str, after: &str) -> Vec<String> {
    let counted = |text: &str| {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        for span in &*charter_syntax::parse(SourceId(1), text).document.comments {
            *counts.entry(text[span.range()].trim_end().to_owned()).or_default() += 1;
        }
        counts
    };
    let after = counted(after);
    let lost = |(it, count): &(String, usize)| after.get(it).unwrap_or(&0) < count;
    counted(before).into_iter().filter(lost).map(|(it, _)| it).collect()
}

fn errors(text: &str) -> usize {
    charter_syntax::parse(SourceId(1), text).errors.len()
}

/// What a rule promises of its fixes is what its findings carry, somewhere and everywhere.
fn every_rule_with_a_fix_mends() -> Result<(), Failed> {
    let mut carried: BTreeMap<&str, Vec<Safety>> = BTreeMap::new();
    for (_, text) in cases() {
        for finding in say::Case::read(&text).analyze().1.findings {
            let safeties = finding.fixes.iter().map(|it| it.safety);
            carried.entry(finding.code).or_default().extend(safeties);
        }
    }
    let mut wrong = Vec::new();
    for rule in rule::all() {
        let carried = carried.get(rule.id).map(Vec::as_slice).unwrap_or_default();
        let best = carried.iter().min();
        let promised = match rule.fix {
            FixKind::None => None,
            FixKind::Safe => Some(&Safety::Safe),
            FixKind::Unsafe => Some(&Safety::Unsafe),
        };
        if best != promised {
            wrong.push(format!("{} promises {promised:?}, at best it carries {best:?}", rule.id));
        }
    }
    Ok(ensure(wrong.is_empty(), &wrong.join("\n"))?)
}

/// Four hundred files, one in ten with a mistake.
fn a_workspace() -> Result<(), Failed> {
    for findings in [Findings::Lints, Findings::Checks] {
        let files = collect(&Plan::new(401, 1).with(findings));
        let charters = files.into_iter().filter(|(path, _)| path.ends_with(".charter"));
        let sources = |files: Vec<(String, String)>| {
            Sources::new(
                files.into_iter().map(|(path, text)| Source::new(path, text.into())).collect(),
            )
        };
        let mut mending = sources(charters.collect());
        let all = |_: &Sources, findings: &[Diagnostic]| (0..findings.len()).collect();
        let config = Config::default();
        let first = mend(&mut mending, &config, say::TODAY, Safety::Unsafe, &all)?;
        ensure(first.count >= 10, &format!("{} mended", first.count))?;
        let left = carrying_any(&first.analysis);
        ensure(left.is_empty(), &format!("{findings:?}: left: {left:?}"))?;
        let second = mend(&mut mending, &config, say::TODAY, Safety::Unsafe, &all)?;
        ensure(second.before.is_empty() && second.count == 0, "a second time changes it")?;
    }
    Ok(())
}

fn carrying_any(analysis: &Analysis) -> Vec<&'static str> {
    analysis.findings.iter().filter(|it| !it.fixes.is_empty()).map(|it| it.code).collect()
}

/// Broken texts: mending them is no fault, ends, and is done at once.
fn damage() -> Result<(), Failed> {
    let corpus = cases();
    let turns = std::env::var("CHARTER_FILES").ok().and_then(|it| it.parse().ok()).unwrap_or(300);
    for turn in 0..turns {
        let mut rng = Rng::part(3, turn);
        let ((name, text), (_, other)) = (rng.pick(&corpus), rng.pick(&corpus));
        let bytes = mutate(text, other, &mut rng);
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let case = say::Case { text, ..say::Case::read("") };
        for safety in [Safety::Safe, Safety::Unsafe] {
            hold_damaged(&case, safety)
                .map_err(|why| format!("{name}, turn {turn}, {safety:?}: {why}"))?;
        }
    }
    Ok(())
}

fn hold_damaged(case: &say::Case, safety: Safety) -> Result<(), String> {
    let (sources, once) = mended(case, safety)?;
    let text = text(&sources, "case.charter");
    let again = mended_again(case, &text, safety)?;
    let holds = again == text || !once.is_done;
    ensure(holds, &format!("a second time changes it\n{text}\n---\n{again}"))
}

fn ensure(holds: bool, what: &str) -> Result<(), String> {
    if holds { Ok(()) } else { Err(what.to_owned()) }
}
