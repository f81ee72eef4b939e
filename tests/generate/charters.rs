//! The seven charters of a unit: its forum, its launches, its incidents, and four more.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};

use super::people::{person, saying};
use super::unit::Unit;
use super::{Findings, company, history};
use crate::convert::day_word;

/// No two charters of a unit meet in the same hour.
const HOURS: [u8; 7] = [9, 10, 11, 13, 14, 15, 16];

/// An hour in which no charter of a unit begins: a second slot is free to.
const SPARE: u8 = 12;

/// Where the four charters that differ from unit to unit begin.
const VARIED: usize = 3;

const TOPICS: [&str; 12] = [
    "pricing",
    "intake",
    "quality",
    "capacity",
    "support",
    "tooling",
    "research",
    "security",
    "onboarding",
    "migration",
    "telemetry",
    "localization",
];

/// Fits a class whose period is a day to a month.
const FAST: [&str; 11] = [
    "weekly on DAY at TIME for 45m",
    "weekly on DAY, NEXT at TIME for 15m",
    "every 2 weeks on DAY at TIME for 60m from FROM",
    "monthly on the 2nd DAY at TIME for 60m",
    "monthly on the 2nd, 4th DAY at TIME for 60m",
    "daily at TIME for 15m",
    "weekly on workday at TIME for 15m",
    "weekly on Monday to Thursday at TIME for 15m",
    "every 3 weeks on DAY at TIME for 60m from FROM",
    "every week on DAY at TIME for 1h",
    "every 3 days at TIME for 30m from FROM",
];

/// Fits a class whose period is a month to a year.
const SLOW: [&str; 12] = [
    "quarterly on the 2nd DAY at TIME for 60m",
    "monthly on the last workday at TIME for 30m",
    "monthly on day 15 at TIME for 60m",
    "quarterly in month 2 on the 1st DAY at TIME for 60m",
    "yearly in March on the 1st DAY at TIME for 60m",
    "on 2026-12-09, 2027-03-17, 2027-06-16, 2027-09-15 at TIME for 60m",
    "monthly on the 1st workday at TIME for 30m",
    "monthly on the last DAY at TIME for 60m",
    "every 2 months on the 3rd DAY at TIME for 60m from FROM",
    "every 2 quarters on the 1st DAY at TIME for 60m from FROM",
    "every month on the 3rd DAY at TIME for 60m",
    "every quarter in month 3 on the last DAY at TIME for 60m",
];

/// What is wrong with one charter.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Flaw {
    UnusedAllow,
    Misfit,
    Oversized,
    Booked,
    Unresolved,
    UnknownClause,
    BadDate,
}

/// One charter about to be written.
struct Draft {
    name: String,
    title: String,
    class: &'static str,
    owner: &'static str,
    parties: String,
    cadence: String,
    more: String,
    input: String,
    escalation: String,
    record: &'static str,
    effective: Date,
    flaw: Option<Flaw>,
}

/// The texts of the seven, with the names of their files.
pub(super) fn texts(unit: &mut Unit<'_>) -> Vec<(String, String)> {
    let mut drafts = vec![forum(unit), readiness(unit), incidents(unit)];
    for place in VARIED..HOURS.len() {
        drafts.push(varied(unit, place));
    }
    let file = |draft: &Draft| draft.name.split('-').next().unwrap_or_default().to_string();
    drafts.into_iter().map(|draft| (file(&draft), write(unit, draft))).collect()
}

fn forum(unit: &mut Unit<'_>) -> Draft {
    let phrase =
        ["weekly on DAY at TIME for 60m", "every 2 weeks on DAY at TIME for 60m from FROM"];
    let effective = monday(unit);
    Draft {
        name: unit.own("forum"),
        title: format!("Forum — {}", unit.name),
        class: "unit-forum",
        owner: "vp",
        parties: format!("{} gates, {}", unit.own("pmm"), unit.own("product")),
        cadence: cadence(unit, phrase[unit.number % 2], 0, effective),
        more: String::new(),
        input: unit.own("ledger"),
        escalation: format!("to {} within 30 days", company::executive(unit.number)),
        record: "every cycle",
        effective,
        flaw: None,
    }
}

