//! Identities stay, whatever else changes.

use crate::workspace::{ORGANIZATION, acme, charter, feed, feeds, model, model_of, uids};

const LINES: &str = "cadence weekly on Tuesday at 10:00 for 60m until 2026-06-30\n  \
    cadence weekly on Wednesday at 10:00 for 60m from 2026-07-01\n  \
    cadence monthly on the 3rd workday at 09:00, 16:00 for 30m as early\n  \
    input ledger due 2 workdays before\n  \
    trigger busy when load > 90% declared by peer checked monthly";

fn text(extra: &str) -> String {
    format!("{ORGANIZATION}{}{extra}", charter("forum", LINES))
}

#[test]
fn each_event_has_one_of_its_own() {
    for model in [acme(), model(&text(""))] {
        let feed = feed(&model, "all");
        let mut seen = std::collections::BTreeSet::new();
        for block in feed.split("BEGIN:VEVENT").skip(1).filter(|it| !it.contains("RECURRENCE-ID")) {
            let uid =
                crate::workspace::lines(block).into_iter().find(|line| line.starts_with("UID:"));
            assert!(seen.insert(uid.clone()), "{uid:?} twice");
        }
    }
}

#[test]
fn a_rename_with_formerly_keeps_them() {
    let before = uids(&feed(&model(&text("")), "all"));
    let renamed = text("")
        .replace(
            "charter forum \"The forum\" {",
            "charter council \"The council\" {\n  formerly forum",
        )
        .replace("artifact ledger \"Ledger\" {", "artifact book \"Book\" {\n  formerly ledger")
        .replace("input ledger", "input book")
        .replace("seat peer \"Peer\" {", "seat second \"Second\" {\n  formerly peer")
        .replace("counterparties  peer", "counterparties  second")
        .replace("owner      peer", "owner      second")
        .replace("declared by peer", "declared by second");
    let after = model(&renamed);
    assert_eq!(before, uids(&feed(&after, "all")));
    for (new, old) in [("charter/council", "charter/forum"), ("seat/second", "seat/peer")] {
        assert_eq!(feed(&after, new), feed(&after, old));
    }
}

#[test]
fn a_new_holder_changes_none() {
    let before = uids(&feed(&model(&text("")), "all"));
    let after = text("").replace("Ada Byron", "Ada Lovelace");
    assert_eq!(before, uids(&feed(&model(&after), "all")));
}

#[test]
fn another_hour_or_title_changes_none() {
    let before = uids(&feed(&model(&text("")), "all"));
    let after = text("")
        .replace("10:00", "11:30")
        .replace("The forum", "Forum, the")
        .replace("16:00", "17:00");
    assert_eq!(before, uids(&feed(&model(&after), "all")));
}

#[test]
fn the_order_of_clauses_and_files_changes_nothing() {
    let toml = "[workspace]\nauthority = \"x.test\"\n";
    let mut lines: Vec<&str> = LINES.split("\n  ").collect();
    lines.reverse();
    let one = model_of(vec![("a.charter".into(), text(""))], toml);
    let turned = charter("forum", &lines.join("\n  "));
    let files = vec![("b/z.charter".into(), ORGANIZATION.into()), ("a/y.charter".into(), turned)];
    let other = model_of(files, toml);
    assert_eq!(uids(&feed(&one, "all")), uids(&feed(&other, "all")));
    let moved = vec![
        ("z.charter".into(), ORGANIZATION.to_owned()),
        ("a.charter".into(), charter("forum", LINES)),
    ];
    assert_eq!(feed(&one, "all"), feed(&model_of(moved, toml), "all"));
}

#[test]
fn a_build_is_the_same_every_time() {
    let bytes = |model: &charter::Model| -> Vec<(String, Vec<u8>)> {
        feeds(model).into_iter().map(|it| (it.path, it.bytes)).collect()
    };
    let first = acme();
    let once = bytes(&first);
    assert_eq!(once, bytes(&first));
    assert_eq!(once, bytes(&acme()));
    let mut paths: Vec<&String> = once.iter().map(|(path, _)| path).collect();
    paths.dedup();
    assert_eq!(paths.len(), once.len(), "a path twice");
}

/// A launch that is postponed takes its meetings along, under their identities, also one that
/// took place: no build knows what is past. The charter keeps the day by saying that something
/// took place then.
#[test]
fn a_postponed_launch_takes_its_meetings_along() {
    let told = |ships: &str, lines: &str| {
        let launch = format!(
            "launch sun \"Sun\" {{\n  tier T1\n  owner peer\n  ships {ships}\n  governed by forum\n}}\n"
        );
        let model = model(&format!("{ORGANIZATION}{}{launch}", charter("forum", lines)));
        let until = "2028-01-01T00:00:00Z".parse().expect("an instant");
        let feed = feed(&model, "charter/forum");
        let read = charter::emit::ics::expand(feed.as_bytes(), jiff::Timestamp::MIN, until);
        let read = read.expect("readable").into_iter().filter(|it| !it.all_day);
        read.map(|it| format!("{} {}", it.uid, it.start)).collect::<Vec<_>>()
    };
    let offsets = "cadence at T-2 weeks at 14:00 for 60m as before";
    let before = "forum.meeting.before.sun.t-2w@x.test";
    assert_eq!(told("2027-03-02", offsets), [format!("{before} 2027-02-16T14:00:00Z")]);
    let postponed = format!("{before} 2027-03-23T14:00:00Z");
    assert_eq!(told("2027-04-06", offsets), [&*postponed]);
    let kept = format!("{offsets}\n  cadence on 2027-02-16 at 14:00 for 60m as held");
    let held = "forum.meeting.held.2027-02-16@x.test 2027-02-16T14:00:00Z";
    assert_eq!(told("2027-04-06", &kept), [held, &*postponed]);
}

#[test]
fn the_parts_are_as_the_clauses_write_them() {
    let known = uids(&feed(&model(&text("")), "all"));
    for uid in [
        "forum.meeting@x.test",
        "forum.meeting.2026-07-01@x.test",
        "forum.meeting.early.2026-02-04@x.test",
        "forum.meeting.early.2.2026-02-04@x.test",
        "forum.input.ledger@x.test",
        "forum.input.2026-07-01.ledger@x.test",
        "forum.input.early.ledger.2026-02-04@x.test",
        "forum.check.busy@x.test",
        "forum.review@x.test",
    ] {
        assert!(known.contains(&uid.to_owned()), "no {uid} in {known:#?}");
    }
}
