//! The exit status is a contract, tested cell by cell.

use libtest_mimic::Trial;

use crate::run::{Folder, Run, is_readable, role, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("status::zero", zero),
        trial("status::one", one),
        trial("status::two_for_flags", two_for_flags),
        trial("status::two_for_a_bad_configuration", two_for_a_bad_configuration),
        trial("status::two_for_a_missing_baseline", two_for_a_missing_baseline),
        trial("status::three", three),
        trial("status::four_for_input", four_for_input),
        #[cfg(unix)]
        trial("status::four_for_an_unreadable_file", four_for_an_unreadable_file),
        trial("status::four_for_artifacts", four_for_artifacts),
        #[cfg(target_os = "linux")]
        trial("status::four_for_standard_output", four_for_standard_output),
        #[cfg(target_os = "linux")]
        trial("status::four_for_a_full_device", four_for_a_full_device),
        #[cfg(target_os = "linux")]
        trial("status::four_for_a_full_disk", four_for_a_full_disk),
        trial("status::a_fault", a_fault),
    ]
}

fn zero() {
    let clean = Folder::clean();
    for args in [
        &["check"][..],
        &["check", "."],
        &["check", "a.charter"],
        &["check", "--format", "short"],
        &["check", "--format", "json"],
        &["format"],
        &["format", "--check"],
        &["format", "--diff", "a.charter"],
        &["build"],
        &["next"],
        &["next", "--format", "json"],
        &["agenda"],
        &["agenda", "--format", "json"],
        &["graph"],
        &["graph", "--format", "svg"],
        &["rules"],
        &["rules", "--format", "json"],
        &["rules", "--waivers"],
        &["rules", "--waivers", "--format", "json"],
        &["explain", "encoding"],
        &["explain", "cadence"],
        &["man"],
        &["man", "check"],
        &["--help"],
        &["check", "--help"],
        &["--version"],
    ] {
        clean.charter(args).ends(0);
    }
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        assert!(!clean.charter(&["completions", shell]).ends(0).out.is_empty());
    }
    for verb in ["check", "format", "build", "next", "agenda", "graph"] {
        Folder::new().charter(&[verb, "--allow-empty"]).ends(0);
    }
    Folder::broken().charter(&["check", "--fail-on", "never"]).ends(0);
    let new = Folder::new();
    new.charter(&["init"]).ends(0).prints_nothing();
    new.charter(&["check", "--fail-on", "warn"]).ends(0);
}

fn one() {
    let broken = Folder::broken();
    for args in [
        &["check"][..],
        &["check", "a.charter"],
        &["check", "--fail-on", "warn"],
        &["check", "--fail-on", "info"],
        &["check", "--format", "short"],
        &["check", "--format", "json"],
        &["format"],
        &["format", "--check"],
        &["next"],
        &["agenda"],
        &["graph"],
    ] {
        broken.charter(args).ends(1);
    }
    broken.charter(&["build"]).ends(1).says("nothing was written").prints_nothing();
    assert!(!broken.has("dist"));
    broken.charter(&["build", "--keep-going"]).ends(1);
    assert!(broken.has("dist/index.json"));
}

fn two_for_flags() {
    let clean = Folder::clean().with("README.md", b"# Not a charter\n").with("charter.toml", b"");
    for args in [
        &[][..],
        &["chek"],
        &["check", "--nonsense"],
        &["check", "--format", "poem"],
        &["check", "--fail-on", "sometimes"],
        &["check", "--as-of", "2026-02-30"],
        &["check", "--as-of", "20261120"],
        &["check", "-", "a.charter"],
        &["check", "README.md"],
        &["check", "--stdin-name", "a.charter"],
        &["build", "--only", "poem"],
        &["build", "--seat", "nobody"],
        &["next", "--charter", "nothing"],
        &["agenda", "--charter", "nothing"],
        &["agenda", "--until", "2020-01-01"],
        &["graph", "--seat", "nobody"],
        &["graph", "--format", "poem"],
        &["next", "--from", "2027-01-01", "--until", "2026-01-01"],
        &["explain", "nonsense-of-the-purest-kind"],
        &["man", "chek"],
        &["completions", "tcsh"],
        &["init"],
        &["init", "elsewhere", "--zone", "Atlantis/Capital"],
        &["init", "elsewhere", "--authority", "two words"],
    ] {
        let run = clean.charter(args).ends(2).prints_nothing();
        assert!(!run.err.is_empty(), "{args:?}");
    }
    let mut command = clean.command(&["check"]);
    command.env("SOURCE_DATE_EPOCH", "yesterday");
    Run::of(command).ends(2).says("SOURCE_DATE_EPOCH");
}

