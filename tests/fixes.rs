//! Every fix of every golden case is applied: what it mends is gone, and what is left
//! still reads.

use std::path::Path;

use charter::rule::{self, RuleKind};
use charter::{Fix, Safety};
use charter_tests::{files, root, say};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&root().join("tests/check"), "charter");
    let trials = cases.into_iter().map(|path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(stem, move || hold(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn hold(path: &Path) -> Result<(), Failed> {
    let file = std::fs::read_to_string(path)?;
    let text = &file[..file.find("\n#>").map_or(file.len(), |at| at + 1)];
    let case = say::Case::read(text);
    let (_, _, findings) = case.analyze();
    let before = codes(&case);
    for finding in &findings {
        if rule::find(finding.code).is_none_or(|rule| rule.kind != RuleKind::Check) {
            continue;
        }
        for fix in &finding.fixes {
            let mut mended = case.clone();
            mended.text = apply(&case.text, fix);
            let after = codes(&mended);
            if let Some(why) = wrong(finding.code, fix.safety, &before, &after) {
                return Err(format!("{why}: {}\n{}\n{after:?}", fix.title, mended.text).into());
            }
        }
    }
    Ok(())
}

/// The checks that speak.
fn codes(case: &say::Case) -> Vec<&'static str> {
    let is_check = |code: &&str| rule::find(code).is_some_and(|it| it.kind == RuleKind::Check);
    case.analyze().2.iter().map(|finding| finding.code).filter(is_check).collect()
}

/// Checks that say nothing of a name that means nothing: mended, it brings them to light.
const HIDDEN_BY_A_NAME: [&str; 3] = ["duplicate-decision", "unanswered-question", "unsigned"];

/// What is wrong with a fix: its finding is still there, or there is more than before.
/// What a person has to choose may leave names to be filled in, and a first day.
fn wrong(mended: &str, safety: Safety, before: &[&str], after: &[&str]) -> Option<&'static str> {
    let count = |codes: &[&str], code: &str| codes.iter().filter(|it| **it == code).count();
    if count(after, mended) >= count(before, mended) {
        return Some("the finding is still there");
    }
    let left_open = ["unresolved-name", "uncomputable-cadence", "missing-clause"];
    let more = after.iter().find(|code| {
        let hidden = mended == "unresolved-name" && HIDDEN_BY_A_NAME.contains(code);
        let may_be = hidden || (safety == Safety::Unsafe && left_open.contains(code));
        !may_be && count(after, code) > count(before, code)
    });
    more.map(|_| "something new is wrong")
}

fn apply(text: &str, fix: &Fix) -> String {
    let mut edits: Vec<_> = fix.edits.iter().collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span));
    let mut out = text.to_string();
    for edit in edits {
        out.replace_range(edit.span.range(), &edit.text);
    }
    out
}
