//! Which conditions have fired: against a walk from day to day.

use std::collections::BTreeMap;

use charter::fired::{ConditionData, Evidence, Row, fired};
use charter_tests::rng::Rng;
use charter_tests::say::Case;
use jiff::civil::{Date, date};
use jiff::{Span, ToSpan};

/// A charter that watches one metric.
fn text(condition: &str, effective: Date) -> String {
    format!(
        "calendar town \"Town\" {{
  zone      Europe/London
  workdays  Monday to Friday
}}

seat vp-x \"VP X\" {{
  altitude  vp
}}

metric load \"Load\" {{
  unit   percent
  owner  vp-x
}}

class promise \"A promise\" {{
  level  team
}}

charter deal \"The deal\" {{
  decides     promise of things
  owner       vp-x
  cadence     weekly on Tuesday at 10:00 for 60m
  trigger     moved when load {condition} declared by vp-x checked weekly
  escalation  none because \"Nobody stands above\"
  record      every cycle
  effective   {effective}
}}
"
    )
}

/// What charter says, where the charter is in force since a day.
fn judged(
    condition: &str,
    values: &BTreeMap<Date, i32>,
    (since, day): (Date, Date),
) -> Vec<ConditionData> {
    let mut case = Case::new(text(condition, since));
    case.with_acme = false;
    case.day = day;
    let (_, analysis, _) = case.analyze();
    assert!(analysis.is_sound(), "{condition}");
    let mut evidence = Evidence::new(&analysis.model, day);
    for (nth, (date, value)) in values.iter().enumerate() {
        evidence.add(&Row {
            place: format!("line {nth}"),
            metric: "load".into(),
            date: date.to_string(),
            value: value.to_string(),
        });
    }
    let report = fired(&analysis.model, &evidence, day);
    assert!(report.faults.is_empty(), "{:?}", report.faults);
    report.conditions
}

/// State, first day of the run, and the day on which it fires.
type Told = (&'static str, Option<Date>, Option<Date>);

/// The same from day to day, since the charter is in force. `lasts` is how long it has to hold,
/// `meets` what a value has to be. What is told first is how things stand.
fn walked(
    values: &BTreeMap<Date, i32>,
    (since, day): (Date, Date),
    lasts: Span,
    meets: impl Fn(i32) -> bool,
) -> Vec<Told> {
    let known: Vec<Date> = values.keys().copied().filter(|it| *it <= day).collect();
    let (Some(first), Some(last)) = (known.first(), known.last()) else { return Vec::new() };
    let holds = |day: Date| {
        // The value of the day, else of the day before, and so on.
        let mut at = day;
        while !values.contains_key(&at) {
            at = at.yesterday().expect("a day before");
        }
        meets(values[&at])
    };
    let mut told: Vec<Told> = Vec::new();
    let mut run: Option<Date> = None;
    let mut today = since.max(*first);
    while today <= *last {
        if !holds(today) {
            run = None;
        } else {
            let start = *run.get_or_insert(today);
            if start.saturating_add(lasts) == today {
                told.push(("over", Some(start), Some(today)));
            }
        }
        today = today.tomorrow().expect("a day after");
    }
    if let Some(start) = run {
        let due = start.saturating_add(lasts);
        let state = if due <= *last { "fired" } else { "holds" };
        told.retain(|(_, since, _)| *since != run);
        told.insert(0, (state, Some(start), Some(due)));
    }
    if told.is_empty() { vec![("quiet", None, None)] } else { told }
}

/// Whether a comparison with a threshold holds, for a share in percent.
type Holds = fn(i32) -> bool;

#[test]
fn from_day_to_day_it_is_the_same() {
    let mut states: BTreeMap<&str, usize> = BTreeMap::new();
    let mut several = 0;
    let lengths: [(&str, Span); 7] = [
        ("", 0.days()),
        (" for 1 day", 1.day()),
        (" for 3 days", 3.days()),
        (" for 2 weeks", 14.days()),
        (" for 1 month", 1.month()),
        (" for 1 quarter", 3.months()),
        (" for 90m", 0.days()),
    ];
    let operators: [(&str, Holds); 5] = [
        ("> 100%", |it| it > 100),
        (">= 100%", |it| it >= 100),
        ("< 100%", |it| it < 100),
        ("<= 100%", |it| it <= 100),
        ("= 100%", |it| it == 100),
    ];
    for seed in 0..1500 {
        let mut rng = Rng::part(0xF12ED, seed);
        let (words, lasts) = *rng.pick(&lengths);
        let (operator, meets) = *rng.pick(&operators);
        let mut at = date(2026, 1, 20);
        let mut values = BTreeMap::new();
        let gap = 1 + rng.below(20);
        for _ in 0..rng.below(14) {
            at = at.saturating_add((1 + rng.below(gap) as i64).days());
            values.insert(at, 99 + rng.below(4) as i32);
        }
        let day = date(2026, 1, 20).saturating_add((rng.below(200) as i64).days());
        let condition = format!("{operator}{words}");
        // In force before anything is measured, or only by then.
        let since = match rng.once_in(2) {
            true => date(2025, 1, 1),
            false => day.saturating_sub((rng.below(90) as i64).days()),
        };
        let parsed = |day: Option<String>| day.map(|day| day.parse::<Date>().expect("a day"));
        let found = judged(&condition, &values, (since, day));
        let found: Vec<Told> =
            found.into_iter().map(|it| (it.state, parsed(it.since), parsed(it.fired))).collect();
        let expected = walked(&values, (since, day), lasts, meets);
        *states.entry(expected.first().map_or("none", |it| it.0)).or_default() += 1;
        several += usize::from(expected.len() > 1);
        assert_eq!(found, expected, "seed {seed}: {condition} on {day}, {values:?}");
    }
    assert!(states.len() == 5 && states.values().all(|count| *count > 40), "{states:?}");
    assert!(several > 40, "{several}");
}

/// The edges, by hand.
#[test]
fn the_edges_of_two_weeks() {
    let told = |days: &[(i8, i32)]| {
        let values = days.iter().map(|(day, value)| (date(2026, 10, *day), *value)).collect();
        let days = (date(2025, 1, 1), date(2026, 11, 20));
        let it = judged("> 100% for 2 weeks", &values, days).swap_remove(0);
        (it.state, it.since.unwrap_or_default(), it.fired.unwrap_or_default())
    };
    let since = "2026-10-01".to_owned();
    let fires = "2026-10-15".to_owned();
    let quiet = ("quiet", String::new(), String::new());
    // One value says nothing of the days after it, however long ago it was measured.
    assert_eq!(told(&[(1, 108)]), ("holds", since.clone(), fires.clone()));
    assert_eq!(told(&[(1, 108), (14, 108)]), ("holds", since.clone(), fires.clone()));
    assert_eq!(told(&[(1, 108), (15, 108)]), ("fired", since.clone(), fires.clone()));
    assert_eq!(told(&[(1, 108), (30, 101)]), ("fired", since.clone(), fires.clone()));
    // On the fifteenth it has to hold still; on the sixteenth it has.
    assert_eq!(told(&[(1, 108), (15, 100)]), quiet);
    assert_eq!(told(&[(1, 108), (16, 100)]), ("over", since.clone(), fires.clone()));
    // A new run begins anew.
    assert_eq!(told(&[(1, 108), (8, 100), (9, 108), (20, 108)]).0, "holds");
    assert_eq!(
        told(&[(1, 108), (16, 100), (17, 108)]),
        ("holds", "2026-10-17".into(), "2026-10-31".into())
    );
    assert_eq!(told(&[(1, 100), (20, 90)]), quiet);
}
