//! Each time that a trigger fired: since when it counts, what became of it, and what is written.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use super::{fired, folder};
use crate::run::{DAY, Folder, Run, trial};

pub(super) fn trials() -> Vec<Trial> {
    vec![
        trial("fired::money_is_exact", money_is_exact),
        trial("fired::answers_of_later_days", answers_of_later_days),
        trial("fired::what_was_withdrawn", what_was_withdrawn),
        trial("fired::each_time_that_it_fired", each_time_that_it_fired),
        trial("fired::each_time_is_written", each_time_is_written),
        trial("fired::since_somebody_watches", since_somebody_watches),
        trial("fired::a_value_that_was_replaced", a_value_that_was_replaced),
    ]
}

fn rows(rows: &str) -> Folder {
    folder().with("e.csv", format!("metric,date,value\n{rows}").as_bytes())
}

fn data(folder: &Folder, day: &str) -> Value {
    let args = ["fired", "--evidence", "e.csv", "--format", "json", "--as-of", day];
    let run = folder.charter(&args).ends(0);
    serde_json::from_str(&run.out).expect("JSON")
}

/// A value is as large as it is written, and no value is more than itself.
fn money_is_exact() {
    for cents in 1..10_000_i64 {
        for (letter, times) in [("k", 10), ("M", 10_000), ("B", 10_000_000)] {
            let written = format!("{}.{:02}{letter}", cents / 100, cents % 100);
            let whole = charter::words::value(&(cents * times).to_string());
            assert_eq!(charter::words::value(&written), whole, "{written}");
        }
    }
    let above = |threshold: &str, value: &str| {
        let words = [("spend >= 2.5M EUR", &*format!("spend > {threshold} EUR"))];
        let folder = rows(&format!("spend,2026-11-01,{value}\n"));
        fired(&folder.replacing("all.charter", &words), &["e.csv"]).ends(0).out
    };
    let told = "quiet  deal.spent  spend > 4.1M EUR  4.1M EUR on 2026-11-01\n";
    assert_eq!(above("4.1M", "4100000"), told);
    assert_eq!(above("4100000", "4.1M"), told);
    let told = "quiet  deal.spent  spend > 1.13B EUR  1.13B EUR on 2026-11-01\n";
    assert_eq!(above("1.13B", "1130000000"), told);
    // A number of a list is what it says, however large.
    let list = json!([{ "metric": "spend", "date": "2026-11-01", "value": 984_107_995_871_i64 }]);
    let words = [("spend >= 2.5M EUR", "spend > 984107995871 EUR")];
    let folder = folder().with("e.json", list.to_string().as_bytes());
    let run = fired(&folder.replacing("all.charter", &words), &["e.json"]).ends(0);
    assert!(run.out.starts_with("quiet  deal.spent"), "{}", run.out);
}

fn raise(name: &str, day: &str, more: &str) -> String {
    format!(
        "raise {name} on {day} {{\n  trigger  deal.moved\n  by  vp-y\n  evidence  \"E\"\n{more}}}\n"
    )
}

fn record(day: &str, answers: &str) -> String {
    format!(
        "record so on {day} {{\n  charter  deal\n  answers  {answers}\n  decided  \"So\"\n  by  vp-x\n}}\n"
    )
}

/// What is said of the first trigger that moved, on a day.
fn who(folder: &Folder, day: &str) -> String {
    let run = folder.charter(&["fired", "--evidence", "e.csv", "--as-of", day]).ends(0);
    let mut lines = run.out.lines().skip_while(|line| !line.contains("  deal.moved  "));
    lines.nth(2).unwrap_or_default().trim().to_owned()
}

fn answers_of_later_days() {
    let history = raise("dip", "2026-10-15", "") + &record("2026-11-03", "dip");
    let folder = folder().with("history.charter", history.as_bytes());
    let raised = "vp-y declares it; raised as dip on 2026-10-15";
    assert_eq!(who(&folder, "2026-11-03"), format!("{raised}, answered by so"));
    // On the day before there was no answer yet, and one was due.
    assert_eq!(who(&folder, "2026-11-02"), format!("{raised}; to be answered by 2026-10-25"));
    let condition = |day| data(&folder, day)["conditions"][1].clone();
    assert_eq!(condition("2026-11-03")["raise"]["answered"], "so");
    assert_eq!(condition("2026-11-02")["raise"]["answered"], Value::Null);
    // It waits for its answer, whether what was measured still holds or not.
    let later = raise("late", "2026-10-15", "");
    let folder = folder.with("history.charter", later.as_bytes());
    let expected = "vp-y declares it; raised as late on 2026-10-15; to be answered by 2026-10-25";
    assert_eq!(who(&folder, "2026-12-01"), expected);
}

