//! The signals counted a second way: loops within loops over lines of words.
//!
//! Nothing of the compiler is used, but for the day on which a charter meets next.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::days::{self, Day};
use super::text::Item;

/// When a charter meets next after a day, which the tests of time hold to be true.
pub(crate) type Meets<'a> = dyn Fn(&str, Day) -> Option<Day> + 'a;

/// A workspace as words.
pub(crate) struct Brute<'a> {
    pub(crate) items: Vec<Item>,
    /// The calendar of whoever names none.
    pub(crate) calendar: Option<String>,
    pub(crate) as_of: Day,
    pub(crate) since: Option<Day>,
    pub(crate) meets: &'a Meets<'a>,
}

/// One thing that counts: a charter, its owner, a quarter, and numbers.
struct Fact {
    charter: Option<String>,
    quarter: Option<usize>,
    says: Says,
}

enum Says {
    Answered(i64, bool),
    Open(i64, bool),
    Record { reopens: bool, answers: bool },
    Aged(i64, bool),
    Decided { bets: usize, horizons: BTreeSet<String> },
    Disposed(String),
}

impl Brute<'_> {
    fn find(&self, kind: &str, name: &str) -> Option<&Item> {
        let former = |it: &Item| it.every("formerly").any(|words| words[0] == name);
        self.items.iter().find(|it| it.kind == kind && (it.name == name || former(it)))
    }

    fn of_kind(&self, kind: &'static str) -> impl Iterator<Item = &Item> {
        self.items.iter().filter(move |it| it.kind == kind)
    }

    fn calendar(&self, item: Option<&Item>) -> Option<&Item> {
        let own = item.and_then(|it| it.word("calendar")).or(self.calendar.as_deref());
        let named = own.and_then(|name| self.find("calendar", name));
        named.or(self.of_kind("calendar").next())
    }

    fn first_month(&self) -> u32 {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let words = self.calendar(None).and_then(|it| it.every("fiscal-year").next());
        let month = words.map_or("January", |words| &words[2]);
        MONTHS.iter().position(|it| *it == month).expect("a month") as u32 + 1
    }

    /// The first days of the quarters that are looked at, and which of its year each is.
    fn quarters(&self) -> Vec<(Day, u32)> {
        let mut quarters = vec![days::quarter(self.as_of, self.first_month())];
        let is_enough = |quarters: &[(Day, u32)]| match self.since {
            Some(since) => quarters[0].0 <= since,
            None => quarters.len() == 5,
        };
        while !is_enough(&quarters) {
            let before = days::yesterday(quarters[0].0);
            quarters.insert(0, days::quarter(before, self.first_month()));
        }
        quarters
    }

    pub(crate) fn since(&self) -> Day {
        self.since.unwrap_or(self.quarters()[0].0)
    }

    fn holds(&self, day: Day) -> bool {
        self.since() <= day && day <= self.as_of
    }

    fn quarter(&self, day: Day) -> Option<usize> {
        let first = days::quarter(day, self.first_month()).0;
        let place = self.quarters().iter().position(|(it, _)| *it == first);
        place.filter(|_| self.holds(day))
    }

    fn workday(&self, day: Day, calendar: Option<&Item>) -> bool {
        let within = |words: &[String]| {
            let last = if words[1] == "to" { &words[2] } else { &words[0] };
            days::read(&words[0]) <= day && day <= days::read(last)
        };
        let off = calendar.into_iter().flat_map(|it| it.every("holiday").chain(it.every("closed")));
        days::weekday(day) < 5 && !off.into_iter().any(within)
    }

    /// `within 10 workdays` after a day.
    fn later(&self, day: Day, count: &str, unit: &str, item: &Item) -> Option<Day> {
        let count: u32 = count.parse().expect("a number");
        let step = |mut day: Day, count: u32, next: &dyn Fn(Day) -> Option<Day>| {
            for _ in 0..count {
                day = next(day)?;
            }
            Some(day)
        };
        let next_workday = |day: Day| {
            let mut day = days::tomorrow(day);
            while !self.workday(day, self.calendar(Some(item))) {
                day = days::tomorrow(day);
            }
            Some(day)
        };
        match unit.trim_end_matches('s') {
            "day" => step(day, count, &|it| Some(days::tomorrow(it))),
            "week" => step(day, count * 7, &|it| Some(days::tomorrow(it))),
            "workday" => step(day, count, &next_workday),
            "month" => Some(days::months_later(day, count)),
            "quarter" => Some(days::months_later(day, count * 3)),
            "year" => Some(days::months_later(day, count * 12)),
            "cycle" => step(day, count, &|it| (self.meets)(&item.name, it)),
            other => panic!("no unit: {other}"),
        }
    }

    /// What a raise is about, and the words that say within which time it is answered.
    fn cause(&self, raise: &Item) -> Option<(&Item, Vec<String>)> {
        if let Some(dotted) = raise.word("trigger") {
            let (name, trigger) = dotted.split_once('.')?;
            let item = ["charter", "launch", "bet"].iter().find_map(|it| self.find(it, name))?;
            let words = item.every("trigger").find(|words| words[0] == trigger)?;
            let respond = words.iter().position(|it| it == "respond");
            return Some((item, respond.map_or(Vec::new(), |at| words[at + 2..at + 4].to_vec())));
        }
        let item = self.find("charter", raise.word("escalation")?)?;
        let within = |words: &[String]| {
            let at = words.iter().position(|it| it == "within")?;
            Some(words[at + 1..at + 3].to_vec())
        };
        Some((item, item.every("escalation").find_map(within).unwrap_or_default()))
    }

    fn due(&self, raise: &Item) -> Option<Day> {
        let (item, within) = self.cause(raise)?;
        self.later(raise.on?, within.first()?, within.get(1)?, item)
    }

    /// The charter that a raise is about.
    fn about(&self, raise: &Item) -> Option<&Item> {
        let (item, _) = self.cause(raise)?;
        match item.kind.as_str() {
            "charter" => Some(item),
            "launch" => self.find("charter", &item.every("governed").next()?[1]),
            _ => {
                let committed = item.every("committed").next()?;
                self.find("charter", committed.get(2)?)
            }
        }
    }

    fn records(&self) -> impl Iterator<Item = (&Item, Day)> {
        let dated = self.of_kind("record").filter_map(|it| Some((it, it.on?)));
        dated.filter(|(_, day)| *day <= self.as_of)
    }

    /// Whether a raise is about a charter that is a draft, or a record is of one.
    fn is_of_draft(&self, item: &Item) -> bool {
        let charter = match item.word("charter") {
            Some(name) => self.find("charter", name),
            None => self.cause(item).map(|(about, _)| about),
        };
        charter.is_some_and(|it| it.kind == "charter" && it.has("status"))
    }

    fn charter_of(&self, record: &Item) -> Option<String> {
        Some(self.find("charter", record.word("charter")?)?.name.clone())
    }

    /// The record that answered a raise first.
    fn answer(&self, raise: &Item) -> Option<(&Item, Day)> {
        let means =
            |name: &String| self.find("raise", name).is_some_and(|it| it.name == raise.name);
        let mut first: Option<(&Item, Day)> = None;
        for (record, day) in self.records() {
            let answers = record.every("answers").flatten().any(means);
            if answers && first.is_none_or(|(_, earlier)| day < earlier) {
                first = Some((record, day));
            }
        }
        first
    }

    fn is_live(&self, charter: &Item) -> bool {
        let ends = charter.date("retired").into_iter().chain(charter.date("expires"));
        !charter.has("status")
            && charter.date("effective").is_none_or(|it| it <= self.as_of)
            && ends.into_iter().all(|it| self.as_of <= it)
    }

    fn review_due(&self, charter: &Item, reviewed: Day) -> Option<Day> {
        let words = charter.every("review").next();
        let (count, unit) = match words {
            None => ("1", "year"),
            Some([often]) => {
                let unit = often.trim_end_matches("ly");
                ("1", if unit == "dai" { "day" } else { unit })
            }
            Some([_, unit]) => ("1", unit.as_str()),
            Some(words) => (words[1].as_str(), words[2].as_str()),
        };
        self.later(reviewed, count, unit, charter)
    }

    fn outcomes(&self, record: &Item) -> BTreeSet<String> {
        let bets = record.every("bet").filter_map(|words| self.find("bet", &words[0]));
        bets.flat_map(|bet| bet.every("outcome").map(|words| words[0].clone())).collect()
    }
}

