//! What is due, told as something to do as well.

use std::collections::BTreeMap;

use charter::Model;
use charter::emit::ics::{ReadEvent, check_over, events, expand};
use charter::emit::{BuildOptions, Profile, Unbuilt, calendars};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday, date};

use crate::workspace::{ORGANIZATION, acme, charter, folder, lines, model};

const AUTHORITY: &str = "x.test";

/// Path and text of each feed, with what is to be done.
fn feeds(model: &Model, profile: Profile) -> Vec<(String, String)> {
    let options = BuildOptions { profile, todos: true, alarm: Some(10), ..BuildOptions::default() };
    let (first, last) = model.horizon();
    let text = |it: charter::emit::Artifact| {
        let defects = check_over(&it.bytes, &(first..last));
        assert!(defects.is_empty(), "{}: {defects:#?}", it.path);
        (it.path, String::from_utf8(it.bytes).expect("a feed is UTF-8"))
    };
    calendars(model, &options).expect("feeds that are true").into_iter().map(text).collect()
}

fn all(model: &Model, profile: Profile) -> String {
    let found = feeds(model, profile).into_iter().find(|(path, _)| path == "calendar/all.ics");
    found.expect("all.ics").1
}

/// What a feed says without its things to do.
fn without_todos(feed: &str) -> String {
    let mut kept = String::new();
    let mut rest = feed;
    while let Some((before, after)) = rest.split_once("BEGIN:VTODO\r\n") {
        kept.push_str(before);
        rest = after.split_once("END:VTODO\r\n").expect("an end").1;
    }
    kept + rest
}

/// The component of a UID, line by line.
fn todo(feed: &str, uid: &str) -> Vec<String> {
    let lines = lines(feed);
    let at = lines.iter().position(|line| line == &format!("UID:{uid}@{AUTHORITY}"));
    let at = at.unwrap_or_else(|| panic!("no {uid}"));
    assert_eq!(lines[at - 1], "BEGIN:VTODO", "{uid}");
    let end = lines[at..].iter().position(|line| line == "END:VTODO").expect("an end");
    lines[at..at + end].to_vec()
}

fn forum(lines: &str) -> Model {
    model(&format!("{ORGANIZATION}{}", charter("forum", lines)))
}

/// Every day on which a thing is due, by its identity in an event's role: of a series, by the
/// days of its rule, counted here one by one.
fn due(read: &[ReadEvent], last: Date) -> BTreeMap<String, Vec<Date>> {
    let mut days: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    for it in read.iter().filter(|it| it.due && !it.cancelled) {
        let role = it.uid.replacen(".todo-", ".", 1);
        // A series that is told day by day ends its identities with days.
        let (name, authority) = role.split_once('@').expect("an authority");
        let name = match name.rsplit_once('.') {
            Some((series, day)) if day.parse::<Date>().is_ok() => series,
            _ => name,
        };
        let known = days.entry(format!("{name}@{authority}")).or_default();
        known.extend(repeated(it, read, last));
    }
    for days in days.values_mut() {
        days.retain(|day| *day <= last);
        days.sort();
    }
    days
}

/// The days of one, without those that it leaves out and those that another stands for.
fn repeated(it: &ReadEvent, read: &[ReadEvent], last: Date) -> Vec<Date> {
    let start = it.start.date();
    let Some(repeats) = &it.repeats else { return vec![start] };
    let last = it.until.unwrap_or(last).min(last);
    let moved = read.iter().filter(|other| other.due && other.uid == it.uid);
    let moved: Vec<Date> = moved.filter_map(|other| other.stands_for).collect();
    let days = std::iter::successors(Some(start), |day| day.tomorrow().ok());
    let days = days.take_while(|day| *day <= last).filter(|day| falls(*day, repeats, start));
    days.filter(|day| !it.left_out.contains(day) && !moved.contains(day)).collect()
}