fn what_was_withdrawn() {
    let withdrawn = "  retired  2026-10-20 because \"A slip of the sheet\"\n";
    let of = |history: &str| folder().with("history.charter", history.as_bytes());
    let folder = of(&raise("dip", "2026-10-15", withdrawn));
    let raised = "vp-y declares it; raised as dip on 2026-10-15";
    assert_eq!(who(&folder, "2026-10-20"), format!("{raised}; withdrawn"));
    assert_eq!(who(&folder, "2026-11-20"), format!("{raised}; withdrawn"));
    let condition = data(&folder, DAY)["conditions"][1].clone();
    assert_eq!((&condition["answer_by"], &condition["state"]), (&Value::Null, &json!("fired")));
    let raise_data =
        json!({ "name": "dip", "on": "2026-10-15", "answered": null, "withdrawn": "2026-10-20" });
    assert_eq!(condition["raise"], raise_data);
    let schema: Value = serde_json::from_str(&super::committed()).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    assert!(schema.is_valid(&data(&folder, DAY)));
    // It is not withdrawn before its day.
    let later = withdrawn.replace("10-20", "11-21");
    let folder = of(&raise("dip", "2026-10-15", &later));
    assert_eq!(who(&folder, "2026-11-20"), format!("{raised}; to be answered by 2026-10-25"));
    // What was withdrawn by the day on which it fired does not speak of that.
    let early = raise("early", "2026-10-02", &withdrawn.replace("10-20", "10-15"));
    let none = "vp-y declares it; not raised; to be answered by 2026-10-25";
    assert_eq!(who(&of(&early), "2026-11-20"), none);
    // One that stands is told before one that was withdrawn.
    let history = raise("dip", "2026-10-15", withdrawn) + &raise("again", "2026-10-21", "");
    let again = "vp-y declares it; raised as again on 2026-10-21; to be answered by 2026-10-31";
    assert_eq!(who(&of(&history), "2026-11-20"), again);
}

/// Fired in spring, over in summer, fired again, over, and met once more.
const THRICE: &str = "\
load,2026-03-01,108
load,2026-04-01,90
load,2026-05-01,109
load,2026-05-20,109
load,2026-06-01,95
load,2026-11-10,110
";

fn blocks(run: &Run) -> Vec<&str> {
    run.out.split("\n\n").map(str::trim_end).collect()
}

