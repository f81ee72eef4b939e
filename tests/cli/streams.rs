//! What goes where: artifacts to standard output, words to standard error.

use std::process::Stdio;

use libtest_mimic::Trial;

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("streams::findings_and_words", findings_and_words),
        trial("streams::a_second_run_is_the_same", a_second_run_is_the_same),
        trial("streams::the_day", the_day),
        trial("streams::colour", colour),
        trial("streams::standard_input", standard_input),
        trial("streams::only_what_is_asked_for", only_what_is_asked_for),
        trial("streams::a_reader_that_leaves", a_reader_that_leaves),
        trial("streams::the_version", the_version),
        trial("streams::next", next),
    ]
}

fn findings_and_words() {
    let run = Folder::broken().charter(&["check", "--as-of", "2026-11-20"]).ends(1);
    assert!(run.out.starts_with("error[encoding]: "), "{}", run.out);
    assert!(run.out.contains("  = charter explain encoding\n"), "{}", run.out);
    assert_eq!(run.err, "1 file as of 2026-11-20: 1 error\n");
    let run = Folder::broken().charter(&["check", "--format", "short"]).ends(1);
    assert!(run.out.starts_with("a.charter:1:14: error[encoding]: "), "{}", run.out);
    assert_eq!(run.out.lines().count(), 1);
    let args = ["check", "--fail-on", "never", "--as-of", "2026-11-20"];
    Folder::clean().charter(&args).ends(0).says("1 file as of 2026-11-20: ");
}

fn a_second_run_is_the_same() {
    let mut folder = Folder::clean();
    for i in 0..200 {
        folder = folder.with(&format!("{}/{i}.charter", i % 7), b"# \xff\n");
    }
    let first = folder.charter(&["check", "--format", "json"]).ends(1);
    for _ in 0..5 {
        assert_eq!(folder.charter(&["check", "--format", "json"]).out, first.out);
    }
    let absolute = folder.path("").display().to_string();
    assert!(!first.out.contains(absolute.trim_end_matches('/')), "no absolute path");
}

fn the_day() {
    let folder = Folder::clean();
    let mut command = folder.command(&["check"]);
    command.env("SOURCE_DATE_EPOCH", "0");
    Run::of(command).ends(0).says("as of 1970-01-01");
    let mut command = folder.command(&["check", "--as-of", "2026-11-20"]);
    command.env("SOURCE_DATE_EPOCH", "0");
    Run::of(command).ends(0).says("as of 2026-11-20");
}

fn colour() {
    let folder = Folder::broken();
    let coloured = |run: Run| run.out.contains('\x1b');
    assert!(!coloured(folder.charter(&["check"])));
    assert!(coloured(folder.charter(&["check", "--color", "always"])));
    assert!(!coloured(folder.charter(&["check", "--color", "never"])));
    let mut command = folder.command(&["check"]);
    command.env("NO_COLOR", "1").env("CLICOLOR_FORCE", "1");
    assert!(!coloured(Run::of(command)));
    assert!(!coloured(folder.charter(&["check", "--color", "always", "--format", "json"])));
}

fn standard_input() {
    let folder = Folder::broken();
    folder.charter_reading(&["check", "-"], b"# fine\n").ends(0).says("1 file");
    let run = folder.charter_reading(&["check", "-", "--format", "short"], b"\xff").ends(1);
    assert!(run.out.starts_with("standard-input.charter:1:1: "), "{}", run.out);
    // It stands in for the file of its name, and nothing else is reported.
    let folder = Folder::broken().with("charter.toml", b"").with("sub/b.charter", b"\xff");
    let args = ["check", "-", "--stdin-name", "sub/b.charter", "--format", "short"];
    folder.charter_reading(&args, b"# fine\n").ends(0).says("1 file");
    let run = folder.charter_reading(&args, b"# \xff\n").ends(1);
    assert!(run.out.starts_with("sub/b.charter:1:3: "), "{}", run.out);
    let args = ["check", "-", "--stdin-name", "not/yet/there.charter"];
    folder.charter_reading(&args, b"# fine\n").ends(0);
}

fn only_what_is_asked_for() {
    let folder = Folder::broken().with("charter.toml", b"").with("sub/b.charter", b"\xff");
    let short = |path| folder.charter(&["check", "--format", "short", path]).ends(1).out;
    assert!(short("sub").starts_with("sub/b.charter:"));
    assert_eq!(short("sub").lines().count(), 1);
    assert!(short("a.charter").starts_with("a.charter:"));
    assert_eq!(short(".").lines().count(), 2);
    let mut inside = folder.command(&["check", "--format", "short"]);
    inside.current_dir(folder.path("sub"));
    assert_eq!(Run::of(inside).ends(1).out.lines().count(), 2, "upward to the workspace");
}

fn a_reader_that_leaves() {
    let mut folder = Folder::new();
    for i in 0..3000 {
        folder = folder.with(&format!("{i}.charter"), b"# \xff\n");
    }
    let mut command = folder.command(&["check"]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    assert_eq!(output.status.code(), Some(1));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(!err.contains("pipe") && !err.contains("fault"), "{err}");
}

fn the_version() {
    let run = Folder::new().charter(&["--version"]).ends(0);
    assert!(run.out.starts_with("charter ") && run.out.contains("zone data 20"), "{}", run.out);
}

fn next() {
    let args = ["next", "--format", "json", "--as-of", "2026-11-20"];
    let run = Folder::clean().charter(&args).ends(0);
    let data: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(data["format"], "charter-next/1");
    assert_eq!(data["as_of"], "2026-11-20");
    assert_eq!(data["from"], "2026-11-20");
    assert_eq!(data["until"], "2028-11-20");
    assert!(data["occurrences"].is_array());
}