/// What the program says of the same, as data.
pub(crate) fn told(brute: &Brute<'_>) -> Value {
    let (answered, open) = (answered(brute), open(brute));
    let ages = ages(brute);
    let mut facts: Vec<Fact> = Vec::new();
    for (raise, record, raised, day) in &answered {
        let late = brute.due(raise).is_some_and(|due| *day > due);
        let says = Says::Answered(days::between(*raised, *day).max(0), late);
        facts.push(Fact { charter: brute.charter_of(record), quarter: brute.quarter(*day), says });
    }
    for (raise, raised) in &open {
        let late = brute.due(raise).is_some_and(|due| brute.as_of > due);
        let says = Says::Open(days::between(*raised, brute.as_of), late);
        let charter = brute.about(raise).map(|it| it.name.clone());
        facts.push(Fact { charter, quarter: brute.quarter(*raised), says });
    }
    for (charter, reviewed) in &ages {
        let late = brute.review_due(charter, *reviewed).is_some_and(|due| due < brute.as_of);
        let says = Says::Aged(days::between(*reviewed, brute.as_of).max(0), late);
        let (charter, quarter) = (Some(charter.name.clone()), brute.quarter(*reviewed));
        facts.push(Fact { charter, quarter, says });
    }
    let counted = |(it, day): &(&Item, Day)| brute.holds(*day) && !brute.is_of_draft(it);
    for (record, day) in brute.records().filter(counted) {
        let fact =
            |says| Fact { charter: brute.charter_of(record), quarter: brute.quarter(day), says };
        facts.push(fact(Says::Record {
            reopens: record.has("reopens"),
            answers: record.has("answers"),
        }));
        let bets = record.every("bet").count();
        if record.has("decided") || bets > 0 {
            facts.push(fact(Says::Decided { bets, horizons: brute.outcomes(record) }));
        }
        facts.extend(record.every("bet").map(|words| fact(Says::Disposed(words[1].clone()))));
    }
    let quarters = brute.quarters();
    let scoped = |is: fn(&Says) -> bool, tell: fn(&[&Fact]) -> Value| {
        let facts: Vec<&Fact> = facts.iter().filter(|it| is(&it.says)).collect();
        scopes(brute, &facts, quarters.len(), tell)
    };
    json!({
        "since": days::written(brute.since()),
        "quarters": quarters.iter().map(|(day, _)| days::written(*day)).collect::<Vec<_>>(),
        "numbers": quarters.iter().map(|(_, number)| *number).collect::<Vec<_>>(),
        "latency": scoped(|it| matches!(it, Says::Answered(..) | Says::Open(..)), latency),
        "redecisions": scoped(|it| matches!(it, Says::Record { .. }), redecisions),
        "age": scoped(|it| matches!(it, Says::Aged(..)), age),
        "measured": scoped(|it| matches!(it, Says::Decided { .. }), measured),
        "dispositions": scoped(|it| matches!(it, Says::Disposed(_)), dispositions),
        "answered": answered.iter().map(|(raise, record, ..)| json!([raise.name, record.name])).collect::<Vec<_>>(),
        "open": open.iter().map(|(raise, _)| raise.name.as_str()).collect::<Vec<_>>(),
        "due": open.iter().map(|(raise, _)| brute.due(raise).map(days::written)).collect::<Vec<_>>(),
        "ages": ages.iter().map(|(it, _)| it.name.as_str()).collect::<Vec<_>>(),
    })
}

