//! What a charter says of files, held against the folder.

use libtest_mimic::Trial;

use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![trial("paths::a_record_is_looked_for_in_the_workspace", a_record)]
}

const FORUM: &str = r#"
charter roadmap-forum "Roadmap forum" {
  record     every cycle in "records/roadmap-forum.md"
  effective  2026-02-01
}
"#;

/// From the root, wherever one stands; by a check alone, since what is compiled must not
/// depend on it.
fn a_record() {
    let folder = Folder::new().with("charter.toml", b"").with("forums/a.charter", FORUM.as_bytes());
    let said = |args: &[&str]| {
        let run = folder.charter(args);
        format!("{}{}", run.out, run.err).contains("record-unfindable")
    };
    let check = ["check", "forums", "--format", "short", "--as-of", "2026-11-20"];
    assert!(said(&check));
    assert!(!said(&["build"]));
    folder.put("records/roadmap-forum.md", b"");
    assert!(!said(&check));
}
