//! `charter build`: what it says of feeds, and when it refuses to write them.

use std::process::ExitCode;

use charter_cli::{Cli, Terminal, Verb};
use clap::Parser;
use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::{Folder, Run, role, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("build::a_feed_that_would_be_wrong_is_a_fault", wrong),
        trial("build::busy_discloses_nothing", busy_discloses_nothing),
        trial("build::a_large_feed_is_noted", a_large_feed_is_noted),
        trial("build::what_is_to_be_done_is_asked_for", what_is_to_be_done_is_asked_for),
    ]
}

const ORGANIZATION: &str = "\
calendar town \"Town\" {
  zone  Europe/London
}

seat vp-x \"VP X\" {
  altitude  vp
  holder    \"Ada\"
}

seat vp-y \"VP Y\" {
  altitude  vp
  holder    \"Bo\"
}

seat vp-z \"VP Z\" {
  altitude  vp
  holder    \"Cy\"
}

seat vp-w \"VP W\" {
  altitude  vp
  holder    \"Di\"
}

class promise \"A promise\" {
  level  interface
}

artifact ledger \"Ledger\" {
  owner      vp-y
  refreshed  weekly
}
";

fn charter(name: &str, [owner, other]: [&str; 2], cadence: &str, place: &str) -> String {
    format!(
        "
charter {name} \"The {name}\" {{
  decides         promise of {name}
  owner           {owner}
  counterparties  {other}
  cadence         {cadence}
  input           ledger due 1 workday before
  trigger         moved when \"one of us cannot keep it\" declared by {other}
  escalation      none because \"Nobody stands above\"
  record          every cycle in \"{place}\"
  effective       2026-11-01
}}
"
    )
}

const WEEKLY: &str = "weekly on Tuesday at 15:00 for 60m";

fn folder() -> Folder {
    let deal = charter("deal", ["vp-x", "vp-y"], WEEKLY, "docs/deal.md");
    Folder::new().with("all.charter", format!("{ORGANIZATION}{deal}").as_bytes())
}

/// `charter build` by a program that writes an hour too much.
pub(crate) fn pressed() -> ExitCode {
    fn press(bytes: &mut Vec<u8>) {
        let text = String::from_utf8_lossy(bytes).replace("DURATION:PT1H\r\n", "DURATION:PT2H\r\n");
        *bytes = text.into_bytes();
    }
    let work = || {
        let Verb::Build(args) = Cli::parse().verb else { panic!("it only builds") };
        let mut terminal = Terminal::new(Default::default());
        let outcome = charter_cli::build::run_pressed(Some(press), &args, &mut terminal);
        terminal.end(outcome)
    };
    charter_cli::fault::guard(work).into()
}

fn build_wrongly(folder: &Folder, args: &[&str]) -> Run {
    let mut command = role("pressed build");
    command.arg("build").args(args).current_dir(folder.path(""));
    Run::of(command)
}

fn wrong() {
    let folder = folder();
    let says = |run: Run| {
        let run = run.ends(101).prints_nothing().says("not your mistake").says("please report");
        let run = run.says("`calendar/charter/deal.ics` would not say what the charters say");
        let run = run.says("event `deal.meeting@town.invalid`");
        run.says("2026-11-03T15:00:00Z to 2026-11-03T16:00:00Z is missing").says("--verify off")
    };
    says(build_wrongly(&folder, &[]));
    assert_eq!(folder.names(), ["all.charter"], "nothing is left behind");
    folder.charter(&["build"]).ends(0);
    let (before, names) = (folder.read("dist/index.json"), folder.names());
    says(build_wrongly(&folder, &[]));
    assert_eq!((folder.read("dist/index.json"), folder.names()), (before.clone(), names));
    build_wrongly(&folder, &["--verify", "off"]).ends(0);
    assert_ne!(folder.read("dist/index.json"), before, "it was asked for");
}

fn busy_discloses_nothing() {
    let folder = folder();
    for (flags, what) in [
        (&["--charter", "deal"][..], "--charter"),
        (&["--only", "json"], "--only json and dps"),
        (&["--only", "dps"], "--only json and dps"),
        (&["--charter", "deal", "--only", "calendar"], "--charter"),
    ] {
        let run = folder.charter(&[&["build", "--profile", "busy"], flags].concat());
        let run = run.ends(2).prints_nothing();
        let run =
            run.says(&format!("{what} cannot be used with --profile busy, which names nothing"));
        run.says("leave it out, or choose --profile minimal");
        assert!(!folder.has("dist"), "{flags:?}");
    }
    folder.charter(&["build", "--profile", "busy", "--seat", "vp-x"]).ends(0);
    assert!(folder.has("dist/calendar/seat/vp-x.ics"));
}

/// A text of thirty kilobytes in each of forty meetings is more than some calendars take.
fn a_large_feed_is_noted() {
    let singly = "monthly on the 3rd workday at 10:00 for 60m until 2029-06-30";
    let built = |charters: &str| {
        let text = format!("{ORGANIZATION}{charters}");
        let folder = Folder::new().with("all.charter", text.as_bytes());
        let run = folder.charter(&["build"]).ends(0);
        (run, folder.read("dist/calendar/all.ics").len() / 1000)
    };
    let refused = "some calendars refuse more than 1 MB";
    let long = "long ".repeat(6_000);
    let (run, size) = built(&charter("one", ["vp-x", "vp-y"], singly, &long));
    run.says(&format!(
        "note: `calendar/all.ics` has {size} KB (and 3 others are above 900 KB): {refused}; \
         --profile minimal makes them smaller"
    ));
    let half = "long ".repeat(3_200);
    let one = charter("one", ["vp-x", "vp-y"], singly, &half);
    let two = charter("two", ["vp-z", "vp-w"], singly, &half);
    let (run, size) = built(&(one + &two));
    run.says(&format!(
        "note: `calendar/all.ics` has {size} KB: {refused}; people subscribe to the feed of their seat"
    ));
    let run = folder().charter(&["build"]).ends(0);
    assert!(!run.err.contains("note:"), "{}", run.err);
}

fn what_is_to_be_done_is_asked_for() {
    let folder = folder();
    let feed = "dist/calendar/seat/vp-y.ics";
    let counts = || {
        let index: Value = serde_json::from_str(&folder.read("dist/index.json")).expect("JSON");
        let files = index["files"].as_array().expect("files").clone();
        let file = files.iter().find(|it| it["path"] == "calendar/seat/vp-y.ics").expect("a feed");
        (file["events"].clone(), file["todos"].clone())
    };
    folder.charter(&["build"]).ends(0);
    let plain = folder.read(feed);
    assert!(!plain.contains("VTODO"));
    assert_eq!(counts(), (json!(2), Value::Null));
    folder.charter(&["build", "--todos"]).ends(0);
    assert_eq!(folder.read(feed).matches("BEGIN:VTODO\r\n").count(), 1);
    assert_eq!(counts(), (json!(2), json!(1)));
    let run = folder.charter(&["build", "--todos", "--profile", "busy"]).ends(0);
    run.says("note: nothing to do is told, since --profile busy says only who is taken");
    assert!(!folder.read(feed).contains("VTODO"));
}