fn readiness(unit: &mut Unit<'_>) -> Draft {
    let effective = monday(unit);
    Draft {
        name: unit.own("readiness"),
        title: format!("Préparation au lancement, {}", unit.name),
        class: "unit-readiness",
        owner: "pmm",
        parties: format!("{}, {} vetoes", unit.own("product"), unit.own("partner")),
        cadence: cadence(unit, "at T-6 weeks, T-2 weeks, T-1 week at TIME for 60m", 1, effective),
        more: format!("  answer scope \"{}\"\n", saying(&mut unit.rng)),
        input: format!("{} due 5 workdays before or defer", unit.own("envelope")),
        escalation: format!("to {} within 6 weeks", unit.own("forum")),
        record: "every cycle",
        effective,
        flaw: None,
    }
}

fn incidents(unit: &mut Unit<'_>) -> Draft {
    Draft {
        name: unit.own("incidents"),
        title: format!("Störungen in {}", unit.name),
        class: "unit-rhythm",
        owner: "one",
        parties: format!("{} co-decides \"who is called\"", unit.own("two")),
        cadence: "  cadence on trigger within 5 days for 60m\n".to_string(),
        more: String::new(),
        input: unit.own("ledger"),
        escalation: format!("to {} within 10 days", unit.own("product")),
        record: "on decision",
        effective: monday(unit),
        flaw: None,
    }
}

fn varied(unit: &mut Unit<'_>, place: usize) -> Draft {
    let turn = unit.number * (HOURS.len() - VARIED) + place - VARIED;
    let slow = place.is_multiple_of(2);
    let effective = monday(unit);
    let phrase = if slow { SLOW[turn / 2 % SLOW.len()] } else { FAST[turn / 2 % FAST.len()] };
    let compact = unit.number % 4 == 1 && place == 5;
    let flaw = flaw(unit, place, compact);
    let phrase = match flaw {
        Some(Flaw::Misfit) if slow => "every week on DAY at TIME for 45m",
        Some(Flaw::Misfit) => "quarterly on the 2nd DAY at TIME for 60m",
        Some(Flaw::Booked) => "every 2 weeks on DAY at TIME for 60m from FROM",
        _ => phrase,
    };
    let owner = match (slow, place) {
        (true, 4) => "pmm",
        (true, _) => "product",
        (false, 3) => "two",
        _ => "three",
    };
    Draft {
        name: unit.own(TOPICS[(unit.number + place * 3) % TOPICS.len()]),
        title: format!("{} ({})", saying(&mut unit.rng).replace("\\\"", "'"), unit.name),
        class: class(slow, compact),
        owner,
        parties: match flaw {
            Some(Flaw::Oversized) => crowd(unit, owner),
            _ => parties(unit, owner),
        },
        cadence: match flaw {
            Some(Flaw::Booked) => twice(&cadence(unit, phrase, place, effective)),
            _ => varied_cadence(unit, phrase, place, effective),
        },
        more: more(unit, owner, turn, compact),
        // What meets too often reads what is always fresh: one flaw, one finding.
        input: input(unit, slow && flaw != Some(Flaw::Misfit)),
        escalation: escalation(unit, slow),
        record: ["every cycle", "every cycle in \"https://wiki.acme.example/décisions\""][turn % 2],
        effective,
        flaw,
    }
}

fn class(slow: bool, compact: bool) -> &'static str {
    match (compact, slow) {
        (true, _) => "unit-compact",
        (false, true) => "unit-direction",
        (false, false) => "unit-rhythm",
    }
}

/// A Monday of the first months of 2026.
fn monday(unit: &mut Unit<'_>) -> Date {
    date(2026, 1, 5).saturating_add((unit.rng.below(20) as i64).weeks())
}

fn parties(unit: &mut Unit<'_>, owner: &str) -> String {
    match owner {
        "pmm" => format!("{}, {} gates", unit.own("product"), unit.own("one")),
        "product" => format!("{}, {}", unit.own("leads"), unit.own("pmm")),
        "two" => format!("{} co-decides \"staffing\", {}", unit.own("three"), unit.own("one")),
        _ => format!("{}, {} vetoes", unit.own("leads"), unit.own("product")),
    }
}

/// Nine with the owner: two of them guests, for whom [`guests`] has a seat.
fn crowd(unit: &Unit<'_>, owner: &str) -> String {
    let other = if owner == "pmm" { "product" } else { "pmm" };
    let seats = ["leads", other, "vp", "partner", GUESTS[0], GUESTS[1]];
    seats.map(|seat| unit.own(seat)).join(", ")
}

