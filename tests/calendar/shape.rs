//! What stands in a feed, and in which feed.

use charter::emit::{BuildOptions, calendars};

use crate::occurrences::{agree, well_written};
use crate::workspace::{ORGANIZATION, acme, charter, feed, feeds, lines, model};

const WEEKLY: &str = "cadence weekly on Tuesday at 10:00 for 60m";

/// The lines of the event of a UID.
fn event(feed: &str, uid: &str) -> Vec<String> {
    let lines = lines(feed);
    let at = lines.iter().position(|line| line == &format!("UID:{uid}@x.test"));
    let at = at.unwrap_or_else(|| panic!("no {uid}"));
    let end = lines[at..].iter().position(|line| line == "END:VEVENT").expect("an end");
    lines[at..at + end].to_vec()
}

fn has(event: &[String], start: &str) -> bool {
    event.iter().any(|line| line.starts_with(start))
}

#[test]
fn text_stays_text() {
    let odd = charter("forum", WEEKLY)
        .replace("\"The forum\"", "\"A\\nEND:VEVENT\\nBEGIN:VEVENT, b; \\\"c\\\" \\\\n 中\"");
    let model = model(&format!("{ORGANIZATION}{odd}"));
    well_written(&model);
    agree(&model);
    let event = event(&feed(&model, "all"), "forum.meeting");
    let title = "SUMMARY:A\\nEND:VEVENT\\nBEGIN:VEVENT\\, b\\; \"c\" \\\\n 中";
    assert!(event.iter().any(|line| line == title), "{event:#?}");
}

#[test]
fn a_changed_cadence_is_two_series() {
    let line = "cadence weekly on Tuesday at 10:00 for 60m until 2026-06-30\n  \
                cadence weekly on Tuesday at 11:00 for 60m from 2026-07-01";
    let feed = feed(&model(&format!("{ORGANIZATION}{}", charter("forum", line))), "all");
    let old = event(&feed, "forum.meeting");
    assert!(has(&old, "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260630T225959Z"), "{old:#?}");
    let new = event(&feed, "forum.meeting.2026-07-01");
    assert!(has(&new, "RELATED-TO:forum.meeting@x.test"), "{new:#?}");
    assert!(!has(&old, "RELATED-TO"));
}

#[test]
fn every_so_many_days_is_one_series() {
    let line = "cadence every 3 days at 10:00 for 60m from 2026-01-12 until 2026-12-31\n  \
                input ledger due 1 day before";
    let feed = feed(&model(&format!("{ORGANIZATION}{}", charter("forum", line))), "all");
    let meeting = event(&feed, "forum.meeting.2026-01-12");
    assert!(has(&meeting, "DTSTART;TZID=Europe/London:20260112T100000"), "{meeting:#?}");
    assert!(has(&meeting, "RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20261231T235959Z"), "{meeting:#?}");
    assert!(has(&meeting, "EXDATE;TZID=Europe/London:20260403T100000"), "{meeting:#?}");
    let input = event(&feed, "forum.input.2026-01-12.ledger");
    assert!(has(&input, "RRULE:FREQ=DAILY;INTERVAL=3;UNTIL=20261228"), "{input:#?}");
}

#[test]
fn what_is_retired_ends_and_stays() {
    let line = format!("{WEEKLY}\n  retired 2026-03-31 because \"It decided nothing\"");
    let model = model(&format!("{ORGANIZATION}{}", charter("forum", &line)));
    let feed = feed(&model, "charter/forum");
    assert!(has(
        &event(&feed, "forum.meeting"),
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260331T225959Z"
    ));
    assert!(has(&event(&feed, "forum.review"), "STATUS:CANCELLED"));
    agree(&model);
}

#[test]
fn a_draft_is_in_no_calendar() {
    let line = format!("{WEEKLY}\n  status draft");
    assert!(feeds(&model(&format!("{ORGANIZATION}{}", charter("forum", &line)))).is_empty());
}