fn each_time_that_it_fired() {
    let folder = rows(THRICE);
    let run = fired(&folder, &["e.csv"]).ends(0);
    let holds = "holds  deal.moved  load > 100% for 2 weeks
  met since 2026-11-10: 110% on 2026-11-10; fires if that is still so on 2026-11-24
  vp-y declares it";
    let spring = "over   deal.moved  load > 100% for 2 weeks
  fired on 2026-03-15, met from 2026-03-01 until 2026-04-01: 108% on 2026-03-01, 90% on 2026-04-01
  vp-y declares it; not raised; to be answered by 2026-03-25";
    let may = "over   deal.moved  load > 100% for 2 weeks
  fired on 2026-05-15, met from 2026-05-01 until 2026-06-01: 109% on 2026-05-01, 95% on 2026-06-01
  vp-y declares it; not raised; to be answered by 2026-05-25";
    assert_eq!(blocks(&run), [holds, spring, may]);
    // They are of one condition.
    let run = run.says("0 of 1 condition has fired as of 2026-11-20");
    assert!(!run.err.contains("have fired"), "{}", run.err);
    assert_eq!(data(&folder, DAY)["judged"], 1);
    // One that was raised is not told any more, and a raise of May follows what fired in March.
    let with = |history: &str| {
        let folder = rows(THRICE).with("history.charter", history.as_bytes());
        let run = fired(&folder, &["e.csv"]).ends(0);
        blocks(&run).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    let answered = raise("dip", "2026-03-15", "") + &record("2026-03-20", "dip");
    assert_eq!(with(&answered), [holds, may]);
    assert_eq!(with(&raise("dip", "2026-05-16", "")), [holds]);
    // The last one is told where nothing holds by now, raised or not.
    let folder = folder.with("history.charter", raise("dip", "2026-05-16", "").as_bytes());
    let args = ["fired", "--evidence", "e.csv", "--as-of", "2026-07-01"];
    let run = folder.charter(&args).ends(0);
    let raised = may.replace("not raised", "raised as dip on 2026-05-16").replace("05-25", "05-26");
    assert_eq!(blocks(&run), [raised]);
    // An exit is nobody's to raise, and is told each time.
    let folder = rows("churn,2026-04-01,9\nchurn,2026-06-01,2\nchurn,2026-07-01,9\n");
    let run = fired(&folder, &["e.csv"]).ends(0);
    let heads = run.out.lines().filter(|line| line.contains("  cache  "));
    let heads: Vec<&str> = heads.map(|line| &line[..5]).collect();
    assert_eq!(heads, ["holds", "over "]);
}

fn each_time_is_written() {
    let folder = rows(THRICE);
    fired(&folder, &["e.csv", "--write", "new.charter"]).ends(0).says("wrote 2 raises");
    let text = folder.read("new.charter");
    let heads: Vec<&str> = text.lines().filter(|line| line.starts_with("raise ")).collect();
    let title = "\"It \\\"moved\\\"\"";
    let expected = [
        format!("raise moved-2026-03 {title} on 2026-03-15 {{"),
        format!("raise moved-2026-05 {title} on 2026-05-15 {{"),
    ];
    assert_eq!(heads, expected);
    assert!(text.contains("\"Load of the team at 109% on 2026-05-01\""), "{text}");
    folder.charter(&["format", "--check", "new.charter"]).ends(0);
    let none = "nothing to write: no trigger has fired and waits to be raised";
    fired(&folder, &["e.csv", "--write", "more.charter"]).ends(0).says(none);
    // Where nothing fired, or an exit alone, that is as true.
    let quiet = rows("load,2026-03-01,10\n");
    fired(&quiet, &["e.csv", "--write", "more.charter"]).ends(0).says(none);
    let exit = rows("churn,2026-09-01,7\nchurn,2026-10-05,7\n");
    let run = fired(&exit, &["e.csv", "--write", "more.charter"]).ends(0).says(none);
    assert!(run.out.starts_with("stop "), "{}", run.out);
}

/// What held before a charter was in force, or a bet committed, counts from that day on.
fn since_somebody_watches() {
    let since = |rows_of: &str, nth: usize| {
        let told = data(&rows(rows_of), DAY)["conditions"][nth].clone();
        let text = |key: &str| told[key].as_str().unwrap_or("–").to_owned();
        format!("{} {} {} {}", text("name"), text("state"), text("since"), text("fired"))
    };
    let late = "load,2025-06-01,120\nload,2026-02-10,120\n";
    assert_eq!(since(late, 0), "deal.moved holds 2026-02-02 2026-02-16");
    let later = format!("{late}load,2026-02-16,120\n");
    assert_eq!(since(&later, 0), "deal.moved fired 2026-02-02 2026-02-16");
    // What had ended by then, or was not measured any more, is nothing that fired.
    let before = "load,2025-06-01,120\nload,2026-02-02,90\n";
    assert_eq!(since(before, 0), "deal.moved quiet – –");
    assert_eq!(since("load,2025-06-01,120\nload,2026-02-01,120\n", 0), "deal.moved quiet – –");
    let on_the_day = "load,2025-06-01,120\nload,2026-02-03,90\n";
    assert_eq!(since(on_the_day, 0), "deal.moved quiet – –");
    let churn = "churn,2025-06-01,9\nchurn,2026-04-01,9\n";
    assert_eq!(since(churn, 0), "cache holds 2026-03-03 2026-04-03");
    let churn = "churn,2025-06-01,9\nchurn,2026-04-03,9\n";
    assert_eq!(since(churn, 0), "cache fired 2026-03-03 2026-04-03");
}

/// A row that corrects another one is used: nothing is missing.
fn a_value_that_was_replaced() {
    let folder = rows("load,2026-10-01,90\nload,2026-10-01,108\nload,2026-10-20,112\n");
    let run = fired(&folder, &["e.csv"]).ends(0);
    let run = run.says("`e.csv`, line 3: `load` had another value on 2026-10-01: this one counts");
    assert!(run.out.starts_with("fired  deal.moved"), "{}", run.out);
    let report = data(&folder, DAY);
    assert_eq!(report["faults"], json!([]));
    assert_eq!(report["replaced"][0]["place"], "line 3");
    let many = (0..25).map(|nth| format!("load,2026-10-01,{nth}\n")).collect::<String>();
    let run = fired(&rows(&many), &["e.csv"]).ends(0);
    run.says("4 rows more took the place of another: `--format json` lists them");
}
