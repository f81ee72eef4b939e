//! `charter next`: for people, on their own clock, and as data.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("next::day_by_day_on_the_readers_clock", day_by_day_on_the_readers_clock),
        trial("next::on_the_charters_own_clock_nothing_stands_beside", one_clock),
        trial("next::another_day_for_the_reader", another_day_for_the_reader),
        trial("next::the_clock_of_the_seat", the_clock_of_the_seat),
        trial("next::by_a_former_name", by_a_former_name),
        trial("next::a_day_of_another_year", a_day_of_another_year),
        trial("next::the_page_of_a_month", the_page_of_a_month),
        trial("next::what_is_skipped", what_is_skipped),
        trial("next::of_one_launch", of_one_launch),
        trial("next::cut_to_the_width", cut_to_the_width),
        trial("next::colour_only_where_it_is_wanted", colour_only_where_it_is_wanted),
        trial("next::as_data_with_every_reason", as_data_with_every_reason),
        trial("next::the_same_bytes_in_any_zone", the_same_bytes_in_any_zone),
        trial("next::called_wrongly", called_wrongly),
        trial("next::the_schema_is_committed", the_schema_is_committed),
    ]
}

const WORKSPACE: &str = "\
calendar town \"Town\" {
  zone        Europe/London
  holiday     2026-12-08 \"Founders' Day\"
  holiday     2026-12-22 \"Midwinter\"
  on-holiday  move to next workday
}

seat vp-x \"VP X\" {
  altitude  vp
  holder    \"Ada\"
  zone      Europe/Stockholm
}

seat vp-y \"VP Y\" {
  altitude  vp
  holder    \"Bo\"
}

seat vp-z \"VP Z\" {
  altitude  vp
}

class promise \"A promise\" {
  level  interface
}

charter deal \"The deal\" {
  decides         promise of things
  owner           vp-x
  counterparties  vp-y
  cadence         weekly on Tuesday at 10:00 for 60m {
    except      2026-12-15 \"all are away\"
    move        2026-12-29 to 2026-12-30 at 11:30 \"trains\"
  }
  trigger         moved when \"one of us cannot keep it\" declared by vp-y checked monthly
  escalation      none because \"Nobody stands above\"
  record          every cycle
  effective       2026-11-01
}

charter dates \"On dates\" {
  decides         promise of dates
  owner           vp-z
  counterparties  vp-y
  cadence         on 2026-12-03 at 23:30 for 60m in Europe/London
  cadence         at T-1 week at 14:00 for 45m as before
  trigger         moved when \"one of us cannot keep it\" declared by vp-y checked monthly
  escalation      none because \"Nobody stands above\"
  record          every cycle
  effective       2026-11-01
}

launch orion \"Project Orion\" {
  tier      T2 classified by vp-y
  owner     vp-y
  ships     2026-12-18
  governed  by dates
}
";

fn folder() -> Folder {
    Folder::new().with("all.charter", WORKSPACE.as_bytes())
}

/// `charter next` on a machine in a zone.
fn next(zone: &str, args: &[&str]) -> Run {
    run(zone, args, &[])
}

fn run(zone: &str, args: &[&str], environment: &[(&str, &str)]) -> Run {
    let folder = folder();
    let mut command = folder.command(&["next", "--as-of", "2026-12-01"]);
    command.args(args).env("TZ", zone).env_remove("COLUMNS");
    command.envs(environment.iter().copied());
    Run::of(command)
}

fn shows(run: &Run, text: &str) {
    assert!(run.out.contains(text), "this is not shown:\n{text}\nbut:\n{}{}", run.out, run.err);
}

