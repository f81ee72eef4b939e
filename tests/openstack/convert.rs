//! Real meetings as charters: 103 schedules of a public project, as it published them.
//!
//! A group of schedules is a charter, a schedule is a line of its cadence, a chat
//! room is a seat that must attend, so that two meetings in one room clash.
//! Odd and even weeks are those of ISO 8601; they change places after a year of 53
//! weeks, and there the line ends and another begins.

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Time, Weekday, date};
use serde_json::Value;

use crate::workspace::{File, quoted};

/// One schedule of the data.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// The meeting, as a name of the language.
    pub group: String,
    /// What people call it.
    pub title: String,
    /// Where it takes place, as the data says.
    pub room: String,
    /// On which day of the week.
    pub day: Weekday,
    /// When, in UTC.
    pub time: Time,
    /// How long; the data mostly does not say, and then it is an hour.
    pub minutes: i64,
    /// How often.
    pub frequency: Frequency,
    /// The first day on which it may take place.
    pub start: Date,
}

/// How often a schedule says that it meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Frequency {
    /// Every week.
    Weekly,
    /// In the odd or in the even weeks of ISO 8601.
    Biweekly {
        /// In the odd ones.
        odd: bool,
    },
    /// Every four weeks, first in a week whose ISO number has this rest by four.
    Quadweekly {
        /// The rest.
        rest: i8,
    },
    /// On the first such day of the month.
    First,
    /// When somebody asks for it.
    Adhoc,
}

/// Where the data gives no first day.
pub const EARLIEST: Date = date(2016, 1, 1);

/// After this day no change of odd and even weeks is written out.
const LATEST: Date = date(2032, 1, 1);

/// Decodes the data.
pub fn read(json: &str) -> Result<Vec<Schedule>, String> {
    let value: Value = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let rows = value.as_array().ok_or("not a list")?;
    rows.iter().map(|row| schedule(row).ok_or_else(|| format!("not understood: {row}"))).collect()
}

fn schedule(row: &Value) -> Option<Schedule> {
    let text = |key: &str| row.get(key).and_then(Value::as_str);
    let start = match text("start_date") {
        Some(written) => Date::strptime("%Y%m%d", written).ok()?,
        None => EARLIEST,
    };
    let minutes = match text("duration") {
        Some(written) => written.parse().ok()?,
        None => 60,
    };
    Some(Schedule {
        group: name(text("group")?),
        title: text("title")?.to_string(),
        room: text("room")?.to_string(),
        day: weekday(text("day")?)?,
        time: Time::strptime("%H%M", text("time")?).ok()?,
        minutes,
        frequency: frequency(text("frequency")?)?,
        start,
    })
}

fn frequency(word: &str) -> Option<Frequency> {
    Some(match word {
        "weekly" => Frequency::Weekly,
        "biweekly-odd" => Frequency::Biweekly { odd: true },
        "biweekly-even" => Frequency::Biweekly { odd: false },
        "quadweekly" => Frequency::Quadweekly { rest: 0 },
        "quadweekly-alternate" => Frequency::Quadweekly { rest: 2 },
        "adhoc" => Frequency::Adhoc,
        _ if word.starts_with("first-") => Frequency::First,
        _ => return None,
    })
}

const WEEKDAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "Monday"),
    (Weekday::Tuesday, "Tuesday"),
    (Weekday::Wednesday, "Wednesday"),
    (Weekday::Thursday, "Thursday"),
    (Weekday::Friday, "Friday"),
    (Weekday::Saturday, "Saturday"),
    (Weekday::Sunday, "Sunday"),
];

fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(_, written)| *written == word).map(|(day, _)| *day)
}

/// A day of the week as the language writes it.
pub fn day_word(day: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(known, _)| *known == day).map_or("", |(_, written)| *written)
}

/// The nearest name of the language.
fn name(raw: &str) -> String {
    let small = raw.to_lowercase();
    let parts = small.split(|letter: char| !letter.is_ascii_alphanumeric());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-")
}

/// The workspace: the organization in one file, each group in one of its own.
pub fn workspace(schedules: &[Schedule]) -> Vec<File> {
    let mut groups: BTreeMap<&str, Vec<&Schedule>> = BTreeMap::new();
    for schedule in schedules {
        groups.entry(&schedule.group).or_default().push(schedule);
    }
    let mut files = vec![
        (
            "charter.toml".to_string(),
            "[workspace]\nauthority = \"openstack.example\"\n".to_string(),
        ),
        ("organization.charter".to_string(), organization(schedules)),
    ];
    for (group, schedules) in groups {
        files.push((format!("meetings/{group}.charter"), charter(group, &schedules)));
    }
    files
}

fn organization(schedules: &[Schedule]) -> String {
    let rooms: BTreeSet<&str> = schedules.iter().map(|it| it.room.as_str()).collect();
    let mut text = String::from(ORGANIZATION);
    for room in rooms {
        let title = quoted(&format!("#{room}"));
        text += &format!(
            "\nseat {} {title} {{\n  altitude  external\n  holder    {title}\n}}\n",
            room_seat(room)
        );
    }
    text
}