fn answered<'a>(brute: &'a Brute<'_>) -> Vec<(&'a Item, &'a Item, Day, Day)> {
    let mut all = Vec::new();
    for raise in brute.of_kind("raise") {
        let Some(raised) = raise.on.filter(|it| *it <= brute.as_of) else { continue };
        let Some((record, day)) = brute.answer(raise).filter(|(_, day)| brute.holds(*day)) else {
            continue;
        };
        if !brute.is_of_draft(raise) && !brute.is_of_draft(record) {
            all.push((raise, record, raised, day));
        }
    }
    all.sort_by(|a, b| (a.3, &a.0.name).cmp(&(b.3, &b.0.name)));
    all
}

fn open<'a>(brute: &'a Brute<'_>) -> Vec<(&'a Item, Day)> {
    let mut all = Vec::new();
    for raise in brute.of_kind("raise") {
        let Some(raised) = raise.on.filter(|it| *it <= brute.as_of) else { continue };
        let withdrawn = raise.date("retired").is_some_and(|it| it <= brute.as_of);
        if brute.answer(raise).is_none() && !withdrawn && !brute.is_of_draft(raise) {
            all.push((raise, raised));
        }
    }
    all.sort_by(|a, b| (a.1, &a.0.name).cmp(&(b.1, &b.0.name)));
    all
}

