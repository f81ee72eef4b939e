//! Values: dates, times, lengths, zones, and words from short lists.

use jiff::Span;
use jiff::civil::Date;

use crate::ide::ask::Ask;
use crate::say;
use crate::time::Zone;
use crate::tree::{
    Altitude, Attention, Body, Channel, ClauseKind, Disposition, Evidence, Horizon, Level, Surface,
    Tier,
};
use crate::words;

use super::cadence;
use super::cursor::Cursor;
use super::form::Slot;
use super::{Completion, Part, Sort, fits};

/// What a slot can hold that is no name; nothing where only the person knows.
pub(super) fn values(ask: Ask<'_>, cursor: &Cursor<'_>, slot: Slot) -> Vec<Completion> {
    match slot {
        Slot::Date => return dates(ask, cursor),
        Slot::Zone => return zones(ask, cursor),
        Slot::Text => return text(cursor),
        // A number behind it would be left over.
        Slot::Often if cursor.behind.starts_with(|c: char| c.is_ascii_digit()) => {
            return Vec::new();
        }
        // One stands already.
        Slot::Unit if words::is_unit(cursor.behind) => return Vec::new(),
        _ => {}
    }
    let mut lengths = lengths(ask, cursor, slot);
    if words::is_unit(cursor.behind) {
        lengths = numbers(&lengths);
    }
    let shown = choices(slot).into_iter().chain(lengths);
    shown.filter(|it| fits(&it.label, cursor.typed)).collect()
}

/// Lengths without their units, for where one stands already; each once.
fn numbers(lengths: &[Completion]) -> Vec<Completion> {
    let mut numbers: Vec<&str> = Vec::new();
    for number in lengths.iter().filter_map(|it| it.label.split(' ').next()) {
        if !numbers.contains(&number) {
            numbers.push(number);
        }
    }
    each(numbers.into_iter())
}

/// A text, to be filled in.
fn text(cursor: &Cursor<'_>) -> Vec<Completion> {
    if !cursor.typed.is_empty() {
        return Vec::new();
    }
    let insert = vec![Part::Text("\"".into()), Part::Gap("…".into()), Part::Text("\"".into())];
    let label = "\"…\"".to_owned();
    vec![Completion { insert, ..Completion::plain(label, Sort::Value, "words for people") }]
}

fn list(sort: Sort, words: &[(&str, &str)]) -> Vec<Completion> {
    words.iter().map(|(word, detail)| Completion::plain(*word, sort, *detail)).collect()
}

fn each<'w>(words: impl Iterator<Item = &'w str>) -> Vec<Completion> {
    words.map(|word| Completion::plain(word, Sort::Choice, "")).collect()
}

/// Words from short lists.
fn choices(slot: Slot) -> Vec<Completion> {
    match slot {
        Slot::Altitude => {
            let ranks = Altitude::ALL.iter().rev();
            ranks.map(|it| Completion::plain(it.as_str(), Sort::Choice, say::rank(*it))).collect()
        }
        Slot::Level => list(
            Sort::Choice,
            &[
                (Level::Portfolio.as_str(), "what is worth doing at all"),
                (Level::Interface.as_str(), "what passes between equals"),
                (Level::Team.as_str(), "what a team decides by itself"),
            ],
        ),
        Slot::Attention => each(Attention::ALL.iter().map(|it| it.as_str())),
        Slot::Surface => each(Surface::ALL.iter().map(|it| it.as_str())),
        Slot::Tier => list(
            Sort::Choice,
            &[
                (Tier::T1.as_str(), "the full charter"),
                (Tier::T2.as_str(), "an owner and a gate"),
                (Tier::T3.as_str(), "none, on purpose"),
            ],
        ),
        Slot::Channel => each(Channel::ALL.iter().map(|it| it.as_str())),
        Slot::Evidence => each(Evidence::ALL.iter().map(|it| it.as_str())),
        Slot::Horizon => each(Horizon::ALL.iter().map(|it| it.as_str())),
        Slot::Disposition => {
            let all = Disposition::ALL.iter();
            all.map(|it| Completion::plain(it.as_str(), Sort::Choice, becomes(*it))).collect()
        }
        Slot::Weekday => each((0..7).map(weekday).chain(["workday"])),
        Slot::Month => each(words::MONTHS.into_iter()),
        Slot::Ordinal => each(words::ORDINALS.into_iter()),
        Slot::Operator => list(
            Sort::Choice,
            &[
                (">", "more than"),
                (">=", "at least"),
                ("<", "less than"),
                ("<=", "at most"),
                ("=", "just"),
            ],
        ),
        Slot::Currency => each(["USD", "EUR", "GBP"].into_iter()),
        _ => Vec::new(),
    }
}

