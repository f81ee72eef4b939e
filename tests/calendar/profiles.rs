//! How much feeds say.

use charter::Model;
use charter::emit::ics::{check_over, expand};
use charter::emit::{BuildOptions, Profile, calendars};
use jiff::Timestamp;

use crate::workspace::{acme, folder, lines};

/// Path and text of each feed.
fn feeds(model: &Model, profile: Profile, alarm: Option<u32>) -> Vec<(String, String)> {
    let options = BuildOptions { profile, alarm, ..BuildOptions::default() };
    let (first, last) = model.horizon();
    let feeds = calendars(model, &options).expect("feeds that are true");
    let text = |it: charter::emit::Artifact| {
        let defects = check_over(&it.bytes, &(first..last));
        assert!(defects.is_empty(), "{}: {defects:#?}", it.path);
        (it.path, String::from_utf8(it.bytes).expect("a feed is UTF-8"))
    };
    feeds.into_iter().map(text).collect()
}

fn all(model: &Model, profile: Profile, alarm: Option<u32>) -> String {
    let feeds = feeds(model, profile, alarm);
    let found = feeds.into_iter().find(|(path, _)| path == "calendar/all.ics");
    found.expect("all.ics").1
}

/// What takes place, but for identities and titles.
fn times(feed: &str, all_day: bool) -> Vec<(Timestamp, Timestamp, bool)> {
    let last = "2030-01-01T00:00:00Z".parse().expect("an instant");
    let read = expand(feed.as_bytes(), Timestamp::MIN, last).expect("readable").into_iter();
    let read = read.filter(|it| all_day || !it.all_day);
    let mut times: Vec<_> = read.map(|it| (it.start, it.end, it.cancelled)).collect();
    times.sort();
    times
}

#[test]
fn all_say_when_alike() {
    let model = acme();
    let portable = all(&model, Profile::Portable, None);
    for profile in [Profile::Minimal, Profile::Rich] {
        let feed = all(&model, profile, None);
        assert_eq!(times(&feed, true), times(&portable, true), "{profile:?}");
        assert_eq!(crate::workspace::uids(&feed), crate::workspace::uids(&portable));
    }
    let busy = all(&model, Profile::Busy, None);
    assert_eq!(times(&busy, false), times(&portable, false));
    assert_eq!(times(&busy, true), times(&busy, false));
}

#[test]
fn minimal_ends_after_class_and_owner() {
    let feed = all(&acme(), Profile::Minimal, None);
    for line in lines(&feed) {
        let name = line.split([':', ';']).next().unwrap_or_default();
        assert!(!["CATEGORIES", "URL", "LOCATION"].contains(&name), "{line}");
        if let Some(text) = line.strip_prefix("DESCRIPTION:").filter(|it| it.contains("Owner")) {
            let said = text.split("\\n");
            let known = ["Decides: ", "Owner: ", "For: "];
            assert!(said.clone().all(|it| known.iter().any(|word| it.starts_with(word))), "{text}");
        }
    }
}

#[test]
fn busy_names_nothing() {
    for model in [acme(), folder("hostile")] {
        let feeds = feeds(&model, Profile::Busy, Some(10));
        assert!(feeds.len() > 1);
        let mut names: Vec<String> = Vec::new();
        for item in model.own_items() {
            names.extend([item.name().to_owned(), item.title().to_owned()]);
        }
        let holders = model.seats().flat_map(|seat| seat.holders());
        names.extend(holders.map(|holder| holder.name.value.to_string()));
        for (path, text) in feeds {
            assert!(path == "calendar/all.ics" || path.starts_with("calendar/seat/"), "{path}");
            let spoken = lines(&text).into_iter().filter(|line| !line.starts_with("PRODID:"));
            // The authority and the zones are no names of the workspace's items.
            let spoken: Vec<String> = spoken
                .map(|line| line.split('@').next().unwrap_or_default().to_owned())
                .filter(|line| !line.contains("TZ"))
                .collect();
            for line in &spoken {
                assert!(!names.iter().any(|name| line.contains(&**name)), "{path}: {line}");
                let name = line.split([':', ';']).next().unwrap_or_default();
                assert!(!["CATEGORIES", "URL", "COLOR", "RELATED-TO"].contains(&name), "{line}");
            }
            assert!(spoken.iter().any(|line| line == "NAME:Busy"));
            let titles = spoken.iter().filter(|line| line.starts_with("SUMMARY:"));
            assert!(titles.clone().count() > 0 && titles.clone().all(|it| it == "SUMMARY:Busy"));
        }
    }
}

#[test]
fn busy_identities_last_and_are_single() {
    let model = acme();
    let portable = all(&model, Profile::Portable, None);
    let meetings = |feed: &str| {
        let uids = crate::workspace::uids(feed);
        uids.into_iter().filter(|uid| !uid.contains('.') || !uid.starts_with('.')).count()
    };
    let busy = all(&model, Profile::Busy, None);
    let uids = crate::workspace::uids(&busy);
    assert!(uids.iter().all(|uid| uid.len() == 32 + "@acme.example".len()), "{uids:#?}");
    assert_eq!(uids, crate::workspace::uids(&all(&model, Profile::Busy, None)));
    let timed = portable.split("BEGIN:VEVENT").skip(1);
    let timed = timed.filter(|it| !it.contains("VALUE=DATE:") && !it.contains("RECURRENCE-ID"));
    assert_eq!(meetings(&busy), timed.count());
}

#[test]
fn rich_says_more_around_meetings() {
    let model = acme();
    let (portable, rich) = (all(&model, Profile::Portable, None), all(&model, Profile::Rich, None));
    for word in ["Decided here", "Not decided here", "Alternates", "Signed"] {
        assert!(rich.replace("\r\n ", "").contains(word), "{word}");
        assert!(!portable.replace("\r\n ", "").contains(&format!("\\n{word}\\n")), "{word}");
    }
    assert!(rich.len() > portable.len());
}

#[test]
fn alarms_ring_before_meetings_only() {
    let model = acme();
    let without = all(&model, Profile::Portable, None);
    assert!(!without.contains("VALARM"));
    let with = all(&model, Profile::Portable, Some(60));
    for event in with.split("BEGIN:VEVENT").skip(1) {
        let rings = !event.contains("DTSTART;VALUE=DATE:") && !event.contains("STATUS:CANCELLED");
        assert_eq!(event.contains("TRIGGER:-PT60M\r\nEND:VALARM\r\nEND:VEVENT\r\n"), rings);
    }
    assert_eq!(times(&with, true), times(&without, true));
}
