//! `charter check --watch`: it says what is so now, until nobody listens.

use std::io::{BufRead, BufReader};
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use libtest_mimic::Trial;

use crate::run::{DAY, Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("watch::what_changes_is_checked_again", what_changes_is_checked_again),
        trial("watch::it_ends_where_nobody_reads", it_ends_where_nobody_reads),
        trial("watch::called_wrongly", called_wrongly),
    ]
}

/// Far more than it takes anywhere.
const PATIENCE: Duration = Duration::from_secs(60);

/// A watch that ends with the test.
struct Watch {
    child: Child,
    said: Receiver<String>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watch {
    fn of(folder: &Folder, flags: &[&str]) -> Watch {
        let args = [&["check", "--watch", "--as-of", DAY, "--format", "short"], flags].concat();
        let mut command = folder.command(&args);
        let mut child =
            command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("it starts");
        let lines = BufReader::new(child.stderr.take().expect("a pipe")).lines();
        let (sender, said) = channel();
        std::thread::spawn(move || {
            lines.map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        Watch { child, said }
    }

    /// Waits until it says so, and gives back what it said before.
    fn says(&self, words: &str) -> Vec<String> {
        let (start, mut before) = (Instant::now(), Vec::new());
        while let Some(left) = PATIENCE.checked_sub(start.elapsed()) {
            match self.said.recv_timeout(left) {
                Ok(line) if line.contains(words) => return before,
                Ok(line) => before.push(line),
                Err(_) => break,
            }
        }
        panic!("it never said `{words}`: {before:#?}");
    }

    /// Holds that it has nothing more to say.
    fn is_silent(&self) {
        if let Ok(line) = self.said.recv_timeout(Duration::from_millis(600)) {
            panic!("it checked again: {line}");
        }
    }
}

fn what_changes_is_checked_again() {
    let folder = Folder::clean();
    let watch = Watch::of(&folder, &["--output", "json=report.json", "--output", "sarif=log"]);
    watch.says("1 file as of 2026-11-20: nothing to say");
    watch.says("watching for changes");
    folder.put("a.charter", b"oops\n");
    watch.says("1 file as of 2026-11-20: 1 error");
    folder.put("new folder/b.charter", b"oops\n");
    watch.says("2 files as of 2026-11-20: 2 errors");
    folder.put("charter.toml", b"[nonsense]\n");
    watch.says("has no `nonsense`");
    folder.put("charter.toml", b"[workspace]\nexclude = [\"new folder/**\"]\n");
    watch.says("1 file as of 2026-11-20: 1 error");
    std::fs::remove_file(folder.path("a.charter")).expect("it goes");
    watch.says("there is no `.charter` file");
    watch.says("watching for changes");
    folder.put("notes.md", b"nothing that is read\n");
    folder.put("report.json", b"{}");
    watch.is_silent();
}

fn it_ends_where_nobody_reads() {
    let folder = Folder::broken();
    let mut command = folder.command(&["check", "--watch", "--as-of", DAY]);
    let mut child =
        command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("it starts");
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    assert!(line.contains("encoding"), "{line}");
    drop(out);
    let start = Instant::now();
    while start.elapsed() < PATIENCE {
        folder.put("a.charter", b"# still \xff\n");
        if child.try_wait().expect("a child").is_some() {
            let _ = child.wait();
            return;
        }
        std::thread::sleep(Duration::from_millis(200));
    }
    let _ = child.kill();
    let _ = child.wait();
    panic!("it goes on for nobody");
}

fn called_wrongly() {
    let folder = Folder::clean();
    for flags in [&["--watch", "-"][..], &["--watch", "--fix"], &["--watch", "--write-baseline"]] {
        folder.charter(&[&["check"], flags].concat()).ends(2);
    }
    folder.charter(&["check", "--watch", "nowhere"]).ends(4);
}
