//! `charter fired`: what values say of triggers and exits, and what is written of it.

#[path = "fired/runs.rs"]
mod runs;

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    let own = vec![
        trial("fired::what_has_fired_and_what_not", what_has_fired_and_what_not),
        trial("fired::the_day_decides", the_day_decides),
        trial("fired::raised_already", raised_already),
        trial("fired::as_data", as_data),
        trial("fired::tables_of_all_kinds", tables_of_all_kinds),
        trial("fired::a_list", a_list),
        trial("fired::units", units),
        trial("fired::rows_that_cannot_be_used", rows_that_cannot_be_used),
        trial("fired::files_that_cannot_be_used", files_that_cannot_be_used),
        trial("fired::raises_are_written", raises_are_written),
        trial("fired::never_in_anothers_place", never_in_anothers_place),
        trial("fired::a_month_of_cycles", a_month_of_cycles),
        trial("fired::the_schema_is_committed", the_schema_is_committed),
    ];
    own.into_iter().chain(runs::trials()).collect()
}

const WORKSPACE: &str = r#"calendar town "Town" {
  zone  Europe/London
}

seat vp-x "VP X" {
  altitude  vp
  holder    "Ada"
}

seat vp-y "VP Y" {
  altitude  vp
  holder    "Bo"
}

metric load "Load of the team" {
  unit   percent
  owner  vp-x
}

metric churn "Churn" {
  unit   percent
  owner  vp-x
}

metric spend "Spend" {
  unit   money EUR
  owner  vp-x
}

metric delay "Delay" {
  unit   duration
  owner  vp-x
}

metric tickets "Open tickets" {
  unit   count "tickets"
  owner  vp-x
}

class promise "A promise" {
  level  interface
}

charter deal "The deal" {
  decides         promise of things
  owner           vp-x
  counterparties  vp-y
  cadence         weekly on Tuesday at 10:00 for 60m
  trigger         moved "It \"moved\"" when load > 100% for 2 weeks declared by vp-y checked every 2 weeks respond within 10 days
  trigger         spent when spend >= 2.5M EUR declared by vp-x checked monthly
  trigger         words when "one of us cannot keep it" declared by vp-y checked monthly
  escalation      none because "Nobody stands above"
  record          every cycle
  effective       2026-02-02
}

charter later "Not yet" {
  decides         promise of later
  owner           vp-x
  counterparties  vp-y
  cadence         weekly on Tuesday at 10:00 for 60m
  trigger         moved when load > 1% declared by vp-x checked monthly
  escalation      none because "Nobody stands above"
  record          every cycle
  effective       2027-02-02
}

launch orion "Project Orion" {
  tier      T2 classified by vp-y
  owner     vp-y
  ships     2026-12-18
  governed  by deal
  trigger   moved when delay > 3 weeks declared by vp-x checked monthly respond within 1 week
}

bet cache "The cache" {
  owner      vp-x
  committed  2026-03-03 in deal
  outcome    leading load < 50% by 2027-03-03
  stop       when churn > 6% for 1 month
  trigger    busy when tickets > 40 for 3 days declared by vp-y checked weekly
  review     at +6 months, +12 months by vp-y
}
"#;

const EVIDENCE: &str = "\
metric,date,value
load,2026-10-01,108%
load,2026-10-20,112
churn,2026-09-01,7%
churn,2026-10-05,6.5%
spend,2026-11-01,2400000
delay,2026-11-10,25 days
tickets,2026-11-17,44
tickets,2026-11-19,41
load,2026-12-01,20
";

fn folder() -> Folder {
    Folder::new().with("all.charter", WORKSPACE.as_bytes()).with("e.csv", EVIDENCE.as_bytes())
}

fn fired(folder: &Folder, args: &[&str]) -> Run {
    folder.charter(&[&["fired", "--as-of", "2026-11-20", "--evidence"], args].concat())
}

