//! Where reports go: to standard output, to files, and nowhere by halves.

use std::path::Path;

use libtest_mimic::Trial;
use serde_json::Value;

use crate::format::valid;
use crate::run::{Folder, trial};
use crate::situation::situation;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("output::several_at_once", several_at_once),
        trial("output::what_contradicts_itself", what_contradicts_itself),
        trial("output::never_over_a_charter", never_over_a_charter),
        trial("output::no_colour_in_a_file", no_colour_in_a_file),
        trial("output::a_file_in_the_place_of_another", a_file_in_the_place_of_another),
        trial("output::a_place_that_is_none", a_place_that_is_none),
        trial("output::paths_of_the_repository", paths_of_the_repository),
        trial("output::standard_input", standard_input),
        #[cfg(unix)]
        trial("output::through_a_link", through_a_link),
        #[cfg(unix)]
        trial("output::a_folder_that_cannot_be_written", a_folder_that_cannot_be_written),
        #[cfg(unix)]
        trial("output::no_more_room", no_more_room),
        #[cfg(target_os = "linux")]
        trial("output::what_is_no_file", what_is_no_file),
    ]
}

fn check(folder: &Folder, args: &[&str]) -> crate::run::Run {
    folder.charter(&[&["check", "--as-of", "2026-11-20"], args].concat())
}

/// Everything that lies in a folder, hidden files too.
fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

fn several_at_once() {
    let folder = situation("findings").folder();
    let human = check(&folder, &[]).ends(1);
    let args = ["--output", "sarif=out/c.sarif", "--output", "human", "--output", "junit=j=1.xml"];
    let run = check(&folder, &args).ends(1);
    assert_eq!((run.out, run.err), (human.out.clone(), human.err.clone()));
    let sarif = std::fs::read_to_string(folder.path("out/c.sarif")).expect("a report");
    assert_eq!(check(&folder, &["--format", "sarif"]).out, sarif);
    assert!(folder.has("j=1.xml"), "a path may hold what parts it from the format");
    let run = check(&folder, &["--format", "json", "--output", "short=s.txt"]).ends(1);
    valid("json", &run.out);
    assert_eq!(run.err, "", "a program reads standard output, so there are no words");
    let only = check(&folder, &["--output", "sarif=c.sarif"]).ends(1).prints_nothing();
    assert_eq!(only.err, human.err, "what came of it is said where nothing is printed");
    assert_eq!(
        check(&folder, &["--output", "short=-"]).out,
        check(&folder, &["--format", "short"]).out
    );
}

fn what_contradicts_itself() {
    let folder = Folder::clean();
    for (args, says) in [
        (&["--output", "sarif", "--output", "human"][..], "standard output can hold one report"),
        (&["--format", "json", "--output", "human"], "standard output can hold one report"),
        (&["--output", "sarif=a", "--output", "json=./a"], "two reports would be written to"),
        (&["--output", "sarfi=a"], "did you mean `sarif`?"),
        (&["--output", "sarif="], "the name of a file is missing"),
        (&["--format", "sarif=a"], "invalid value"),
        (&["--output"], "a value is required"),
    ] {
        check(&folder, args).ends(2).says(says).prints_nothing();
    }
    assert_eq!(names(&folder.path("")), ["a.charter"]);
}

fn never_over_a_charter() {
    let folder = Folder::clean().with("charter.toml", b"");
    for path in ["a.charter", "./a.charter", "sub/b.charter", "charter.toml"] {
        let run = check(&folder, &["--output", &format!("json={path}")]).ends(2);
        run.says("would be written over").prints_nothing();
    }
    assert_eq!(std::fs::read(folder.path("a.charter")).expect("a file"), b"# nothing yet\n");
}

fn no_colour_in_a_file() {
    let folder = situation("findings").folder();
    check(&folder, &["--output", "human=r.txt"]).ends(1);
    let read = || std::fs::read_to_string(folder.path("r.txt")).expect("a report");
    assert!(!read().contains('\x1b'));
    check(&folder, &["--color", "always", "--output", "human=r.txt"]).ends(1);
    assert!(read().contains('\x1b'));
    for (format, _) in crate::format::FORMATS.iter().filter(|(format, _)| *format != "human") {
        let run = check(&folder, &["--color", "always", "--format", format]);
        assert!(!run.out.contains('\x1b'), "{format}");
    }
}

fn a_file_in_the_place_of_another() {
    let folder = Folder::clean().with("r.json", &b"old ".repeat(5000));
    check(&folder, &["--output", "json=r.json"]).ends(0);
    let written = std::fs::read_to_string(folder.path("r.json")).expect("a report");
    valid("json", &written);
    assert_eq!(names(&folder.path("")), ["a.charter", "r.json"], "nothing is left beside it");
}

