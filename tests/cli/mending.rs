//! `charter check --fix` and `--diff`: what is mended, what is left, and what never changes.

use libtest_mimic::Trial;

use crate::run::{DAY, Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("mending::what_is_safe", what_is_safe),
        trial("mending::what_is_unsafe", what_is_unsafe),
        trial("mending::a_diff_writes_nothing", a_diff_writes_nothing),
        trial("mending::a_diff_can_be_applied", a_diff_can_be_applied),
        trial("mending::what_is_meant_alone", what_is_meant_alone),
        trial("mending::standard_input", standard_input),
        trial("mending::line_ends_and_marks_stay", line_ends_and_marks_stay),
        trial("mending::not_utf_8_is_never_written", not_utf_8_is_never_written),
        trial("mending::read_only_files_stay", read_only_files_stay),
        trial("mending::what_is_allowed_is_left", what_is_allowed_is_left),
        trial("mending::called_wrongly", called_wrongly),
        trial("mending::reports_beside_it", reports_beside_it),
    ]
}

const FORUM: &str = "roadmap-forum.charter";

/// Two safe mistakes, each beside a comment, and an unsafe one.
fn folder() -> Folder {
    Folder::begun().replacing(
        FORUM,
        &[
            ("  owner           vp-product", "  owner           vp-prodct  # who"),
            ("quarterly on the 2nd Tuesday", "weekly on Tuesday"),
            (
                "  reviewed ",
                "  # an excuse\n  allow           no-alternate because \"of old\"  # why\n  reviewed ",
            ),
        ],
    )
}

fn check(folder: &Folder, flags: &[&str]) -> Run {
    folder.charter(&[&["check", "--as-of", DAY], flags].concat())
}

fn what_is_safe() {
    let folder = folder();
    check(&folder, &[]).ends(1).says("2 can be mended by --fix");
    let run = check(&folder, &["--fix"]).ends(0);
    assert!(run.out.contains("misfit-cadence") && !run.out.contains("unresolved-name"));
    let run = run.says("2 findings mended in 1 file").says("can be mended by --fix=unsafe");
    assert!(!run.err.contains("by --fix,"), "{}", run.err);
    let text = folder.read(FORUM);
    assert!(text.contains("  owner           vp-product  # who\n"), "{text}");
    assert!(text.contains("  # an excuse\n  # why\n  reviewed "), "comments stay: {text}");
    assert!(text.contains("weekly on Tuesday"), "a person has to choose: {text}");
    check(&folder, &["--fix=safe"]).ends(0).says("0 findings mended in 0 files");
    assert_eq!(folder.read(FORUM), text, "a second run changes nothing");
}

fn what_is_unsafe() {
    let folder = folder();
    let run = check(&folder, &["--fix=unsafe", "--fail-on", "warn"]).ends(0);
    run.says("nothing to say").says("mended in 1 file");
    let text = folder.read(FORUM);
    assert!(text.contains("quarterly on the 2nd Tuesday at 10:00"), "{text}");
    check(&folder, &["--fix=unsafe"]).ends(0).says("0 findings mended");
    assert_eq!(folder.read(FORUM), text, "a second run changes nothing");
}

fn a_diff_writes_nothing() {
    let folder = folder();
    let before = folder.read(FORUM);
    let run = check(&folder, &["--diff"]).ends(1).says("2 findings would be mended in 1 file");
    assert!(run.out.starts_with("--- a/roadmap-forum.charter\n+++ b/roadmap-forum.charter\n"));
    assert!(
        run.out.contains("\n-  owner           vp-prodct  # who\n+  owner           vp-product")
    );
    assert!(!run.out.contains("weekly on Tuesday at 10:00 for 90m\n+"), "{}", run.out);
    let run = check(&folder, &["--diff", "--fix=unsafe"]).ends(1);
    assert!(run.out.contains("\n+  cadence         quarterly on the 2nd Tuesday"), "{}", run.out);
    assert_eq!(folder.read(FORUM), before);
    let clean = Folder::begun();
    check(&clean, &["--diff", "--fix=unsafe"]).ends(0).prints_nothing().says("0 findings would be");
}

fn a_diff_can_be_applied() {
    let (patched, mended) = (folder(), folder());
    let diff = check(&patched, &["--diff", "--fix=unsafe"]).ends(1).out;
    patched.put("change.patch", diff.as_bytes());
    let mut git = std::process::Command::new("git");
    git.current_dir(patched.path("")).args(["apply", "change.patch"]);
    assert!(git.status().expect("git is there").success(), "{diff}");
    check(&mended, &["--fix=unsafe"]).ends(0);
    assert_eq!(patched.read(FORUM), mended.read(FORUM));
}

