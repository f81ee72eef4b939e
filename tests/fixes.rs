//! Every fix of every golden case is applied: what it mends is gone, and what is left
//! still reads. Every case and every page is mended to the end, as `--fix` does it.

#[path = "fixes/whole.rs"]
mod whole;
#[path = "fixes/written.rs"]
mod written;

use std::path::Path;

use charter::rule::{self, RuleKind};
use charter::{Fix, Safety, Severity};
use charter_tests::{files, root, say};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() {
    let arguments = Arguments::from_args();
    let cases = files(&root().join("tests/check"), "charter");
    let trials = cases.into_iter().map(|path| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(stem, move || hold(&path))
    });
    let trials = trials.chain(whole::trials()).chain(written::trials());
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn hold(path: &Path) -> Result<(), Failed> {
    let file = std::fs::read_to_string(path)?;
    let case = say::Case::read(text_of(&file));
    let (_, _, findings) = case.analyze();
    let before = said(&case);
    for finding in &findings {
        for fix in &finding.fixes {
            let mut mended = case.clone();
            mended.text = apply(&case.text, fix);
            let after = said(&mended);
            let lost = comments(&mended.text) < comments(&case.text);
            let lost = lost.then_some("a comment is lost");
            if let Some(why) = wrong(finding.code, fix.safety, &before, &after).or(lost) {
                return Err(format!("{why}: {}\n{}\n{after:?}", fix.title, mended.text).into());
            }
        }
    }
    Ok(())
}

/// A golden case without what is said of it.
fn text_of(file: &str) -> &str {
    &file[..file.find("\n#>").map_or(file.len(), |at| at + 1)]
}

/// What a rule said.
#[derive(Debug)]
struct Said {
    code: &'static str,
    severity: Severity,
    /// Whether it offers a fix.
    fixes: bool,
}

fn said(case: &say::Case) -> Vec<Said> {
    let findings = case.analyze().2.into_iter();
    let said = findings.map(|it| Said {
        code: it.code,
        severity: it.severity,
        fixes: !it.fixes.is_empty(),
    });
    said.collect()
}

fn comments(text: &str) -> usize {
    charter_syntax::parse(charter::SourceId(1), text).document.comments.len()
}

/// Checks that say nothing of a name that means nothing: mended, it brings them to light.
const HIDDEN_BY_A_NAME: [&str; 3] = ["duplicate-decision", "unanswered-question", "unsigned"];

/// What a person still has to fill in where a fix could not know it: a name, a first day.
const LEFT_OPEN: [&str; 3] = ["unresolved-name", "uncomputable-cadence", "missing-clause"];

/// The same where a lint is mended: an answer, and words. An excuse that has run out is nobody's
/// any more.
const LEFT_OPEN_BY_A_LINT: [&str; 3] = ["unanswered-question", "unfilled-text", "unused-allow"];

/// What is wrong with a fix: its finding is still there, or there is more than before. The fix
/// of a check is held to the checks, that of a lint to everything at `warn` or above.
fn wrong(mended: &str, safety: Safety, before: &[Said], after: &[Said]) -> Option<&'static str> {
    let count = |said: &[Said], code: &str| said.iter().filter(|it| it.code == code).count();
    let is_lint = !is_check(mended);
    if count(after, mended) >= count(before, mended) {
        // What a lint cannot guess it says again, and offers nothing more.
        let offered = after.iter().any(|it| it.code == mended && it.fixes);
        let rest = is_lint && safety == Safety::Unsafe && !offered;
        return (!rest).then_some("the finding is still there");
    }
    let told = |it: &&Said| is_check(it.code) || (is_lint && it.severity >= Severity::Warn);
    let more = after.iter().filter(told).find(|it| {
        let hidden = mended == "unresolved-name" && HIDDEN_BY_A_NAME.contains(&it.code);
        let open =
            LEFT_OPEN.contains(&it.code) || (is_lint && LEFT_OPEN_BY_A_LINT.contains(&it.code));
        let may_be = hidden || (safety == Safety::Unsafe && open);
        !may_be && count(after, it.code) > count(before, it.code)
    });
    more.map(|_| "something new is wrong")
}

fn is_check(code: &str) -> bool {
    rule::find(code).is_some_and(|it| it.kind == RuleKind::Check)
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