/// Whether a day is one of those of some words, counted from the first.
fn falls(day: Date, repeats: &str, start: Date) -> bool {
    let step = |nth: &str| nth.parse::<i64>().expect("a number");
    let passed = day.duration_since(start).as_hours() / 24;
    let months = |day: Date| i64::from(day.year()) * 12 + i64::from(day.month());
    let on = |words: &str| words.contains(weekday(day.weekday()));
    let (often, on_which) = repeats.split_once(" on ").unwrap_or((repeats, ""));
    match often.split(' ').collect::<Vec<_>>()[..] {
        ["daily"] => true,
        ["every", nth, "days"] => passed % step(nth) == 0,
        ["weekly"] => on(on_which),
        ["every", nth, "weeks"] => {
            let monday = i64::from(start.weekday().to_monday_zero_offset());
            (passed + monday).div_euclid(7) % step(nth) == 0 && on(on_which)
        }
        ["monthly"] => falls_in_month(day, on_which),
        ["every", nth, "months"] => {
            (months(day) - months(start)) % step(nth) == 0 && falls_in_month(day, on_which)
        }
        _ => panic!("{repeats}: no such rule in what is due"),
    }
}

/// Whether a day is one of `day 15` or of `the 2nd Tuesday, the last Tuesday`.
fn falls_in_month(day: Date, words: &str) -> bool {
    words.split(", ").any(|it| match it.split(' ').collect::<Vec<_>>()[..] {
        ["day", nth] => nth == day.day().to_string(),
        ["the", "last", name] => {
            weekday(day.weekday()) == name && day.day() + 7 > day.days_in_month()
        }
        ["the", nth, name] => {
            weekday(day.weekday()) == name && nth[..1] == ((day.day() - 1) / 7 + 1).to_string()
        }
        _ => panic!("{words}: no such days in what is due"),
    })
}

fn weekday(day: Weekday) -> &'static str {
    let names = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    names[day.to_monday_zero_offset() as usize]
}

/// The days of the events that they stand beside, as a reader of the events finds them.
fn whole_days(feed: &str, last: Date) -> BTreeMap<String, Vec<Date>> {
    let until: Timestamp =
        format!("{}T00:00:00Z", last.tomorrow().expect("a day")).parse().expect("an instant");
    let mut days: BTreeMap<String, Vec<Date>> = BTreeMap::new();
    let read = expand(feed.as_bytes(), Timestamp::MIN, until).expect("readable");
    for it in read.into_iter().filter(|it| it.all_day && !it.cancelled) {
        let (name, authority) = it.uid.split_once('@').expect("an authority");
        if name.contains(".ships") || name.contains(".audit") {
            continue;
        }
        let name = match name.rsplit_once('.') {
            Some((series, day)) if day.parse::<Date>().is_ok() => series,
            _ => name,
        };
        let day = it.start.to_zoned(jiff::tz::TimeZone::UTC).date();
        days.entry(format!("{name}@{authority}")).or_default().push(day);
    }
    days.values_mut().for_each(|days| days.sort());
    days
}

/// How many of its events are whole days on which somebody has something to do.
fn to_do(feed: &str) -> usize {
    let events = feed.split("BEGIN:VEVENT\r\n").skip(1);
    let days = events.filter(|it| it.contains("\r\nDTSTART;VALUE=DATE:"));
    let told = |line: &str| line.contains(".ships@") || line.contains(".audit@");
    days.filter(|it| !it.lines().any(told)).count()
}

#[test]
fn they_stand_beside_the_days_and_change_nothing_else() {
    for model in [acme(), folder("hostile")] {
        for profile in [Profile::Minimal, Profile::Portable, Profile::Rich] {
            let options = BuildOptions { profile, alarm: Some(10), ..BuildOptions::default() };
            let plain = calendars(&model, &options).expect("feeds that are true");
            let with = feeds(&model, profile);
            assert_eq!(plain.len(), with.len());
            for (before, (path, text)) in plain.into_iter().zip(with) {
                assert_eq!(before.path, path);
                let before = String::from_utf8(before.bytes).expect("a feed is UTF-8");
                assert!(!before.contains("VTODO"));
                assert_eq!(without_todos(&text), before, "{path}");
                let todos = text.matches("BEGIN:VTODO").count();
                assert_eq!(todos, to_do(&before), "{path}");
                assert!(todos > 10 || path != "calendar/all.ics", "{todos}");
            }
        }
    }
}

