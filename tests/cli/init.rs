//! `charter init`: what it makes works, and what is there stays.

use libtest_mimic::Trial;

use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("init::checks_clean_and_builds_a_feed", checks_clean_and_builds_a_feed),
        trial("init::leaves_what_is_there", leaves_what_is_there),
    ]
}

fn checks_clean_and_builds_a_feed() {
    let folder = Folder::new();
    let made = folder.charter(&["init", "deals", "--zone", "Asia/Tokyo", "--as-of", "2026-11-20"]);
    made.ends(0).prints_nothing().says("wrote `roadmap-forum.charter`").says("cd deals");
    folder.charter(&["check", "deals", "--fail-on", "warn"]).ends(0).says("nothing to say");
    folder.charter(&["build", "deals"]).ends(0);
    let feed = folder.read("deals/dist/calendar/seat/vp-product.ics");
    assert!(feed.contains("TZID:Asia/Tokyo"), "{feed}");
    assert!(feed.contains("@company.example"), "{feed}");
}

fn leaves_what_is_there() {
    let folder = Folder::new().with(".gitignore", b"mine\n");
    folder.charter(&["init"]).ends(0).says("`.gitignore` was there");
    assert_eq!(folder.read(".gitignore"), "mine\n");
    let organization = folder.read("organization.charter");
    folder.charter(&["init", "--zone", "Asia/Tokyo"]).ends(2).says("is there already");
    assert_eq!(folder.read("organization.charter"), organization);
}