const ORGANIZATION: &str = r#"# Real meetings of a public project, for proof: see tests/README.md.

calendar openstack "Universal time, no holidays" {
  zone      UTC
  workdays  Monday to Friday
}

class team-business "What a team settles in its meeting" {
  level  team
}

seat technical-committee "Technical committee" {
  altitude  executive
  holder    "The technical committee"
}
"#;

fn room_seat(room: &str) -> String {
    format!("room-{}", name(room))
}

fn charter(group: &str, schedules: &[&Schedule]) -> String {
    let title = quoted(&schedules[0].title);
    let chair = format!("{group}-chair");
    let rooms: BTreeSet<String> = schedules.iter().map(|it| room_seat(&it.room)).collect();
    let rooms: Vec<String> = rooms.into_iter().collect();
    let effective = schedules.iter().map(|it| it.start).min().unwrap_or(EARLIEST);
    let record = match schedules.iter().all(|it| it.frequency == Frequency::Adhoc) {
        true => "on decision",
        false => "every cycle",
    };
    format!(
        "seat {chair} {holder} {{
  altitude    manager
  reports-to  technical-committee
  holder      {holder}
}}

charter {group} {title} {{
  decides         team-business of {group}
  owner           {chair}
  counterparties  {rooms}
{cadences}  trigger         agenda when \"somebody puts an item on the agenda\" declared by technical-committee checked weekly
  escalation      to technical-committee within 30 days when \"the meeting does not settle it\"
  record          {record}
  effective       {effective}
}}
",
        holder = quoted(&format!("Chair of {}", schedules[0].title)),
        rooms = rooms.join(", "),
        cadences = cadences(schedules, effective),
    )
}

fn cadences(schedules: &[&Schedule], effective: Date) -> String {
    let mut slots = BTreeSet::new();
    let mut text = String::new();
    for schedule in schedules {
        let slot = match schedules.len() {
            1 => String::new(),
            _ => format!(" as {}", free_slot(schedule, &mut slots)),
        };
        for line in lines(schedule, effective) {
            let (phrase, span) = line;
            text += &format!("  cadence         {phrase}{slot}{span}\n");
        }
    }
    text
}

/// `tuesday-1600`: the same words give the same identity, whatever stands beside it.
fn free_slot(schedule: &Schedule, taken: &mut BTreeSet<String>) -> String {
    let day = day_word(schedule.day).to_lowercase();
    let base = format!("{day}-{}", schedule.time.strftime("%H%M"));
    let numbered = (2..).map(|n| format!("{base}-{n}"));
    let mut candidates = std::iter::once(base.clone()).chain(numbered);
    let slot = candidates.find(|slot| !taken.contains(slot)).unwrap_or(base);
    taken.insert(slot.clone());
    slot
}

/// The phrase, and from when to when: one line, or one for each run of odd and even weeks.
fn lines(schedule: &Schedule, effective: Date) -> Vec<(String, String)> {
    let day = day_word(schedule.day);
    let when = format!("at {} for {}m", schedule.time.strftime("%H:%M"), schedule.minutes);
    let since = match schedule.start == effective {
        true => String::new(),
        false => format!(" from {}", schedule.start),
    };
    match schedule.frequency {
        Frequency::Weekly => vec![(format!("weekly on {day} {when}"), since)],
        Frequency::First => vec![(format!("monthly on the 1st {day} {when}"), since)],
        Frequency::Adhoc => {
            vec![(format!("on trigger within 7 days for {}m", schedule.minutes), since)]
        }
        Frequency::Quadweekly { rest } => {
            let first = first_on_or_after(schedule, schedule.start, |week| week % 4 == rest);
            vec![(format!("every 4 weeks on {day} {when}"), format!(" from {first}"))]
        }
        Frequency::Biweekly { odd } => runs(schedule.start)
            .into_iter()
            .map(|(from, until)| {
                let first = first_on_or_after(schedule, from, |week| (week % 2 == 1) == odd);
                let until = until.map_or(String::new(), |last| format!(" until {last}"));
                (format!("every 2 weeks on {day} {when}"), format!(" from {first}{until}"))
            })
            .collect(),
    }
}

/// The first day of the schedule's weekday in a week that fits.
fn first_on_or_after(schedule: &Schedule, from: Date, fits: impl Fn(i8) -> bool) -> Date {
    let mut day = from;
    while day.weekday() != schedule.day || !fits(day.iso_week_date().week()) {
        day = day.saturating_add(1.day());
    }
    day
}

/// From the first day on: the spans of time in which odd weeks are every second week.
fn runs(start: Date) -> Vec<(Date, Option<Date>)> {
    let mut runs = Vec::new();
    let mut from = start;
    for year in start.year()..LATEST.year() {
        let last_week = date(year, 12, 28).iso_week_date();
        let next = last_week.date().saturating_add(1.week());
        let monday = next.saturating_sub(i32::from(next.weekday().to_monday_zero_offset()).days());
        if last_week.week() == 53 && monday > from {
            runs.push((from, Some(monday.saturating_sub(1.day()))));
            from = monday;
        }
    }
    runs.push((from, None));
    runs
}