#[test]
fn each_is_due_on_the_days_of_its_event() {
    let cadences = [
        "weekly on Monday at 10:00 for 60m",
        "weekly on Monday, Thursday at 10:00 for 60m",
        "every 2 weeks on Monday at 10:00 for 60m from 2026-01-05",
        "every 3 days at 10:00 for 60m from 2026-01-12 until 2026-12-31",
        "every 2 weeks on Monday, Thursday at 10:00 for 60m from 2026-01-05",
        "monthly on the 2nd Tuesday at 10:00 for 60m",
        "monthly on the 1st Monday at 10:00 for 60m until 2027-03-31",
        "monthly on the 1st, 3rd Monday at 10:00 for 60m",
        "monthly on the 2nd, last Thursday at 10:00 for 60m",
        "monthly on the last Friday at 10:00 for 60m until 2027-03-31",
        "monthly on the 5th Friday at 10:00 for 60m",
        "every 2 months on the 1st, 3rd Wednesday at 10:00 for 60m from 2026-02-01",
        "every 3 months on the 1st Monday at 10:00 for 60m from 2026-02-01",
        "monthly on day 2 at 10:00 for 60m",
        "monthly on the last workday at 10:00 for 60m",
        "monthly on day 15 at 10:00 for 60m",
        "on 2026-04-07, 2026-09-08 at 10:00 for 60m",
        "weekly on Tuesday at 10:00 for 60m {\n    move 2026-03-10 to 2026-03-20\n    except 2026-05-05\n  }",
    ];
    let dues = ["2 workdays", "1 day", "5 workdays", "2 weeks"];
    let mut tried = 0;
    for cadence in cadences {
        for before in dues {
            let lines = format!(
                "cadence {cadence}\n  input ledger due {before} before\n  trigger busy when load > 90% declared by peer checked every 2 weeks"
            );
            let model = forum(&lines);
            let feed = all(&model, Profile::Portable);
            let (read, last) = (events(feed.as_bytes()).expect("readable"), date(2028, 6, 30));
            let (due, days) = (due(&read, last), whole_days(&feed, last));
            assert_eq!(due, days, "{lines}");
            assert!(due.contains_key(&format!("forum.review@{AUTHORITY}")));
            tried += due.values().map(Vec::len).sum::<usize>();
        }
    }
    assert!(tried > 3000, "{tried}");
}

#[test]
fn what_is_due_once_has_no_beginning() {
    let feed = all(
        &forum("cadence on 2026-04-07 at 10:00 for 60m\n  input ledger due 2 workdays before"),
        Profile::Portable,
    );
    assert_eq!(
        todo(&feed, "forum.todo-input.ledger.2026-04-07"),
        [
            "UID:forum.todo-input.ledger.2026-04-07@x.test",
            "DTSTAMP:20260202T000000Z",
            "LAST-MODIFIED:20260202T000000Z",
            "SEQUENCE:9529",
            "DUE;VALUE=DATE:20260401",
            "SUMMARY:Bring Ledger · The forum",
            "DESCRIPTION:Brought by: Peer (Grace Murray)\\nDue: 2 workdays before",
            "CATEGORIES:input,portfolio",
            "COLOR:royalblue",
        ]
    );
}

#[test]
fn what_repeats_begins_on_the_day_before() {
    let lines = "cadence weekly on Tuesday at 10:00 for 60m until 2026-12-31 {\n    \
        move 2026-03-10 to 2026-03-12\n    except 2026-03-17\n  }\n  input ledger due 1 day before";
    let feed = all(&forum(lines), Profile::Portable);
    let series = todo(&feed, "forum.todo-input.ledger");
    for line in [
        "DTSTART;VALUE=DATE:20260104",
        "DUE;VALUE=DATE:20260105",
        "RRULE:FREQ=WEEKLY;BYDAY=SU;UNTIL=20261227",
        "EXDATE;VALUE=DATE:20260315",
    ] {
        assert!(series.iter().any(|it| it == line), "no {line} in {series:#?}");
    }
    let moved = "RECURRENCE-ID;VALUE=DATE:20260308\r\nDTSTART;VALUE=DATE:20260310\r\nDUE;VALUE=DATE:20260311";
    assert!(feed.contains(moved), "{feed}");
}

