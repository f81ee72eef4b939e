//! Nobody ever sees half a build: not after a kill, not beside another build, not on a full disk.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use charter::emit::Artifact;
use charter_cli::write::{Exchange, Options, Written, write};
use libtest_mimic::Trial;

use crate::run::{Folder, role, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("write::first_and_again", first_and_again),
        trial("write::what_is_gone_is_removed", what_is_gone_is_removed),
        trial("write::foreign_files_stay", foreign_files_stay),
        trial("write::an_index_cannot_claim_others", an_index_cannot_claim_others),
        trial("write::paths_stay_within", paths_stay_within),
        trial("write::through_a_link", through_a_link),
        trial("write::what_a_killed_build_left", what_a_killed_build_left),
        trial("write::kills", kills),
        trial("write::builds_at_once", builds_at_once),
        trial("write::a_build_that_does_not_end", a_build_that_does_not_end),
        #[cfg(unix)]
        trial("write::no_more_room", no_more_room),
    ]
}

/// A build whose every file says which one it is.
fn build(version: usize, files: usize) -> Vec<Artifact> {
    let mut build: Vec<Artifact> = (0..files)
        .map(|i| Artifact {
            path: format!("calendar/seat/seat-{i}.ics"),
            bytes: format!("{version}\n").repeat(400).into_bytes(),
        })
        .collect();
    let listed: Vec<_> = build.iter().map(|it| serde_json::json!({ "path": it.path })).collect();
    let index = serde_json::json!(
        { "format": "charter-index/1", "version": version, "files": listed }
    );
    build.push(Artifact { path: "index.json".into(), bytes: index.to_string().into_bytes() });
    build
}

/// The version of a whole build; fails on half of one.
fn whole(target: &Path) -> u64 {
    let index = std::fs::read(target.join("index.json")).expect("an index");
    let index: serde_json::Value = serde_json::from_slice(&index).expect("a whole index");
    let version = index["version"].as_u64().expect("a version");
    let expected = format!("{version}\n").repeat(400);
    for file in index["files"].as_array().expect("files") {
        let path = target.join(file["path"].as_str().expect("a path"));
        assert_eq!(std::fs::read_to_string(path).expect("a file"), expected);
    }
    version
}

fn patient() -> Options {
    Options { replace: false, patience: Duration::from_secs(60) }
}