fn day_by_day_on_the_readers_clock() {
    let run = next("America/New_York", &["--until", "2026-12-31"]).ends(0);
    shows(&run, "Tuesday 1 December 2026\n  05:00–06:00  10:00 Europe/London  The deal");
    shows(&run, "The deal                   VP X (Ada)\n");
    shows(&run, "Wednesday 9 December 2026\n");
    shows(&run, "instead of Tue 8 Dec 10:00, which is a holiday: Founders' Day\n");
    shows(&run, "Wednesday 30 December 2026\n  06:30–07:30  11:30 Europe/London  The deal");
    shows(&run, "moved from Tue 29 Dec 10:00: trains\n");
    shows(&run, "On dates · before · orion  VP Z\n");
    assert_eq!(
        run.err,
        "6 occurrences from 2026-12-01 until 2026-12-31, as of 2026-12-01, on the clock of America/New_York\n"
    );
    assert!(!run.out.contains("15 December"), "it is left out: {}", run.out);
}

fn one_clock() {
    let run = next("Europe/London", &["--charter", "deal", "--until", "2026-12-02"]).ends(0);
    assert_eq!(run.out, "Tuesday 1 December 2026\n  10:00–11:00  The deal  VP X (Ada)\n");
}

/// Half past eleven at night in London is tomorrow in Stockholm, and it is asked for by its day there.
fn another_day_for_the_reader() {
    let args = ["--zone", "Europe/Stockholm", "--from", "2026-12-04", "--until", "2026-12-04"];
    let run = next("Europe/London", &args).ends(0);
    assert_eq!(
        run.out,
        "Friday 4 December 2026\n  00:30–01:30  Thu 23:30 Europe/London  On dates  VP Z\n"
    );
    let here = ["--from", "2026-12-04", "--until", "2026-12-04"];
    assert_eq!(next("Europe/London", &here).ends(0).out, "");
}

fn the_clock_of_the_seat() {
    let args = ["--seat", "vp-x", "--until", "2026-12-02", "--zone", "Asia/Tokyo"];
    let run = next("Europe/London", &args).ends(0);
    shows(&run, "  19:00–20:00  10:00 Europe/London, 11:00 Europe/Stockholm  The deal");
    let at_home = ["--seat", "vp-x", "--until", "2026-12-02", "--zone", "Europe/Stockholm"];
    shows(&next("UTC", &at_home).ends(0), "  11:00–12:00  10:00 Europe/London  The deal");
}

/// Whoever still says a name from before a rename gets what the new one gives.
fn by_a_former_name() {
    let renamed = [
        ("seat vp-x \"VP X\" {", "seat vp-x \"VP X\" {\n  formerly  vp-old"),
        ("charter deal \"The deal\" {", "charter deal \"The deal\" {\n  formerly  bargain"),
    ];
    let text = renamed.iter().fold(WORKSPACE.to_owned(), |text, (old, new)| text.replace(old, new));
    let folder = Folder::new().with("all.charter", text.as_bytes());
    for (verb, flag, former, name) in [
        ("next", "--seat", "vp-old", "vp-x"),
        ("next", "--charter", "bargain", "deal"),
        ("agenda", "--seat", "vp-old", "vp-x"),
        ("agenda", "--charter", "bargain", "deal"),
        ("graph", "--seat", "vp-old", "vp-x"),
    ] {
        let of = |name: &str| folder.charter(&[verb, "--as-of", "2026-12-01", flag, name]).ends(0);
        assert_eq!(of(former).out, of(name).out, "{verb} {flag} {former}");
    }
    folder.charter(&["build", "--seat", "vp-old", "--charter", "bargain"]).ends(0);
    assert!(folder.has("dist/calendar/seat/vp-x.ics"), "{:?}", folder.names());
}

