//! `charter rules --waivers`: every `allow`, and what became of it.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("waivers::one_line_each_and_the_reason", one_line_each_and_the_reason),
        trial("waivers::every_state", every_state),
        trial("waivers::the_day_decides", the_day_decides),
        trial("waivers::what_is_listed_is_what_check_allows", what_is_listed_is_what_check_allows),
        trial("waivers::by_path_and_line", by_path_and_line),
        trial("waivers::none_at_all", none_at_all),
        trial("waivers::what_is_not_understood", what_is_not_understood),
        trial("waivers::a_long_reason_wraps", a_long_reason_wraps),
        trial("waivers::the_status", the_status),
        trial("waivers::the_schema_is_committed", the_schema_is_committed),
        trial("waivers::output_and_schema_agree", output_and_schema_agree),
    ]
}

const ARGS: [&str; 4] = ["rules", "--waivers", "--as-of", "2026-11-20"];

/// Seats without an alternate, which is worth knowing of whoever owns something.
const SEATS: &str = "\
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

fn deal(name: &str, more: &str) -> String {
    format!(
        "charter {name} \"The deal\" {{
  decides         promise of {name}-things
  owner           vp-x
  counterparties  vp-y
  cadence         monthly on the 1st Tuesday at 10:00 for 60m
  trigger         moved when \"one of us cannot keep it\" declared by vp-y checked monthly
  escalation      none because \"Nobody stands above\"
  record          every cycle
  effective       2026-02-01
{more}}}
"
    )
}

/// A workspace with one charter, in which these lines stand.
fn folder(toml: &str, more: &str) -> Folder {
    let folder = Folder::new().with("charter.toml", toml.as_bytes());
    let folder = folder.with("seats.charter", SEATS.as_bytes());
    folder.with("deals/deal.charter", deal("deal", more).as_bytes())
}

/// The waivers of a workspace with one charter.
fn listed(toml: &str, more: &str) -> Vec<Value> {
    data(&folder(toml, more).charter(&[&ARGS[..], &["--format", "json"]].concat()).ends(0))
}

fn data(run: &Run) -> Vec<Value> {
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(data["format"], "charter-waivers/1");
    data["waivers"].as_array().expect("a list").clone()
}

const ENDS_LOW: &str =
    "  allow           escalation-ends-low until 2027-06-30 because \"We two settle it\"\n";
const OVERSIZED: &str = "  allow           oversized-forum because \"It will grow\"\n";

fn one_line_each_and_the_reason() {
    let run = folder("", &format!("{ENDS_LOW}{OVERSIZED}")).charter(&ARGS).ends(0);
    assert_eq!(
        run.out,
        "\
where                  rule                 item  until       state
deals/deal.charter:10  escalation-ends-low  deal  2027-06-30  in force, excuses 1 finding
  We two settle it
deals/deal.charter:11  oversized-forum      deal              excuses nothing
  It will grow
"
    );
    assert_eq!(run.err, "2 waivers as of 2026-11-20: 1 in force, 1 excuses nothing\n");
    let elsewhere = folder("", &format!("{ENDS_LOW}{OVERSIZED}"));
    let args = [&ARGS[..], &["deals"]].concat();
    assert_eq!(elsewhere.charter(&args).ends(0).out, run.out, "in a folder that is named");
}

