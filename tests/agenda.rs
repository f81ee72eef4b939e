//! The agenda, by properties that no blessing can change.

use std::collections::BTreeSet;

use charter::agenda::{AgendaQuery, AgendaReport, PointKind, agenda};
use charter::emit::{BuildOptions, build, ics};
use charter_tests::say::Case;
use jiff::ToSpan;
use jiff::civil::Date;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn report(case: &Case, ask: impl FnOnce(&mut AgendaQuery)) -> AgendaReport {
    let (_, analysis, _) = case.analyze();
    let until = case.day.saturating_add(4.weeks());
    let mut query = AgendaQuery { seat: None, charter: None, day: case.day, until };
    ask(&mut query);
    agenda(&analysis.model, &query)
}

fn charter(name: &str, decides: &str, triggers: &str, escalation: &str) -> String {
    format!(
        "charter {name} \"{name} itself\" {{
  decides         {decides}
  owner           vp-product
  counterparties  vp-engineering
  cadence         weekly on Tuesday at 10:00 for 60m
  {triggers}
  escalation      {escalation}
  record          every cycle
  effective       2026-02-01
  reviewed        2026-09-01
}}
"
    )
}

fn trigger(name: &str, evidence: &str) -> String {
    format!(
        "trigger {name} \"{name} itself\" when \"{name}\" {evidence} declared by vp-engineering \
         checked weekly respond within 1 day\n  "
    )
}

/// A forum that decides two things, with two triggers, to which two others go when stuck; each
/// pair is written with the one first that comes last.
fn forum() -> String {
    let class = |name, attention| {
        format!(
            "class {name} \"{name}\" {{\n  level      interface\n  attention  {attention}\n}}\n"
        )
    };
    let triggers = trigger("plain", "") + &trigger("asked", "evidence customer");
    [
        class("served", "customer"),
        class("reopened", "trigger"),
        class("planned", "roadmap"),
        charter("forum", "planned of a, reopened of b", &triggers, "to cpo within 5 days"),
        charter("aside", "planned of c", &trigger("one", ""), "to forum within 5 days"),
        charter("care", "served of d", &trigger("two", ""), "to forum within 5 days"),
    ]
    .concat()
}

fn raised(name: &str, cause: &str) -> String {
    format!("raise {name} on 2026-11-20 {{\n  {cause}\n  by  vp-engineering\n}}\n")
}

/// What the calendar announces for a meeting, without what is said of it.
fn announced(case: &Case) -> Vec<String> {
    let (sources, analysis, _) = case.analyze();
    let options = BuildOptions { keep_going: true, ..BuildOptions::default() };
    let built = build(&analysis, &sources, &options).expect("a build");
    let feed = built.iter().find(|it| it.path == "calendar/charter/forum.ics").expect("a feed");
    let events = ics::events(&feed.bytes).expect("a feed that can be read");
    let meeting = events.iter().find(|it| it.description.contains("order of attention"));
    let lines = meeting.expect("a meeting").description.lines();
    let points = lines.skip_while(|line| !line.contains("order of attention")).skip(1);
    let point = |line: &str| Some(line.split_once(". ")?.1.to_owned());
    points.map_while(point).collect()
}

