//! The walls of the house: which room knows what. Cargo holds those between crates; these are
//! the ones inside.

use charter_tests::{files, root};

/// A room, and what no file of it names.
const WALLS: [(&str, &[&str]); 13] = [
    ("crates/charter/src/check", &["crate::lint", "crate::emit", "crate::ide", "crate::analyze"]),
    ("crates/charter/src/lint", &["crate::check", "crate::emit", "crate::ide", "crate::analyze"]),
    ("crates/charter/src/emit", &["crate::check", "crate::lint", "crate::ide"]),
    ("crates/charter/src/ide", &["crate::check", "crate::lint", "crate::emit", "serde"]),
    ("crates/charter/src/signals", &["crate::rule", "crate::check", "crate::lint", "crate::emit"]),
    ("crates/charter/src/agenda", &["crate::check", "crate::lint", "crate::emit", "crate::ide"]),
    ("crates/charter/src/graph", &["crate::check", "crate::lint", "crate::emit", "crate::ide"]),
    ("crates/charter/src/model", &["crate::rule", "crate::check", "crate::lint", "crate::emit"]),
    ("crates/charter/src/time", &["crate::model", "crate::rule", "crate::emit", "crate::ide"]),
    // What a charter means hangs on nothing but its text, its configuration and a day.
    ("crates/charter/src", &["std::fs", "std::env", "SystemTime", "Zoned::now", "Timestamp::now"]),
    ("crates/charter/src", &["pest", "miette", "clap", "tokio", "tower_lsp_server"]),
    ("crates/charter-lsp/src", &["pest", "std::fs", "std::env", "clap"]),
    ("crates/charter-cli/src", &["pest", "tower_lsp_server"]),
];

/// What a file uses, told by what stands before `::` or in a path: the words of its comments
/// are nobody's business.
fn names(text: &str, wall: &str) -> bool {
    let code = text.lines().map(|line| line.split("//").next().unwrap_or_default());
    code.into_iter().any(|line| {
        line.match_indices(wall).any(|(at, _)| {
            let is_word = |c: char| c.is_alphanumeric() || c == '_';
            let before = line[..at].chars().next_back().is_some_and(is_word);
            let after = &line[at + wall.len()..];
            let is_path = wall.contains("::") || after.starts_with("::") || wall == "SystemTime";
            !before && !after.starts_with(is_word) && is_path
        })
    })
}

#[test]
fn no_room_sees_what_it_is_not_to_see() {
    for (room, walls) in WALLS {
        let files = files(&root().join(room), "rs");
        assert!(files.len() > 3, "{room} is not there");
        for file in files {
            let text = std::fs::read_to_string(&file).expect("a source is readable");
            for wall in walls {
                assert!(!names(&text, wall), "{} names `{wall}`", file.display());
            }
        }
    }
}

#[test]
fn a_breach_is_seen() {
    assert!(names("use crate::ide::hover;", "crate::ide"));
    assert!(names("    let day = jiff::Zoned::now();", "Zoned::now"));
    assert!(names("use pest::Parser;", "pest"));
    assert!(!names("use crate::identity::hover; // crate::ide", "crate::ide"));
    assert!(!names("let pest = 1;", "pest"));
}

/// The files that are read at one sitting.
#[test]
fn no_file_is_long() {
    const LONGEST: usize = 500;
    for folder in ["crates", "tests"] {
        for file in files(&root().join(folder), "rs") {
            let text = std::fs::read_to_string(&file).expect("a source is readable");
            let path = file.display();
            assert!(text.lines().count() < LONGEST, "{path} is too long to be read at one sitting");
            assert!(
                text.starts_with("//!") || text.starts_with("#!"),
                "{path} does not say what it is"
            );
        }
    }
}