/// The day before the 2nd Tuesday is no 2nd Monday.
#[test]
fn what_is_due_on_the_nth_weekday_begins_a_week_before() {
    let cases = [
        ("2nd Tuesday", "20260106", "20260113", "BYDAY=1TU"),
        ("1st Tuesday", "20251230", "20260106", "BYDAY=-1TU"),
        ("last Tuesday", "20260120", "20260127", "BYDAY=-2TU"),
        ("1st, 3rd Tuesday", "20251230", "20260106", "BYDAY=2TU,-1TU"),
    ];
    for (nth, begins, due, days) in cases {
        let lines = format!(
            "cadence monthly on the {nth} at 10:00 for 60m\n  input ledger due 60 minutes before"
        );
        let series = todo(&all(&forum(&lines), Profile::Portable), "forum.todo-input.ledger");
        assert_eq!(
            series[4..7],
            [
                format!("DTSTART;VALUE=DATE:{begins}"),
                format!("DUE;VALUE=DATE:{due}"),
                format!("RRULE:FREQ=MONTHLY;{days}"),
            ],
            "{nth}"
        );
    }
}

/// Then each stands by itself, under the day of its meeting.
#[test]
fn where_nothing_before_is_a_rule_each_stands_by_itself() {
    let cases = [
        ("monthly on the 5th Tuesday", "BYDAY=5TU", "2026-03-31", "20260331"),
        (
            "every 2 months on the 1st, 3rd Tuesday",
            "INTERVAL=2;BYDAY=1TU,3TU",
            "2026-03-03",
            "20260303",
        ),
    ];
    for (cadence, rule, day, due) in cases {
        let lines =
            format!("cadence {cadence} at 10:00 for 60m\n  input ledger due 60 minutes before");
        let feed = all(&forum(&lines), Profile::Portable);
        // The meetings, and the whole days.
        assert_eq!(feed.matches(&format!("RRULE:FREQ=MONTHLY;{rule}\r\n")).count(), 2, "{feed}");
        let march = todo(&feed, &format!("forum.todo-input.ledger.{day}"));
        assert!(march.contains(&format!("DUE;VALUE=DATE:{due}")), "{march:#?}");
        assert!(!march.iter().any(|line| line.starts_with("DTSTART")), "{march:#?}");
    }
}

#[test]
fn their_identities_are_single_and_stay() {
    let lines = "cadence weekly on Tuesday at 10:00 for 60m\n  input ledger due 2 workdays before";
    let uids = |text: &str| {
        let feed = all(&model(text), Profile::Portable);
        let read = events(feed.as_bytes()).expect("readable");
        let mut uids: Vec<String> =
            read.iter().filter(|it| it.stands_for.is_none()).map(|it| it.uid.clone()).collect();
        let count = uids.len();
        uids.sort();
        uids.dedup();
        assert_eq!(uids.len(), count, "one twice");
        uids.retain(|uid| uid.contains(".todo-"));
        uids
    };
    let text = format!("{ORGANIZATION}{}", charter("forum", lines));
    let known = uids(&text);
    assert_eq!(known, ["forum.todo-input.ledger@x.test", "forum.todo-review@x.test"]);
    let renamed = text.replace(
        "charter forum \"The forum\" {",
        "charter council \"The council\" {\n  formerly forum",
    );
    for changed in [renamed, text.replace("10:00", "11:00"), text.replace("due 2", "due 3")] {
        assert_eq!(uids(&changed), known);
    }
}

#[test]
fn busy_has_none() {
    for model in [acme(), folder("hostile")] {
        let busy = feeds(&model, Profile::Busy);
        assert!(busy.len() > 1 && busy.iter().all(|(_, text)| !text.contains("VTODO")));
    }
}