fn neighbours(folder: &Folder) -> BTreeSet<String> {
    let entries = std::fs::read_dir(folder.path("")).expect("a folder");
    entries.map(|it| it.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
}

fn first_and_again() {
    let folder = Folder::new();
    let target = folder.path("deep/dist");
    let first = write(&target, &build(1, 30), patient()).expect("it is written");
    assert_eq!(first, Written { exchange: Exchange::First });
    assert_eq!(whole(&target), 1);
    let again = write(&target, &build(2, 30), patient()).expect("it is written again");
    assert_ne!(again.exchange, Exchange::First);
    if cfg!(target_os = "linux") {
        assert_eq!(again.exchange, Exchange::OneStep);
    }
    assert_eq!(whole(&target), 2);
    assert_eq!(std::fs::read_dir(folder.path("deep")).expect("a folder").count(), 1);
}

fn what_is_gone_is_removed() {
    let folder = Folder::new();
    let target = folder.path("dist");
    write(&target, &build(1, 30), patient()).expect("it is written");
    write(&target, &build(2, 3), patient()).expect("it is written again");
    assert!(folder.has("dist/calendar/seat/seat-2.ics"));
    assert!(!folder.has("dist/calendar/seat/seat-3.ics"));
}

fn foreign_files_stay() {
    let folder = Folder::new();
    let target = folder.path("dist");
    write(&target, &build(1, 3), patient()).expect("it is written");
    folder.put("dist/calendar/CNAME", b"mine");
    let failure = write(&target, &build(2, 3), patient()).expect_err("it is refused");
    assert!(failure.to_string().contains("`calendar/CNAME`"), "{failure}");
    assert_eq!(failure.status as i32, 4);
    assert_eq!(whole(&target), 1);
    assert!(folder.has("dist/calendar/CNAME"));
    let options = Options { replace: true, ..patient() };
    write(&target, &build(2, 3), options).expect("it is asked for");
    assert_eq!(whole(&target), 2);
    assert!(!folder.has("dist/calendar/CNAME"));
    assert_eq!(neighbours(&folder).len(), 1);
}

fn an_index_cannot_claim_others() {
    let index = br#"{"format":"charter-index/1","files":[{"path":"../mine"},{"path":"/mine"}]}"#;
    let folder = Folder::new().with("mine", b"mine").with("dist/index.json", index);
    write(&folder.path("dist"), &build(1, 3), patient()).expect("it is written");
    assert!(folder.has("mine"));
    let foreign = Folder::new().with("dist/index.json", br#"{"format":"npm","files":[]}"#);
    write(&foreign.path("dist"), &build(1, 3), patient()).expect_err("not one of ours");
}

fn paths_stay_within() {
    let folder = Folder::new();
    for path in ["../out.ics", "/out.ics", "a/../../out.ics", "a\\b.ics", ""] {
        let mut build = build(1, 1);
        build[0].path = path.into();
        write(&folder.path("dist"), &build, patient()).expect_err(path);
    }
    let mut unlisted = build(1, 1);
    unlisted.push(Artifact { path: "more.ics".into(), bytes: Vec::new() });
    write(&folder.path("dist"), &unlisted, patient()).expect_err("it could never be removed");
    assert!(neighbours(&folder).is_empty());
}

fn through_a_link() {
    #[cfg(unix)]
    {
        let folder = Folder::new().with("real/keep.txt", b"");
        let (real, link) = (folder.path("real/site"), folder.path("dist"));
        write(&real, &build(1, 3), patient()).expect("it is written");
        std::os::unix::fs::symlink(&real, &link).expect("a link");
        write(&link, &build(2, 3), patient()).expect("it is written through the link");
        assert!(link.is_symlink());
        assert_eq!(whole(&real), 2);
    }
}

fn what_a_killed_build_left() {
    let folder = Folder::new();
    let target = folder.path("dist");
    write(&target, &build(1, 3), patient()).expect("it is written");
    folder.put(".dist.charter-new/half.ics", b"half");
    folder.put(".dist.charter-lock", b"");
    write(&target, &build(2, 3), patient()).expect("it is written again");
    assert_eq!(whole(&target), 2);
    assert_eq!(neighbours(&folder).len(), 1);
    // Killed between two steps, where a disk cannot exchange in one.
    std::fs::rename(&target, folder.path(".dist.charter-old")).expect("a rename");
    folder.put(".dist.charter-new/half.ics", b"half");
    write(&target, &build(3, 3), patient()).expect("it is written once more");
    assert_eq!(whole(&target), 3);
    assert_eq!(neighbours(&folder).len(), 1);
}

/// Builds until it is killed.
pub(crate) fn writer() -> ExitCode {
    let target = std::env::args().nth(1).unwrap_or_default();
    let count = std::env::args().nth(2).and_then(|count| count.parse().ok()).unwrap_or(usize::MAX);
    for version in 0..count {
        if let Err(failure) = write(Path::new(&target), &build(version, 25), patient()) {
            eprintln!("{failure}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

fn writing(target: &Path, count: &str) -> Command {
    let mut command = role("writer");
    command.arg(target).arg(count).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn kills() {
    let folder = Folder::new();
    let target = folder.path("dist");
    write(&target, &build(0, 25), patient()).expect("it is written");
    let mut random: u64 = 0x9e37_79b9_7f4a_7c15;
    for _ in 0..80 {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let mut child = writing(&target, "1000000").spawn().expect("a build starts");
        std::thread::sleep(Duration::from_micros(2_000 + random % 18_000));
        child.kill().expect("it is killed");
        let output = child.wait_with_output().expect("it ends");
        assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
        whole(&target);
    }
    write(&target, &build(7, 25), patient()).expect("the next build cleans up");
    assert_eq!(whole(&target), 7);
    assert_eq!(neighbours(&folder), BTreeSet::from(["dist".to_owned()]));
}

fn builds_at_once() {
    let folder = Folder::new();
    let target = folder.path("dist");
    write(&target, &build(0, 25), patient()).expect("it is written");
    let (done, target) = (&AtomicBool::new(false), &target);
    std::thread::scope(|threads| {
        threads.spawn(move || {
            // In one step: there is no moment without a build. A look that began before the
            // exchange may end in the old folder, which is going; the next look is in the new one.
            let looks = || std::fs::read(target.join("index.json"));
            while cfg!(target_os = "linux") && !done.load(Ordering::Relaxed) {
                assert!(looks().or_else(|_| looks()).is_ok(), "there is no build");
            }
        });
        let start = || writing(target, "20").spawn().expect("a build starts");
        for child in [start(), start(), start()] {
            let output = child.wait_with_output().expect("it ends");
            let err = String::from_utf8_lossy(&output.stderr);
            assert!(output.status.success(), "{err}");
        }
        done.store(true, Ordering::Relaxed);
    });
    whole(target);
    assert_eq!(neighbours(&folder).len(), 1);
}

fn a_build_that_does_not_end() {
    let folder = Folder::new();
    let target = folder.path("dist");
    let mut child = writing(&target, "1000000").spawn().expect("a build starts");
    while !target.exists() {
        std::thread::sleep(Duration::from_millis(1));
    }
    // It gives the lock back between two builds, so that only a wait of nothing can fail.
    let options = Options { replace: false, patience: Duration::ZERO };
    let refused = (0..500).find_map(|_| write(&target, &build(1, 1), options).err());
    child.kill().expect("it is killed");
    child.wait().expect("it ends");
    let failure = refused.expect("one of them meets the other build");
    assert_eq!(failure.to_string().split('`').next(), Some("another build is writing to "));
    assert_eq!(failure.status as i32, 4);
}

/// A limit on the size of a file stands in for a disk that is full.
#[cfg(unix)]
fn no_more_room() {
    let folder = Folder::new();
    let target = folder.path("dist");
    write(&target, &build(5, 3), patient()).expect("it is written");
    let mut command = Command::new("sh");
    command.arg("-c").arg("trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$1\" 100000");
    command.arg(std::env::current_exe().expect("this program")).arg(&target);
    command.env(crate::run::ROLE, "writer");
    let output = command.output().expect("it runs");
    assert_eq!(output.status.code(), Some(1));
    let err = String::from_utf8_lossy(&output.stderr);
    assert!(err.contains("cannot be written"), "{err}");
    assert_eq!(whole(&target), 5);
    assert_eq!(neighbours(&folder).len(), 1);
}