fn what_has_fired_and_what_not() {
    let run = fired(&folder(), &["e.csv"]).ends(0);
    assert_eq!(
        run.out,
        "\
stop   cache  churn > 6% for 1 month
  fired on 2026-10-01, met since 2026-09-01: 7% on 2026-09-01, 6.5% on 2026-10-05
  vp-x owns the bet

fired  deal.moved  load > 100% for 2 weeks
  fired on 2026-10-15, met since 2026-10-01: 108% on 2026-10-01, 112% on 2026-10-20
  vp-y declares it; not raised; to be answered by 2026-10-25

fired  orion.moved  delay > 3 weeks
  fired on 2026-11-10, met since 2026-11-10: 25 days on 2026-11-10
  vp-x declares it; not raised; to be answered by 2026-11-17

holds  cache.busy  tickets > 40 for 3 days
  met since 2026-11-17: 41 tickets on 2026-11-19; fires if that is still so on 2026-11-20
  vp-y declares it

quiet  deal.spent  spend >= 2.5M EUR  2.4M EUR on 2026-11-01
"
    );
    let told = "1 row is later than 2026-11-20: left aside
1 condition is in words: only a person can judge
3 of 5 conditions have fired as of 2026-11-20
";
    assert_eq!(run.err, told);
}

fn the_day_decides() {
    let states = |day: &str| {
        let args = ["fired", "--evidence", "e.csv", "--as-of", day, "--format", "json"];
        let data: Value = serde_json::from_str(&folder().charter(&args).ends(0).out).expect("JSON");
        let all = data["conditions"].as_array().expect("a list").iter();
        let told = |it: &Value| format!("{} {}", it["state"], it["name"]).replace('"', "");
        (all.map(told).collect::<Vec<_>>(), data["unjudged"]["metrics"].clone())
    };
    let (all, metrics) = states("2026-10-14");
    assert_eq!(all, ["fired cache", "holds deal.moved"]);
    assert_eq!(metrics, json!(["delay", "spend", "tickets"]));
    assert_eq!(states("2026-10-19").0, ["fired cache", "holds deal.moved"], "nobody measured it");
    assert_eq!(states("2026-10-20").0[..2], ["fired cache", "fired deal.moved"]);
    let (all, _) = states("2026-12-01");
    assert!(all.contains(&"over deal.moved".to_owned()), "{all:?}");
    let (all, _) = states("2027-02-02");
    assert!(all.contains(&"quiet later.moved".to_owned()), "in force by then: {all:?}");
    let folder = folder().replacing("e.csv", &[("load,2026-12-01,20", "load,2027-02-02,20")]);
    let run = folder.charter(&["fired", "--evidence", "e.csv", "--as-of", "2027-02-02"]).ends(0);
    assert!(run.out.contains("fired  later.moved"), "measured since: {}", run.out);
    assert_eq!(states("2026-02-01").0, Vec::<String>::new());
}

fn raised_already() {
    let told = |history: &str| {
        let folder = folder().with("history.charter", history.as_bytes());
        let out = fired(&folder, &["e.csv"]).ends(0).out;
        let line = out.lines().find(|line| line.contains("vp-y declares it; ")).expect("a line");
        line.trim().to_owned()
    };
    let raise = |name: &str, day: &str, trigger: &str| {
        format!(
            "raise {name} on {day} {{\n  trigger  {trigger}\n  by  vp-y\n  evidence  \"E\"\n}}\n"
        )
    };
    let record = |name: &str, day: &str, answers: &str| {
        format!(
            "record {name} on {day} {{\n  charter  deal\n  answers  {answers}\n  decided  \"So\"\n  by  vp-x\n}}\n"
        )
    };
    let none = "vp-y declares it; not raised; to be answered by 2026-10-25";
    assert_eq!(told(""), none);
    assert_eq!(told(&raise("dip", "2026-10-15", "orion.moved")), none, "another trigger");
    let dip = raise("dip", "2026-10-15", "deal.moved");
    let due = "vp-y declares it; raised as dip on 2026-10-15; to be answered by 2026-10-25";
    assert_eq!(told(&dip), due);
    let answered = format!("{dip}{}", record("so", "2026-11-03", "dip"));
    assert_eq!(told(&answered), "vp-y declares it; raised as dip on 2026-10-15, answered by so");
    // One that was made before it fired counts until it is answered.
    let early = raise("early", "2026-10-02", "deal.moved");
    let due = "vp-y declares it; raised as early on 2026-10-02; to be answered by 2026-10-12";
    assert_eq!(told(&early), due);
    let before = format!("{early}{}", record("so", "2026-10-14", "early"));
    assert_eq!(told(&before), none, "answered the day before");
    let on_the_day = format!("{early}{}", record("so", "2026-10-15", "early"));
    assert_eq!(
        told(&on_the_day),
        "vp-y declares it; raised as early on 2026-10-02, answered by so"
    );
    // What is raised after the day taken for today is not raised yet.
    assert_eq!(told(&raise("late", "2026-11-21", "deal.moved")), none);
}