/// A moved day is told with its year where the heading is of another, be it on the wall of the
/// charter or of who reads.
fn a_day_of_another_year() {
    let next = |zone: &str, to: &str| {
        let text = WORKSPACE
            .replace("to 2026-12-30 at 11:30", to)
            .replace("holiday     2026-12-22 \"Midwinter\"", "holiday     2027-01-05 \"Epiphany\"");
        let folder = Folder::new().with("all.charter", text.as_bytes());
        let mut command = folder.command(&["next", "--as-of", "2026-12-01", "--charter", "deal"]);
        command.args(["--until", "2027-01-10", "--zone", zone]).env_remove("COLUMNS");
        Run::of(command).ends(0)
    };
    let run = next("Europe/London", "to 2027-01-02");
    shows(&run, "Saturday 2 January 2027\n");
    shows(&run, "moved from Tue 29 Dec 2026 10:00: trains\n");
    shows(&run, "instead of Tue 8 Dec 10:00, which is a holiday: Founders' Day\n");
    shows(&run, "instead of Tue 5 Jan 10:00, which is a holiday: Epiphany\n");
    let run = next("Asia/Tokyo", "to 2026-12-31 at 23:30");
    shows(&run, "Friday 1 January 2027\n  08:30–09:30  Thu 23:30 Europe/London  The deal");
    shows(&run, "moved from Tue 29 Dec 2026 10:00: trains\n");
    let run = next("Europe/London", "to 2026-12-31 at 23:30");
    shows(&run, "moved from Tue 29 Dec 10:00: trains\n");
}

fn the_page_of_a_month() {
    let run = next("Europe/London", &["--month"]).ends(0);
    let page = "                  December 2026
Mon    Tue    Wed    Thu    Fri    Sat    Sun
       [ 1]•    2      3 •    4      5      6
  7      8 ×    9 •   10     11 •   12     13
 14     15     16     17     18     19     20
 21     22 ×   23 •   24     25     26     27
 28     29     30 •   31
• meetings   × holiday   [ ] the day taken for today
× Tue 8 Dec  Founders' Day
× Tue 22 Dec  Midwinter

Tuesday 1 December 2026
";
    assert!(run.out.starts_with(page), "{}", run.out);
    assert_eq!(run.out, next("Europe/London", &["--month", "2026-12"]).ends(0).out);
    let february = next("Europe/London", &["--month", "2027-02"]).ends(0).out;
    assert!(february.starts_with("                  February 2027\nMon "), "{february}");
    assert!(february.contains("\n  1      2 •    3 "), "{february}");
    assert!(!february.contains("[ 1]") && !february.contains("\n\n\n"), "{february}");
}

fn what_is_skipped() {
    let run = next("Europe/London", &["--charter", "deal", "--skipped"]).ends(0);
    let told = "Tuesday 15 December 2026\n  not held     The deal, left out: all are away\n";
    shows(&run, told);
    assert!(run.err.contains(" and 1 skipped from "), "{}", run.err);
    let folder = folder().replacing("all.charter", &[("on-holiday  move to next workday", "")]);
    let run = folder.charter(&["next", "--as-of", "2026-12-01", "--skipped"]).ends(0);
    let told = "Tuesday 8 December 2026  × Founders' Day\n  not held     The deal, skipped for a holiday: Founders' Day\n";
    shows(&run, told);
}

fn of_one_launch() {
    let run = next("Europe/London", &["--launch", "orion"]).ends(0);
    assert_eq!(
        run.out,
        "Friday 11 December 2026\n  14:00–14:45  On dates · before · orion  VP Z\n"
    );
}

fn cut_to_the_width() {
    let wide = next("Asia/Tokyo", &[]).ends(0).out;
    let narrow = run("Asia/Tokyo", &[], &[("COLUMNS", "40")]).ends(0).out;
    assert!(wide.lines().any(|line| line.chars().count() > 40));
    assert!(narrow.lines().all(|line| line.chars().count() <= 40), "{narrow}");
    assert_eq!(wide.lines().count(), narrow.lines().count());
    assert!(narrow.contains('…') && !wide.contains('…'));
}

fn colour_only_where_it_is_wanted() {
    let plain = next("Europe/London", &["--month"]).ends(0).out;
    assert!(!plain.contains('\x1b'));
    let coloured = next("Europe/London", &["--month", "--color", "always"]).ends(0).out;
    assert!(coloured.contains("\x1b[1m  3 •  \x1b[0m"), "{coloured}");
    let without: String = coloured
        .split('\x1b')
        .enumerate()
        .map(|(nth, piece)| if nth == 0 { piece } else { piece.split_once('m').expect("a code").1 })
        .collect();
    let blanks =
        |text: &str| text.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>();
    assert_eq!(blanks(&without), blanks(&plain));
    let unwanted = run("Europe/London", &["--month"], &[("NO_COLOR", "1")]).ends(0).out;
    assert_eq!(unwanted, plain);
}

