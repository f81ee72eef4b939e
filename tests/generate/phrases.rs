//! Every cadence phrase in zones that are hard to get right: what the readers of
//! `tests/oracles` and the brute force are given.

use crate::workspace::File;

/// Zones in which something is unusual: summer time below zero, by half an hour, at
/// midnight, by the moon; a date line crossed; an offset that is to change.
pub const ZONES: [&str; 20] = [
    "Europe/London",
    "Europe/Dublin",
    "America/New_York",
    "America/Vancouver",
    "America/St_Johns",
    "America/Santiago",
    "America/Asuncion",
    "America/Havana",
    "America/Nuuk",
    "Africa/Casablanca",
    "Africa/Cairo",
    "Asia/Gaza",
    "Asia/Tehran",
    "Asia/Kathmandu",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Chatham",
    "Pacific/Apia",
    "Antarctica/Troll",
    "UTC",
];

/// Every way of saying when a forum meets. `TIME` is the time of the day.
pub const PHRASES: [&str; 43] = [
    "weekly on Tuesday at TIME for 45m",
    "weekly on Monday, Thursday at TIME for 15m",
    "weekly on Monday to Friday at TIME for 15m",
    "weekly on workday at TIME for 15m",
    "weekly on Friday, Monday at TIME for 1h30m",
    "weekly on Sunday at TIME for 2h",
    "weekly on Wednesday at TIME for 45m from 2026-03-04",
    "weekly on Wednesday at TIME for 45m until 2027-01-20",
    "weekly on Thursday at TIME for 45m on-holiday keep",
    "weekly on Thursday at TIME for 45m on-holiday skip",
    "weekly on Thursday at TIME for 45m on-holiday move to next workday",
    "weekly on Thursday at TIME for 45m on-holiday move to previous workday",
    "weekly on Tuesday at TIME for 45m except 2026-11-24 \"A day off\", 2026-12-01",
    "weekly on Tuesday at TIME for 45m move 2026-11-24 to 2026-11-25 at 17:15 \"The board\"",
    "weekly on Tuesday at TIME, 18:00 for 45m",
    "daily at TIME for 15m",
    "every 3 days at TIME for 30m from 2026-01-07",
    "every week on Friday at TIME for 20m",
    "every 2 weeks on Thursday at TIME for 60m from 2026-01-08",
    "every 2 weeks on Monday, Friday at TIME for 60m from 2026-01-07",
    "every 3 weeks on Sunday, Monday at TIME for 60m from 2026-01-11",
    "every 4 weeks on Wednesday at TIME for 60m from 2026-02-04",
    "monthly on the 1st Monday at TIME for 60m",
    "monthly on the 2nd, 4th Tuesday at TIME for 60m",
    "monthly on the 5th Friday at TIME for 60m",
    "monthly on the last Friday at TIME for 60m",
    "monthly on the last workday at TIME for 30m",
    "monthly on the 1st workday at TIME for 30m",
    "monthly on day 15 at TIME for 60m",
    "monthly on day 31 at TIME for 60m",
    "every 2 months on the 3rd Wednesday at TIME for 60m from 2026-01-15",
    "every 6 months on day 1 at TIME for 60m from 2026-03-01",
    "quarterly on the 2nd Tuesday at TIME for 90m",
    "quarterly in month 2 on the 1st Thursday at TIME for 90m",
    "quarterly in month 3 on the last workday at TIME for 90m",
    "quarterly on day 10 at TIME for 90m",
    "every 2 quarters on the 1st Monday at TIME for 90m from 2026-02-01",
    "yearly in March on the 1st Monday at TIME for 3h",
    "yearly in March on the last Sunday at TIME for 3h",
    "every 2 years in October on the 4th Thursday at TIME for 3h from 2026-01-01",
    "on 2026-03-18, 2026-06-16, 2027-10-31 at TIME, 16:00 for 60m",
    "at T-6 weeks, T-5 workdays, T-1 day, T+1 month at TIME for 60m",
    "on trigger within 5 days for 60m",
];

