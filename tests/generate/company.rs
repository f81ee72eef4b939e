//! What all units share: the calendar, the classes, the executives, and the files that
//! round the number up.

use super::Plan;
use super::people::person;
use crate::rng::Rng;
use crate::workspace::File;

/// How many executives there are; a unit reports to one of them.
const EXECUTIVES: usize = 8;

const CONFIGURATION: &str = "[workspace]
authority = \"acme.example\"
";

const CALENDAR: &str = r#"# The company: what every unit shares.

calendar acme "Acme working calendar" {
  zone         Europe/London
  workdays     Monday to Friday
  hours        08:00 to 18:30
  fiscal-year  starts in February
  on-holiday   move to next workday
"#;

const CLASSES: &str = r#"
class unit-rhythm "How a unit executes" {
  level   team
  period  daily to monthly
}

class unit-direction "Where a unit goes" {
  level     interface
  period    monthly to yearly
  altitude  director
}

class unit-forum "What a unit's leaders settle" {
  level   interface
  period  weekly to monthly
}

class unit-compact "What two sides promise each other" {
  level   interface
  period  daily to yearly
  asks    boundary "What is not part of the deal?"
  sign    2
}

class unit-readiness "Whether a launch may go" {
  level   interface
  period  on trigger
  asks    message "How do we say what it is?" for T1, T2
  asks    staffing "Who staffs the first weeks?" for T1
  asks    scope "What does readiness not cover?"
}
"#;

/// The executive to whom a unit's head reports.
pub(super) fn executive(unit: usize) -> String {
    format!("exec-{}", unit % EXECUTIVES)
}

/// `charter.toml`, the company's file, and the files that belong to no unit.
pub(super) fn files(plan: &Plan) -> Vec<File> {
    let mut files = vec![("charter.toml".to_string(), CONFIGURATION.to_string())];
    if plan.files > 0 {
        files.push(("company.charter".to_string(), company(plan)));
    }
    let rest = plan.files.saturating_sub(1) % super::unit::FILES;
    files.extend((0..rest).map(|number| library(plan, number)));
    files
}

fn company(plan: &Plan) -> String {
    let mut text = String::from(CALENDAR);
    for year in 2026..2040 {
        text += &format!("  holiday      {year}-01-01 \"New Year's Day\"\n");
        text += &format!("  holiday      {year}-12-25 \"Christmas Day\"\n");
    }
    text += "  closed       2026-12-28 to 2026-12-31 \"Year-end closure\"\n}\n";
    text += CLASSES;
    let used = plan.units().clamp(1, EXECUTIVES);
    for number in 0..used {
        text += &chief(plan.seed, number, used);
    }
    text
}

fn chief(seed: u64, number: usize, used: usize) -> String {
    let mut rng = Rng::part(seed, u64::MAX - number as u64);
    let person = person(&mut rng, &format!("exec{number}"));
    let alternate = match used {
        1 => String::new(),
        _ => format!("\n  alternate  exec-{}", (number + 1) % used),
    };
    format!(
        "
seat exec-{number} \"Executive {number}\" {{
  altitude   executive
  holder     {person} since 2024-01-15{alternate}
}}

charter strategy-{number} \"Strategy of the units of executive {number}\" {{
  decides         unit-direction of strategy-{number}
  owner           exec-{number}
  counterparties  {counterparty}
  cadence         yearly in March on the 1st Wednesday at 08:00 for 60m
  trigger         reset when \"the board changes the intent\" declared by {counterparty} checked quarterly
  escalation      none because \"There is no level above the executives\"
  record          every cycle
  effective       2026-02-02
  reviewed        2026-09-01
}}
",
        counterparty = format_args!("board-{number}"),
    ) + &format!(
        "
seat board-{number} \"Board liaison {number}\" {{
  altitude  executive
  holder    {}
}}
",
        super::people::person(&mut rng, &format!("board{number}"))
    )
}

/// A file of artifacts only.
fn library(plan: &Plan, number: usize) -> File {
    let mut rng = Rng::part(plan.seed, u64::MAX / 2 - number as u64);
    let mut text = format!("# Shelf {number} of the library: what everybody may read.\n");
    for shelf in 0..5 {
        let frequency = rng.pick(&["weekly", "every 2 weeks", "monthly", "live", "quarterly"]);
        text += &format!(
            "
artifact library-{number}-{shelf} \"Étude {number}.{shelf}: what we learned\" {{
  owner      exec-0
  refreshed  {frequency}
  at         \"https://library.acme.example/shelf/{number}/{shelf}\"
  note       \"Kept for whoever asks.\"
}}
"
        );
    }
    (format!("library/shelf-{number}.charter"), text)
}