/// One order of attention: what a calendar announces, and what happens if all of it does.
#[test]
fn the_agenda_of_a_day_is_in_the_order_that_calendars_announce() {
    let case = Case::new(forum());
    let announced = announced(&case);
    assert_eq!(
        announced,
        [
            "If it fired: asked itself",
            "If it escalated: care itself",
            "If it fired: plain itself",
            "If it escalated: aside itself",
            "reopened of b",
            "planned of a",
        ]
    );
    let happened = [
        forum(),
        raised("r-1", "trigger  forum.plain"),
        raised("r-2", "escalation  aside"),
        raised("r-3", "trigger  forum.asked"),
        raised("r-4", "escalation  care"),
    ];
    let report = report(&Case::new(happened.concat()), |query| {
        query.charter = Some("forum".into());
    });
    let points = report.points.iter().map(|it| match it.kind {
        PointKind::Trigger => format!("If it fired: {}", it.title),
        PointKind::Escalation => format!("If it escalated: {}", it.title),
        _ => it.title.clone(),
    });
    // The meeting itself stands where the first of what it decides does.
    let expected = announced[..4].iter().cloned().chain(["forum itself".to_owned()]);
    assert_eq!(points.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
}

/// Something raised on a day of October or November, and perhaps answered on another.
#[derive(Clone, Debug)]
struct Raise {
    cause: &'static str,
    day: i32,
    answered: Option<i32>,
}

const CAUSES: [&str; 5] = [
    "trigger  forum.plain",
    "trigger  forum.asked",
    "escalation  aside",
    "escalation  care",
    "customer  \"We wait\"",
];

fn day(nth: i32) -> Date {
    Date::constant(2026, 10, 1).saturating_add(nth.days())
}

fn some_raise() -> impl Strategy<Value = Raise> {
    (select(&CAUSES), 0..61_i32, proptest::option::of(0..61_i32))
        .prop_map(|(cause, day, answered)| Raise { cause, day, answered })
}

impl Raise {
    fn text(&self, nth: usize) -> String {
        let Raise { cause, day: on, answered } = self;
        let by = "by  vp-engineering";
        let raise = format!("raise r-{nth} on {} {{\n  {cause}\n  {by}\n}}\n", day(*on));
        let record = answered.map(|on| {
            format!(
                "record a-{nth} on {} {{\n  charter  care\n  answers  r-{nth}\n  decided  \"so\"\n  {by}\n}}\n",
                day(on)
            )
        });
        raise + &record.unwrap_or_default()
    }

    fn is_open(&self, today: Date) -> bool {
        day(self.day) <= today && self.answered.is_none_or(|on| day(on) > today)
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, cases: 48, ..ProptestConfig::default()
    })]

    /// What is open is there once, and nothing else that was raised; the order is that of the
    /// rule; and the file in which a raise stands makes no difference.
    #[test]
    fn what_waits_is_there_once_and_in_its_turn(raises in vec(some_raise(), 0..12)) {
        let texts: Vec<String> = raises.iter().enumerate().map(|(nth, it)| it.text(nth)).collect();
        let case = Case::new(forum() + &texts.concat());
        let report = report(&case, |_| {});
        let waiting = report.points.iter().filter(|it| it.name.starts_with("r-"));
        let told: Vec<&str> = waiting.map(|it| it.name.as_str()).collect();
        let open = raises.iter().enumerate().filter(|(_, it)| it.is_open(case.day));
        let open: BTreeSet<String> = open.map(|(nth, _)| format!("r-{nth}")).collect();
        prop_assert_eq!(told.len(), open.len());
        prop_assert_eq!(told.iter().map(|it| it.to_string()).collect::<BTreeSet<_>>(), open);
        let order = |it: &charter::agenda::Point| {
            let regular = !it.name.starts_with("r-");
            let (due, since) = (it.due.unwrap_or(Date::MAX), it.since.unwrap_or(Date::MAX));
            (it.attention, regular, due, since, it.name.clone())
        };
        prop_assert!(report.points.iter().map(order).is_sorted());
        let late = report.points.iter().all(|it| {
            it.days_late.is_some() == it.due.is_some_and(|due| due < case.day)
        });
        prop_assert!(late);
        let backwards: String = texts.iter().rev().cloned().collect();
        let again = self::report(&Case::new(forum() + &backwards), |_| {});
        prop_assert_eq!(format!("{:?}", again.points), format!("{:?}", report.points));
    }
}

/// A bet, or a launch, and when somebody looks at it again; days are counted from a first one.
#[derive(Clone, Debug)]
struct Looked {
    begins: i32,
    /// Days after that.
    looks: Vec<i32>,
    /// What records say of the bet.
    records: Vec<i32>,
    ends: Option<i32>,
}

