//! Whatever befalls a build, what is published is whole: all of the old or all of the new, and
//! every file as its index says. The program itself is tried, killed, starved and crowded.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use charter_tests::generate::generate;
use charter_tests::rng::Rng;
use charter_tests::{files_of, subject, workspace};
use serde_json::Value;
use sha2::{Digest, Sha256};

/// So often a build is killed.
const KILLS: u32 = 100;

/// Two workspaces, and what is published of them.
struct Stage {
    folder: tempfile::TempDir,
    sources: [PathBuf; 2],
    /// What `index.json` holds of each.
    indexes: [Vec<u8>; 2],
    /// How long a build of each takes.
    lasts: [Duration; 2],
}

impl Stage {
    fn new() -> Stage {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let [old, new] = [11, 61].map(|files| {
            let (source, out) = (at(&format!("source-{files}")), at(&format!("whole-{files}")));
            workspace::write(&source, &generate(files, 1)).expect("written");
            let lasts = || {
                let start = Instant::now();
                succeed(&build(&source, &out).output().expect("it runs"));
                start.elapsed()
            };
            let lasts = lasts().min(lasts());
            (source, fs::read(out.join("index.json")).expect("an index"), lasts)
        });
        assert_ne!(old.1, new.1);
        let (indexes, lasts) = ([old.1, new.1], [old.2, new.2]);
        Stage { folder, sources: [old.0, new.0], indexes, lasts }
    }

    fn out(&self) -> PathBuf {
        self.folder.path().join("site/dist")
    }

    /// Publishes one of the two.
    fn publish(&self, which: usize) {
        succeed(&build(&self.sources[which], &self.out()).output().expect("it runs"));
        assert_eq!(self.published(), which);
    }

    /// Which of the two is published; fails where it is half of one, or some of both.
    fn published(&self) -> usize {
        let out = self.out();
        let index = fs::read(out.join("index.json")).expect("an index");
        let which = self.indexes.iter().position(|it| *it == index).expect("one of the two");
        let index: Value = serde_json::from_slice(&index).expect("data");
        let mut listed = BTreeSet::from([out.join("index.json")]);
        for file in index["files"].as_array().expect("files") {
            let path = out.join(file["path"].as_str().expect("a path"));
            let bytes = fs::read(&path).expect("a file that is listed");
            assert_eq!(file["bytes"].as_u64(), Some(bytes.len() as u64), "{}", path.display());
            assert_eq!(file["sha256"], digest(&bytes), "{}", path.display());
            listed.insert(path);
        }
        let there: BTreeSet<PathBuf> = files_of(&out).into_iter().collect();
        assert_eq!(there, listed, "a file that is not listed");
        which
    }