fn as_data() {
    let folder = folder();
    let run = fired(&folder, &["e.csv", "--format", "json"]).ends(0);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    let expected = json!({
        "kind": "trigger", "name": "deal.moved", "title": "It \"moved\"",
        "condition": "load > 100% for 2 weeks",
        "metric": "load", "metric_title": "Load of the team", "state": "fired",
        "value": { "value": "112%", "on": "2026-10-20" },
        "since": "2026-10-01", "fired": "2026-10-15",
        "value_then": { "value": "108%", "on": "2026-10-01" },
        "until": null, "by": "vp-y", "answer_by": "2026-10-25", "raise": null,
    });
    assert_eq!(data["conditions"][1], expected);
    assert_eq!(data["unjudged"], json!({ "metrics": [], "prose": 1, "unclear": 0 }));
    assert_eq!((&data["faults"], &data["later"]), (&json!([]), &json!(1)));
    let schema: Value = serde_json::from_str(&committed()).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    assert!(schema.is_valid(&data));
    for (place, instead) in [
        ("/format", json!("charter-fired/2")),
        ("/conditions/0/kind", json!("whim")),
        ("/conditions/0/state", json!("asleep")),
        ("/conditions/0/value", json!(7)),
        ("/unjudged/surprise", json!(1)),
    ] {
        let mut bad = data.clone();
        let (parent, key) = place.rsplit_once('/').expect("a place");
        bad.pointer_mut(parent).expect("a parent")[key] = instead;
        assert!(!schema.is_valid(&bad), "{place} may be anything");
    }
    assert_eq!(fired(&folder, &["e.csv", "--format", "json"]).out, run.out, "the same bytes");
}

/// Columns in any order, more of them, and what spreadsheets make of a table.
fn tables_of_all_kinds() {
    let expected = fired(&folder(), &["e.csv"]).ends(0).out;
    let columns = |separator: &str, end: &str| {
        let rows = EVIDENCE.lines().map(|line| {
            let cells: Vec<&str> = line.split(',').collect();
            let note = if cells[0] == "metric" { "Note" } else { "\"seen, twice\"" };
            format!(
                "{}{separator}{note}{separator} {} {separator}{}{end}",
                cells[2], cells[0], cells[1]
            )
        });
        rows.collect::<String>()
    };
    for text in [
        columns(",", "\n"),
        columns(";", "\r\n"),
        columns("\t", "\n"),
        format!("\u{feff}{}", columns(",", "\r\n")),
        EVIDENCE.replace("metric,date,value", "Metric,DATE,Value"),
        EVIDENCE.replace("108%", "\"108 %\""),
    ] {
        let folder = folder().with("e.csv", text.as_bytes());
        assert_eq!(fired(&folder, &["e.csv"]).ends(0).out, expected, "{text}");
    }
    let folder = folder().with("e.csv", b"metric,date,value,note\nload,2026-10-01,108,\xe4\n");
    fired(&folder, &["e.csv"]).ends(0).says("not UTF-8: read as Windows-1252");
}

fn a_list() {
    let list = json!([
        { "metric": "load", "date": "2026-10-01", "value": 108 },
        { "metric": "load", "date": "2026-10-20", "value": "112%", "note": null },
        { "metric": "churn", "date": "2026-09-01", "value": 7 },
        { "metric": "churn", "date": "2026-10-05", "value": 6.5 },
        { "metric": "spend", "date": "2026-11-01", "value": "2.4M EUR" },
        { "metric": "delay", "date": "2026-11-10", "value": 25.0 },
        { "metric": "tickets", "date": "2026-11-17", "value": 44 },
        { "metric": "tickets", "date": "2026-11-19", "value": 41 },
    ]);
    let folder = folder().with("e.json", list.to_string().as_bytes());
    let run = fired(&folder, &["e.json"]).ends(0);
    assert_eq!(run.out, fired(&folder, &["e.csv"]).ends(0).out);
    let bad = br#"[{ "metric": "load", "date": "2026-10-01" }, 7, { "metric": "lod", "date": "2026-10-01", "value": true }]"#;
    let folder = folder.with("bad.json", bad);
    let run = fired(&folder, &["bad.json"]).ends(4);
    let run = run.says("`bad.json`, entry 1: there is no value");
    let run = run.says("entry 2: this is no object with a metric, a date and a value");
    run.says("entry 3: there is no value");
}

