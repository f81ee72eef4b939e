//! Feeds to test with.

use charter::emit::ics::{
    DayOverride, Event, Feed, Override, Pattern, Rule, When, Zones, write_with,
};
use jiff::civil::{Date, Weekday, date};

/// The days that the feeds of the tests cover.
pub(crate) fn horizon() -> std::ops::Range<Date> {
    date(2024, 1, 1)..date(2031, 1, 1)
}

/// A feed of these events.
pub(crate) fn feed(events: Vec<Event>) -> Feed {
    Feed {
        name: "Seat: head of platform".into(),
        description: "What the head of platform must attend, prepare, check and review.".into(),
        zone: "America/New_York".into(),
        source: Some("https://example.org/calendar/seat/platform.ics".into()),
        color: Some("teal".into()),
        prodid: "-//example.org//Charter//EN".into(),
        events,
    }
}

/// Its text.
pub(crate) fn text(feed: &Feed) -> String {
    String::from_utf8(write_with(feed, &Zones::new(horizon()))).expect("a feed is UTF-8")
}

/// A feed with something of everything.
pub(crate) fn rich() -> Feed {
    feed(vec![weekly(), reviews(), gate(), launch(), brought()])
}

fn weekly() -> Event {
    let rule = Rule {
        pattern: Pattern::Weekly { every: 1, days: vec![Weekday::Tuesday] },
        until: Some(date(2026, 12, 31)),
    };
    let at = |day: Date| day.at(10, 0, 0, 0);
    let when = When::Timed {
        zone: "America/New_York".into(),
        start: at(date(2026, 1, 6)),
        minutes: 45,
        rule: Some(rule),
        exdates: vec![at(date(2026, 2, 3)), at(date(2026, 3, 10))],
        overrides: vec![Override {
            original: at(date(2026, 4, 7)),
            start: date(2026, 4, 8).at(11, 0, 0, 0),
            minutes: 45,
            summary: None,
        }],
    };
    Event {
        description: "Class: decision. Owner: head of platform; reads \"the numbers\" first,\n\
                      then decides, then says so: in writing, the same day, to all."
            .into(),
        location: Some("Room 4, second floor; bring a badge".into()),
        url: Some("https://example.org/charters/platform?as=\"read\"".into()),
        categories: vec!["decision".into(), "a, b; c".into()],
        color: Some("steelblue".into()),
        ..Event::new("platform.meeting@example.org", date(2026, 1, 2), "Platform: weekly", when)
    }
}

fn reviews() -> Event {
    let days = vec![(2, Weekday::Thursday)];
    let when = When::AllDay {
        date: date(2026, 1, 8),
        days: 1,
        rule: Some(Rule {
            pattern: Pattern::MonthlyWeekday { every: 3, days },
            until: Some(date(2028, 1, 1)),
        }),
        exdates: vec![date(2026, 7, 9)],
        overrides: vec![DayOverride {
            original: date(2026, 4, 9),
            start: date(2026, 4, 10),
            days: 2,
            summary: Some("Review, moved".into()),
        }],
    };
    Event {
        transparent: true,
        related_to: Some("platform.meeting@example.org".into()),
        ..Event::new("platform.review@example.org", date(2026, 1, 2), "Review", when)
    }
}

fn gate() -> Event {
    let when = When::day(date(2026, 9, 1));
    let summary = "Gate \"ready\"; Zürich, 東京\nEND:VEVENT\r\nBEGIN:VEVENT\\";
    Event {
        cancelled: true,
        transparent: true,
        ..Event::new("launch.gate@example.org", date(2025, 12, 31), summary, when)
    }
}

/// Something to do on Wednesdays: the rule is of the days before.
fn brought() -> Event {
    let rule = Rule {
        pattern: Pattern::Weekly { every: 1, days: vec![Weekday::Tuesday] },
        until: Some(date(2027, 1, 1)),
    };
    let when = When::Due {
        date: date(2026, 9, 9),
        lead: 1,
        rule: Some(rule),
        exdates: vec![date(2026, 9, 23)],
        overrides: vec![DayOverride {
            original: date(2026, 9, 16),
            start: date(2026, 9, 17),
            days: 1,
            summary: None,
        }],
    };
    Event::new("platform.todo-input@example.org", date(2026, 1, 2), "Bring the numbers", when)
}

fn launch() -> Event {
    let when = When::at("Australia/Lord_Howe", date(2026, 10, 4).at(9, 30, 0, 0), 90);
    let event = Event::new("launch.meeting@example.org", date(2026, 1, 1), "T-1 week", when);
    Event { alarm: Some(10), ..event }
}