/// What becomes of a bet.
fn becomes(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Committed => "it is made",
        Disposition::Renewed => "it goes on as it is",
        Disposition::Revised => "it goes on as something else",
        Disposition::Stopped => "it ends",
    }
}

fn weekday(nth: i8) -> &'static str {
    let day = jiff::civil::Weekday::from_monday_zero_offset(nth);
    day.map_or("", |day| say::day_name(crate::tree::DayKind::Weekday(day)))
}

/// Times, and lengths of time.
fn lengths(ask: Ask<'_>, cursor: &Cursor<'_>, slot: Slot) -> Vec<Completion> {
    match slot {
        Slot::Time => times(ask),
        Slot::Short => each(["30m", "45m", "60m", "90m", "2h", "3h"].into_iter()),
        Slot::Count => each(
            [
                "2 workdays",
                "5 workdays",
                "10 workdays",
                "1 cycle",
                "2 weeks",
                "1 month",
                "1 quarter",
            ]
            .into_iter(),
        ),
        Slot::Unit => each(units(cursor).into_iter()),
        Slot::Often => each(["daily", "weekly", "monthly", "quarterly", "yearly"].into_iter()),
        Slot::Every => each(["2 weeks", "2 months", "2 quarters"].into_iter())
            .into_iter()
            .filter(|_| takes_units(cursor))
            .collect(),
        Slot::Offset if cursor.kind == Some(crate::tree::Kind::Bet) => {
            each(["+3 months", "+6 months", "+12 months"].into_iter())
        }
        Slot::Offset if cursor.words.first() == Some(&"review") => {
            each(["T+6 months", "T+12 months"].into_iter())
        }
        Slot::Offset => {
            each(["T-6 weeks", "T-2 weeks", "T-1 week", "T-5 workdays", "T+1 week"].into_iter())
        }
        _ => Vec::new(),
    }
}

/// Whether a number and a unit together may stand behind `every`: in a cadence a day must follow.
fn takes_units(cursor: &Cursor<'_>) -> bool {
    cursor.words.first() != Some(&"cadence")
}

/// The units that go with the number before, in its form.
fn units<'w>(cursor: &Cursor<'_>) -> Vec<&'w str> {
    const ONE: [&str; 7] = ["day", "workday", "week", "month", "quarter", "year", "cycle"];
    const MANY: [&str; 7] = ["days", "workdays", "weeks", "months", "quarters", "years", "cycles"];
    let number = cursor.words.last().copied().unwrap_or_default();
    let number = number.trim_start_matches(['T', '+', '-']);
    let is_frequency =
        matches!(number, "every") || cursor.words.iter().rev().nth(1) == Some(&"every");
    let words = if matches!(number, "1" | "every") { ONE } else { MANY };
    let fits = |it: &&str| !is_frequency || !(it.starts_with("workday") || it.starts_with("cycle"));
    words.into_iter().filter(fits).collect()
}

/// The half hours of a working day.
fn times(ask: Ask<'_>) -> Vec<Completion> {
    let item = ask.place().item;
    let calendar =
        item.and_then(|it| ask.model.kept_by(it)).or_else(|| ask.model.common_calendar());
    let hours = calendar.and_then(|it| it.days().hours);
    let (from, to) =
        hours.unwrap_or((jiff::civil::time(9, 0, 0, 0), jiff::civil::time(17, 0, 0, 0)));
    let all = from.series(Span::new().minutes(30));
    let held = all.take_while(|it| *it < to).take(48);
    held.map(|it| Completion::plain(it.strftime("%H:%M").to_string(), Sort::Value, "")).collect()
}

