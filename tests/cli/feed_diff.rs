//! `charter feed-diff`: what changed between two builds, in words.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("feed_diff::nothing", nothing),
        trial("feed_diff::exactly_the_mutation", exactly_the_mutation),
        trial("feed_diff::what_is_new_and_what_is_gone", what_is_new_and_what_is_gone),
        trial("feed_diff::what_is_due", what_is_due),
        trial("feed_diff::what_rings", what_rings),
        trial("feed_diff::single_feeds_have_no_reasons", single_feeds_have_no_reasons),
        trial("feed_diff::as_data", as_data),
        trial("feed_diff::a_damaged_feed", a_damaged_feed),
        trial("feed_diff::nothing_to_compare", nothing_to_compare),
        trial("feed_diff::the_schema_is_committed", the_schema_is_committed),
    ]
}

const ORGANIZATION: &str = "\
calendar town \"Town\" {
  zone     Europe/London
  holiday  2026-12-25 \"Christmas Day\"
}

seat vp-x \"VP X\" {
  altitude  vp
  holder    \"Ada\"
}

seat vp-y \"VP Y\" {
  altitude  vp
  holder    \"Bo\"
}

class promise \"A promise\" {
  level  interface
}
";

fn charter(name: &str, title: &str, cadence: &str) -> String {
    format!(
        "
charter {name} \"{title}\" {{
  decides         promise of {name}
  owner           vp-x
  counterparties  vp-y
  cadence         {cadence}
  trigger         moved when \"one of us cannot keep it\" declared by vp-y
  escalation      none because \"Nobody stands above\"
  record          every cycle
  effective       2026-11-01
}}
"
    )
}

fn workspace() -> String {
    let weekly = charter("pricing", "Pricing review", "weekly on Tuesday at 15:00 for 60m");
    let dates = "on 2026-12-02, 2026-12-09, 2026-12-16, 2026-12-23 at 10:00 for 30m";
    format!("{ORGANIZATION}{weekly}{}", charter("panel", "Panel", dates))
}

/// A workspace before and after, each built.
fn built(before: &str, after: &str) -> Folder {
    let folder = Folder::new();
    for (name, text) in [("old", before), ("new", after)] {
        folder.put(&format!("{name}/charter.toml"), b"");
        folder.put(&format!("{name}/all.charter"), text.as_bytes());
        folder.charter(&["build", name, "--out", &format!("{name}-dist")]).ends(0);
    }
    folder
}

/// What is told of some words put in the place of others.
fn told(changes: &[(&str, &str)]) -> Run {
    let before = workspace();
    let after = changes.iter().fold(before.clone(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replacen(from, to, 1)
    });
    built(&before, &after).charter(&["feed-diff", "old-dist", "new-dist"])
}

fn nothing() {
    let run = told(&[]).ends(0).prints_nothing();
    assert_eq!(run.err, "no changes\n");
    let moved = told(&[("calendar town", "# A comment changes nothing.\ncalendar town")]);
    moved.ends(0).prints_nothing();
}

fn exactly_the_mutation() {
    let cases: &[(&str, &str, &str)] = &[
        (
            "at 15:00",
            "at 16:00",
            "Pricing review moves from 15:00 to 16:00 from Tue 3 Nov 2026 on\n",
        ),
        (
            "at 15:00 for 60m",
            "at 15:00 for 45m",
            "Pricing review moves from 60 minutes to 45 minutes from Tue 3 Nov 2026 on\n",
        ),
        (
            "weekly on Tuesday",
            "weekly on Thursday",
            "Pricing review moves from weekly on Tuesday at 15:00 for 60m (Europe/London) to weekly on Thursday at 15:00 for 60m (Europe/London) from Thu 5 Nov 2026 on\n",
        ),
        (
            "holiday  2026-12-25 \"Christmas Day\"",
            "holiday  2026-12-25 \"Christmas Day\"\n  holiday  2026-12-29 \"Town fair\"",
            "Pricing review on Tue 29 Dec 2026 is skipped: holiday (Town fair)\n",
        ),
        (
            "for 60m",
            "for 60m {\n    except  2026-12-08 \"all are away\"\n  }",
            "Pricing review on Tue 8 Dec 2026 is skipped: all are away\n",
        ),
        (
            "for 60m",
            "for 60m {\n    move  2026-12-08 to 2026-12-10 at 11:00 \"trains\"\n  }",
            "Pricing review on Tue 8 Dec 2026 is moved to Thu 10 Dec 2026 at 11:00: trains\n",
        ),
        ("for 60m", "for 60m until 2026-12-31", "Pricing review ends on Thu 31 Dec 2026\n"),
        (
            "cadence         weekly on Tuesday at 15:00 for 60m",
            "cadence         weekly on Tuesday at 15:00 for 60m until 2027-02-02\n  cadence         weekly on Tuesday at 16:00 for 60m from 2027-02-03",
            "Pricing review moves from 15:00 to 16:00 from Tue 9 Feb 2027 on\n",
        ),
        (
            "at 10:00 for 30m",
            "at 11:00 for 30m",
            "Panel on 4 days from Wed 2 Dec 2026 to Wed 23 Dec 2026 is moved from 10:00 to 11:00\n",
        ),
    ];
    for (from, to, says) in cases {
        let run = told(&[(from, to)]).ends(1);
        assert_eq!(run.out, *says, "{from} → {to}");
    }
}

