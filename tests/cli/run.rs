//! Running the command in a folder of its own.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use charter_cli::Status;
use libtest_mimic::Trial;

/// What a process of this program is to be.
pub(crate) const ROLE: &str = "CHARTER_TEST_ROLE";

/// The day on which such a workspace was begun.
pub(crate) const DAY: &str = "2026-11-20";

/// A folder to stand in.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    /// An empty one.
    pub(crate) fn new() -> Folder {
        Folder(tempfile::tempdir().expect("a folder for the test"))
    }

    /// One with a charter that is fine.
    pub(crate) fn clean() -> Folder {
        Folder::new().with("a.charter", b"# nothing yet\n")
    }

    /// One with a charter that is an error.
    pub(crate) fn broken() -> Folder {
        Folder::new().with("a.charter", b"# not UTF-8: \xff\n")
    }

    /// What `charter init` makes: a workspace that is fine on [`DAY`].
    pub(crate) fn begun() -> Folder {
        let folder = Folder::new();
        folder.charter(&["init", "--as-of", DAY, "--zone", "Europe/London"]).ends(0);
        folder
    }

    /// With some words of a file replaced, each of which is there.
    pub(crate) fn replacing(self, path: &str, words: &[(&str, &str)]) -> Folder {
        let change = |text: String, (from, to): &(&str, &str)| {
            assert!(text.contains(from), "`{from}` is not in {path}: {text}");
            text.replace(from, to)
        };
        let text = words.iter().fold(self.read(path), change);
        self.with(path, text.as_bytes())
    }

    /// With one file more.
    pub(crate) fn with(self, path: &str, bytes: &[u8]) -> Folder {
        self.put(path, bytes);
        self
    }

    /// Puts a file into it.
    pub(crate) fn put(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }

    /// A path in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Whether something is there.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// What a file holds.
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// What lies in it, hidden or not.
    pub(crate) fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.0.path()).expect("a folder");
        let name = |it: std::io::Result<std::fs::DirEntry>| it.expect("an entry").file_name();
        let mut names: Vec<_> = entries.map(|it| name(it).to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    /// Runs the command in it.
    pub(crate) fn charter(&self, args: &[&str]) -> Run {
        Run::of(self.command(args))
    }

    /// The command, not started yet.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = role("charter");
        command.args(args).current_dir(self.0.path());
        command
    }

    /// Runs the command with a text on its standard input.
    pub(crate) fn charter_reading(&self, args: &[&str], input: &[u8]) -> Run {
        let mut command = self.command(args);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command starts");
        // Whoever is called wrongly does not read what it is given.
        let _ = child.stdin.take().expect("a pipe").write_all(input);
        Run::from(child.wait_with_output().expect("the command ends"))
    }
}

/// This program in another role, in an environment that says nothing.
pub(crate) fn role(role: &str) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program"));
    command.env(ROLE, role).stdin(Stdio::null());
    for noisy in ["SOURCE_DATE_EPOCH", "NO_COLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
        command.env_remove(noisy);
    }
    command
}

/// What came of a run.
pub(crate) struct Run {
    pub(crate) status: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Runs a command.
    pub(crate) fn of(mut command: Command) -> Run {
        Run::from(command.output().expect("the command runs"))
    }

    fn from(output: Output) -> Run {
        Run {
            status: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    /// Holds the status against the contract.
    pub(crate) fn ends(self, status: i32) -> Run {
        assert_eq!(self.status, Some(status), "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Holds words for people against what they should say, wherever a line is folded.
    pub(crate) fn says(self, words: &str) -> Run {
        let told = self.err.replace("\n  │ ", " ");
        assert!(told.contains(words), "`{words}` is not in: {}", self.err);
        self
    }

    /// Holds that there is no artifact.
    pub(crate) fn prints_nothing(self) -> Run {
        assert_eq!(self.out, "", "err: {}", self.err);
        self
    }
}

/// A test.
pub(crate) fn trial(name: &str, test: fn()) -> Trial {
    Trial::test(name, move || {
        test();
        Ok(())
    })
}

/// Work that fails half-way, in another thread.
pub(crate) fn fault() -> Status {
    let mut terminal = charter_cli::Terminal::new(Default::default());
    terminal.out.extend_from_slice(b"half a result");
    let work = std::thread::spawn(|| panic!("the sky is falling"));
    work.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))
}

/// Whether permissions keep us from reading: not where the tests run as root.
pub(crate) fn is_readable(path: &Path) -> bool {
    std::fs::read(path).is_ok()
}