    /// What lies beside what is published: nothing, once a build has ended in peace.
    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(self.folder.path().join("site")).expect("a folder");
        let names = entries.map(|it| it.expect("an entry").file_name());
        let names = names.map(|it| it.to_string_lossy().into_owned());
        names.filter(|name| name != "dist").collect()
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn build(source: &Path, out: &Path) -> Command {
    let mut command = Command::new(subject::binary());
    command.arg("build").arg(source).arg("--out").arg(out);
    command.env("SOURCE_DATE_EPOCH", subject::TODAY_EPOCH);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

fn succeed(output: &Output) {
    assert!(output.status.success(), "{}\n{}", output.status, words(output));
}

fn words(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Ended as the contract has it, with words that people understand.
fn refused(output: &Output, said: &str) {
    let words = words(output);
    assert_eq!(output.status.code(), Some(4), "{words}");
    assert!(words.replace("\n  │ ", " ").contains(said), "{words}");
}

#[test]
fn killed_at_a_hundred_random_moments() {
    let stage = Stage::new();
    let mut rng = Rng::new(4);
    let (mut kept, mut changed) = (0, 0);
    for turn in 0..KILLS {
        let from = usize::from(turn % 2 == 1);
        // Half of the time upon what the last one left.
        if turn % 4 < 2 || stage.published() != from {
            stage.publish(from);
        }
        let mut child = build(&stage.sources[1 - from], &stage.out()).spawn().expect("it starts");
        // At any moment of it, or soon after.
        let part = rng.below(1200) as u32;
        std::thread::sleep(stage.lasts[1 - from] * part / 1000);
        child.kill().expect("it is killed, or is over");
        child.wait().expect("it ends");
        match stage.published() == from {
            true => kept += 1,
            false => changed += 1,
        }
    }
    println!("the old build was left {kept} times, the new one {changed} times");
    assert!(kept > 0, "no build was killed before it was done");
    stage.publish(1);
    assert_eq!(stage.beside(), Vec::<String>::new(), "the next build clears what was left");
}

#[test]
fn two_builds_at_once() {
    let stage = Stage::new();
    stage.publish(0);
    for _ in 0..10 {
        let start = |which: usize| -> Child {
            build(&stage.sources[which], &stage.out()).spawn().expect("it starts")
        };
        for child in [start(0), start(1), start(0), start(1)] {
            succeed(&child.wait_with_output().expect("it ends"));
        }
        stage.published();
    }
    assert_eq!(stage.beside(), Vec::<String>::new());
}

/// Who reads all the time meets a whole file each time, whatever is being published.
#[cfg(target_os = "linux")]
#[test]
fn a_reader_never_meets_half_a_file() {
    let stage = Stage::new();
    stage.publish(0);
    let path = stage.out().join("calendar/all.ics");
    let read = || fs::read(&path).or_else(|_| fs::read(&path)).expect("it is there");
    let [old, new] = [0, 1].map(|which| {
        stage.publish(which);
        read()
    });
    for turn in 0..10 {
        let mut child = build(&stage.sources[turn % 2], &stage.out()).spawn().expect("it starts");
        while child.try_wait().expect("a child").is_none() {
            let now = read();
            assert!(now == old || now == new, "half a feed");
        }
        succeed(&child.wait_with_output().expect("it ends"));
    }
}

/// A limit on the size of a file stands in for a disk that is full, at every size of file.
#[cfg(unix)]
#[test]
fn no_room_for_a_file() {
    let stage = Stage::new();
    stage.publish(0);
    let mut failed = 0;
    for blocks in [0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512] {
        let mut command = Command::new("sh");
        command
            .arg("-c")
            .arg("trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"")
            .arg(blocks.to_string());
        let build = build(&stage.sources[1], &stage.out());
        command.arg(build.get_program()).args(build.get_args());
        let output = command.output().expect("it runs");
        if stage.published() == 0 {
            refused(&output, "cannot be written");
            refused(&output, "what was there before still stands");
            assert_eq!(stage.beside(), Vec::<String>::new());
            failed += 1;
        } else {
            succeed(&output);
            break;
        }
    }
    assert!(failed > 3, "there was room for everything");
}

/// A disk that is full indeed, wherever this may make one.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk() {
    let stage = Stage::new();
    let site = stage.folder.path().join("site");
    fs::create_dir_all(&site).expect("a folder");
    let script = r#"mount -t tmpfs -o size=$2k none "$1" || exit 77
        "$3" build "$4" --out "$1/dist" && cp -r "$1/dist" "$6" || exit 78
        "$3" build "$5" --out "$1/dist"; status=$?
        ls -A "$1" >&2; diff -r "$1/dist" "$6" >&2 || exit 79
        exit $status"#;
    let room = 1100 * size(&stage.folder.path().join("whole-11")) / 1000 / 1024 + 64;
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--mount", "sh", "-c", script, "sh"]);
    command.arg(&site).arg(room.to_string()).arg(subject::binary()).args(&stage.sources);
    command.arg(stage.folder.path().join("copy"));
    let Ok(output) = command.output() else { return println!("no `unshare` here: left out") };
    if matches!(output.status.code(), Some(1 | 77)) {
        return println!("no disk may be made here: left out\n{}", words(&output));
    }
    refused(&output, "the disk is full");
    assert!(words(&output).ends_with("\ndist\n"), "{}", words(&output));
}

/// As a disk counts it, in whole pages.
#[cfg(target_os = "linux")]
fn size(folder: &Path) -> u64 {
    let pages = |path: &PathBuf| fs::metadata(path).expect("a file").len().div_ceil(4096) * 4096;
    files_of(folder).iter().map(pages).sum()
}

#[cfg(unix)]
#[test]
fn a_target_that_may_not_be_written() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let stage = Stage::new();
    stage.publish(0);
    let allow = |mode: u32| {
        let site = stage.folder.path().join("site");
        fs::set_permissions(site, fs::Permissions::from_mode(mode)).expect("a mode");
    };
    let mut command = build(&stage.sources[1], &stage.out());
    if nix::unistd::geteuid().is_root() {
        // Nothing is forbidden to root: somebody else tries, who may read everything.
        fs::set_permissions(stage.folder.path(), fs::Permissions::from_mode(0o755))
            .expect("a mode");
        command.uid(65534).gid(65534);
    }
    allow(0o555);
    let output = command.output();
    allow(0o755);
    refused(&output.expect("it runs"), "permission denied");
    assert_eq!((stage.published(), stage.beside()), (0, Vec::new()));
}
