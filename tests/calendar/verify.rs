//! A feed that would not say what the charters say is never written.

use charter::emit::{BuildOptions, Unbuilt, Untrue, Verify, build_into, calendars};
use charter::{Model, Source, Sources, analyze_as_declared, config::Config, rule};
use charter_cli::write::{Options, write_as_told};

use crate::workspace::{ORGANIZATION, acme, charter, model};

/// Something of everything: a rule with holidays, moves and an end, what is due before it,
/// looks at a trigger, a launch that was dropped.
fn text() -> String {
    let lines = "cadence weekly on Monday at 10:00 for 60m until 2026-12-31 {\n    \
        move 2026-03-09 to 2026-03-10 at 11:00 \"a\"\n  }\n  \
        input ledger due 2 workdays before\n  \
        trigger busy \"Too busy\" when load > 90% declared by peer checked monthly";
    let launch = "launch sun \"Sun\" {\n  tier T1\n  owner peer\n  ships 2027-03-02\n  \
        governed by forum\n  gate 2027-02-23 by head {\n    criterion \"It holds\"\n  }\n  \
        retired 2026-12-01 because \"Dropped\"\n}\n";
    format!("{ORGANIZATION}{}{launch}", charter("forum", lines))
}

/// What is said where the bytes change on their way.
fn said(model: &Model, press: fn(&mut Vec<u8>)) -> Untrue {
    let options = BuildOptions { press: Some(press), ..BuildOptions::default() };
    match calendars(model, &options) {
        Err(Unbuilt::Untrue(untrue)) => untrue,
        other => panic!("it was not noticed: {:?}", other.map(|files| files.len())),
    }
}

/// Puts one text in the place of another, wherever it stands.
fn change(bytes: &mut Vec<u8>, old: &str, new: &str) {
    let text = String::from_utf8(std::mem::take(bytes)).expect("events are UTF-8");
    *bytes = text.replace(old, new).into_bytes();
}

/// What is done to the bytes, whose event it hits, and what is then said.
type Case = (fn(&mut Vec<u8>), &'static str, &'static str);

#[test]
fn every_damage_is_noticed() {
    let model = model(&text());
    let cases: &[Case] = &[
        (
            |it| change(it, "DURATION:PT1H\r\n", "DURATION:PT2H\r\n"),
            "forum.meeting",
            "2026-01-05T10:00:00Z to 2026-01-05T11:00:00Z is missing",
        ),
        (
            |it| change(it, "EXDATE;TZID=Europe/London:20260406T100000\r\n", ""),
            "forum.meeting",
            "2026-04-06T09:00:00Z to 2026-04-06T10:00:00Z is too much",
        ),
        (
            |it| {
                change(
                    it,
                    "DTSTART;TZID=Europe/London:20260310T110000",
                    "DTSTART;TZID=Europe/London:20260310T113000",
                )
            },
            "forum.meeting",
            "2026-03-10T11:00:00Z to 2026-03-10T12:00:00Z is missing",
        ),
        (
            |it| change(it, "BYDAY=MO;UNTIL=20261231T235959Z", "BYDAY=MO;UNTIL=20261220T235959Z"),
            "forum.meeting",
            "2026-12-21T10:00:00Z to 2026-12-21T11:00:00Z is missing",
        ),
        (
            |it| change(it, "BYDAY=MO;UNTIL=20261231T235959Z", "BYDAY=MO"),
            "forum.meeting",
            "2027-01-04T10:00:00Z to 2027-01-04T11:00:00Z is too much",
        ),
        (
            |it| change(it, "BYDAY=MO;", "BYDAY=TU;"),
            "forum.meeting",
            "DTSTART is not an occurrence of its own rule",
        ),
        (
            |it| change(it, "TZID=Europe/London", "TZID=Europe/Lisbon"),
            "forum.meeting",
            "it is by the clock of `Europe/Lisbon` and not of `Europe/London`",
        ),
        (
            |it| change(it, "SUMMARY:The forum\r\n", "SUMMARY:The forums\r\n"),
            "forum.meeting",
            "SUMMARY reads `The forums` and not `The forum`",
        ),
        (
            |it| change(it, "UID:forum.review@", "UID:forum.revue@"),
            "forum.review",
            "it is not there",
        ),
        (
            |it| change(it, "STATUS:CANCELLED\r\n", ""),
            "sun.gate",
            "it is cancelled, and the file says otherwise",
        ),
        (|it| it.truncate(it.len() - 1), "forum.review", "the last line does not end"),
        (|it| it.clear(), "forum.meeting", "the last line does not end"),
        (
            |it| {
                change(
                    it,
                    "DTSTART;VALUE=DATE:20270223\r\nDTEND;VALUE=DATE:20270224",
                    "DTSTART;VALUE=DATE:20270224\r\nDTEND;VALUE=DATE:20270225",
                )
            },
            "sun.gate",
            "it is 2027-02-24T00:00:00Z to 2027-02-25T00:00:00Z and not 2027-02-23T00:00:00Z to 2027-02-24T00:00:00Z",
        ),
    ];
    for (press, event, what) in cases {
        let untrue = said(&model, *press);
        let expected = format!("{event}@x.test");
        assert_eq!((untrue.event.as_deref(), &*untrue.what), (Some(&*expected), *what));
    }
}

#[test]
fn whom_it_concerns_is_said() {
    let untrue = said(&model(&text()), |it| change(it, "DURATION:PT1H\r\n", "DURATION:PT2H\r\n"));
    assert_eq!(
        untrue.to_string(),
        "the calendar `calendar/charter/forum.ics` would not say what the charters say; event \
         `forum.meeting@x.test`: 2026-01-05T10:00:00Z to 2026-01-05T11:00:00Z is missing"
    );
}

/// No byte of any event of the example can change its time or its words unnoticed.
#[test]
fn the_example_notices_too() {
    let model = acme();
    said(&model, |it| change(it, "DURATION:PT1H", "DURATION:PT59M"));
    said(&model, |it| change(it, "BYDAY=2TU", "BYDAY=2TU;COUNT=4"));
    said(&model, |it| change(it, "Owner", "Owners"));
}

#[test]
fn nothing_is_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let target = folder.path().join("dist");
    let sources = Sources::new(vec![Source::new("all.charter", text().into_bytes())]);
    let toml = "[workspace]\nauthority = \"x.test\"\n";
    let config = Config::parse(toml, &rule::known()).expect("a configuration");
    let analysis = analyze_as_declared(&sources, &config);
    let build = |options: BuildOptions| {
        let written = write_as_told(&target, Options::new(false), |fresh| {
            let put = |path: &str, pieces: &[&[u8]]| fresh.put(path, pieces);
            build_into(&analysis, &sources, &options, &put).map_err(|error| match error {
                Unbuilt::Unwritten(error) => error,
                Unbuilt::Untrue(untrue) => std::io::Error::other(untrue),
            })
        });
        written.is_ok()
    };
    let press: Option<fn(&mut Vec<u8>)> = Some(|it| change(it, "PT1H\r\n", "PT2H\r\n"));
    let damaged = BuildOptions { press, ..BuildOptions::default() };
    assert!(!build(damaged.clone()));
    let left = || std::fs::read_dir(folder.path()).expect("a folder").count();
    assert!(!target.exists());
    assert!(build(BuildOptions::default()));
    let index = || std::fs::read(target.join("index.json")).expect("an index");
    let (whole, files) = (index(), left());
    assert!(!build(damaged.clone()));
    assert_eq!((index(), left()), (whole.clone(), files));
    assert!(build(BuildOptions { verify: Verify::Off, ..damaged }));
    assert_ne!(index(), whole);
}