/// Each unit, with and without its sign; nothing is guessed.
fn units() {
    let state = |metric: &str, value: &str| {
        let text = format!("metric,date,value\n{metric},2026-11-01,{value}\n");
        let folder = folder().with("e.csv", text.as_bytes());
        let run = fired(&folder, &["e.csv", "--format", "json"]);
        let data: Value = serde_json::from_str(&run.out).expect("JSON");
        let told = data["conditions"].as_array().expect("a list").last().cloned();
        told.map_or_else(
            || data["faults"][0]["message"].as_str().expect("a fault").to_owned(),
            |it| format!("{}: {}", it["state"], it["value"]["value"]).replace('"', ""),
        )
    };
    assert_eq!(state("spend", "2.5M EUR"), "fired: 2.5M EUR");
    assert_eq!(state("spend", "2.5M"), "fired: 2.5M EUR");
    assert_eq!(state("spend", "2499999"), "quiet: 2499999 EUR");
    assert_eq!(state("delay", "21"), "quiet: 21 days");
    assert_eq!(state("delay", "21.5"), "fired: 21.5 days");
    assert_eq!(state("delay", "1 month"), "fired: 30.4375 days");
    assert_eq!(state("delay", "15 workdays"), "quiet: 21 days");
    assert_eq!(state("delay", "1 day"), "quiet: 1 day");
    assert_eq!(state("churn", "7%"), "holds: 7%");
    assert_eq!(state("churn", "-3"), "quiet: -3%");
    assert_eq!(state("tickets", "1k"), "holds: 1000 tickets");
    for (metric, value, says) in [
        ("spend", "2.5M USD", "`2.5M USD` is no value of `spend`: write `2.5M EUR`"),
        ("churn", "\"7,5\"", "`7,5` is no value of `churn`: write `108%` or `108`"),
        ("delay", "3%", "write `120 days`, or the number of days"),
        ("tickets", "40 tickets", "write a bare number"),
        ("tickets", "many", "`many` is no value of `tickets`"),
    ] {
        let told = state(metric, value);
        assert!(told.contains(says), "{told}");
    }
    // What is counted is told on one line, and moves no cursor.
    let folder = folder().replacing("all.charter", &[("\"tickets\"", "\"tick\\nets\u{1b}[2J\"")]);
    let out = fired(&folder, &["e.csv"]).out;
    assert!(out.contains("  met since 2026-11-17: 41 tick ets [2J on 2026-11-19; fires"), "{out}");
}

fn rows_that_cannot_be_used() {
    let text = "metric,date,value
load,2026-10-01,108
lod,2026-10-01,108
Load,2026-10-01,108
load,1.10.2026,108
load,2026-02-30,108
load,2026-10-02
load,2026-10-20,112

load,2026-10-20,111
load,2026-10-20,111
";
    let folder = folder().with("e.csv", text.as_bytes());
    let run = fired(&folder, &["e.csv"]).ends(4);
    let begins = "fired  deal.moved  load > 100% for 2 weeks\n  fired on 2026-10-15, met since 2026-10-01: 108% on 2026-10-01, 111% on 2026-10-20\n";
    assert!(run.out.starts_with(begins), "rows that are fine count: {}", run.out);
    let told = "\
`e.csv`, line 3: there is no metric `lod`; did you mean `load`?
`e.csv`, line 4: there is no metric `Load`; did you mean `load`?
`e.csv`, line 5: `1.10.2026` is no day: write it as `2026-11-20`
`e.csv`, line 6: `2026-02-30` is no day: write it as `2026-11-20`
`e.csv`, line 7: there is no value
`e.csv`, line 10: `load` had another value on 2026-10-20: this one counts
no value yet of `churn`, `delay`, `spend` and 1 metric more
1 condition is in words: only a person can judge
1 of 1 condition has fired as of 2026-11-20
";
    assert_eq!(run.err, told);
    let many = format!("metric,date,value\n{}", "nothing,2026-10-01,1\n".repeat(25));
    let folder = folder.with("many.csv", many.as_bytes());
    let run = fired(&folder, &["many.csv"]).ends(4).says("line 21: there is no metric");
    let run = run.says("`many.csv`: 5 rows more could not be used: `--format json` lists them");
    assert!(!run.err.contains("line 22"), "{}", run.err);
    let run = fired(&folder, &["many.csv", "--format", "json"]).ends(4);
    assert_eq!(run.out.matches("\"line ").count(), 25);
}