fn two_for_a_bad_configuration() {
    for (text, says) in [
        ("[workspace]\ncalender = \"acme\"\n", "did you mean `calendar`?"),
        ("[lnit]\n", "did you mean `lint`?"),
        ("[lint]\nmisfit-cadance = \"off\"\n", "did you mean `misfit-cadence`?"),
        ("[lint]\nmisfit-cadence = \"of\"\n", "did you mean `off`?"),
        ("[lint]\nencoding = \"off\"\n", "`encoding` is a check"),
        ("[lint]\noversized-forum = { mxa = 3 }\n", "did you mean `max`?"),
        ("[lint]\nmisfit-cadence = { max = 3 }\n", "no options, only `level`"),
        ("[lint]\noversized-forum = { max = -3 }\n", "a whole number"),
        ("[lint.paths.\"a[\"]\nmisfit-cadence = \"off\"\n", "pattern"),
        ("[allow]\nforbid = [\"nope\"]\n", "there is no rule `nope`"),
        ("[workspace]\nexclude = \"a\"\n", "a list of texts"),
        ("[workspace]\nzone = \"Owner\"\n", "did you mean `owner`?"),
        ("[workspace]\nauthority = \"a b\"\n", "a domain"),
        ("[workspace]\npublished = \"calendars.acme.example\"\n", "the address of a folder"),
        ("[workspace]\npublished = \"https://a.example/?b\"\n", "the address of a folder"),
        ("[workspace]\npublished = \"https:///calendar\"\n", "the address of a folder"),
        ("[workspace]\nrequires = \">=99\"\n", "requires charter >=99"),
        ("[workspace]\nrequires = \"new\"\n", "takes a version"),
        ("[workspace\n", "not TOML"),
    ] {
        let folder = Folder::clean().with("charter.toml", text.as_bytes());
        for verb in ["check", "format", "build", "next", "agenda", "graph"] {
            folder.charter(&[verb]).ends(2).says(says).says("charter.toml").prints_nothing();
        }
    }
    Folder::clean().with("charter.toml", b"\xff").charter(&["check"]).ends(2).says("UTF-8");
    let two = Folder::clean().with("one/charter.toml", b"").with("two/charter.toml", b"");
    two.charter(&["check", "one", "two"]).ends(2).says("different workspaces");
}

fn two_for_a_missing_baseline() {
    let named = Folder::broken().with("charter.toml", b"[baseline]\nfile = \"known.json\"\n");
    for flags in [&["check"][..], &["check", "--fix"], &["check", "--format", "sarif"]] {
        named.charter(flags).ends(2).says("`known.json` is not there").prints_nothing();
    }
    Folder::clean().charter(&["check", "--baseline", "known.json"]).ends(2).prints_nothing();
    // It is about what is reported, and nothing else asks for it.
    for verb in ["format", "build", "next", "agenda", "graph"] {
        Folder::clean()
            .with("charter.toml", b"[baseline]\nfile = \"known.json\"\n")
            .charter(&[verb])
            .ends(0);
    }
}

fn three() {
    let empty = Folder::new().with("README.md", b"# Nothing\n").with("sub/x.txt", b"");
    for verb in ["check", "format", "build", "next", "agenda", "graph"] {
        empty.charter(&[verb]).ends(3).says("there is no `.charter` file").prints_nothing();
        empty.charter(&[verb, "sub"]).ends(3).says("sub");
    }
    assert!(!empty.has("dist"));
    let elsewhere = Folder::clean().with("charter.toml", b"").with("sub/x.txt", b"");
    elsewhere.charter(&["check", "sub"]).ends(3);
    let ignored = Folder::clean().with(".gitignore", b"*.charter\n");
    ignored.charter(&["check"]).ends(3);
    let excluded = Folder::clean().with("charter.toml", b"[workspace]\nexclude = [\"**\"]\n");
    excluded.charter(&["check"]).ends(3);
    Folder::new().with(".hidden/a.charter", b"").charter(&["check"]).ends(3);
}

fn four_for_input() {
    for verb in ["check", "format", "build", "next", "agenda", "graph"] {
        Folder::clean().charter(&[verb, "nowhere"]).ends(4).says("`nowhere` cannot be read");
    }
}

