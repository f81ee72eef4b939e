//! What is due before a meeting is due on the day that the words say.

use std::collections::BTreeSet;

use charter::Model;
use charter::emit::ics::expand;
use charter::time::before;
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::workspace::{ORGANIZATION, acme, charter, feed, lines, model};

/// Artifact's event and day, as the clauses say; far from the end of the horizon, where a
/// rule goes on without holidays.
fn said(model: &Model, last: Date) -> BTreeSet<(String, String, Date)> {
    let mut found = BTreeSet::new();
    for charter in model.live_charters() {
        for series in charter.series() {
            for it in series.occurrences(Date::MIN, last.saturating_add(1.year())) {
                for (artifact, input) in charter.input_artifacts() {
                    let Some(due) = input.due else { continue };
                    let meets = it.date.to_datetime(it.time);
                    let day = before(meets, due, charter.days()).expect("a day").date();
                    found.insert((charter.first_name().into(), artifact.first_name().into(), day));
                }
            }
        }
    }
    found.into_iter().filter(|(_, _, day)| *day <= last).collect()
}

fn read(model: &Model, last: Date) -> BTreeSet<(String, String, Date)> {
    let (first, _) = model.horizon();
    let instant = |day: Date| day.to_zoned(TimeZone::UTC).expect("an instant").timestamp();
    let from = instant(first.saturating_sub(2.years()));
    let all = expand(feed(model, "all").as_bytes(), from, instant(last.tomorrow().expect("a day")));
    let all = all.expect("readable").into_iter();
    let inputs = all.filter(|it| it.uid.contains(".input.") && !it.cancelled);
    inputs
        .map(|it| {
            let parts: Vec<&str> = it.uid.split(['.', '@']).collect();
            let names = model.artifacts().map(|artifact| artifact.first_name());
            let artifact =
                names.into_iter().find(|name| parts.contains(name)).expect("an artifact");
            let day = it.start.to_zoned(TimeZone::UTC).date();
            (parts[0].to_owned(), artifact.to_owned(), day)
        })
        .collect()
}

fn agree(model: &Model) {
    let last = model.horizon().1.saturating_sub(1.year());
    let (said, read) = (said(model, last), read(model, last));
    let missing: Vec<_> = said.difference(&read).take(5).collect();
    let more: Vec<_> = read.difference(&said).take(5).collect();
    assert!(missing.is_empty() && more.is_empty(), "missing {missing:#?}, too much {more:#?}");
    assert!(!said.is_empty());
}

#[test]
fn the_example_agrees() {
    agree(&acme());
}

#[test]
fn every_distance_agrees() {
    let cadences = [
        "weekly on Tuesday at 10:00 for 60m",
        "weekly on Monday, Sunday at 10:00 for 60m",
        "weekly on Monday, Thursday at 10:00 for 60m until 2026-12-31",
        "every 2 weeks on Monday, Friday at 10:00 for 60m from 2026-01-12",
        "every 2 weeks on Thursday, Friday at 10:00 for 60m from 2026-01-12",
        "monthly on the 1st Tuesday at 10:00 for 60m",
        "monthly on the 2nd, 4th Tuesday at 10:00 for 60m",
        "monthly on the 5th Tuesday at 10:00 for 60m",
        "monthly on the last Tuesday at 10:00 for 60m",
        "monthly on the 1st, last Thursday at 10:00 for 60m",
        "quarterly on the last Tuesday at 10:00 for 60m",
        "monthly on the last workday at 10:00 for 60m",
        "monthly on day 15 at 10:00 for 60m",
        "monthly on day 31 at 10:00 for 60m",
        "quarterly on the 2nd Tuesday at 10:00 for 60m",
        "every 2 days at 10:00 for 60m from 2026-01-12",
        "every 3 days at 10:00 for 60m from 2026-01-12",
        "every 3 days at 10:00 for 60m from 2026-01-12 until 2026-12-31",
        "every 1001 days at 10:00 for 60m from 2026-01-12",
    ];
    let dues = [
        "90m",
        "11h",
        "1 day",
        "3 days",
        "1 workday",
        "5 workdays",
        "10 workdays",
        "1 week",
        "2 weeks",
        "1 month",
        "1 quarter",
        "1 year",
    ];
    let mut text = ORGANIZATION.to_owned();
    for (n, cadence) in cadences.iter().enumerate() {
        for (m, due) in dues.iter().enumerate() {
            for (p, policy) in ["skip", "keep", "move to next workday"].iter().enumerate() {
                let lines = format!(
                    "cadence {cadence} {{\n    on-holiday {policy}\n  }}\n  input ledger due {due} before"
                );
                text.push_str(&charter(&format!("c{n}-d{m}-p{p}"), &lines));
            }
        }
    }
    let model = model(&text);
    agree(&model);
    crate::occurrences::agree(&model);
}

#[test]
fn each_is_in_the_calendar_of_who_brings_it() {
    let line =
        "cadence weekly on Tuesday at 10:00 for 60m\n  input ledger due 1 day before or defer";
    let text = format!("{ORGANIZATION}{}", charter("forum", line));
    let model = model(&text);
    let brings = |seat: &str| {
        let lines = lines(&feed(&model, &format!("seat/{seat}")));
        lines.iter().any(|line| line == "UID:forum.input.ledger@x.test")
    };
    assert!(brings("peer"));
    assert!(!brings("head"));
}

#[test]
fn a_cycle_before_is_the_meeting_before() {
    let line =
        "cadence monthly on the 2nd Tuesday at 10:00 for 60m\n  input ledger due 1 cycle before";
    let model = model(&format!("{ORGANIZATION}{}", charter("forum", line)));
    let lines = lines(&feed(&model, "all"));
    let at = lines.iter().position(|line| line.contains("forum.input.ledger.2026-02-10@"));
    let at = at.expect("what is due for February");
    assert!(lines[at..at + 5].contains(&"DTSTART;VALUE=DATE:20260113".to_owned()));
}