/// What is to be made of them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Phrases {
    /// At hours at which clocks are put forward and back, beside quiet ones.
    pub edges: bool,
    /// With a charter so late that the horizon is two decades.
    pub decades: bool,
}

const QUIET: [&str; 2] = ["10:00", "13:45"];
const EDGES: [&str; 5] = ["02:30", "01:00", "00:15", "03:00", "23:30"];

/// The workspace: one file for each zone, one charter for each phrase.
pub fn files(phrases: Phrases) -> Vec<File> {
    let mut files = vec![
        ("charter.toml".to_string(), "[workspace]\nauthority = \"acme.example\"\n".to_string()),
        ("company.charter".to_string(), company(phrases)),
    ];
    files.extend(ZONES.iter().map(|zone| {
        let name = name(zone);
        (format!("zones/{name}.charter"), of_zone(phrases, zone, &name))
    }));
    files
}

fn name(zone: &str) -> String {
    zone.to_lowercase().replace(['/', '_'], "-")
}

fn of_zone(phrases: Phrases, zone: &str, name: &str) -> String {
    let mut text = format!("# Every phrase in {zone}.\n");
    let times = match phrases.edges {
        true => [&QUIET[..], &EDGES[..]].concat(),
        false => QUIET.to_vec(),
    };
    for (place, phrase) in PHRASES.iter().enumerate() {
        let step = if phrases.edges { times.len() } else { 1 };
        for turn in 0..step {
            let time = times[(place + turn) % times.len()];
            text += &charter(&format!("{name}-{place}-{turn}"), phrase, time, zone);
        }
    }
    text
}

fn charter(name: &str, phrase: &str, time: &str, zone: &str) -> String {
    let phrase = in_zone(&phrase.replace("TIME", time), zone);
    let governs = match phrase.starts_with("at T") {
        true => launch(name),
        false => String::new(),
    };
    format!(
        "
seat seat-{name} {{
  altitude manager
  holder \"Holder of {name}\"
}}

charter {name} \"{title}\" {{
  decides phrase of {name}
  owner seat-{name}
  cadence {phrase}
  trigger change when \"somebody asks\" declared by chief checked monthly
  escalation to chief within 30 days
  record every cycle
  effective 2026-01-05
}}
{governs}",
        title = format_args!("{zone}: {}", phrase.replace('"', "'")),
    )
}

/// The zone stands before `from`, `until` and what follows.
fn in_zone(phrase: &str, zone: &str) -> String {
    let tails = [" from ", " until ", " except ", " move ", " on-holiday ", " as "];
    let end = tails.iter().filter_map(|tail| phrase.find(tail)).min().unwrap_or(phrase.len());
    match phrase.starts_with("on trigger") {
        true => phrase.to_string(),
        false => format!("{} in {zone}{}", &phrase[..end], &phrase[end..]),
    }
}

fn launch(name: &str) -> String {
    format!(
        "
launch launch-{name} \"Launch of {name}\" {{
  tier T2 classified by chief
  owner chief
  ships 2026-12-08
  governed by {name}
  gate 2026-12-01 by chief {{ criterion \"It works\" }}
  review at T+6 months by chief
}}
"
    )
}

fn company(phrases: Phrases) -> String {
    let mut text = String::from(COMPANY);
    for year in 2026..2047 {
        text += &format!("  holiday {year}-01-01 \"New Year's Day\"\n");
        text += &format!("  holiday {year}-05-01 \"Labour Day\"\n");
        text += &format!("  holiday {year}-12-25 \"Christmas Day\"\n");
    }
    text += "  closed 2026-12-24 to 2026-12-31 \"Year-end closure\"\n}\n";
    if phrases.decades {
        let late = charter("late", "weekly on Tuesday at 10:00 for 45m", "", "UTC");
        text += &late.replace("effective 2026-01-05", "effective 2043-01-05");
    }
    text
}

const COMPANY: &str = r#"class phrase "A cadence phrase on trial" {
  level team
}

seat chief "Chief" {
  altitude executive
  holder "Maya Lindqvist"
}

calendar acme "Acme" {
  zone Europe/London
  workdays Monday to Friday
  fiscal-year starts in February
"#;