fn ages<'a>(brute: &'a Brute<'_>) -> Vec<(&'a Item, Day)> {
    let live = brute.of_kind("charter").filter(|it| brute.is_live(it));
    let read = |it: &'a Item| Some((it, it.date("reviewed").or(it.date("effective"))?));
    let mut all: Vec<(&Item, Day)> = live.filter_map(read).collect();
    all.sort_by(|a, b| (a.1, &a.0.name).cmp(&(b.1, &b.0.name)));
    all
}

/// Each number for the whole, each quarter, each charter and each seat.
fn scopes(
    brute: &Brute<'_>,
    facts: &[&Fact],
    quarters: usize,
    tell: fn(&[&Fact]) -> Value,
) -> Value {
    let owner = |fact: &Fact| {
        let charter = brute.find("charter", fact.charter.as_deref()?)?;
        Some(brute.find("seat", charter.word("owner")?)?.name.clone())
    };
    let by = |kind: &str, key: &dyn Fn(&Fact) -> Option<String>| {
        let keys: BTreeSet<String> = facts.iter().filter_map(|it| key(it)).collect();
        let each = keys.into_iter().map(|name| {
            let own: Vec<&Fact> =
                facts.iter().filter(|it| key(it).as_ref() == Some(&name)).copied().collect();
            let title = brute.find(kind, &name).and_then(|it| it.title.clone());
            json!({ "name": name, "title": title.unwrap_or(name.clone()), "value": tell(&own) })
        });
        each.collect::<Vec<Value>>()
    };
    let of_quarter = |nth: usize| {
        let own: Vec<&Fact> = facts.iter().filter(|it| it.quarter == Some(nth)).copied().collect();
        tell(&own)
    };
    json!({
        "whole": tell(facts),
        "quarters": (0..quarters).map(of_quarter).collect::<Vec<_>>(),
        "charters": by("charter", &|fact| fact.charter.clone()),
        "seats": by("seat", &owner),
    })
}

/// An object without what is not there.
fn object(members: &[(&str, Option<Value>)]) -> Value {
    let there = members.iter().filter_map(|(name, value)| Some((name.to_string(), value.clone()?)));
    Value::Object(there.collect::<Map<String, Value>>())
}

fn share(part: usize, whole: usize) -> Option<Value> {
    (whole > 0).then(|| json!(((part * 10_000) as f64 / whole as f64).round() / 10_000.0))
}

fn median(sorted: &[i64]) -> Option<Value> {
    let half = sorted.len() / 2;
    match (sorted.is_empty(), sorted.len() % 2) {
        (true, _) => None,
        (_, 1) => Some(json!(sorted[half] as f64)),
        _ => Some(json!((sorted[half - 1] + sorted[half]) as f64 / 2.0)),
    }
}

fn sorted(mut days: Vec<i64>) -> Vec<i64> {
    days.sort();
    days
}

fn count(facts: &[&Fact], is: impl Fn(&Says) -> bool) -> usize {
    facts.iter().filter(|it| is(&it.says)).count()
}

