//! The index of a build.

use charter::emit::{BuildOptions, Part, Profile};

use crate::workspace::{SMALL, Workspace, file, value};

#[test]
fn it_lists_every_other_file_with_its_length_and_digest() {
    let files = Workspace::acme().build_with(&BuildOptions::default());
    let index = value(&file(&files, "index.json").bytes);
    assert_eq!(index["format"], "charter-index/1");
    let listed = index["files"].as_array().expect("a list");
    let paths: Vec<&str> = listed.iter().filter_map(|it| it["path"].as_str()).collect();
    let others: Vec<&str> =
        files.iter().map(|it| it.path.as_str()).filter(|it| *it != "index.json").collect();
    assert_eq!(paths, others);
    assert!(paths.is_sorted());
    for (entry, artifact) in listed.iter().zip(&files) {
        assert_eq!(entry["bytes"], artifact.bytes.len());
        assert_ne!(entry["kind"], "other", "{}", artifact.path);
        let is_feed = artifact.path.ends_with(".ics");
        assert_eq!(entry.get("events").is_some(), is_feed);
        let text = String::from_utf8_lossy(&artifact.bytes);
        let events = text.lines().filter(|line| *line == "BEGIN:VEVENT").count();
        assert_eq!(
            entry["events"].as_u64().unwrap_or_default(),
            events as u64,
            "{}",
            artifact.path
        );
        assert_eq!(entry.get("title").is_some(), is_feed);
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
