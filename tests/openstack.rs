//! Real input: every meeting of a public project, from 2019 to 2028, one by one.
//!
//! What the data says is computed here from the data alone, with our own arithmetic
//! of ISO weeks, day by day; what charter says comes out of the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use charter_tests::convert::{self, Frequency, Schedule};
use charter_tests::{subject, workspace};
use jiff::ToSpan;
use jiff::civil::{Date, Weekday, date};
use serde_json::Value;

/// Odd and even weeks change places twice in it: after 2020 and after 2026.
const FROM: Date = date(2019, 1, 1);
/// The first day that is not looked at.
const UNTIL: Date = date(2029, 1, 1);

/// A charter, the start and the end of one meeting in UTC.
type Meeting = (String, String, String);

#[test]
fn every_meeting_is_as_the_data_says() {
    let Some(schedules) = schedules() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    workspace::write(folder.path(), &convert::workspace(&schedules)).expect("written");
    let said = next(folder.path());
    let meant = expected(&schedules);
    let report = differences(&meant, &said);
    assert!(report.is_empty(), "{} of {} differ:\n{}", report.len(), meant.len(), show(&report));
    println!("{} schedules, {} meetings, all as the data says", schedules.len(), meant.len());
}

#[test]
fn every_charter_is_understood() {
    let Some(schedules) = schedules() else { return };
    for (path, text) in convert::workspace(&schedules) {
        if path.ends_with(".charter") {
            let errors = subject::parse(&text).errors;
            assert!(errors.is_empty(), "{path}: {errors:?}");
        }
    }
}

#[test]
fn every_meeting_has_a_feed() {
    let Some(schedules) = schedules() else { return };
    let folder = tempfile::tempdir().expect("a folder");
    let (source, out) = (folder.path().join("source"), folder.path().join("dist"));
    workspace::write(&source, &convert::workspace(&schedules)).expect("written");
    succeed(&["build".as_ref(), source.as_os_str(), "--out".as_ref(), out.as_os_str()]);
    for schedule in &schedules {
        let feed = out.join(format!("calendar/charter/{}.ics", schedule.group));
        assert!(feed.is_file(), "{} is not there", feed.display());
    }
}

#[test]
fn iso_weeks_are_right() {
    let mut day = date(2015, 12, 1);
    while day < date(2033, 2, 1) {
        assert_eq!(iso_week(day), i32::from(day.iso_week_date().week()), "{day}");
        day = day.saturating_add(1.day());
    }
}

fn schedules() -> Option<Vec<Schedule>> {
    let path = data();
    let Ok(json) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not there", path.display());
        return None;
    };
    let schedules = convert::read(&json).expect("every field is understood");
    assert_eq!(schedules.len(), 103);
    Some(schedules)
}

fn data() -> PathBuf {
    let shared = std::env::var_os("CHARTER_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| subject::root().join("../shared"));
    shared.join("data/meetings/openstack.json")
}

fn succeed(arguments: &[&std::ffi::OsStr]) -> Vec<u8> {
    let output = subject::charter(arguments);
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{:?}: {}\n{words}", arguments, output.status);
    output.stdout
}

/// What charter says, read a little wider than what is compared.
fn next(folder: &Path) -> Vec<Meeting> {
    let (from, until) = (FROM.saturating_sub(2.days()), UNTIL.saturating_add(2.days()));
    let (from, until) = (from.to_string(), until.to_string());
    let words = ["--from", &from, "--until", &until, "--format", "json"];
    let mut arguments = vec!["next".as_ref(), folder.as_os_str()];
    arguments.extend(words.iter().map(std::ffi::OsStr::new));
    let json: Value = serde_json::from_slice(&succeed(&arguments)).expect("JSON");
    assert_eq!(json["format"], "charter-next/1");
    let occurrences = json["occurrences"].as_array().expect("a list");
    let mut meetings: Vec<Meeting> = occurrences.iter().map(meeting).collect();
    let (first, end) = (FROM.to_string(), UNTIL.to_string());
    meetings.retain(|(_, start, _)| *start >= first && *start < end);
    meetings.sort();
    meetings
}

fn meeting(occurrence: &Value) -> Meeting {
    let text = |key: &str| occurrence[key].as_str().unwrap_or_default().to_string();
    (text("charter"), text("start"), text("end"))
}

/// What the data says, day by day.
fn expected(schedules: &[Schedule]) -> Vec<Meeting> {
    let mut meetings = Vec::new();
    for schedule in schedules {
        let mut day = FROM;
        while day < UNTIL {
            if takes_place(schedule, day) {
                let start = day.to_datetime(schedule.time);
                let end = start.saturating_add(schedule.minutes.minutes());
                meetings.push((schedule.group.clone(), format!("{start}Z"), format!("{end}Z")));
            }
            day = day.saturating_add(1.day());
        }
    }
    meetings.sort();
    meetings
}

fn takes_place(schedule: &Schedule, day: Date) -> bool {
    if day < schedule.start || day.weekday() != schedule.day {
        return false;
    }
    match schedule.frequency {
        Frequency::Weekly => true,
        Frequency::Biweekly { odd } => (iso_week(day) % 2 == 1) == odd,
        Frequency::Quadweekly { rest } => weeks_since_first(schedule, rest, day) % 4 == 0,
        Frequency::First => day.day() <= 7,
        Frequency::Adhoc => false,
    }
}

/// Weeks since the first day of the schedule whose ISO week has this rest by four.
fn weeks_since_first(schedule: &Schedule, rest: i8, day: Date) -> i32 {
    let days = (0..).map(|n: i32| schedule.start.saturating_add(n.days()));
    let mut fitting =
        days.filter(|day| day.weekday() == schedule.day && iso_week(*day) % 4 == i32::from(rest));
    let first = fitting.next().expect("there is one");
    first.until(day).expect("two dates").get_days() / 7
}

/// The number of the ISO week: that of its Thursday among the Thursdays of the year.
fn iso_week(day: Date) -> i32 {
    let from_thursday = Weekday::Thursday.to_monday_zero_offset() - offset(day);
    let thursday = day.saturating_add(i32::from(from_thursday).days());
    i32::from(thursday.day_of_year() - 1) / 7 + 1
}

fn offset(day: Date) -> i8 {
    day.weekday().to_monday_zero_offset()
}

/// What is on one side only, or not as often on both.
fn differences(meant: &[Meeting], said: &[Meeting]) -> Vec<(Meeting, i32)> {
    let mut balance: BTreeMap<&Meeting, i32> = BTreeMap::new();
    for meeting in meant {
        *balance.entry(meeting).or_default() -= 1;
    }
    for meeting in said {
        *balance.entry(meeting).or_default() += 1;
    }
    let uneven = balance.into_iter().filter(|(_, count)| *count != 0);
    uneven.map(|(meeting, count)| (meeting.clone(), count)).collect()
}

fn show(report: &[(Meeting, i32)]) -> String {
    let line = |((charter, start, end), count): &(Meeting, i32)| {
        let which = if *count < 0 { "missing" } else { "extra" };
        format!("  {which} {charter} {start} to {end}\n")
    };
    report.iter().take(20).map(line).collect()
}