/// Days that are often meant; of a cadence, those on which it takes place.
fn dates(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let word = cursor
        .words
        .iter()
        .rev()
        .find(|it| it.bytes().all(|it| it.is_ascii_lowercase() || it == b'-'));
    let of_cadence = cursor.words.first() == Some(&"cadence") || cursor.block == Some("cadence");
    let word = word.copied().unwrap_or_default();
    let mut days: Vec<(Date, String)> = Vec::new();
    if of_cadence && matches!(word, "except" | "move") {
        days.extend(
            cadence::days(ask, cursor).into_iter().map(|it| (it, "it would meet".to_owned())),
        );
    }
    if days.is_empty() {
        days = match cursor.kind {
            Some(_) => later(ask, cursor, word).unwrap_or_else(|| usual(ask, word)),
            None => lately(ask),
        };
    }
    let shown = days.into_iter().map(|(date, why)| {
        let day = say::date(date);
        let detail = if why.is_empty() { day } else { format!("{why}, {day}") };
        Completion::plain(date.to_string(), Sort::Value, detail)
    });
    shown.filter(|it| it.label.starts_with(cursor.typed)).collect()
}

/// Days after the one that is written: where something moves to, or how long it lasts.
fn later(ask: Ask<'_>, cursor: &Cursor<'_>, word: &str) -> Option<Vec<(Date, String)>> {
    let [.., date, _] = cursor.words[..] else { return None };
    let date: Date = date.parse().ok().filter(|_| word == "to")?;
    let kept = ask.place().item.and_then(|it| ask.model.kept_by(it));
    let calendar = kept.or_else(|| ask.model.common_calendar());
    let next = |from: &Date| {
        let workday = calendar.and_then(|it| it.days().next_workday(*from));
        workday.or_else(|| from.tomorrow().ok())
    };
    let workdays = std::iter::successors(Some(date), next).skip(1).take(3);
    let week = date.saturating_add(Span::new().weeks(1));
    let mut days: Vec<(Date, String)> = workdays.map(|it| (it, String::new())).collect();
    days.push((week, "a week later".into()));
    Some(days)
}

/// When something took place that is written down now: the day in the head of an item.
fn lately(ask: Ask<'_>) -> Vec<(Date, String)> {
    let yesterday = ask.day.yesterday().ok().map(|it| (it, "yesterday".to_owned()));
    [(ask.day, "today".to_owned())].into_iter().chain(yesterday).collect()
}

fn usual(ask: Ask<'_>, word: &str) -> Vec<(Date, String)> {
    let today = (ask.day, "today".to_owned());
    let kept = ask.place().item.and_then(|it| ask.model.kept_by(it));
    let calendar = kept.or_else(|| ask.model.common_calendar());
    let workday = calendar.and_then(|it| it.days().next_workday(ask.day));
    let workday = workday.map(|it| (it, "the next workday".to_owned()));
    let far = |span: Span, why: &str| (ask.day.saturating_add(span), why.to_owned());
    let later = [
        far(Span::new().months(1), "in a month"),
        far(Span::new().months(3), "in a quarter"),
        far(Span::new().months(6), "in half a year"),
        far(Span::new().years(1), "in a year"),
    ];
    match word {
        // What is over before it begins helps nobody.
        "until" | "expires" | "by" | "ships" => later.into_iter().chain(workday).collect(),
        "reviewed" => vec![today],
        _ => [today].into_iter().chain(workday).chain(later).collect(),
    }
}

/// Zones: those that the workspace uses, then all others that are typed.
fn zones(ask: Ask<'_>, cursor: &Cursor<'_>) -> Vec<Completion> {
    let typed = cursor.typed.to_lowercase();
    let is_meant = |name: &str| name.to_lowercase().contains(&typed);
    let mut used: Vec<&'static str> = Vec::new();
    for item in ask.model.own_items().filter(|item| item.has(ClauseKind::Zone)) {
        let zone = item.clause(ClauseKind::Zone, |body| match body {
            Body::Zone(zone) => Some(zone.name.as_str()),
            _ => None,
        });
        used.extend(zone.filter(|it| !used.contains(it) && crate::time::zone(it).is_some()));
    }
    used.sort_unstable();
    let begins = |name: &str| name.to_lowercase().starts_with(&typed);
    let mut others: Vec<&'static str> = Zone::all().map(Zone::name).collect();
    others.retain(|it| {
        !used.contains(it)
            && it.contains('/')
            && crate::time::is_link(it).is_none()
            && crate::time::zone(it).is_some()
    });
    others.sort_by_key(|it| (!begins(it), *it));
    let used = used.into_iter().map(|it| (it, "used here"));
    let all = used.chain(others.into_iter().map(|it| (it, ""))).filter(|(it, _)| is_meant(it));
    let first = all.take(super::MOST + 1);
    first.map(|(name, detail)| Completion::plain(name, Sort::Value, detail)).collect()
}
