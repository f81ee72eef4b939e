//! Every fix of every golden case is applied: what it mends is gone, and what is left
//! still reads.

use std::path::Path;

use charter::rule::{self, RuleKind};
use charter::{Diagnostic, Fix, Safety};
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
    let before = Said::of(&case);
    for finding in &findings {
        for fix in &finding.fixes {
            let mut mended = case.clone();
            mended.text = apply(&case.text, fix);
            let after = Said::of(&mended);
            if let Some(why) = wrong(finding, fix.safety, &before, &after) {
                return Err(format!("{why}: {}\n{}\n{after:?}", fix.title, mended.text).into());
            }
        }
    }
    Ok(())
}

/// What charter says of a text.
#[derive(Debug)]
struct Said {
    /// The checks that speak.
    checks: Vec<&'static str>,
    /// The lints that do, at `warn` or above, each with its words.
    lints: Vec<(&'static str, String)>,
    comments: usize,
}

impl Said {
    fn of(case: &say::Case) -> Said {
        let (mut checks, mut lints) = (Vec::new(), Vec::new());
        for finding in case.analyze().2 {
            match rule::find(finding.code).map(|rule| rule.kind) {
                Some(RuleKind::Check) => checks.push(finding.code),
                Some(RuleKind::Lint) => lints.push((finding.code, finding.message)),
                None => {}
            }
        }
        let comments = charter_syntax::parse(charter::SourceId(1), &case.text).document.comments;
        Said { checks, lints, comments: comments.len() }
    }

    fn checks(&self, code: &str) -> usize {
        self.checks.iter().filter(|it| **it == code).count()
    }

    fn lints(&self, code: &str) -> usize {
        self.lints.iter().filter(|(it, _)| *it == code).count()
    }

    /// Whether exactly this is said.
    fn says(&self, finding: &Diagnostic) -> bool {
        let lints = self.lints.iter();
        lints.clone().any(|(code, words)| *code == finding.code && *words == finding.message)
    }
}

/// Checks that say nothing of a name that means nothing: mended, it brings them to light.
const HIDDEN_BY_A_NAME: [&str; 3] = ["duplicate-decision", "unanswered-question", "unsigned"];

/// What is wrong with a fix: its finding is still there, or there is more than before, or
/// less of what people wrote for people.
/// What a person has to choose may leave names to be filled in, and a first day.
fn wrong(mended: &Diagnostic, safety: Safety, before: &Said, after: &Said) -> Option<&'static str> {
    let code = mended.code;
    let is_check = rule::find(code).is_none_or(|rule| rule.kind == RuleKind::Check);
    let still = match is_check {
        true => after.checks(code) >= before.checks(code),
        false => after.says(mended) && after.lints(code) >= before.lints(code),
    };
    if still {
        return Some("the finding is still there");
    }
    if after.comments != before.comments {
        return Some("a comment is gone");
    }
    let left_open = ["unresolved-name", "uncomputable-cadence", "missing-clause"];
    let more = after.checks.iter().find(|other| {
        let hidden = code == "unresolved-name" && HIDDEN_BY_A_NAME.contains(other);
        let may_be = hidden || (safety == Safety::Unsafe && left_open.contains(other));
        !may_be && after.checks(other) > before.checks(other)
    });
    // A text that is no charter may hide what a lint would say of it.
    let lints = after.lints.iter().filter(|_| !is_check);
    // Once mended, it needs no excuse any more.
    let lints = lints.map(|(other, _)| other).filter(|other| **other != "unused-allow");
    let more_lints = lints.into_iter().find(|other| after.lints(other) > before.lints(other));
    more.or(more_lints).map(|_| "something new is wrong")
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
