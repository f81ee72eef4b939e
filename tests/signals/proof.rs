//! The program and the loops count the same.

use std::path::Path;

use charter::config::Config;
use charter::emit::{self, NextQuery};
use charter::signals::{Asked, signals};
use charter::tree::Document;
use charter::{Model, STANDARD, SourceId, rule};
use charter_tests::{files, root};
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::brute::{self, Brute};
use super::days::{self, Day};
use super::{random, text};

/// Texts, and what `charter.toml` says.
struct Workspace {
    texts: Vec<String>,
    config: Config,
}

impl Workspace {
    fn of(folder: &Path) -> Workspace {
        let read = |path: &Path| std::fs::read_to_string(path).expect("a text");
        let toml = std::fs::read_to_string(folder.join("charter.toml")).unwrap_or_default();
        let texts = files(folder, "charter").iter().map(|path| read(path)).collect();
        Workspace { texts, config: Config::parse(&toml, &rule::known()).expect("it is fine") }
    }

    fn model(&self, standard: &Document) -> Model {
        let parsed = self
            .texts
            .iter()
            .enumerate()
            .map(|(nth, text)| charter_syntax::parse(SourceId(nth as u32 + 1), text).document);
        Model::new(std::iter::once(standard.clone()).chain(parsed).collect(), &self.config)
    }
}

fn standard() -> Document {
    charter_syntax::parse(SourceId(0), STANDARD).document
}

fn date((year, month, day): Day) -> Date {
    Date::new(year as i16, month as i8, day as i8).expect("a day")
}

/// What the program says, and what the loops say.
fn both(model: &Model, workspace: &Workspace, as_of: Day, since: Option<Day>) -> (Value, Value) {
    let limits = &workspace.config.signals;
    let asked = Asked { as_of: date(as_of), since: since.map(date), limits, acceptance: None };
    let report = serde_json::to_value(signals(model, asked)).expect("JSON");
    let meets = |charter: &str, day: Day| {
        let from = date(day).saturating_add(1.day());
        let query = NextQuery::between(from, from.saturating_add(3.years()));
        let query = NextQuery { charter: Some(charter.to_owned()), ..query };
        let days = emit::next(model, &query).into_iter().map(|it| it.local.date());
        days.min().map(|it| days::read(&it.to_string()))
    };
    let brute = Brute {
        items: workspace.texts.iter().flat_map(|it| text::items(it)).collect(),
        calendar: workspace.config.workspace.calendar.clone(),
        as_of,
        since,
        meets: &meets,
    };
    (shape(&report), brute::told(&brute))
}

/// What of a report the loops count as well.
fn shape(report: &Value) -> Value {
    let column = |list: &str, name: &str| -> Vec<Value> {
        report[list].as_array().expect("a list").iter().map(|it| it[name].clone()).collect()
    };
    let pairs = column("answered", "raise").into_iter().zip(column("answered", "record"));
    let mut shape = json!({
        "since": report["since"],
        "quarters": column("quarters", "from"),
        "numbers": column("quarters", "number"),
        "answered": pairs.map(|(raise, record)| json!([raise, record])).collect::<Vec<_>>(),
        "open": column("open", "raise"),
        "due": column("open", "due"),
        "ages": column("ages", "charter"),
    });
    for signal in SIGNALS {
        shape[signal] = report[signal]["scopes"].clone();
    }
    shape
}

const SIGNALS: [&str; 5] = ["latency", "redecisions", "age", "measured", "dispositions"];

fn agree(
    model: &Model,
    workspace: &Workspace,
    as_of: Day,
    since: Option<Day>,
    what: &str,
) -> Value {
    let (told, counted) = both(model, workspace, as_of, since);
    for (name, value) in told.as_object().expect("an object") {
        let other = &counted[name];
        assert!(
            value == other,
            "{what}, {as_of:?} {since:?}: {name}\ntold:    {value}\ncounted: {other}"
        );
    }
    assert_eq!(told.as_object().map(|it| it.len()), counted.as_object().map(|it| it.len()));
    told
}

#[test]
fn of_the_examples() {
    let acme = Workspace::of(&root().join("examples/acme"));
    let model = acme.model(&standard());
    for as_of in [(2026, 8, 1), (2026, 11, 20), (2027, 2, 1)] {
        agree(&model, &acme, as_of, None, "acme");
    }
    let fixture = Workspace::of(&root().join("tests/signals/fixture"));
    let model = fixture.model(&standard());
    for (as_of, since) in [((2026, 11, 20), None), ((2026, 10, 31), Some((2026, 9, 1)))] {
        let told = agree(&model, &fixture, as_of, since, "fixture");
        assert!(told["latency"]["whole"]["answered"].as_u64() > Some(1), "{told}");
    }
}

/// What has to have happened in a thousand histories, or they prove little.
#[derive(Debug, Default)]
struct Seen {
    answered: u64,
    late: u64,
    overdue: u64,
    forced: u64,
    lagging: u64,
    only_renews: u64,
    charters_overdue: u64,
}

impl Seen {
    fn see(&mut self, told: &Value) {
        let number = |place: &str| told.pointer(place).and_then(Value::as_u64).unwrap_or(0);
        self.answered += number("/latency/whole/answered");
        self.late += number("/latency/whole/late");
        self.overdue += number("/latency/whole/overdue");
        self.forced += number("/redecisions/whole/calendar_forced");
        self.lagging += number("/measured/whole/lagging");
        self.charters_overdue += number("/age/whole/overdue");
        self.only_renews += u64::from(told["dispositions"]["whole"]["mix"] == "only-renews");
    }
}

#[test]
fn of_a_thousand_histories() {
    let standard = standard();
    let mut seen = Seen::default();
    for seed in 0..1000 {
        let history = random::history(seed);
        let workspace = Workspace { texts: vec![history.text], config: Config::default() };
        let model = workspace.model(&standard);
        let what = format!("history {seed}");
        seen.see(&agree(&model, &workspace, history.as_of, history.since, &what));
    }
    let Seen { answered, late, overdue, forced, lagging, only_renews, charters_overdue } = seen;
    let least = [answered, late, overdue, forced, lagging, only_renews, charters_overdue];
    assert!(least.into_iter().all(|count| count > 50), "{seen:?}");
}

/// Loops that agree with everything prove nothing.
#[test]
fn a_difference_is_seen() {
    let fixture = Workspace::of(&root().join("tests/signals/fixture"));
    let model = fixture.model(&standard());
    let (told, _) = both(&model, &fixture, (2026, 11, 20), None);
    let changes = [
        ("reopens ", "note \"\" # "),
        ("answers ", "note \"\" # "),
        ("revised", "stopped"),
        ("2026-09-01", "2025-09-01"),
        ("respond within", "note \"\" # "),
        ("lagging", "mid"),
    ];
    for (from, to) in changes {
        let texts: Vec<String> = fixture.texts.iter().map(|it| it.replace(from, to)).collect();
        assert_ne!(texts, fixture.texts, "nobody says {from}");
        let changed = Workspace { texts, config: fixture.config.clone() };
        let (_, counted) = both(&model, &changed, (2026, 11, 20), None);
        assert_ne!(told, counted, "`{from}` counts for nothing");
    }
}