fn every_state() {
    let state = |toml: &str, more: &str| {
        let words = folder(toml, more).charter(&ARGS).ends(0);
        let line = words.out.lines().nth(1).expect("a waiver").to_owned();
        let [one] = &listed(toml, more)[..] else { panic!("one waiver: {}", words.out) };
        (line, one["state"].clone(), one["findings"].clone(), words.err)
    };
    let hold = |toml: &str, more: &str, ends: &str, name: &str, findings: usize, closing: &str| {
        let (line, state, count, err) = state(toml, more);
        assert!(line.ends_with(&format!("  {ends}")), "{ends}: {line}");
        assert_eq!((state, count), (json!(name), json!(findings)), "{ends}");
        assert_eq!(err, format!("1 waiver as of 2026-11-20: 1 {closing}\n"));
    };
    hold("", ENDS_LOW, "in force, excuses 1 finding", "in-force", 1, "in force");
    hold("", OVERSIZED, "excuses nothing", "idle", 0, "excuses nothing");
    let draft = format!("  status          draft\n{ENDS_LOW}");
    let words = "excuses nothing: no lint speaks of a draft";
    hold("", &draft, words, "draft", 0, "excuses nothing");
    let past = ENDS_LOW.replace("2027-06-30", "2026-11-19");
    let words = "ran out on 2026-11-19, and 1 finding is back";
    hold("", &past, words, "ran-out", 1, "ran out");
    let past = OVERSIZED.replace("because", "until 2026-06-30 because");
    hold("", &past, "ran out on 2026-06-30", "ran-out", 0, "ran out");
    let forbid = "[allow]\nforbid = [\"escalation-ends-low\"]\n";
    hold(forbid, ENDS_LOW, "forbidden by the workspace", "forbidden", 0, "forbidden");
    hold(forbid, &draft, "forbidden by the workspace", "forbidden", 0, "forbidden");
    let check = "  allow           unsigned because \"No pen\"\n";
    hold("", check, "forbidden: a check cannot be allowed", "check", 0, "forbidden");
    let unknown = "  allow           escalation-end-low because \"A slip\"\n";
    hold("", unknown, "there is no rule of this name", "unknown", 0, "of no rule");
    let off = "[lint]\nescalation-ends-low = \"off\"\n";
    hold(off, ENDS_LOW, "excuses nothing", "idle", 0, "excuses nothing");
}

/// The last day counts.
fn the_day_decides() {
    let folder = folder("", ENDS_LOW);
    let on = |day: &str| folder.charter(&["rules", "--waivers", "--as-of", day]).ends(0);
    assert!(on("2027-06-30").out.contains("  in force, excuses 1 finding\n"));
    assert!(on("2027-07-01").out.contains("  ran out on 2027-06-30, and 1 finding is back\n"));
    let mut command = folder.command(&["rules", "--waivers"]);
    command.env("SOURCE_DATE_EPOCH", "0");
    Run::of(command).ends(0).says("1 waiver as of 1970-01-01: ");
}

/// `check` counts the same findings, and says of each idle one that it is.
fn what_is_listed_is_what_check_allows() {
    let seats = SEATS.replace("}\n\nclass", "  allow no-alternate because \"Hiring\"\n}\n\nclass");
    let folder = folder("", &format!("{ENDS_LOW}{OVERSIZED}")).with(
        "seats.charter",
        seats.replacen("  holder", "  allow unknown-zone because \"x\"\n  holder", 1).as_bytes(),
    );
    let args = ["check", "--as-of", "2026-11-20", "--format", "json"];
    let report: Value = serde_json::from_str(&folder.charter(&args).ends(1).out).expect("JSON");
    let allowed = report["allowed"].as_array().expect("a list");
    let waivers = data(&folder.charter(&[&ARGS[..], &["--format", "json"]].concat()).ends(0));
    assert_eq!(waivers.len(), 4);
    for waiver in &waivers {
        let here = |at: &&Value| {
            at["path"] == waiver["path"]
                && at["span"]["start"]["line"] == waiver["line"]
                && at["span"]["start"]["column"] == waiver["column"]
        };
        assert_eq!(allowed.iter().filter(here).count(), waiver["findings"], "{waiver}");
        let findings = report["findings"].as_array().expect("a list").iter();
        let told: Vec<&Value> = findings.filter(here).map(|it| &it["code"]).collect();
        let expected: &[&str] = match waiver["state"].as_str().expect("a state") {
            "in-force" => &[],
            "idle" => &["unused-allow"],
            "check" => &["forbidden-allow"],
            other => panic!("{other}"),
        };
        assert_eq!(told, expected, "{waiver}");
    }
}

fn by_path_and_line() {
    let deals =
        |names: [&str; 2]| names.map(|it| deal(it, &format!("{OVERSIZED}{ENDS_LOW}"))).join("\n");
    let folder = folder("", ENDS_LOW)
        .with("deals/b.charter", deals(["second", "first"]).as_bytes())
        .with("a.charter", deal("third", OVERSIZED).as_bytes());
    let run = folder.charter(&ARGS).ends(0);
    let places = run.out.lines().skip(1).step_by(2).filter_map(|line| line.split(' ').next());
    let expected = [
        "a.charter:10",
        "deals/b.charter:10",
        "deals/b.charter:11",
        "deals/b.charter:23",
        "deals/b.charter:24",
        "deals/deal.charter:10",
    ];
    assert_eq!(places.collect::<Vec<_>>(), expected);
    run.says("6 waivers as of 2026-11-20: 3 in force, 3 excuse nothing\n");
}