#[test]
fn a_dropped_launch_is_cancelled() {
    let forum =
        charter("forum", "cadence at T-2 weeks at 10:00 for 60m\n  input ledger due 1 day before");
    let launch = |retired: &str| {
        format!(
            "launch sun \"Sun\" {{\n  tier T1\n  owner peer\n  ships 2027-03-02\n  \
             governed by forum\n  gate 2027-02-23 by head {{\n    criterion \"It holds\"\n  }}\n  \
             review at T+6 months by head\n{retired}}}\n"
        )
    };
    let ids = [
        "sun.gate",
        "sun.ships",
        "sun.review.t+6mo",
        "forum.meeting.sun.t-2w",
        "forum.input.sun.t-2w.ledger",
    ];
    let live = model(&format!("{ORGANIZATION}{forum}{}", launch("")));
    let dropped = launch("  retired 2026-12-01 because \"Dropped\"\n");
    let dropped = model(&format!("{ORGANIZATION}{forum}{dropped}"));
    for id in ids {
        assert!(!has(&event(&feed(&live, "launch/sun"), id), "STATUS:CANCELLED"), "{id}");
        assert!(has(&event(&feed(&dropped, "launch/sun"), id), "STATUS:CANCELLED"), "{id}");
    }
    agree(&live);
    well_written(&dropped);
}

#[test]
fn whole_days_leave_time_free() {
    for artifact in feeds(&acme()) {
        let text = String::from_utf8(artifact.bytes).expect("a feed is UTF-8");
        for event in text.split("BEGIN:VEVENT").skip(1) {
            let whole = event.contains("DTSTART;VALUE=DATE:");
            assert_eq!(whole, event.contains("TRANSP:TRANSPARENT"), "{event}");
            assert!(!event.contains("ATTENDEE") && !event.contains("ORGANIZER"));
        }
    }
}

/// Python's recurring-ical-events, and others, move what is in UTC to the zone that the
/// feed as a whole is said to have: by an hour, for half of the year.
#[test]
fn a_feed_with_events_in_utc_names_no_zone() {
    let weekly = |zone: &str, day: &str| {
        charter(
            &format!("forum-{day}").to_lowercase(),
            &format!("cadence weekly on {day} at 10:00 for 60m in {zone}"),
        )
    };
    let london = weekly("Europe/London", "Monday") + &weekly("Europe/London", "Friday");
    for (utc, named) in [("UTC", false), ("Etc/UTC", false), ("America/New_York", true)] {
        let model = model(&format!("{ORGANIZATION}{london}{}", weekly(utc, "Tuesday")));
        for path in ["all", "seat/head", "charter/forum-tuesday"] {
            let feed = feed(&model, path);
            assert_eq!(feed.contains("X-WR-TIMEZONE:"), named, "{utc} {path}");
        }
        assert!(feed(&model, "charter/forum-monday").contains("X-WR-TIMEZONE:Europe/London\r\n"));
    }
}

#[test]
fn one_seat_or_one_charter_alone() {
    let model = acme();
    let paths = |seat: Option<&str>, charter: Option<&str>| -> Vec<String> {
        let options = BuildOptions {
            seat: seat.map(Into::into),
            charter: charter.map(Into::into),
            ..BuildOptions::default()
        };
        calendars(&model, &options).expect("feeds").into_iter().map(|it| it.path).collect()
    };
    assert_eq!(paths(Some("cto"), None), ["calendar/seat/cto.ics"]);
    assert_eq!(paths(None, Some("roadmap-forum")), ["calendar/charter/roadmap-forum.ics"]);
    let whole = feeds(&model);
    let whole = whole.iter().find(|it| it.path == "calendar/seat/cto.ics").expect("a feed");
    let options = BuildOptions { seat: Some("cto".into()), ..BuildOptions::default() };
    assert_eq!(calendars(&model, &options).expect("feeds")[0].bytes, whole.bytes);
}

