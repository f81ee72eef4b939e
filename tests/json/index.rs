//! The index of a build.

use charter::emit::{Artifact, BuildOptions, Part, Profile};

use crate::workspace::{SMALL, Workspace, file, value};

#[test]
fn it_lists_every_other_file_with_its_length_and_digest() {
    for workspace in [Workspace::acme(), Workspace::text(SMALL)] {
        lists_every_other_file(&workspace.build_with(&BuildOptions::default()));
        let todos = BuildOptions { todos: true, ..BuildOptions::default() };
        lists_every_other_file(&workspace.build_with(&todos));
    }
}

fn lists_every_other_file(files: &[Artifact]) {
    let index = value(&file(files, "index.json").bytes);
    assert_eq!(index["format"], "charter-index/1");
    let listed = index["files"].as_array().expect("a list");
    let paths: Vec<&str> = listed.iter().filter_map(|it| it["path"].as_str()).collect();
    let others: Vec<&str> =
        files.iter().map(|it| it.path.as_str()).filter(|it| *it != "index.json").collect();
    assert_eq!(paths, others);
    assert!(paths.is_sorted());
    for (entry, artifact) in listed.iter().zip(files) {
        assert_eq!(entry["bytes"], artifact.bytes.len());
        assert_ne!(entry["kind"], "other", "{}", artifact.path);
        let is_feed = artifact.path.ends_with(".ics");
        assert_eq!(entry.get("events").is_some(), is_feed);
        let text = String::from_utf8_lossy(&artifact.bytes);
        for (count, begin) in [("events", "BEGIN:VEVENT"), ("todos", "BEGIN:VTODO")] {
            let there = text.lines().filter(|line| *line == begin).count();
            let said = entry[count].as_u64().unwrap_or_default();
            assert_eq!(said, there as u64, "{count} of {}", artifact.path);
        }
        assert_eq!(entry.get("title").is_some(), is_feed);
    }
}

/// What was raised is in the feeds of whom it concerns, and counted there.
#[test]
fn answers_and_audits_are_counted() {
    let files = Workspace::text(SMALL).build_with(&BuildOptions::default());
    let count = |path: &str, summary: &str| {
        let text = String::from_utf8_lossy(&file(&files, path).bytes).replace("\r\n ", "");
        text.lines().filter(|line| line.starts_with(&format!("SUMMARY:{summary}: "))).count()
    };
    for (feed, answers, audits) in
        [("all", 2, 1), ("charter/tools", 2, 0), ("seat/cfo", 2, 1), ("seat/ceo", 1, 0)]
    {
        let path = format!("calendar/{feed}.ics");
        assert_eq!(
            (count(&path, "Answer due"), count(&path, "Audit")),
            (answers, audits),
            "{feed}"
        );
    }
}

#[test]
fn where_it_is_published_is_said() {
    let folder = "https://calendars.x.test/";
    let files = [("all.charter", SMALL)];
    let toml = format!("[workspace]\npublished = \"{}\"\n", folder.trim_end_matches('/'));
    let build = |toml: &str, profile| {
        Workspace::new(&files, toml).build_with(&BuildOptions { profile, ..Default::default() })
    };
    let files = build(&toml, Profile::Portable);
    assert_eq!(value(&file(&files, "index.json").bytes)["published"], folder);
    let feeds = files.iter().filter(|it| it.path.ends_with(".ics"));
    let mut former = 0;
    for feed in feeds.clone() {
        let text = String::from_utf8_lossy(&feed.bytes).replace("\r\n ", "");
        let source = text.lines().find_map(|it| it.strip_prefix("SOURCE;VALUE=URI:"));
        let path = source.and_then(|it| it.strip_prefix(folder)).expect("an address");
        // A feed under a former name says the name of today.
        assert_eq!(file(&files, path).bytes, feed.bytes);
        former += usize::from(path != feed.path);
    }
    assert!(feeds.count() > 3 && former > 0);
    for (toml, profile) in [("", Profile::Portable), (&*toml, Profile::Busy)] {
        let files = build(toml, profile);
        assert!(files.iter().all(|it| !String::from_utf8_lossy(&it.bytes).contains("\nSOURCE")));
        let index = value(&file(&files, "index.json").bytes);
        assert_eq!(index.get("published").is_none(), toml.is_empty());
    }
}

#[test]
fn digests_are_those_of_the_standard() {
    // The digest of this one is also told by `sha256sum tests/json/small/model/charters.json`.
    let files = Workspace::text(SMALL).build(Part::Json);
    let index = value(&files[1].bytes);
    let digest = index["files"][0]["sha256"].as_str().expect("a digest");
    assert_eq!(digest.len(), 64);
    let Ok(said) = std::process::Command::new("sha256sum")
        .arg(crate::workspace::root().join("tests/json/small/model/charters.json"))
        .output()
    else {
        return eprintln!("skipped: no sha256sum here");
    };
    assert!(String::from_utf8_lossy(&said.stdout).contains(digest));
}

#[test]
fn parts_and_names_narrow_a_build() {
    let workspace = Workspace::text(SMALL);
    let paths = |options: &BuildOptions| {
        let files = workspace.build_with(options);
        let paths = files.into_iter().map(|it| it.path).filter(|it| !it.ends_with(".ics"));
        paths.collect::<Vec<_>>()
    };
    let all = BuildOptions::default();
    assert_eq!(paths(&all), ["charters.json", "dps/go.json", "dps/tools-forum.json", "index.json"]);
    let json = BuildOptions { only: Some(Part::Json), ..all.clone() };
    assert_eq!(paths(&json), ["charters.json", "index.json"]);
    let charter = BuildOptions { charter: Some("tools".into()), ..all.clone() };
    assert_eq!(paths(&charter), ["dps/tools-forum.json", "index.json"]);
    let seat = BuildOptions { seat: Some("ceo".into()), ..all };
    assert_eq!(paths(&seat), ["dps/go.json", "index.json"]);
}