const GUESTS: [&str; 2] = ["guest", "visitor"];

fn guests(unit: &mut Unit<'_>) -> String {
    let seat = |guest: &str| {
        let holder = person(&mut unit.rng, &format!("{}{guest}", unit.number));
        let name = format!("{guest}-{}", unit.name);
        format!("\nseat {name} {{\n  altitude external\n  holder {holder}\n}}\n")
    };
    GUESTS.map(seat).concat()
}

fn input(unit: &mut Unit<'_>, slow: bool) -> String {
    match slow {
        true => {
            format!("{}, {} due 5 workdays before", unit.own("envelope"), unit.other("reading"))
        }
        false => format!("{}, {}", unit.own("ledger"), unit.other("ledger")),
    }
}

fn escalation(unit: &mut Unit<'_>, slow: bool) -> String {
    match slow || unit.rng.once_in(2) {
        true => {
            format!("to {} within 6 weeks when \"{}\"", unit.own("forum"), saying(&mut unit.rng))
        }
        false => format!("to {} within 10 workdays", unit.own("product")),
    }
}

/// What only some charters have.
fn more(unit: &mut Unit<'_>, owner: &str, turn: usize, compact: bool) -> String {
    let mut text = String::new();
    if turn.is_multiple_of(3) {
        text += &format!("  includes \"{}\"\n", saying(&mut unit.rng));
    }
    if turn % 3 == 1 {
        text += &format!("  excludes \"{}\"\n", saying(&mut unit.rng));
    }
    if turn % 20 == 7 {
        text += &format!("  formerly former-{turn}\n");
    }
    if compact {
        let (owner, other) = (unit.own(owner), unit.own("product"));
        text += &format!("  answer boundary \"{}\"\n", saying(&mut unit.rng));
        text += &format!("  signed {owner} on 2026-01-12, {other} on 2026-01-13\n");
    }
    text
}

/// Once in a few charters: an exception, a move, another slot, or a change of rhythm.
fn varied_cadence(unit: &mut Unit<'_>, phrase: &str, place: usize, effective: Date) -> String {
    if !phrase.starts_with("weekly on DAY at") {
        return cadence(unit, phrase, place, effective);
    }
    let day = weekday(unit, place);
    let on_or_after =
        |from: Date| (0..7).map(|n| from.saturating_add(n.days())).find(|it| it.weekday() == day);
    let except = on_or_after(date(2026, 11, 9)).unwrap_or(effective);
    let moved = on_or_after(date(2027, 2, 8)).unwrap_or(effective);
    let line = cadence(unit, phrase, place, effective);
    let line = line.trim_end();
    match unit.number % 3 {
        0 => format!(
            "{line} {{\n    except {except} \"Journée d'équipe\"\n    move {moved} to {} \"Board\"\n  }}\n",
            moved.saturating_sub(1.day())
        ),
        1 => {
            let later = line.replace("weekly", "every 2 weeks");
            format!("{line} until 2027-01-31\n{later} from 2027-02-01\n")
        }
        _ => {
            // At an hour of its own: after the holidays both move to the same workday.
            let second = line.replace(day_word(day), day_word(next(day)));
            let second = second.replace(&clock(HOURS[place]), &clock(SPARE));
            format!("{line}\n{second} as second\n")
        }
    }
}

/// Every second time there are two meetings at once.
fn twice(line: &str) -> String {
    let (pattern, from) = line.trim_end().split_once(" from ").unwrap_or((line.trim_end(), ""));
    let second = pattern.replace("every 2 weeks", "every 4 weeks");
    format!("{pattern} from {from}\n{second} from {from} as second\n")
}

/// `09:00`
fn clock(hour: u8) -> String {
    format!("{hour:02}:00")
}

fn cadence(unit: &mut Unit<'_>, phrase: &str, place: usize, effective: Date) -> String {
    let day = weekday(unit, place);
    let written = phrase
        .replace("DAY", day_word(day))
        .replace("NEXT", day_word(next(day)))
        .replace("TIME", &clock(HOURS[place]))
        .replace("FROM", &effective.to_string());
    let zone = match unit.zone {
        "Europe/London" => String::new(),
        zone => format!(" in {zone}"),
    };
    match written.split_once(" from ") {
        Some((pattern, from)) => format!("  cadence {pattern}{zone} from {from}\n"),
        None => format!("  cadence {written}{zone}\n"),
    }
}

