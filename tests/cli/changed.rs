//! `charter check --changed`: what is reported is what changed, what is analysed is everything.

use std::process::Command;

use libtest_mimic::Trial;

use crate::run::{DAY, Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("changed::nothing_has", nothing_has),
        trial("changed::what_is_new_and_what_is_other", what_is_new_and_what_is_other),
        trial("changed::since_a_branch_was_left", since_a_branch_was_left),
        trial("changed::a_place_that_it_speaks_of", a_place_that_it_speaks_of),
        trial("changed::a_new_configuration", a_new_configuration),
        trial("changed::below_the_repository", below_the_repository),
        trial("changed::what_git_cannot_tell", what_git_cannot_tell),
    ]
}

const FORUM: &str = "roadmap-forum.charter";
const WEEKLY: &[(&str, &str)] = &[("quarterly on the 2nd Tuesday", "weekly on Tuesday")];

fn git(folder: &Folder, words: &[&str]) {
    let mut git = Command::new("git");
    git.current_dir(folder.path("")).args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
    let output = git.args(words).output().expect("git is there");
    assert!(output.status.success(), "{words:?}: {}", String::from_utf8_lossy(&output.stderr));
}

fn commit(folder: &Folder) {
    git(folder, &["add", "--all"]);
    git(folder, &["commit", "--quiet", "--message", "x"]);
}

/// A repository in which an old file has a finding.
fn folder() -> Folder {
    let folder = Folder::begun().replacing(FORUM, WEEKLY);
    git(&folder, &["init", "--quiet", "--initial-branch", "main"]);
    commit(&folder);
    folder
}

fn check(folder: &Folder, flags: &[&str]) -> Run {
    folder.charter(&[&["check", "--as-of", DAY, "--format", "short"], flags].concat())
}

fn nothing_has() {
    let folder = folder();
    let run = check(&folder, &["--changed", "--fail-on", "warn"]).ends(0).prints_nothing();
    run.says("0 files as of").says("2 in files that have not changed");
    assert!(!check(&folder, &[]).out.is_empty());
}

fn what_is_new_and_what_is_other() {
    let folder = folder().with("new é.charter", b"seat cfo {\n  altitude vp\n  oops\n}\n");
    let folder = folder
        .replacing("organization.charter", &[("altitude    executive", "altitude    excutive")]);
    let run = check(&folder, &["--changed"]).ends(1).says("2 files as of");
    let misfit = |out: &str| out.contains("misfit-cadence");
    let paths: Vec<&str> = run.out.lines().filter_map(|it| it.split(':').next()).collect();
    assert!(
        paths.contains(&"new é.charter") && paths.contains(&"organization.charter"),
        "{}",
        run.out
    );
    assert!(!misfit(&run.out), "{}", run.out);
    let run = check(&folder, &["--changed", "organization.charter"]).ends(1);
    assert!(!run.out.contains("new é"), "both are asked for: {}", run.out);
    commit(&folder);
    check(&folder, &["--changed"]).ends(0).prints_nothing();
    check(&folder, &["--changed", "--since", "HEAD~1"]).ends(1).says("2 files as of");
}

fn since_a_branch_was_left() {
    let folder = folder();
    git(&folder, &["checkout", "--quiet", "-b", "mine"]);
    let folder = folder.with("mine.charter", b"oops\n");
    commit(&folder);
    git(&folder, &["checkout", "--quiet", "main"]);
    let folder = folder.with("theirs.charter", b"oops\n");
    commit(&folder);
    git(&folder, &["checkout", "--quiet", "mine"]);
    let run = check(&folder, &["--changed", "--since", "main"]).ends(1).says("1 file as of");
    assert!(run.out.starts_with("mine.charter:1:1: "), "{}", run.out);
}

/// The finding stands in a file that is as it was, and speaks of one that is not.
fn a_place_that_it_speaks_of() {
    let folder =
        folder().replacing("organization.charter", &[("refreshed  monthly", "refreshed  yearly")]);
    let run = check(&folder, &["--changed"]).ends(0);
    assert!(run.out.contains("roadmap-forum.charter:10:19: warning[stale-input]"), "{}", run.out);
    assert!(!run.out.contains("misfit-cadence"), "{}", run.out);
}

fn a_new_configuration() {
    let folder = folder();
    folder.put("charter.toml", b"[lint]\nmisfit-cadence = \"error\"\n");
    let run = check(&folder, &["--changed"]).ends(1);
    assert!(run.out.contains("error[misfit-cadence]"), "{}", run.out);
}

fn below_the_repository() {
    let folder = Folder::new().with("readme.md", b"x");
    folder.charter(&["init", "deals", "--as-of", DAY]).ends(0);
    git(&folder, &["init", "--quiet"]);
    commit(&folder);
    let folder = folder.with("other.charter", b"oops\n").with("deals/mine.charter", b"oops\n");
    let run = folder.charter(&["check", "deals", "--changed", "--format", "short"]).ends(1);
    assert_eq!(run.out.lines().count(), 1, "{}", run.out);
    assert!(run.out.starts_with("mine.charter:1:1: "), "{}", run.out);
}

fn what_git_cannot_tell() {
    let folder = folder();
    for (since, says) in
        [("nowhere", "name a commit or a branch"), ("--output=x", "is not a commit")]
    {
        let flag = format!("--since={since}");
        check(&folder, &["--changed", &flag]).ends(2).prints_nothing().says(says);
    }
    check(&folder, &["--since", "HEAD"]).ends(2);
    let outside = Folder::begun();
    let mut command = outside.command(&["check", "--changed"]);
    command.env("GIT_CEILING_DIRECTORIES", outside.path("").parent().expect("a parent"));
    Run::of(command).ends(2).says("--changed works in a git repository");
    let mut command = folder.command(&["check", "--changed"]);
    command.env("PATH", "");
    Run::of(command).ends(2).says("git cannot be started");
}