#[test]
fn the_description_begins_with_what_and_who() {
    let feed = feed(&acme(), "charter/roadmap-forum");
    let text = lines(&feed).into_iter().find(|line| line.starts_with("DESCRIPTION:Decides"));
    let text = text.expect("the meeting's text");
    assert!(text.starts_with("DESCRIPTION:Decides: Roadmap sequencing of core-portfolio\\nOwner: VP Product (Maya Lindqvist)\\n"), "{text}");
    let order = ["Agenda", "Inputs", "Triggers", "Escalation", "Record"];
    let places: Vec<usize> = order.iter().map(|it| text.find(it).expect("a section")).collect();
    assert!(places.is_sorted(), "{text}");
}

/// Years that nobody plans for are years all the same.
#[test]
fn the_last_days_of_all_are_built() {
    let text = [
        charter("late", "cadence on 9999-12-31 at 23:30 for 60m"),
        charter("weekly", "cadence weekly on Tuesday at 10:00 for 60m from 9998-01-01"),
        charter("due", "cadence on 9999-12-30 at 10:00 for 60m\n  input ledger due 1 day before"),
        charter(
            "checked",
            "cadence yearly in March on day 3 at 10:00 for 60m from 9990-01-01\n  trigger t when \"It\" declared by peer checked monthly",
        ),
    ];
    for charter in text {
        let model = model(&format!("{ORGANIZATION}{charter}"));
        assert!(!feeds(&model).is_empty(), "{charter}");
    }
}

/// Clocks change in the last years of all as in any other, and what is written says so.
#[test]
fn what_begins_in_the_last_years_is_built() {
    let zones = [
        "Europe/London",
        "America/New_York",
        "Africa/Casablanca",
        "Europe/Dublin",
        "America/Godthab",
        "Asia/Gaza",
        "Australia/Lord_Howe",
        "Pacific/Auckland",
        "America/Sao_Paulo",
        "UTC",
    ];
    let cadences = [
        "weekly on Tuesday at 10:00 for 60m",
        "monthly on the last workday at 10:00 for 60m",
        "every 3 days at 23:30 for 60m",
        "quarterly on the 2nd Thursday at 00:30 for 90m",
    ];
    for year in 9986..=9999 {
        for (nth, zone) in zones.iter().enumerate() {
            let cadence = cadences[(nth + year) % cadences.len()];
            let lines =
                format!("cadence {cadence} in {zone}\n  input ledger due 2 workdays before");
            let text = charter("late", &lines)
                .replace("2026-01-05", &format!("{year}-11-01"))
                .replace("  reviewed        2026-02-02\n", "");
            let model = model(&format!("{ORGANIZATION}{text}"));
            let built = calendars(&model, &BuildOptions::default());
            assert!(built.is_ok_and(|feeds| !feeds.is_empty()), "{year} {zone} {cadence}");
        }
    }
}

/// A slip of the pen fills no calendar with millennia.
#[test]
fn a_horizon_is_a_hundred_years_at_most() {
    let text =
        charter("far", &format!("{WEEKLY}\n  cadence on 9998-01-01 at 10:00 for 60m as once"));
    let horizon = model(&format!("{ORGANIZATION}{text}")).horizon();
    assert_eq!(horizon.1, jiff::civil::date(2126, 1, 5));
    let early = charter("early", WEEKLY).replace("2026-01-05", "0206-01-05");
    let horizon = model(&format!("{ORGANIZATION}{early}{}", charter("now", WEEKLY))).horizon();
    assert_eq!(horizon.1, jiff::civil::date(2029, 2, 2));
}

/// Months without a workday have no last one, also where none comes after them.
#[test]
fn a_closure_without_end_leaves_no_meeting() {
    let closed = ORGANIZATION.replace(
        "  holiday      2026-12-25",
        "  closed 2026-11-20 to 2035-01-01 \"Gone\"\n  holiday      2026-12-25",
    );
    for words in ["last workday", "1st workday", "1st, last workday"] {
        let cadence = format!("cadence monthly on the {words} at 10:00 for 60m");
        agree(&model(&format!("{closed}{}", charter("edge", &cadence))));
    }
}
