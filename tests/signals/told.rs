//! The same signals for people, as data, as a table and as a page.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use charter_tests::{files_of, root, subject};
use serde_json::{Value, json};

const DAY: &str = "2026-11-20";

/// A copy of the fixture, in which things may be changed.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Folder {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        let from = root().join("tests/signals/fixture");
        for path in files_of(&from) {
            let name = path.strip_prefix(&from).expect("below it");
            folder.put(&name.to_string_lossy(), &std::fs::read_to_string(&path).expect("a text"));
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn put(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    fn replace(&self, name: &str, from: &str, to: &str) -> &Folder {
        let text = std::fs::read_to_string(self.path(name)).expect("a text");
        assert!(text.contains(from), "`{from}` is not in {name}");
        self.put(name, &text.replace(from, to));
        self
    }

    fn signals(&self, args: &[&str]) -> Run {
        self.on(DAY, args)
    }

    fn on(&self, day: &str, args: &[&str]) -> Run {
        let mut command = Command::new(subject::binary());
        command.current_dir(self.0.path()).args(["signals", "--as-of", day]).args(args);
        command.env_remove("COLUMNS").env_remove("SOURCE_DATE_EPOCH");
        Run::of(command.output().expect("the command runs"))
    }

    fn wide(&self, columns: &str, args: &[&str]) -> Run {
        let mut command = Command::new(subject::binary());
        command.current_dir(self.0.path()).args(["signals", "--as-of", DAY]).args(args);
        Run::of(command.env("COLUMNS", columns).output().expect("the command runs"))
    }

    fn json(&self, args: &[&str]) -> Value {
        self.json_on(DAY, args)
    }

    fn json_on(&self, day: &str, args: &[&str]) -> Value {
        let out = self.on(day, &[&["--format", "json"], args].concat()).ends(0).out;
        serde_json::from_str(&out).expect("JSON")
    }
}

struct Run {
    status: Option<i32>,
    out: String,
    err: String,
}

impl Run {
    fn of(output: Output) -> Run {
        Run {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    #[track_caller]
    fn ends(self, status: i32) -> Run {
        assert_eq!(self.status, Some(status), "out: {}\nerr: {}", self.out, self.err);
        self
    }

    #[track_caller]
    fn says(self, words: &str) -> Run {
        let told = self.err.replace("\n  │ ", " ");
        assert!(told.contains(words), "`{words}` is not in: {}", self.err);
        self
    }
}

fn hold(path: &Path, text: &str) {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, text).expect("it is written");
    }
    let there = std::fs::read_to_string(path).unwrap_or_default();
    assert_eq!(there, text, "{} is not what is said: BLESS=1 rewrites it", path.display());
}

#[test]
fn in_every_format() {
    let folder = Folder::new();
    let golden = root().join("tests/signals/golden");
    for (format, file) in [("human", "txt"), ("json", "json"), ("csv", "csv"), ("html", "html")] {
        let run = folder.signals(&["--format", format]).ends(0);
        hold(&golden.join(format!("signals.{file}")), &run.out);
        run.says("from 2025-11-01 to 2026-11-20: four whole fiscal quarters and the one that runs");
    }
    let run = folder.signals(&["--since", "2026-09-01"]).ends(0);
    let run = run.says("2026-09-01 to 2026-11-20: as asked");
    assert!(run.out.contains("Q3, Aug–Oct 2026, in part"), "{}", run.out);
    assert!(run.out.contains("Q4, Nov 2026–Jan 2027, so far"), "{}", run.out);
}

const SCHEMA: &str = "crates/charter/schema/charter-signals-1.json";

#[test]
fn the_schema_is_published_and_holds() {
    let generated = serde_json::to_string_pretty(&charter::signals::schema()).expect("JSON");
    hold(&root().join(SCHEMA), &(generated + "\n"));
    let text = std::fs::read_to_string(root().join(SCHEMA)).expect("a schema");
    described(&serde_json::from_str(&text).expect("JSON"));
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let folder = Folder::new();
    let good = folder.json(&[]);
    let empty = Folder::new();
    for name in ["history.charter", "charters.charter", "organization.charter", "charter.toml"] {
        empty.put(name, "");
    }
    for data in [&good, &folder.json(&["--since", "2026-11-01"]), &empty.json(&[])] {
        let errors: Vec<String> = schema.iter_errors(data).map(|it| it.to_string()).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
    for (place, instead) in [
        ("/format", json!("charter-signals/2")),
        ("/since", json!(20)),
        ("/window", json!("whim")),
        ("/latency/scopes/whole/answered", json!(-1)),
        ("/latency/scopes/surprise", json!(1)),
        ("/answered/0/raise", json!(null)),
        ("/dispositions/scopes/whole/mix", json!("fine")),
        ("/crossed/0/limit", json!("height")),
        ("/acceptance/floor", json!("40%")),
        ("/ages/0/days", json!("old")),
    ] {
        let mut bad = good.clone();
        let (parent, key) = place.rsplit_once('/').expect("a place");
        let parent = bad.pointer_mut(parent).unwrap_or_else(|| panic!("no {place}"));
        match key.parse::<usize>() {
            Ok(nth) => parent[nth] = instead,
            Err(_) => parent[key] = instead,
        }
        assert!(!schema.is_valid(&bad), "{place} may be anything");
    }
}

/// Every property says what it is, and none may be null.
fn described(schema: &Value) {
    assert_ne!(schema["type"], "null");
    if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
        for (name, property) in properties {
            assert!(property.get("description").is_some(), "{name} is not described");
        }
    }
    match schema {
        Value::Object(members) => members.values().for_each(described),
        Value::Array(list) => list.iter().for_each(described),
        _ => {}
    }
}

#[test]
fn a_limit_fails_where_that_is_asked_for() {
    let folder = Folder::new();
    let limits = |folder: &Folder| -> Vec<Value> {
        let crossed = folder.json(&[])["crossed"].clone();
        crossed.as_array().expect("a list").iter().map(|it| it["limit"].clone()).collect()
    };
    let all = ["latency-days", "redecisions", "overdue-share", "measured-share", "ai-floor"];
    assert_eq!(limits(&folder), all);
    folder.signals(&[]).ends(0);
    folder.signals(&["--fail"]).ends(1);
    let run = folder.signals(&["--fail", "--format", "csv"]).ends(1);
    run.says(
        "latency-days: the median answer takes 7.5 days, more than 7 days (Product Operations",
    );
    // A limit that is reached is not crossed.
    folder.replace("charter.toml", "= 7\n", "= 8\n").replace("charter.toml", "= 2\n", "= 3\n");
    folder.replace("charter.toml", "\"10%\"", "\"66.67%\"").replace(
        "charter.toml",
        "\"70%\"",
        "\"62.5%\"",
    );
    folder.replace("charter.toml", "\"40%\"", "\"46.01%\"");
    assert_eq!(limits(&folder), Vec::<Value>::new());
    folder.signals(&["--fail"]).ends(0);
    folder.replace("charter.toml", "\"66.67%\"", "\"66.66%\"");
    folder.replace("charter.toml", "\"90%\"", "\"66.66%\"");
    assert_eq!(limits(&folder), ["overdue-share", "renewed-share"]);
    // What may be missing is a reason to fail of its own.
    folder.put("broken.charter", "record r on 2026-11-02 {\n  charter nothing\n}\n");
    folder.signals(&[]).ends(1).says("something may be missing because of");
}

/// Nobody gets around a limit by looking at fewer days, or fails for more of them.
#[test]
fn limits_hold_for_the_usual_days() {
    let folder = Folder::new();
    let crossed = folder.json(&[])["crossed"].clone();
    for since in ["2026-11-10", "2025-01-01"] {
        assert_eq!(folder.json(&["--since", since])["crossed"], crossed, "{since}");
    }
    let heading = "Limits crossed, in four whole fiscal quarters and the one that runs\n";
    let run = folder.signals(&["--since", "2026-11-10", "--fail"]).ends(1);
    assert!(run.out.starts_with(heading), "{}", run.out);
}

/// In each of the last two quarters one record reopens another: the later quarter is named.
#[test]
fn of_two_quarters_the_later_is_named() {
    let folder = Folder::new();
    folder.replace("charter.toml", "redecisions    = 2", "redecisions    = 0");
    let data = folder.json_on("2026-08-20", &[]);
    let counts = data["redecisions"]["scopes"]["quarters"].as_array().expect("a list");
    assert_eq!(counts.iter().rev().take(2).filter(|it| it["reopened"] == 1).count(), 2);
    let crossed = data["crossed"].as_array().expect("a list");
    let told = crossed.iter().find(|it| it["limit"] == "redecisions").expect("it is crossed");
    assert_eq!(told["quarter"], "2026-08-01");
}

#[test]
fn a_cadence_that_reopens_has_an_owner_and_fails() {
    let folder = Folder::new();
    for limit in ["latency-days", "redecisions", "overdue-share", "measured-share"] {
        folder.replace("charter.toml", limit, &format!("# {limit}"));
    }
    let told = |day: &str| folder.json_on(day, &[])["crossed"].clone();
    let crossed = told(DAY);
    assert_eq!(crossed.as_array().map(Vec::len), Some(1), "{crossed}");
    assert_eq!((&crossed[0]["limit"], &crossed[0]["value"]), (&json!("ai-floor"), &json!(0.46)));
    assert_eq!(crossed[0]["quarter"], "2026-08-01");
    assert_eq!(crossed[0]["owner"]["function"], "business-operations");
    let says = "ai-floor: the cadence reopens, because in Q3, Aug–Oct 2026 the acceptance";
    let run = folder.signals(&["--fail", "--format", "csv"]).ends(1).says(says);
    assert!(run.err.contains("(Business Operations, which has no seat)"), "{}", run.err);
    assert!(run.out.contains("\nacceptance,limit,ai-floor,2026-08-01,value,0.46\n"), "{}", run.out);
    // It is the past from the quarter after the next on: that nobody mends.
    assert_eq!((told("2027-01-31"), told("2027-02-01")), (crossed, json!([])));
    let later = folder.json_on("2027-02-01", &[]);
    assert_eq!(later["acceptance"]["reopens"].as_array().map(Vec::len), Some(1));
}

#[test]
fn acceptance_is_laid_over() {
    let folder = Folder::new();
    let words = "the cadence reopens, because in Q3, Aug–Oct 2026 the acceptance of drafts by machines passed 40% (31% to 46%) while the share of bets that are revised or stopped rose (0% to 66.7%)";
    assert_eq!(
        folder.json(&[])["acceptance"]["reopens"],
        json!([{ "quarter": "2026-08-01", "words": words }])
    );
    let reopens = |folder: &Folder| folder.json(&[])["acceptance"]["reopens"].clone();
    let file = "metrics/ai-acceptance.csv";
    // It did not pass the floor then: it was above it, or is still below.
    folder.replace(file, "31%", "41%");
    assert_eq!(reopens(&folder), json!([]));
    folder.replace(file, "41%", "31%").replace(file, "46%", "39.99%");
    assert_eq!(reopens(&folder), json!([]));
    folder.replace(file, "39.99%", "40%");
    assert_eq!(reopens(&folder).as_array().map(Vec::len), Some(1));
    // Nothing drifts.
    folder.replace("history.charter", "audit-log revised", "audit-log renewed");
    folder.replace("history.charter", "onboarding stopped", "onboarding renewed");
    assert_eq!(reopens(&folder), json!([]));
    // Where nobody counts, nothing is said.
    folder.replace("charter.toml", "ai-", "# ai-");
    assert_eq!(folder.json(&[]).get("acceptance"), None);
    for format in ["human", "csv", "html"] {
        let out = folder.signals(&["--format", format]).ends(0).out;
        assert!(!out.contains("acceptance") && !out.contains("by machines"), "{out}");
    }
}

#[test]
fn called_wrongly() {
    let folder = Folder::new();
    for (args, says) in [
        (&["--since", "2026-11-21"][..], "2026-11-21 is after 2026-11-20"),
        (&["--since", "1900-01-01"], "more than 99 years"),
        (&["--since", "1899-12-31"], "years run from 1900 to 9999"),
        (&["--out", "history.charter"], "would be written over by the signals"),
        (&["--format", "poem"], "poem"),
    ] {
        assert_eq!(folder.signals(args).ends(2).says(says).out, "");
    }
    let file = "metrics/ai-acceptance.csv";
    for (line, says) in [
        ("2026-08-02,46%", "the quarter of that day begins on 2026-08-01"),
        ("2026-08-01,46", "`46` is no share"),
        ("2026-08-01,101%", "`101%` is no share"),
        ("2026-08-01", "this line has 1 column and not 2"),
        ("2026-08-01;46%", "separate the two with a comma"),
        ("2026-08-01,4,6", "this line has 3 columns and not 2"),
        ("2026-08-01, ", "the share is missing"),
        (",46%", "the day is missing"),
        ("2026-13-01,4%", "`2026-13-01` is no day"),
        ("2026-05-01,4%", "2026-05-01 stands twice"),
    ] {
        let folder = Folder::new();
        folder.replace(file, "2026-08-01,46%", line);
        assert_eq!(folder.signals(&[]).ends(2).says(says).out, "");
    }
    std::fs::remove_file(folder.path(file)).expect("it is there");
    folder.signals(&[]).ends(2).says("cannot be read: it is not there").says("`ai-acceptance`");
    let empty = Folder(tempfile::tempdir().expect("a folder"));
    empty.signals(&[]).ends(3);
    let nothing = empty.signals(&["--allow-empty"]).ends(0).out;
    assert!(
        nothing.contains("no raise was answered") && nothing.contains("no charter is in force")
    );
}

#[test]
fn to_a_file() {
    let folder = Folder::new();
    let out = folder.signals(&["--format", "html"]).ends(0).out;
    let run = folder.signals(&["--format", "html", "--out", "pages/signals.html"]).ends(0);
    assert_eq!(run.out, "");
    let run = run.says("wrote `pages/signals.html`");
    assert!(run.err.contains("latency-days"), "{}", run.err);
    assert_eq!(std::fs::read_to_string(folder.path("pages/signals.html")).expect("a page"), out);
    assert_eq!(folder.signals(&["--format", "html", "--out", "-"]).ends(0).out, out);
    assert!(!folder.path("-").exists());
    folder.signals(&["--out", "metrics"]).ends(4).says("`metrics` cannot be written");
    // A file is as wide as it has to be.
    let out = folder.signals(&[]).out;
    folder.wide("40", &["--out", "signals.txt"]).ends(0);
    assert_eq!(std::fs::read_to_string(folder.path("signals.txt")).expect("a file"), out);
}

/// Six words, dates and numbers a row, and the numbers are those of the data.
#[test]
fn a_spreadsheet_reads_the_table() {
    let folder = Folder::new();
    let (table, data) = (folder.signals(&["--format", "csv"]).ends(0).out, folder.json(&[]));
    let mut lines = table.lines();
    assert_eq!(lines.next(), Some("signal,scope,key,quarter,measure,value"));
    let mut compared = 0;
    for line in lines {
        let fields: Vec<&str> = line.split(',').collect();
        let [signal, scope, key, quarter, measure, value] = fields[..] else { panic!("{line}") };
        assert!(!line.contains('"') && !signal.is_empty() && !measure.is_empty(), "{line}");
        assert!(value.parse::<f64>().is_ok_and(f64::is_finite), "{line}");
        let is_crossed = data["crossed"].as_array().expect("a list").iter().any(|it| {
            it["limit"] == key
                && it["signal"] == signal
                && it[measure].as_f64() == value.parse().ok()
        });
        assert_eq!(scope == "limit", is_crossed, "{line}");
        let scopes = &data[signal]["scopes"];
        let is = |list: &str, name: &str, is: &str| {
            data[list].as_array().and_then(|all| all.iter().position(|it| it[name] == is))
        };
        let place = match scope {
            "whole" if quarter.is_empty() => &scopes["whole"],
            "whole" => &scopes["quarters"][is("quarters", "from", quarter).expect("a quarter")],
            "charter" | "seat" => {
                let all = scopes[format!("{scope}s")].as_array().expect("a list");
                &all.iter().find(|it| it["name"] == key).expect("a name")["value"]
            }
            _ => continue,
        };
        if let Some(number) = place[measure.replace('-', "_")].as_f64() {
            assert_eq!(value.parse(), Ok(number), "{line}");
            compared += 1;
        }
    }
    assert!(compared > 200, "{compared}");
}

/// Sentences are wrapped, names of quarters are shortened and columns left out, but no word is cut.
#[test]
fn nothing_that_matters_is_lost_on_a_narrow_page() {
    let folder = Folder::new();
    let usual = folder.signals(&[]).out;
    assert!(!usual.contains('\x1b') && usual.contains('█'));
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    for columns in [100, 80, 60, 44] {
        let narrow = folder.wide(&columns.to_string(), &[]).ends(0).out;
        let is_within = |line: &str| line.chars().count() <= columns;
        assert!(narrow.lines().all(is_within) && !narrow.contains('…'), "{narrow}");
        let sentences = usual.lines().filter(|line| !line.trim_start().contains("  "));
        let all = words(&narrow);
        sentences.for_each(|it| assert!(all.contains(&words(it)), "{it}\n{narrow}"));
        let heads: Vec<&str> =
            narrow.lines().filter(|line| line.ends_with("open  overdue")).collect();
        assert_eq!(heads.len(), 3, "{narrow}");
        assert_eq!(narrow.contains("9 in 10"), columns >= 80, "{narrow}");
        assert_eq!(narrow.contains("  Q4, Nov 2026, so far "), columns <= 80, "{narrow}");
        for row in ["stalled", "cpo-cto"] {
            let is_there =
                |line: &str| line.trim_start().starts_with(row) && line.ends_with("overdue");
            assert!(narrow.lines().any(is_there), "{row}: {narrow}");
        }
        for sign in ["triggered", "calendar-forced", "renewed"] {
            assert!(narrow.contains(sign), "{sign}: {narrow}");
        }
    }
}

/// Histories by chance: whatever their shares come to, they can be told, in any width.
#[test]
fn every_history_can_be_told() {
    let folder = Folder::new();
    for seed in 0..24 {
        let history = crate::random::history(seed);
        std::fs::remove_file(folder.path("history.charter")).ok();
        std::fs::remove_file(folder.path("charters.charter")).ok();
        folder.put("organization.charter", &history.text);
        folder.put("charter.toml", "");
        for columns in ["40", "90", "240"] {
            let run = folder.wide(columns, &[]);
            assert!(matches!(run.status, Some(0 | 1)), "seed {seed}, {columns} wide: {}", run.err);
        }
        for format in ["html", "csv", "json"] {
            let run = folder.signals(&["--format", format]);
            assert!(matches!(run.status, Some(0 | 1)), "seed {seed}, {format}: {}", run.err);
        }
    }
}

#[test]
fn a_page_runs_nothing_and_asks_nobody() {
    let folder = Folder::new();
    let hostile = "<script>alert(1)</script>";
    folder.replace("charters.charter", "Roadmap forum", hostile);
    folder.replace("history.charter", "Far too much", "<img src=x onerror=alert(1)>\\nline");
    let page = folder.signals(&["--format", "html"]).ends(0).out;
    for never in ["<script", "<img", "http:", "https:", "url(", "@import", "stylesheet"] {
        assert!(!page.contains(never), "{never}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "it is shown as it is written");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt; line"));
    let figures: Vec<&str> = page.split("<figure>").skip(1).collect();
    assert_eq!(figures.len(), 5);
    let mut titles = std::collections::BTreeSet::new();
    for figure in figures {
        let figure = figure.split("</figure>").next().expect("its end");
        let title = figure.split("<title").nth(1).and_then(|it| it.split(['<', '>']).nth(1));
        assert!(titles.insert(title.expect("a title")), "two plots have one name");
        assert!(figure.contains("<desc") && figure.contains("<tbody><tr>"), "{figure}");
    }
}