fn data(run: &Run) -> Value {
    serde_json::from_str(&run.out).expect("JSON")
}

fn as_data_with_every_reason() {
    let args = ["--format", "json", "--until", "2026-12-31", "--skipped", "--zone", "Asia/Tokyo"];
    let run = next("Europe/London", &args).ends(0);
    let data = data(&run);
    let told = |nth: usize| data["occurrences"][nth].clone();
    assert_eq!(told(0)["reason"], "rule");
    assert_eq!(told(0)["start"], "2026-12-01T10:00:00Z");
    assert_eq!(told(0)["local"], "2026-12-01T10:00:00");
    assert_eq!(told(0)["zone"], "Europe/London");
    let reader = json!({ "local": "2026-12-01T19:00:00", "zone": "Asia/Tokyo" });
    assert_eq!(told(0)["reader"], reader);
    assert_eq!(told(1)["reason"], "explicit");
    assert_eq!(told(2)["reason"], "holiday");
    assert_eq!(told(2)["original"], "2026-12-08T10:00:00");
    assert_eq!(told(2)["why"], "Founders' Day");
    assert_eq!(told(5)["reason"], "moved");
    assert_eq!(told(5)["original"], "2026-12-29T10:00:00");
    assert_eq!(told(5)["why"], "trains");
    let skipped = json!([{
        "charter": "deal", "title": "The deal", "slot": null, "launch": null,
        "date": "2026-12-15", "zone": "Europe/London", "reason": "except", "why": "all are away",
    }]);
    assert_eq!(data["skipped"], skipped);
    let schema: Value = serde_json::from_str(&committed()).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    assert!(
        schema.is_valid(&data),
        "{:?}",
        schema.iter_errors(&data).map(|it| it.to_string()).collect::<Vec<_>>()
    );
    for (place, instead) in [
        ("/format", json!("charter-next/2")),
        ("/occurrences/0/reason", json!("whim")),
        ("/occurrences/0/surprise", json!(1)),
        ("/skipped/0/date", json!(8)),
    ] {
        let mut bad = data.clone();
        let (parent, key) = place.rsplit_once('/').expect("a place");
        bad.pointer_mut(parent).expect("a parent")[key] = instead;
        assert!(!schema.is_valid(&bad), "{place} may be anything");
    }
}

/// Where no zone is asked for, data says nothing of the machine.
fn the_same_bytes_in_any_zone() {
    let data = |zone| next(zone, &["--format", "json"]).ends(0).out;
    assert_eq!(data("Asia/Tokyo"), data("America/New_York"));
    assert!(!data("Asia/Tokyo").contains("reader"));
}

fn called_wrongly() {
    for (args, says) in [
        (&["--zone", "Europe/Londn"][..], "there is no zone `Europe/Londn`"),
        (&["--zone", "europe/london"], "did you mean `Europe/London`?"),
        (&["--zone", "PT"], "did you mean `America/Los_Angeles`?"),
        (&["--launch", "orio"], "did you mean `orion`?"),
        (&["--month", "2026-13"], "a month is written like 2026-11"),
        (&["--month", "--from", "2026-12-01"], "cannot be used with"),
    ] {
        next("UTC", args).ends(2).says(says).prints_nothing();
    }
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter/schema/charter-next-1.json");

fn committed() -> String {
    std::fs::read_to_string(SCHEMA).expect("the schema").replace("\r\n", "\n")
}

fn the_schema_is_committed() {
    let generated = charter::emit::next::schema();
    let generated = serde_json::to_string_pretty(&generated).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    assert!(generated == committed(), "the schema is not that of the code: BLESS=1 rewrites it");
}