fn none_at_all() {
    let folder = folder("", "");
    let run = folder.charter(&ARGS).ends(0).prints_nothing();
    assert_eq!(run.err, "no waivers as of 2026-11-20\n");
    assert_eq!(listed("", ""), [] as [Value; 0]);
}

/// A line that cannot be read is no waiver, and nobody is to think that there is none.
fn what_is_not_understood() {
    let run = folder("", &format!("  allow           oversized-forum\n{ENDS_LOW}")).charter(&ARGS);
    let run = run.ends(0).says(
        "an `allow` of `deal` is not understood, and not listed: see `charter check`\n\
         1 waiver as of 2026-11-20: ",
    );
    assert_eq!(run.out.lines().count(), 3, "{}", run.out);
}

fn a_long_reason_wraps() {
    let long = "word ".repeat(60);
    let run = folder("", &OVERSIZED.replace("It will grow", long.trim())).charter(&ARGS).ends(0);
    let reason: Vec<&str> = run.out.lines().skip(2).collect();
    assert!(reason.len() > 2, "{}", run.out);
    assert!(reason.iter().all(|line| line.starts_with("  word") && line.len() <= 100));
    assert_eq!(reason.concat().split_whitespace().count(), 60);
}

fn the_status() {
    let one = folder("", ENDS_LOW);
    for args in
        [&["rules", "."][..], &["rules", "--as-of", "2026-11-20"], &["rules", "--allow-empty"]]
    {
        one.charter(args).ends(2).says("--waivers").prints_nothing();
    }
    one.charter(&["rules", "--waivers", "--as-of", "2026-02-30"]).ends(2).prints_nothing();
    let bad = folder("[lint]\nmisfit-cadence = { max = 3 }\n", ENDS_LOW);
    bad.charter(&ARGS).ends(2).says("no options, only `level`").prints_nothing();
    let args = ["rules", "--waivers"];
    Folder::new().charter(&args).ends(3).says("there is no `.charter` file").prints_nothing();
    Folder::new().charter(&["rules", "--waivers", "--allow-empty"]).ends(0).says("no waivers");
    one.charter(&["rules", "--waivers", "nowhere"]).ends(4).prints_nothing();
    Folder::broken().charter(&args).ends(0);
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter-cli/schema/charter-waivers-1.json");

fn the_schema_is_committed() {
    let generated = charter::waiver::schema();
    let generated = serde_json::to_string_pretty(&generated).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    let committed = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(generated == committed, "the schema is not that of the code: BLESS=1 rewrites it");
}

fn output_and_schema_agree() {
    let text = std::fs::read_to_string(SCHEMA).expect("the schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let args = [&ARGS[..], &["--format", "json"]].concat();
    let more = format!("{ENDS_LOW}{OVERSIZED}  allow           nonsense because \"Zoë\"\n");
    for folder in [folder("", &more), folder("", "")] {
        let run = folder.charter(&args).ends(0);
        let data: Value = serde_json::from_str(&run.out).expect("JSON");
        let fault = validator.validate(&data).err().map(|it| it.to_string());
        assert_eq!(fault, None, "{}", run.out);
        for wrong in [json!("charter-waivers/2"), json!(null)] {
            let mut data = data.clone();
            data["format"] = wrong;
            assert!(!validator.is_valid(&data));
        }
    }
    let entry = listed("", ENDS_LOW)[0].clone();
    let expected = json!({
        "rule": "escalation-ends-low",
        "kind": "charter",
        "item": "deal",
        "path": "deals/deal.charter",
        "line": 10,
        "column": 19,
        "until": "2027-06-30",
        "because": "We two settle it",
        "state": "in-force",
        "findings": 1,
    });
    assert_eq!(entry, expected);
    assert_eq!(listed("", OVERSIZED)[0]["until"], Value::Null);
}