fn what_is_new_and_what_is_gone() {
    let before = workspace();
    let after = format!(
        "{before}{}",
        charter("roadmap", "Roadmap", "monthly on the last workday at 09:00 for 60m")
    );
    let folder = built(&before, &after);
    let run = folder.charter(&["feed-diff", "old-dist", "new-dist"]).ends(1);
    let says = "new: Roadmap, monthly on the last workday at 09:00 for 60m (Europe/London), from Mon 30 Nov 2026 on\n";
    assert!(run.out.contains(says), "{}", run.out);
    assert!(!run.out.contains("Panel") && !run.out.contains("Pricing"), "{}", run.out);
    let back = folder.charter(&["feed-diff", "new-dist", "old-dist"]).ends(1);
    let says = "Roadmap, monthly on the last workday at 09:00 for 60m (Europe/London), is no longer in the calendar\n";
    assert!(back.out.contains(says), "{}", back.out);
    assert_eq!(run.out.lines().count(), back.out.lines().count());
}

/// A workspace with something to bring, built with flags and with others.
fn told_of(before: &str, flags: &[&str], after: &str, others: &[&str]) -> Run {
    let folder = Folder::new();
    for (name, text, flags) in [("old", before, flags), ("new", after, others)] {
        folder.put(&format!("{name}/charter.toml"), b"");
        folder.put(&format!("{name}/all.charter"), text.as_bytes());
        let out = format!("{name}-dist");
        folder.charter(&[&["build", name, "--out", &out], flags].concat()).ends(0);
    }
    folder.charter(&["feed-diff", "old-dist", "new-dist"])
}

fn with_something_to_bring() -> String {
    let deal = charter("deal", "The deal", "weekly on Tuesday at 15:00 for 60m");
    let deal =
        deal.replace("  trigger ", "  input           ledger due 1 workday before\n  trigger ");
    let ledger = "\nartifact ledger \"Ledger\" {\n  owner      vp-y\n  refreshed  weekly\n}\n";
    format!("{ORGANIZATION}{ledger}{deal}")
}

fn what_is_due() {
    let text = with_something_to_bring();
    let asked = told_of(&text, &[], &text, &["--todos"]).ends(1);
    assert_eq!(
        asked.out,
        "new: Bring Ledger · The deal (to do), weekly on Monday, from Mon 2 Nov 2026 on\n\
         new: Review the charter: The deal (to do) on Mon 1 Nov 2027\n"
    );
    let gone = told_of(&text, &["--todos"], &text, &[]).ends(1);
    assert_eq!(
        gone.out,
        "Bring Ledger · The deal (to do), weekly on Monday, is no longer in the calendar\n\
         Review the charter: The deal (to do) on Mon 1 Nov 2027 is no longer in the calendar\n"
    );
    let earlier = text.replace("due 1 workday", "due 2 workdays");
    let moved = told_of(&text, &["--todos"], &earlier, &["--todos"]).ends(1);
    let line = "Bring Ledger · The deal (to do) moves from weekly on Monday to weekly on Friday from Fri 30 Oct 2026 on\n";
    assert!(moved.out.contains(line), "{}", moved.out);
    assert!(moved.out.contains(&line.replace(" (to do)", "")), "{}", moved.out);
    let fair = text.replace(
        "holiday  2026-12-25 \"Christmas Day\"",
        "holiday  2026-12-25 \"Christmas Day\"\n  holiday  2026-12-07 \"Town fair\"",
    );
    let once = told_of(&text, &["--todos"], &fair, &["--todos"]).ends(1);
    let line = "Bring Ledger · The deal (to do) on Mon 7 Dec 2026 is moved to Fri 4 Dec 2026: holiday (Town fair)\n";
    assert!(once.out.contains(line), "{}", once.out);
    let reviewed = text.replace(
        "effective       2026-11-01",
        "effective       2026-11-01\n  review          every 6 months",
    );
    let single = told_of(&text, &["--todos"], &reviewed, &["--todos"]).ends(1);
    let line =
        "Review the charter: The deal (to do) is moved from Mon 1 Nov 2027 to Fri 30 Apr 2027\n";
    assert!(single.out.contains(line), "{}", single.out);
}