fn what_is_meant_alone() {
    let folder = folder().with("sub/b.charter", b"seat Cto {\n  altitude    executive\n}\n");
    check(&folder, &["--fix", "sub"]).says("1 finding mended in 1 file");
    assert!(folder.read("sub/b.charter").starts_with("seat cto {"));
    assert!(folder.read(FORUM).contains("vp-prodct"));
}

fn standard_input() {
    let folder = folder();
    let text = folder.read(FORUM);
    let flags = ["check", "-", "--stdin-name", FORUM, "--fix", "--as-of", DAY];
    let run = folder.charter_reading(&flags, text.as_bytes());
    assert!(run.out.contains("  owner           vp-product  # who\n"), "{}", run.out);
    assert!(run.err.contains("2 findings mended"), "{}", run.err);
    assert_eq!(folder.read(FORUM), text, "the file is not touched");
    let clean = folder.charter_reading(&["check", "-", "--fix"], b"# nothing\n").ends(0);
    assert_eq!(clean.out, "# nothing\n");
    let flags = [&flags[..], &["--format", "json"]].concat();
    folder.charter_reading(&flags, b"").ends(2).says("holds the mended text").prints_nothing();
}

fn line_ends_and_marks_stay() {
    let text = "\u{feff}seat cto \"CTO\" {\r\n  altitude    executive\r\n}\r\n\r\nlaunch orion \"Orion\" {\r\n  tier        T3 classified by cto\r\n  owner       cto\r\n  ships       2027-02-01\r\n}\r\n";
    let folder = Folder::new().with("a.charter", text.as_bytes());
    let run = check(&folder, &["--fix=unsafe"]);
    let mended = folder.read("a.charter");
    assert_ne!(mended, text, "{}", run.err);
    assert!(mended.contains("no-charter"), "{mended}");
    assert!(mended.starts_with('\u{feff}'), "{mended}");
    assert_eq!(mended.matches('\n').count(), mended.matches("\r\n").count(), "{mended:?}");
}

fn not_utf_8_is_never_written() {
    let bytes = b"seat Cto {\n  altitude    executive\n}\n# \xff\n";
    let folder = Folder::new()
        .with("a.charter", bytes)
        .with("b.charter", b"seat Cfo {\n  altitude    executive\n}\n");
    check(&folder, &["--fix=unsafe"]).ends(1).says("mended in 1 file");
    assert_eq!(std::fs::read(folder.path("a.charter")).expect("a file"), bytes);
    assert!(folder.read("b.charter").starts_with("seat cfo"));
}

fn read_only_files_stay() {
    let folder = folder();
    let path = folder.path(FORUM);
    let mut rights = std::fs::metadata(&path).expect("a file").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("rights");
    let before = folder.read(FORUM);
    check(&folder, &["--fix"]).ends(4).says("cannot be written: it is read-only");
    let run = check(&folder, &["--fix"]).ends(4).says("could be mended, and 0 of 1 file written");
    assert!(!run.err.contains("findings mended"), "it claims what it did not do: {}", run.err);
    assert_eq!(folder.read(FORUM), before);
}

fn what_is_allowed_is_left() {
    let folder = Folder::begun().replacing(
        FORUM,
        &[
            ("quarterly on the 2nd Tuesday", "weekly on Tuesday"),
            ("  reviewed ", "  allow           misfit-cadence because \"a pilot\"\n  reviewed "),
        ],
    );
    check(&folder, &["--fix=unsafe"]).ends(0);
    assert!(folder.read(FORUM).contains("weekly on Tuesday"));
}

fn called_wrongly() {
    let folder = folder();
    let before = folder.read(FORUM);
    for flags in [
        &["--fix=poem"][..],
        &["--diff", "--format", "json"],
        &["--diff", "--output", "human"],
        &["--fix", "--watch"],
        &["--diff", "--write-baseline"],
    ] {
        check(&folder, flags).ends(2).prints_nothing();
    }
    assert_eq!(folder.read(FORUM), before);
}

fn reports_beside_it() {
    let folder = folder();
    let flags = ["--diff", "--output", "json=left.json"];
    assert!(check(&folder, &flags).ends(1).out.starts_with("--- "));
    assert!(folder.read("left.json").contains("misfit-cadence"));
    assert!(!folder.read("left.json").contains("unresolved-name"), "what is left is reported");
    let run = check(&folder, &["--fix", "--format", "json"]).ends(0);
    assert!(run.out.contains("\"errors\": 0"), "{}", run.out);
}