fn files_that_cannot_be_used() {
    let folder = folder().with("a.txt", b"").with("a.json", b"{}").with("a.csv", b"metric,date\n");
    let folder = folder.with("empty.csv", b"").with("broken.json", b"[\n{,}]");
    fired(&folder, &["none.csv"]).ends(4).says("`none.csv` cannot be read: it is not there");
    fired(&folder, &["a.txt"]).ends(2).says("ends in `.csv` or `.json`");
    fired(&folder, &["a.csv"]).ends(4).says("`a.csv` has no column `value`").prints_nothing();
    fired(&folder, &["empty.csv"]).ends(4).says("has no column `metric`");
    fired(&folder, &["a.json"]).ends(4).says("is not a list in JSON");
    fired(&folder, &["broken.json"]).ends(4).says("see line 2").prints_nothing();
    folder.charter(&["fired"]).ends(2).says("--evidence");
    let empty = Folder::new().with("e.csv", EVIDENCE.as_bytes());
    fired(&empty, &["e.csv"]).ends(3).prints_nothing();
    let folder = folder.with("b.charter", b"charter x {\n  nonsense\n}\n");
    fired(&folder, &["e.csv"]).ends(1).says("something may be missing because of");
}

fn raises_are_written() {
    let taken = "raise moved-2026-10 on 2026-03-03 {\n  customer  \"C\"\n  by        vp-x\n}\n";
    let folder = folder().with("history.charter", taken.as_bytes());
    fired(&folder, &["e.csv", "--write"])
        .ends(0)
        .says("wrote 2 raises to `raises-2026-11-20.charter`");
    assert_eq!(
        folder.read("raises-2026-11-20.charter"),
        "\
raise moved-2026-10-2 \"It \\\"moved\\\"\" on 2026-10-15 {
  trigger     deal.moved
  by          vp-y
  evidence    \"Load of the team at 108% on 2026-10-01\"
}

raise moved-2026-11 \"Moved\" on 2026-11-10 {
  trigger     orion.moved
  by          vp-x
  evidence    \"Delay at 25 days on 2026-11-10\"
}
"
    );
    folder.charter(&["format", "--check", "raises-2026-11-20.charter"]).ends(0);
    let run = folder.charter(&["check", "--format", "short", "--as-of", "2026-11-20"]);
    assert!(!run.out.contains("error["), "{}", run.out);
    // Whoever asks again is told that it is raised, and nothing is written twice.
    let run = fired(&folder, &["e.csv", "--write", "more.charter"]).ends(0);
    let run = run.says("nothing to write: no trigger has fired and waits to be raised");
    assert!(run.out.contains("raised as moved-2026-10-2 on 2026-10-15"), "{}", run.out);
    assert!(!folder.has("more.charter"));
}

fn never_in_anothers_place() {
    let folder = folder().with("mine.charter", b"# mine\n");
    let run = fired(&folder, &["e.csv", "--write", "mine.charter"]).ends(4).prints_nothing();
    run.says("`mine.charter` cannot be written: it is there already");
    assert_eq!(folder.read("mine.charter"), "# mine\n");
    fired(&folder, &["e.csv", "--write", "mine.txt"]).ends(2).says("does not end in `.charter`");
}

/// `for 1 cycle` ends as the charter meets next, and so does an answer within one.
fn a_month_of_cycles() {
    let words =
        [("for 2 weeks", "for 1 cycle"), ("respond within 10 days", "respond within 2 cycles")];
    let folder = folder().replacing("all.charter", &words);
    let run = fired(&folder, &["e.csv"]).ends(0);
    let told =
        "fired  deal.moved  load > 100% for 1 cycle\n  fired on 2026-10-06, met since 2026-10-01";
    assert!(run.out.contains(told), "{}", run.out);
    assert!(run.out.contains("to be answered by 2026-10-20"), "{}", run.out);
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter/schema/charter-fired-1.json");

fn committed() -> String {
    std::fs::read_to_string(SCHEMA).unwrap_or_default().replace("\r\n", "\n")
}

fn the_schema_is_committed() {
    let generated = charter::fired::schema();
    let generated = serde_json::to_string_pretty(&generated).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    assert!(generated == committed(), "the schema is not that of the code: BLESS=1 rewrites it");
}
