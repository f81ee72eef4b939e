//! `charter format`: each flag, each status, and files that are never harmed.

use std::process::ExitCode;

use charter_cli::{Cli, Terminal, Verb};
use clap::Parser as _;
use libtest_mimic::Trial;

use crate::run::{Folder, Run, role, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("format::a_workspace", a_workspace),
        trial("format::what_is_named", what_is_named),
        trial("format::what_is_broken_is_left_alone", what_is_broken_is_left_alone),
        trial("format::not_utf_8_is_never_written", not_utf_8_is_never_written),
        trial("format::check", check),
        trial("format::diff", diff),
        trial("format::standard_input", standard_input),
        trial("format::called_wrongly", called_wrongly),
        trial("format::nothing_to_format", nothing_to_format),
        trial("format::what_cannot_be_read", what_cannot_be_read),
        #[cfg(unix)]
        trial("format::rights_are_kept", rights_are_kept),
        #[cfg(unix)]
        trial("format::links_stay", links_stay),
        trial("format::read_only_files_stay", read_only_files_stay),
        trial("format::a_fault_writes_nothing", a_fault_writes_nothing),
    ]
}

const UNTIDY: &[u8] = b"seat a {\naltitude vp # why\n}\n";
const TIDY: &[u8] = b"seat a {\n  altitude    vp  # why\n}\n";
const BROKEN: &[u8] = b"seat b {\n  altitude vp\n  oops\n}\n";

/// A workspace with a file of each sort.
fn folder() -> Folder {
    Folder::new().with("charter.toml", b"").with("a.charter", UNTIDY).with("sub/b.charter", TIDY)
}

fn holds(folder: &Folder, path: &str, bytes: &[u8]) {
    let found = std::fs::read(folder.path(path)).expect("a file");
    assert_eq!(String::from_utf8_lossy(&found), String::from_utf8_lossy(bytes), "{path}");
}

/// Nothing is left beside what was written.
fn holds_only(folder: &Folder, count: usize) {
    let entries = std::fs::read_dir(folder.path("")).expect("a folder");
    let names: Vec<_> = entries.map(|it| it.expect("an entry").file_name()).collect();
    assert_eq!(names.len(), count, "{names:?}");
}

fn written(folder: &Folder, path: &str) -> std::time::SystemTime {
    std::fs::metadata(folder.path(path)).and_then(|it| it.modified()).expect("a time")
}

fn a_workspace() {
    let folder = folder();
    let before = written(&folder, "sub/b.charter");
    let run = folder.charter(&["format"]).ends(0).prints_nothing();
    run.says("1 file formatted, 1 already in style");
    holds(&folder, "a.charter", TIDY);
    holds(&folder, "sub/b.charter", TIDY);
    assert_eq!(written(&folder, "sub/b.charter"), before, "what is in style is not touched");
    holds_only(&folder, 3);
    folder.charter(&["format"]).ends(0).says("0 files formatted, 2 already in style");
    folder.charter(&["format", "--check"]).ends(0);
    let mut inside = folder.command(&["format", "--check"]);
    inside.current_dir(folder.path("sub"));
    Run::of(inside).ends(0).says("2 already in style");
}

fn what_is_named() {
    let folder = folder().with("sub/c.charter", UNTIDY);
    folder.charter(&["format", "sub"]).ends(0).says("1 file formatted, 1 already in style");
    holds(&folder, "a.charter", UNTIDY);
    holds(&folder, "sub/c.charter", TIDY);
    folder.charter(&["format", "a.charter"]).ends(0).says("1 file formatted");
    holds(&folder, "a.charter", TIDY);
    let excluded = Folder::new()
        .with("charter.toml", b"[workspace]\nexclude = [\"old/**\"]\n")
        .with("old/a.charter", UNTIDY)
        .with("a.charter", TIDY);
    excluded.charter(&["format"]).ends(0).says("0 files formatted");
    holds(&excluded, "old/a.charter", UNTIDY);
}

fn what_is_broken_is_left_alone() {
    let folder = folder().with("broken.charter", BROKEN);
    let run = folder.charter(&["format"]).ends(1).prints_nothing();
    let run = run.says("`broken.charter` is not formatted: line 3: `oops` is not a clause");
    run.says("`charter check` shows").says("1 file formatted, 1 already in style, 1 left as they");
    holds(&folder, "broken.charter", BROKEN);
    holds(&folder, "a.charter", TIDY);
    folder.charter(&["format", "--check"]).ends(1).says("line 3").says("0 files would change");
}

fn not_utf_8_is_never_written() {
    let bytes = b"seat a {\naltitude vp\n}\n# \xff\n";
    let folder = folder().with("latin.charter", bytes);
    folder.charter(&["format"]).ends(1).says("`latin.charter` is not formatted: it is not UTF-8");
    assert_eq!(std::fs::read(folder.path("latin.charter")).expect("a file"), bytes);
    folder.charter_reading(&["format", "-"], bytes).ends(1).prints_nothing().says("UTF-8");
}

fn check() {
    let folder = folder();
    let run = folder.charter(&["format", "--check"]).ends(1).prints_nothing();
    let run = run.says("would change: a.charter\n");
    let run = run.says("1 file would change, 1 already in style");
    assert!(!run.err.contains("b.charter"), "{}", run.err);
    holds(&folder, "a.charter", UNTIDY);
    let run = folder.charter(&["format", "--check", "sub"]).ends(0).prints_nothing();
    run.says("0 files would change, 1 already in style");
}