/// Nothing to do rings, leaves time free, or ends: those are of events.
#[test]
fn they_say_nothing_that_is_of_events() {
    for (path, text) in feeds(&acme(), Profile::Rich) {
        for it in text.split("BEGIN:VTODO\r\n").skip(1) {
            let it = it.split_once("END:VTODO\r\n").expect("an end").0;
            for word in ["VALARM", "TRANSP", "DTEND", "DURATION", "RELATED-TO"] {
                assert!(!it.contains(&format!("\r\n{word}")), "{path}: {it}");
            }
            assert!(it.contains("\r\nDUE;VALUE=DATE:"), "{path}: {it}");
        }
    }
}

#[test]
fn what_was_dropped_is_cancelled() {
    let launch = "launch sun \"Sun\" {\n  tier T1\n  owner peer\n  ships 2027-03-02\n  \
        governed by forum\n  gate 2027-02-23 by head {\n    criterion \"It holds\"\n  }\n  \
        review at T+6 months by head\n  retired 2026-12-01 because \"Dropped\"\n}\n";
    let lines = "cadence at T-2 weeks at 10:00 for 60m\n  input ledger due 1 day before";
    let feed = all(
        &model(&format!("{ORGANIZATION}{}{launch}", charter("forum", lines))),
        Profile::Portable,
    );
    for uid in ["sun.todo-gate", "sun.todo-review.t+6mo", "forum.todo-input.sun.t-2w.ledger"] {
        assert!(todo(&feed, uid).contains(&"STATUS:CANCELLED".to_owned()), "{uid}");
    }
    assert!(!feed.contains("todo-ships"), "a day of shipping is nobody's to do");
}

#[test]
fn damage_to_them_is_noticed() {
    fn change(bytes: &mut Vec<u8>, old: &str, new: &str) {
        let text = String::from_utf8(std::mem::take(bytes)).expect("events are UTF-8");
        assert!(text.contains(old), "{old:?} is not in {text}");
        *bytes = text.replace(old, new).into_bytes();
    }
    type Case = (fn(&mut Vec<u8>), &'static str, &'static str);
    let cases: [Case; 5] = [
        (
            |it| change(it, "DUE;VALUE=DATE:20260102\r\nRRULE", "DUE;VALUE=DATE:20260103\r\nRRULE"),
            "forum.todo-input.ledger",
            "2026-01-02T00:00:00Z to 2026-01-03T00:00:00Z is missing",
        ),
        (
            |it| change(it, "DUE;VALUE=DATE:20260102\r\nRRULE", "DUE;VALUE=DATE:20260101\r\nRRULE"),
            "forum.todo-input.ledger",
            "DUE is not after DTSTART",
        ),
        (
            |it| {
                change(
                    it,
                    "DTSTART;VALUE=DATE:20260101\r\nDUE;VALUE=DATE:20260102\r\n",
                    "DTSTART;VALUE=DATE:20260101\r\n",
                )
            },
            "forum.todo-input.ledger",
            "what is to be done has no DUE",
        ),
        (
            |it| change(it, "DUE;VALUE=DATE:20270202", "DUE;VALUE=DATE:20270203"),
            "forum.todo-review",
            "it is 2027-02-03T00:00:00Z to 2027-02-04T00:00:00Z and not 2027-02-02T00:00:00Z to 2027-02-03T00:00:00Z",
        ),
        (
            |it| change(it, "UID:forum.todo-review@", "UID:forum.to-do-review@"),
            "forum.todo-review",
            "it is not there",
        ),
    ];
    let lines = "cadence weekly on Tuesday at 10:00 for 60m\n  input ledger due 2 workdays before";
    for (press, uid, what) in cases {
        let options = BuildOptions { press: Some(press), todos: true, ..BuildOptions::default() };
        match calendars(&forum(lines), &options) {
            Err(Unbuilt::Untrue(untrue)) => {
                let expected = format!("{uid}@{AUTHORITY}");
                assert_eq!((untrue.event.as_deref(), &*untrue.what), (Some(&*expected), what));
            }
            other => panic!("{what}: it was not noticed: {:?}", other.map(|files| files.len())),
        }
    }
}