fn latency(facts: &[&Fact]) -> Value {
    let days = facts.iter().filter_map(|it| match it.says {
        Says::Answered(days, _) => Some(days),
        _ => None,
    });
    let days = sorted(days.collect());
    let open = facts.iter().filter_map(|it| match it.says {
        Says::Open(days, _) => Some(days),
        _ => None,
    });
    let open = sorted(open.collect());
    // The least number of days within which nine in ten are.
    let within = |limit: &&i64| days.iter().filter(|it| it <= limit).count() * 10 >= days.len() * 9;
    object(&[
        ("answered", Some(json!(days.len()))),
        ("median", median(&days)),
        ("p90", days.iter().find(within).map(|it| json!(it))),
        ("longest", days.last().map(|it| json!(it))),
        ("late", Some(json!(count(facts, |it| matches!(it, Says::Answered(_, true)))))),
        ("open", Some(json!(open.len()))),
        ("overdue", Some(json!(count(facts, |it| matches!(it, Says::Open(_, true)))))),
        ("oldest_open", open.last().map(|it| json!(it))),
    ])
}

fn redecisions(facts: &[&Fact]) -> Value {
    let of = |wanted: bool| {
        count(
            facts,
            |it| matches!(it, Says::Record { reopens: true, answers } if *answers == wanted),
        )
    };
    let reopened = of(true) + of(false);
    object(&[
        ("records", Some(json!(facts.len()))),
        ("reopened", Some(json!(reopened))),
        ("triggered", Some(json!(of(true)))),
        ("calendar_forced", Some(json!(of(false)))),
        ("share", share(reopened, facts.len())),
    ])
}

fn age(facts: &[&Fact]) -> Value {
    let days = facts.iter().filter_map(|it| match it.says {
        Says::Aged(days, _) => Some(days),
        _ => None,
    });
    let days = sorted(days.collect());
    let overdue = count(facts, |it| matches!(it, Says::Aged(_, true)));
    let within =
        |from: i64, until: i64| days.iter().filter(|it| from <= **it && **it <= until).count();
    let part = |from: i64, until: i64| json!({ "from": from, "until": until, "charters": within(from, until) });
    object(&[
        ("charters", Some(json!(days.len()))),
        ("median", median(&days)),
        ("oldest", days.last().map(|it| json!(it))),
        ("overdue", Some(json!(overdue))),
        ("share_overdue", share(overdue, days.len())),
        (
            "distribution",
            Some(json!([
                part(0, 90), part(91, 180), part(181, 365), part(366, 730),
                { "from": 731, "charters": within(731, i64::MAX) },
            ])),
        ),
    ])
}

fn measured(facts: &[&Fact]) -> Value {
    let with = |horizon: &str| {
        count(
            facts,
            |it| matches!(it, Says::Decided { horizons, .. } if horizons.contains(horizon)),
        )
    };
    let measured =
        count(facts, |it| matches!(it, Says::Decided { horizons, .. } if !horizons.is_empty()));
    object(&[
        ("decisions", Some(json!(facts.len()))),
        ("with_bet", Some(json!(count(facts, |it| matches!(it, Says::Decided { bets: 1.., .. }))))),
        ("measured", Some(json!(measured))),
        ("leading", Some(json!(with("leading")))),
        ("mid", Some(json!(with("mid")))),
        ("lagging", Some(json!(with("lagging")))),
        ("share", share(measured, facts.len())),
    ])
}

fn dispositions(facts: &[&Fact]) -> Value {
    let of = |word: &str| count(facts, |it| matches!(it, Says::Disposed(is) if is == word));
    let (renewed, revised, stopped) = (of("renewed"), of("revised"), of("stopped"));
    let mix = match (renewed, revised, stopped) {
        (0, 0, 0) => "nothing",
        (2.., 0, 0) => "only-renews",
        (0, 0, 2..) => "only-stops",
        _ => "mixed",
    };
    object(&[
        ("committed", Some(json!(of("committed")))),
        ("renewed", Some(json!(renewed))),
        ("revised", Some(json!(revised))),
        ("stopped", Some(json!(stopped))),
        ("drift", share(revised + stopped, renewed + revised + stopped)),
        ("mix", Some(json!(mix))),
    ])
}