fn what_rings() {
    let text = with_something_to_bring();
    let cases: [(&[&str], &[&str], &str); 3] = [
        (&[], &["--alarms"], "The deal now rings 10 minutes before\n"),
        (&["--alarms"], &[], "The deal rings no more; it rang 10 minutes before\n"),
        (
            &["--alarms"],
            &["--alarms=1h"],
            "The deal rings 1 hour before instead of 10 minutes before\n",
        ),
    ];
    for (flags, others, says) in cases {
        let run = told_of(&text, flags, &text, others).ends(1);
        assert_eq!(run.out, says);
    }
    told_of(&text, &["--alarms"], &text, &["--alarms"]).ends(0).prints_nothing();
}

fn renamed() -> (String, String) {
    let before = workspace();
    let after = before.replace("\"Pricing review\"", "\"Price; \\\"review\\\", x\"");
    (before, after)
}

fn single_feeds_have_no_reasons() {
    let (before, after) = renamed();
    let after = after.replace("2026-12-25", "2026-12-29");
    let folder = built(&before, &after);
    let feed = "calendar/charter/pricing.ics";
    let args = ["feed-diff", &format!("old-dist/{feed}"), &format!("new-dist/{feed}")];
    let run = folder.charter(&args).ends(1);
    assert!(run.out.contains("Pricing review is now called Price; \"review\", x\n"), "{}", run.out);
    assert!(run.out.contains("x on Tue 29 Dec 2026 is skipped\n"), "{}", run.out);
}

fn as_data() {
    let before = workspace();
    let after = before.replace("2026-12-25", "2026-12-29");
    let folder = built(&before, &after);
    let args = ["feed-diff", "old-dist", "new-dist", "--format", "json"];
    let run = folder.charter(&args).ends(1);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    let expected = json!([{
        "kind": "skipped",
        "title": "Pricing review",
        "uids": ["pricing.meeting@town.invalid"],
        "days": ["2026-12-29"],
        "why": "holiday (Christmas Day)",
        "text": "Pricing review on Tue 29 Dec 2026 is skipped: holiday (Christmas Day)",
    }]);
    assert_eq!(data["changes"], expected);
    let schema: Value = serde_json::from_str(&committed()).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    assert!(schema.is_valid(&data), "{data:#}");
    let mut bad = data.clone();
    bad["changes"][0]["kind"] = json!("whim");
    assert!(!schema.is_valid(&bad));
    let same = ["feed-diff", "old-dist", "old-dist", "--format", "json"];
    let none: Value = serde_json::from_str(&folder.charter(&same).ends(0).out).expect("JSON");
    assert_eq!(none, json!({ "format": "charter-feed-diff/1", "changes": [] }));
}

fn a_damaged_feed() {
    let (before, after) = renamed();
    let folder = built(&before, &after);
    let feed = folder.read("new-dist/calendar/all.ics");
    for (from, to, line) in [
        ("\r\n", "\n", "line 1: the line ends with LF"),
        ("BEGIN:VEVENT\r\n", "BEGIN:VEVENT\r\nRRULE:FREQ=WEEKLY\r\n", "is no occurrence"),
        ("END:VEVENT\r\n", "", "without its END"),
    ] {
        folder.put("bad.ics", feed.replace(from, to).as_bytes());
        let run = folder.charter(&["feed-diff", "old-dist", "bad.ics"]).ends(4).prints_nothing();
        assert!(run.err.contains("`bad.ics`, line "), "{}", run.err);
        if from == "\r\n" {
            run.says(line);
        }
    }
    folder.put("bad.ics", &feed.as_bytes()[..feed.len() / 2]);
    folder.charter(&["feed-diff", "bad.ics", "old-dist"]).ends(4).says("`bad.ics`, line ");
}

fn nothing_to_compare() {
    let folder = Folder::clean().with("one/README.md", b"no feed\n");
    folder.charter(&["feed-diff", "nowhere", "one"]).ends(4).says("`nowhere` cannot be read");
    folder.charter(&["feed-diff", "one", "one"]).ends(3).says("there is no feed in `one`");
    folder.charter(&["feed-diff", "one"]).ends(2);
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter/schema/charter-feed-diff-1.json");

fn committed() -> String {
    std::fs::read_to_string(SCHEMA).expect("the schema").replace("\r\n", "\n")
}

fn the_schema_is_committed() {
    let generated = charter::feed_diff::schema();
    let generated = serde_json::to_string_pretty(&generated).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    assert!(generated == committed(), "the schema is not that of the code: BLESS=1 rewrites it");
}
