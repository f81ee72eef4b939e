//! A year of a repository's life, commit by commit, as one who subscribes to it sees it: what is
//! past never changes, nothing is ever there twice, and what is renamed stays what it is.
//!
//! The commits are in `year/plan.toml`. The same year is played into vdirsyncer and khal by
//! `oracles/programs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use charter::emit::ics::expand;
use charter_tests::{files, root, subject};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    commit: Vec<Commit>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Commit {
    day: toml::value::Datetime,
    words: String,
    /// Every identity is as it was.
    #[serde(default)]
    keeps: bool,
    change: Vec<Change>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    file: String,
    from: Option<String>,
    to: Option<String>,
    #[serde(rename = "move")]
    place: Option<String>,
}

/// What a subscriber has in front of him: whose, from when, until when, and whether it is off.
type Seen = (String, Timestamp, Timestamp, bool);

/// The feeds after a commit.
struct Published {
    seen: BTreeSet<Seen>,
    uids: BTreeSet<String>,
    /// By path below `calendar`.
    feeds: BTreeMap<String, Vec<u8>>,
}

fn instant(text: &str) -> Timestamp {
    format!("{text}T00:00:00Z").parse().expect("a day")
}

fn plan() -> Plan {
    let text = fs::read_to_string(root().join("tests/year/plan.toml")).expect("a plan");
    toml::from_str(&text).expect("a plan that is well written")
}

/// The folder as the year begins.
fn begin(workspace: &Path) {
    let begin = root().join("tests/year/begin");
    for file in charter_tests::files_of(&begin) {
        let to = workspace.join(file.strip_prefix(&begin).expect("below"));
        fs::create_dir_all(to.parent().expect("a folder")).expect("a folder");
        fs::copy(&file, to).expect("copied");
    }
}

impl Change {
    fn apply(&self, workspace: &Path) {
        let put = |path: &str| {
            let path = workspace.join(path);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            path
        };
        match (&self.from, &self.to, &self.place) {
            (None, None, Some(place)) => {
                fs::rename(workspace.join(&self.file), put(place)).expect("moved");
            }
            (None, Some(text), None) => fs::write(put(&self.file), text).expect("written"),
            (Some(from), Some(to), None) => self.replace(workspace, from, to),
            _ => panic!("no change: {}", self.file),
        }
    }

    fn replace(&self, workspace: &Path, from: &str, to: &str) {
        let paths = match self.file.as_str() {
            "*" => files(workspace, "charter"),
            file => vec![workspace.join(file)],
        };
        let mut found = false;
        for path in paths {
            let text = fs::read_to_string(&path).expect("a text");
            found |= text.contains(from);
            fs::write(&path, text.replace(from, to)).expect("written");
        }
        assert!(found, "`{from}` is not in {}", self.file);
    }
}

fn publish(workspace: &Path) -> Published {
    let output = subject::charter(["build".as_ref(), workspace.as_os_str()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let calendar = workspace.join("dist/calendar");
    let feed = |path: std::path::PathBuf| {
        let name = path.strip_prefix(&calendar).expect("below").to_string_lossy().into_owned();
        (name, fs::read(path).expect("a feed"))
    };
    let feeds: BTreeMap<String, Vec<u8>> = files(&calendar, "ics").into_iter().map(feed).collect();
    let all = expand(&feeds["all.ics"], instant("2025-01-01"), instant("2029-01-01"));
    let all = all.expect("a feed that can be read");
    let uids = all.iter().map(|it| it.uid.clone()).collect();
    let count = all.len();
    let seen: BTreeSet<Seen> =
        all.into_iter().map(|it| (it.uid, it.start, it.end, it.cancelled)).collect();
    assert_eq!(seen.len(), count, "something is there twice");
    Published { seen, uids, feeds }
}

impl Published {
    /// What is over when a day begins.
    fn past(&self, day: Timestamp) -> BTreeSet<&Seen> {
        self.seen.iter().filter(|it| it.2 <= day).collect()
    }

    /// Two series of one forum never meet at one time: that is what a rename without memory
    /// looks like to whoever subscribes.
    fn holds_nothing_twice(&self, words: &str) {
        let meetings = self.seen.iter().filter(|it| it.0.contains(".meeting") && !it.3);
        let mut at = BTreeMap::new();
        for (uid, start, ..) in meetings {
            let forum = uid.split('.').next().unwrap_or_default();
            let other = at.insert((forum, start), uid);
            assert_eq!(other, None, "{words}: {uid} at {start}");
        }
    }
}

#[test]
fn the_past_stays_and_nothing_is_there_twice() {
    let folder = tempfile::tempdir().expect("a folder");
    let workspace = folder.path();
    begin(workspace);
    let mut before = publish(workspace);
    let (mut held, mut commits) = (0, 0);
    for Commit { day, words, keeps, change } in plan().commit {
        let day: Date = day.to_string().parse().expect("a day");
        change.iter().for_each(|it| it.apply(workspace));
        let after = publish(workspace);
        let begins = instant(&day.to_string());
        let (was, is) = (before.past(begins), after.past(begins));
        let differ: Vec<_> = was.symmetric_difference(&is).take(5).collect();
        assert!(differ.is_empty(), "{day} {words}: {differ:#?}");
        after.holds_nothing_twice(&words);
        assert!(!keeps || before.uids == after.uids, "{day} {words}: another identity");
        for feed in before.feeds.keys() {
            assert!(after.feeds.contains_key(feed), "{day} {words}: {feed} is gone");
        }
        assert!(before.feeds != after.feeds || keeps, "{day} {words}: nothing has changed");
        held = is.len();
        commits += 1;
        before = after;
    }
    assert!(commits >= 20 && held > 300, "{commits} commits, {held} past events");
    // Whoever subscribed under a former name has what the new one has.
    for former in ["roadmap", "sequencing"] {
        let feed = |name: &str| &before.feeds[&format!("charter/{name}.ics")];
        assert!(feed(former) == feed("ordering"), "{former}");
    }
    assert!(
        before.feeds["seat/vp-engineering.ics"] == before.feeds["seat/vp-technology.ics"],
        "a seat's former name"
    );
    println!("{commits} commits, {held} past events, none of which ever changed");
}

/// The same rename without `formerly` is a new forum and the end of another: the test sees it.
#[test]
fn a_rename_without_memory_is_seen() {
    let folder = tempfile::tempdir().expect("a folder");
    begin(folder.path());
    let before = publish(folder.path());
    let rename = Change {
        file: "forums/roadmap.charter".into(),
        from: Some("charter roadmap ".into()),
        to: Some("charter sequencing ".into()),
        place: None,
    };
    rename.apply(folder.path());
    let after = publish(folder.path());
    let day = instant("2026-02-16");
    assert_ne!(before.past(day), after.past(day));
    assert_ne!(before.uids, after.uids);
}