#[cfg(unix)]
fn four_for_an_unreadable_file() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::broken().with("b.charter", b"");
    let path = folder.path("b.charter");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o000)).expect("a mode");
    if is_readable(&path) {
        return;
    }
    let run = folder.charter(&["check", "--format", "short"]).ends(4);
    let run = run.says("`b.charter` cannot be read: permission denied");
    assert!(run.out.contains("encoding"), "what could be read is reported: {}", run.out);
    folder.charter(&["check", "--fail-on", "never"]).ends(4);
    folder.charter(&["build"]).ends(4);
    assert!(!folder.has("dist"));
}

fn four_for_artifacts() {
    let folder = Folder::clean().with("dist/notes.txt", b"mine");
    folder.charter(&["build"]).ends(4).says("`notes.txt`").says("--replace").prints_nothing();
    let file = Folder::clean().with("dist", b"a file");
    file.charter(&["build"]).ends(4).says("a file, not a folder");
    let own = Folder::clean();
    own.charter(&["build", "--out", ".", "--replace"]).ends(4).says("the charters themselves");
    let blocked = Folder::new().with("sub", b"a file");
    blocked.charter(&["init", "sub"]).ends(4).says("`sub/charter.toml` cannot be written");
    own.with("sub/b.charter", b"")
        .charter(&["build", "--out", "sub", "--replace"])
        .ends(4)
        .says("the charters themselves");
}

#[cfg(target_os = "linux")]
fn four_for_standard_output() {
    let folder = Folder::broken();
    for args in [
        &["rules"][..],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "json", "--fail-on", "never"],
        &["man"],
        &["completions", "zsh"],
    ] {
        let mut command = folder.command(args);
        command.stdout(std::fs::File::create("/dev/full").expect("a full disk"));
        Run::of(command).ends(4).says("standard output cannot be written: the disk is full");
    }
}

#[cfg(target_os = "linux")]
fn four_for_a_full_device() {
    let broken = Folder::broken();
    for fail_on in ["error", "never"] {
        let args = &["check", "--fail-on", fail_on, "--format", "short"];
        let outputs = &["--output", "sarif=/dev/full", "--output", "junit=junit.xml"];
        let run = broken.charter(&[&args[..], outputs].concat()).ends(4);
        let run = run.says("the report `/dev/full` cannot be written: the disk is full");
        assert!(run.out.contains("encoding"), "what could be written is: {}", run.out);
        assert!(broken.read("junit.xml").ends_with("</testsuites>\n"));
    }
}

/// A limit on the size of a file stands in for a disk that is full, since anybody may set it.
#[cfg(target_os = "linux")]
fn on_a_full_disk(folder: &Folder, args: &[&str]) -> Run {
    let program = folder.command(args);
    let mut command = std::process::Command::new("sh");
    command.arg("-c").arg("trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"");
    command.arg(program.get_program()).args(program.get_args());
    command.current_dir(folder.path("")).env(crate::run::ROLE, "charter");
    Run::of(command)
}

#[cfg(target_os = "linux")]
fn four_for_a_full_disk() {
    let text = format!("calendar   c {{ zone Europe/London }}\n{}", "# long\n".repeat(400));
    let folder = Folder::new().with("a.charter", text.as_bytes()).with("old.sarif", b"old");
    let outputs = &["--output", "sarif=old.sarif", "--output", "sarif=new.sarif"];
    let args = &["check", "--format", "short", "--output", "github=github.txt"];
    let run = on_a_full_disk(&folder, &[&args[..], outputs].concat()).ends(4);
    let run = run.says("the report `old.sarif` cannot be written");
    let run = run.says("the report `new.sarif` cannot be written").prints_nothing();
    assert_eq!(run.err.matches("cannot be written").count(), 2, "{}", run.err);
    assert_eq!(folder.read("old.sarif"), "old");
    on_a_full_disk(&folder, &["build"]).ends(4).says("cannot be written").prints_nothing();
    on_a_full_disk(&folder, &["format"]).ends(4).says("`a.charter` cannot be written");
    assert_eq!(folder.read("a.charter"), text);
    assert_eq!(folder.names(), ["a.charter", "github.txt", "old.sarif"]);
}

fn a_fault() {
    let run = Run::of(role("fault")).ends(101).prints_nothing();
    let run = run.says("the sky is falling").says("please report").says("not your mistake");
    assert!(!run.err.contains("thread '"), "in our own words: {}", run.err);
}