fn diff() {
    let folder = folder();
    let run = folder.charter(&["format", "--diff"]).ends(1);
    let expected = "--- a/a.charter\n+++ b/a.charter\n@@ -1,3 +1,3 @@\n seat a {\n\
                    -altitude vp # why\n+  altitude    vp  # why\n }\n";
    assert_eq!(run.out, expected);
    holds(&folder, "a.charter", UNTIDY);
    assert!(!run.err.contains("would change: "), "{}", run.err);
    let both = folder.charter(&["format", "--diff", "--check"]).ends(1);
    assert_eq!(both.says("would change: a.charter").out, expected);
    folder.charter(&["format", "--diff", "sub"]).ends(0).prints_nothing();
    folder.put("a.charter", b"seat a {\n  altitude    vp\n}");
    let run = folder.charter(&["format", "--diff", "a.charter"]).ends(1);
    assert!(run.out.contains("\\ No newline at end of file"), "{}", run.out);
}

fn standard_input() {
    let folder = folder();
    let run = folder.charter_reading(&["format", "-"], UNTIDY).ends(0);
    assert_eq!((run.out.as_bytes(), run.err.as_str()), (TIDY, ""));
    assert_eq!(folder.charter_reading(&["format", "-"], TIDY).ends(0).out.as_bytes(), TIDY);
    assert_eq!(folder.charter_reading(&["format", "-"], b"").ends(0).out, "");
    let run = folder.charter_reading(&["format", "-"], BROKEN).ends(1).prints_nothing();
    run.says("`standard input` is not formatted: line 3");
    let run = folder.charter_reading(&["format", "-", "--check"], UNTIDY).ends(1).prints_nothing();
    run.says("would change: standard input");
    let run = folder.charter_reading(&["format", "-", "--diff"], UNTIDY).ends(1);
    assert!(run.out.contains("+  altitude    vp  # why"), "{}", run.out);
    folder.charter_reading(&["format", "-", "--check"], TIDY).ends(0).prints_nothing();
    holds(&folder, "a.charter", UNTIDY);
    Folder::new().charter_reading(&["format", "-"], UNTIDY).ends(0);
}

fn called_wrongly() {
    let folder = folder().with("README.md", b"# Not a charter\n");
    for args in [
        &["format", "--nonsense"][..],
        &["format", "--indent", "4"],
        &["format", "-", "a.charter"],
        &["format", "README.md"],
    ] {
        folder.charter(args).ends(2).prints_nothing();
    }
    folder.put("charter.toml", b"[lnit]\n");
    folder.charter(&["format"]).ends(2).says("did you mean `lint`?");
    folder.charter_reading(&["format", "-"], UNTIDY).ends(2).prints_nothing();
    holds(&folder, "a.charter", UNTIDY);
}

fn nothing_to_format() {
    let empty = Folder::new().with("README.md", b"");
    empty.charter(&["format"]).ends(3).says("there is no `.charter` file");
    empty.charter(&["format", "--check"]).ends(3);
    empty.charter(&["format", "--allow-empty"]).ends(0);
}

fn what_cannot_be_read() {
    folder().charter(&["format", "nowhere"]).ends(4).says("`nowhere` cannot be read");
}

#[cfg(unix)]
fn rights_are_kept() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = folder();
    let path = folder.path("a.charter");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o664)).expect("a mode");
    let before = std::fs::metadata(&path).expect("a file");
    folder.charter(&["format"]).ends(0);
    let after = std::fs::metadata(&path).expect("a file");
    assert_eq!(
        (after.mode(), after.uid(), after.gid()),
        (before.mode(), before.uid(), before.gid())
    );
    assert_ne!(after.ino(), before.ino(), "the new file took the name of the old one");
}

#[cfg(unix)]
fn links_stay() {
    let folder = folder().with("real/c.charter", UNTIDY);
    std::os::unix::fs::symlink("real/c.charter", folder.path("link.charter")).expect("a link");
    folder.charter(&["format", "link.charter"]).ends(0).says("1 file formatted");
    assert!(folder.path("link.charter").is_symlink());
    holds(&folder, "real/c.charter", TIDY);
}

fn read_only_files_stay() {
    let folder = folder().with("z.charter", UNTIDY);
    let path = folder.path("a.charter");
    let mut rights = std::fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("a mode");
    let run = folder.charter(&["format"]).ends(4).says("`a.charter` cannot be written: it is read");
    run.says("it is as it was").says("1 file formatted");
    holds(&folder, "a.charter", UNTIDY);
    holds(&folder, "z.charter", TIDY);
    folder.charter(&["format", "--check"]).ends(1);
}

/// `charter format` by a formatter that finds itself at fault with one of the files.
pub(crate) fn faulty() -> ExitCode {
    fn formatter(text: &str) -> Result<String, charter::Unformatted> {
        match text.contains("fault") {
            true => Err(charter::Unformatted::Fault("a comment is not there")),
            false => charter::format(text),
        }
    }
    let work = || {
        let Verb::Format(args) = Cli::parse().verb else { panic!("it only formats") };
        let mut terminal = Terminal::new(Default::default());
        let outcome = charter_cli::format::run_by(formatter, &args, &mut terminal);
        terminal.end(outcome)
    };
    charter_cli::fault::guard(work).into()
}

fn a_fault_writes_nothing() {
    let folder = folder().with("sub/z.charter", b"# fault\n");
    let mut command = role("faulty formatter");
    command.arg("format").current_dir(folder.path(""));
    let run = Run::of(command).ends(101).prints_nothing().says("not your mistake");
    run.says("formatting `sub/z.charter`: a comment is not there; every file is as it was");
    holds(&folder, "a.charter", UNTIDY);
    holds_only(&folder, 3);
}