/// What could be said is said all the same.
fn a_place_that_is_none() {
    let folder = Folder::broken().with("sub/x.txt", b"");
    for (path, says) in [("sub", "it is a folder"), ("sub/x.txt/r.json", "not a directory")] {
        let args =
            ["--output", "short", "--output", &format!("json={path}"), "--output", "short=s.txt"];
        let run = check(&folder, &args).ends(4).says("the report `").says("cannot be written: ");
        let run = run.says(says);
        assert!(run.out.starts_with("a.charter:1:14: error[encoding]"), "{}", run.out);
        assert!(folder.has("s.txt"), "the other report is there");
    }
    assert_eq!(names(&folder.path("sub")), ["x.txt"]);
}

/// Hosts of a repository know its files by their path in it; people know where they stand.
fn paths_of_the_repository() {
    let folder = Folder::new()
        .with(".git/HEAD", b"ref: refs/heads/main\n")
        .with("our charters/charter.toml", b"")
        .with("our charters/a.charter", b"# not UTF-8: \xff\n");
    let path = |format| {
        let out = check(&folder, &["our charters", "--format", format]).ends(1).out;
        crate::format::read(format, &out)[0].path.clone()
    };
    for format in ["sarif", "github", "gitlab", "junit", "checkstyle", "rdjson"] {
        assert_eq!(path(format), "our charters/a.charter", "{format}");
    }
    for format in ["human", "short", "agent", "json", "jsonl"] {
        assert_eq!(path(format), "a.charter", "{format}");
    }
}

fn standard_input() {
    let folder = Folder::clean();
    let args = ["check", "-", "--as-of", "2026-11-20", "--output", "sarif=s.sarif"];
    folder.charter_reading(&args, b"\xff").ends(1).prints_nothing();
    let log = std::fs::read_to_string(folder.path("s.sarif")).expect("a report");
    let log: Value = valid("sarif", &log);
    let place = &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "standard-input.charter");
}

#[cfg(unix)]
fn through_a_link() {
    let folder = Folder::clean().with("real/r.json", b"old");
    std::os::unix::fs::symlink("real/r.json", folder.path("r.json")).expect("a link");
    check(&folder, &["--output", "json=r.json"]).ends(0);
    assert!(folder.path("r.json").is_symlink());
    valid("json", &std::fs::read_to_string(folder.path("real/r.json")).expect("a report"));
}

#[cfg(unix)]
fn a_folder_that_cannot_be_written() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::broken().with("out/r.json", b"old");
    let allow = |path: &str, mode| {
        std::fs::set_permissions(folder.path(path), PermissionsExt::from_mode(mode))
            .expect("a mode");
    };
    allow("", 0o755);
    allow("out", 0o555);
    for path in ["out/r.json", "out/new.json", "out/deeper/new.json"] {
        let output = format!("json={path}");
        let command = folder.command(&["check", "--output", &output, "--output", "short"]);
        let run = crate::run::Run::of(crate::situation::unprivileged(command)).ends(4);
        let run = run.says(&format!("the report `{path}` cannot be written: permission denied"));
        assert!(run.out.starts_with("a.charter:1:14: "), "{}", run.out);
    }
    assert_eq!(names(&folder.path("out")), ["r.json"]);
    assert_eq!(std::fs::read(folder.path("out/r.json")).expect("a file"), b"old");
}

/// Half a report is none: the old one stays.
#[cfg(unix)]
fn no_more_room() {
    let mut folder = Folder::new().with("r.json", b"old");
    for i in 0..200 {
        folder = folder.with(&format!("{i}.charter"), b"# \xff\n");
    }
    let mut command = crate::run::role("charter");
    let program = command.get_program().to_owned();
    command = std::process::Command::new("sh");
    command.env(crate::run::ROLE, "charter").current_dir(folder.path(""));
    command.arg("-c").arg("trap '' XFSZ; ulimit -f 1; exec \"$0\" check --output json=r.json");
    let run = crate::run::Run::of({
        command.arg(program);
        command
    });
    run.ends(4).says("the report `r.json` cannot be written: ");
    assert_eq!(std::fs::read(folder.path("r.json")).expect("a file"), b"old");
    assert_eq!(names(&folder.path("")).len(), 201, "nothing is left beside it");
}

#[cfg(target_os = "linux")]
fn what_is_no_file() {
    let folder = Folder::broken();
    let run = check(&folder, &["--output", "json=/dev/full", "--output", "short"]).ends(4);
    let run = run.says("the report `/dev/full` cannot be written: the disk is full");
    assert!(run.out.starts_with("a.charter:1:14: "), "{}", run.out);
    check(&folder, &["--output", "json=/dev/null"]).ends(1).prints_nothing();
    let run = check(&folder, &["--output", "json=/dev/stdout"]).ends(1);
    valid("json", &run.out);
    let mut command = folder.command(&["check", "--output", "json=/dev/stdout"]);
    let into = folder.path("redirected.json");
    command.stdout(std::fs::File::create(&into).expect("a file"));
    crate::run::Run::of(command).ends(1);
    valid("json", &std::fs::read_to_string(into).expect("a file"));
}