/// Looks are far apart or close together, and the day of the case is in the middle.
fn some_looked() -> impl Strategy<Value = Looked> {
    let looks = (select(&[40, 200, 500]), vec(1..200_i32, 0..4))
        .prop_map(|(most, looks)| looks.into_iter().map(|it| 1 + it % most).collect());
    (0..50_i32, looks, vec(0..61_i32, 0..3), proptest::option::weighted(0.2, 51..90_i32))
        .prop_map(|(begins, looks, records, ends)| Looked { begins, looks, records, ends })
}

impl Looked {
    fn text(&self, nth: usize) -> String {
        let at = |sign: &str| {
            let looks: Vec<String> =
                self.looks.iter().map(|it| format!("{sign}{it} days")).collect();
            let looks = looks.join(", ");
            if looks.is_empty() { looks } else { format!("  review  at {looks} by cto\n") }
        };
        let end = self.ends.map_or_else(String::new, |end| {
            format!("  retired  {} because \"It is done\"\n", day(end))
        });
        let begins = day(self.begins);
        let owner = "  owner  cpo\n";
        let mut text = format!(
            "bet b-{nth} {{\n{owner}  committed  {begins}\n{}{end}}}\nlaunch l-{nth} {{\n{owner}  ships  {begins}\n{}{end}}}\n",
            at("+"),
            at("T+")
        );
        for (of, on) in self.records.iter().enumerate() {
            text += &format!(
                "record s-{nth}-{of} on {} {{\n  charter  care\n  bet  b-{nth} renewed\n  by  cpo\n}}\n",
                day(*on)
            );
        }
        text
    }

    fn days(&self) -> BTreeSet<Date> {
        let days = self.looks.iter().map(|it| day(self.begins + it));
        days.filter(|it| self.ends.is_none_or(|end| *it <= day(end))).collect()
    }

    /// The looks that nobody had: each record is of the day to which it is nearest, and has seen
    /// all before it.
    fn open(&self, today: Date) -> Vec<Date> {
        let begins = day(self.begins);
        let mut days: Vec<Date> = self.days().into_iter().chain([begins]).collect();
        days.sort_unstable();
        let away = |one: Date, other: Date| one.since(other).expect("a span").get_days().abs();
        let mut seen = begins;
        for on in self.records.iter().map(|on| day(*on)).filter(|on| *on <= today) {
            let nearest = days.iter().min_by_key(|it| away(**it, on)).expect("a day");
            seen = seen.max(*nearest);
        }
        days.into_iter().filter(|it| *it > seen).collect()
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: None, cases: 64, ..ProptestConfig::default()
    })]

    /// A look that was missed is told, else the next one in the window; a bet at which nobody
    /// will look any more is among what gets no time; of a launch, what is over is nobody's.
    #[test]
    fn looks_are_open_until_a_record_is_nearer(all in vec(some_looked(), 1..6)) {
        let texts: Vec<String> = all.iter().enumerate().map(|(nth, it)| it.text(nth)).collect();
        let case = Case::new(forum() + &texts.concat());
        let (today, until) = (case.day, case.day.saturating_add(4.weeks()));
        let report = report(&case, |query| query.seat = Some("cto".into()));
        let told = |name: String, kind| {
            let mut points = report.points.iter().filter(|it| it.name == name && it.kind == kind);
            let first = points.next().map(|it| it.due.expect("a day"));
            assert!(points.next().is_none(), "{name} twice");
            first
        };
        let everything = self::report(&case, |_| {});
        for (nth, it) in all.iter().enumerate() {
            let open = it.open(today);
            let missed = open.iter().rfind(|it| **it < today);
            let due = missed.or(open.first()).copied().filter(|due| *due <= until);
            prop_assert_eq!(told(format!("b-{nth}"), PointKind::BetReview), due, "bet {}", nth);
            let ahead = it.days().into_iter().find(|it| *it >= today);
            let ahead = ahead.filter(|due| *due <= until);
            prop_assert_eq!(told(format!("l-{nth}"), PointKind::LaunchReview), ahead);
            let is_idle = everything.without_time.iter().any(|it| it.name == format!("b-{nth}"));
            prop_assert_eq!(is_idle, open.is_empty() && it.ends.is_none(), "bet {}", nth);
        }
    }
}