/// Tuesday to Thursday: the day after it is a workday, and so is the day before.
fn weekday(unit: &Unit<'_>, place: usize) -> Weekday {
    [Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday][(unit.number + place) % 3]
}

fn next(day: Weekday) -> Weekday {
    day.wrapping_add(1)
}

fn flaw(unit: &Unit<'_>, place: usize, compact: bool) -> Option<Flaw> {
    let varied = HOURS.len() - VARIED;
    let wanted = (super::unit::FILES / unit.plan.every.max(1)).clamp(1, varied);
    if (place - VARIED + unit.number) % varied >= wanted {
        return None;
    }
    let turn = unit.number + place;
    match unit.plan.findings {
        Findings::None => None,
        Findings::Lints if compact => Some(Flaw::UnusedAllow),
        Findings::Lints if place % 2 == 1 => {
            Some([Flaw::Booked, Flaw::Misfit, Flaw::UnusedAllow][turn % 3])
        }
        // One room of a unit at most: its guests are seats of the unit.
        Findings::Lints if place == 4 => {
            Some([Flaw::Oversized, Flaw::Misfit, Flaw::UnusedAllow][turn % 3])
        }
        Findings::Lints => Some([Flaw::UnusedAllow, Flaw::Misfit][turn % 2]),
        Findings::Checks => Some([Flaw::Unresolved, Flaw::UnknownClause, Flaw::BadDate][turn % 3]),
    }
}

fn write(unit: &mut Unit<'_>, draft: Draft) -> String {
    let comment = saying(&mut unit.rng);
    let informed = match draft.flaw {
        Some(Flaw::Unresolved) => format!("nobody-{}", unit.name),
        _ => unit.other("leads"),
    };
    let reviewed = match draft.flaw {
        Some(Flaw::BadDate) => "2026-02-30",
        _ => "2026-09-01",
    };
    format!(
        "# {comment}
charter {name} \"{title}\" {{
  decides {class} of {name}
{more}  owner {owner}
  counterparties {parties}
  informed {informed}
{cadence}  input {input}
{trigger}  escalation {escalation}
  record {record}
  effective {effective}  # {seen}
  reviewed {reviewed}
{wrong}}}
{guests}{history}",
        name = draft.name,
        title = draft.title,
        class = draft.class,
        owner = unit.own(draft.owner),
        parties = draft.parties,
        cadence = draft.cadence,
        input = draft.input,
        trigger = trigger(unit, &draft),
        escalation = draft.escalation,
        record = draft.record,
        effective = draft.effective,
        seen = "agreed in the room",
        more = draft.more,
        wrong = wrong(draft.flaw),
        guests = match draft.flaw {
            Some(Flaw::Oversized) => guests(unit),
            _ => String::new(),
        },
        history = history::text(unit, &draft.name, draft.owner),
    )
}

fn wrong(flaw: Option<Flaw>) -> &'static str {
    match flaw {
        Some(Flaw::UnusedAllow) => "  allow oversized-forum because \"It may grow\"\n",
        Some(Flaw::UnknownClause) => "  colour blue\n",
        _ => "",
    }
}

/// In a block or on a line, on a metric of this unit or of the one beside it.
fn trigger(unit: &mut Unit<'_>, draft: &Draft) -> String {
    let declared = if draft.owner == "two" { "one" } else { "two" };
    let declared = unit.own(declared);
    let (metric, above) = match unit.rng.below(4) {
        0 => (unit.own("load"), "90%"),
        1 => (unit.other("wait"), "12 days"),
        2 => (unit.own("margin"), "2.5M USD"),
        _ => (unit.other("tickets"), "40"),
    };
    match unit.rng.once_in(2) {
        true => format!(
            "  trigger threshold when {metric} > {above} evidence capacity declared by {declared} checked weekly respond within 10 days\n"
        ),
        false => format!(
            "  trigger threshold \"{title}\" {{
    when {metric} >= {above} for 2 weeks
    evidence outcome
    declared by {declared}
    checked weekly
    respond within 10 days
  }}
",
            title = saying(&mut unit.rng)
        ),
    }
}
