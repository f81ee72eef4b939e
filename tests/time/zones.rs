//! The table of a zone against `jiff`, for all zones; and the names of zones.

use std::collections::BTreeSet;

use charter::time::{
    Clock, Zone, ZoneMatch, abbreviation, data_version, find_zone, is_fixed, is_link, zone,
};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::date;
use crate::reference::moment;

/// Local times on both sides of every edge of every shift, and one a day.
fn probes(zone: &TimeZone) -> Vec<DateTime> {
    let second = |text: &str| text.parse::<Timestamp>().expect("a timestamp");
    let (from, to) = (second("1998-01-01T00:00Z"), second("2053-01-01T00:00Z"));
    let shifts = zone.following(from).take_while(|it| it.timestamp() < to);
    let mut probes: Vec<DateTime> = vec![];
    for shift in shifts {
        let before = zone.to_offset(shift.timestamp() - 1.second());
        for offset in [before, shift.offset()] {
            let edge = offset.to_datetime(shift.timestamp());
            let near = [-3_600, -1_800, -1, 0, 1, 899, 1_800, 3_599];
            probes.extend(near.map(|it| edge + it.seconds()));
        }
    }
    let days = crate::reference::walk(date("1999-12-25"), date("2050-01-10")).step_by(17);
    probes.extend(days.map(|it| it.at(2, 30, 0, 0)));
    probes
}

#[test]
fn clocks_show_what_tables_say_in_every_zone() {
    let (mut zones, mut ambiguous) = (0, 0);
    for it in Zone::all() {
        let reference = TimeZone::get(it.name()).expect("a zone");
        for local in probes(&reference) {
            let (timestamp, clock) = moment(&reference, local);
            let found = it.instant(local).expect("in range");
            assert_eq!(found.timestamp, timestamp, "{local} in {it:?}");
            assert_eq!(found.local, reference.to_datetime(timestamp), "{local} in {it:?}");
            assert_eq!(found.clock, clock, "{local} in {it:?}");
            ambiguous += usize::from(clock != Clock::Plain);
        }
        zones += 1;
    }
    assert!(zones > 590 && ambiguous > 100_000, "{zones} zones, {ambiguous} ambiguous times");
}

/// From the clock to the instant `jiff` agrees too, but where it contradicts itself.
#[test]
fn tables_agree_with_jiff_in_every_zone() {
    let mut apart = BTreeSet::new();
    for it in Zone::all() {
        let reference = TimeZone::get(it.name()).expect("a zone");
        for local in probes(&reference) {
            let jiff = reference.to_zoned(local).expect("in range");
            if it.instant(local).map(|it| it.timestamp) != Some(jiff.timestamp()) {
                apart.insert((it.name(), local.date()));
            }
        }
    }
    let nuuk = ["America/Godthab", "America/Nuuk"].map(|it| (it, date("2023-10-28")));
    assert!(apart.is_subset(&BTreeSet::from(nuuk)), "{apart:?}");
}

#[test]
fn vancouver_stays_on_summer_time() {
    let found =
        zone("America/Vancouver").and_then(|it| it.instant(date("2026-12-01").at(10, 0, 0, 0)));
    assert_eq!(found.map(|it| it.timestamp.to_string()).as_deref(), Some("2026-12-01T17:00:00Z"));
    assert!(data_version() >= "2026", "{}", data_version());
}

#[test]
fn capitals_matter_and_are_known() {
    assert!(matches!(find_zone("europe/LONDON"), ZoneMatch::Case("Europe/London")));
    assert!(matches!(find_zone("utc"), ZoneMatch::Case("UTC")));
    assert!(
        matches!(find_zone("Europe/London"), ZoneMatch::Known(it) if it.name() == "Europe/London")
    );
    for name in ["Factory", "", "Europe", "Mars/Olympus", "Europe/London ", "Etc/Unknown", "İ"] {
        assert!(matches!(find_zone(name), ZoneMatch::Unknown), "{name}");
        assert!(zone(name).is_none(), "{name}");
    }
}

#[test]
fn abbreviations_are_no_zones() {
    assert_eq!(abbreviation("PT"), Some(&["America/Los_Angeles"][..]));
    for name in ["EST", "CET", "GMT", "MST", "HST", "est", "IST"] {
        assert!(zone(name).is_none(), "{name}");
        assert!(matches!(find_zone(name), ZoneMatch::Abbreviation(_)), "{name}");
    }
    assert_eq!(abbreviation("UTC"), None);
}

/// Every word of two to four capitals.
fn words() -> impl Iterator<Item = String> {
    let letter = |nth: usize| char::from(b'A' + (nth % 26) as u8);
    let word = move |length: u32, nth: usize| {
        (0..length).map(|place| letter(nth / 26_usize.pow(place))).collect::<String>()
    };
    (2..=4).flat_map(move |length| (0..26_usize.pow(length)).map(move |nth| word(length, nth)))
}

#[test]
fn what_abbreviations_stand_for_are_zones_of_places() {
    let known: Vec<String> = words().filter(|it| abbreviation(it).is_some()).collect();
    for zones in known.iter().filter_map(|it| abbreviation(it)) {
        assert!(!zones.is_empty());
        for name in zones {
            assert!(zone(name).is_some() && is_link(name).is_none(), "{name}");
        }
    }
    assert!(known.len() > 50, "{known:?}");
}

/// The abbreviation is one that the zone's clocks really show.
#[test]
fn abbreviations_are_those_of_their_zones() {
    let spoken =
        ["EST", "EDT", "PST", "PDT", "CST", "CDT", "MST", "MDT", "CET", "CEST", "EET", "EEST"];
    let spoken =
        spoken.into_iter().chain(["GMT", "BST", "IST", "JST", "KST", "HST", "NZST", "AEDT"]);
    for short in spoken {
        let first = abbreviation(short).and_then(|it| zone(it[0])).expect("a zone");
        let shown = ["2026-01-15T12:00Z", "2026-07-15T12:00Z"].map(|it| {
            let instant = it.parse::<Timestamp>().expect("a timestamp");
            first.time_zone().to_offset_info(instant).abbreviation().to_owned()
        });
        assert!(shown.iter().any(|it| it == short), "{short} of {first:?}: {shown:?}");
    }
}

#[test]
fn old_names_lead_to_names_with_the_same_clocks() {
    let instants: Vec<Timestamp> = (0..2_600)
        .map(|week| Timestamp::from_second(946_684_800 + week * 7 * 86_400).expect("in range"))
        .collect();
    let mut links = BTreeSet::new();
    for old in Zone::all() {
        let Some(new) = is_link(old.name()) else { continue };
        links.insert(old.name());
        assert!(is_link(new).is_none(), "{new} is an old name itself");
        let new = crate::known(new);
        for instant in &instants {
            let offset = |zone: Zone| zone.time_zone().to_offset(*instant);
            assert_eq!(offset(old), offset(new), "{old:?} and {new:?} at {instant}");
        }
    }
    assert_eq!(links.len(), LINKS, "{links:?}");
    for (old, new) in [
        ("US/Pacific", "America/Los_Angeles"),
        ("Europe/Kiev", "Europe/Kyiv"),
        ("Asia/Calcutta", "Asia/Kolkata"),
    ] {
        assert_eq!(is_link(old), Some(new));
    }
    for good in
        ["Europe/Stockholm", "Europe/London", "UTC", "Etc/UTC", "Africa/Accra", "Asia/Kolkata"]
    {
        assert_eq!(is_link(good), None, "{good}");
    }
}

/// How many old names there are: one that is out of order would not be found.
const LINKS: usize = 142;

#[test]
fn fixed_zones_never_shift_and_others_are_places() {
    for it in Zone::all() {
        if is_fixed(it.name()) {
            assert!(it.time_zone().following(Timestamp::MIN).next().is_none(), "{it:?}");
        }
    }
    for name in ["UTC", "Etc/GMT+5", "GMT", "Etc/UTC", "Zulu"] {
        assert!(is_fixed(name), "{name}");
    }
    for name in ["Europe/London", "Asia/Kolkata", "America/Panama"] {
        assert!(!is_fixed(name), "{name}");
    }
}

/// What clocks do just before each change, in it and after it.
#[test]
fn changes_are_where_clocks_say_so() {
    let (from, to) = (date("2026-11-20"), date("2028-11-20"));
    for it in Zone::all() {
        for change in it.changes(from, to) {
            let clock = |local: DateTime| it.instant(local).map(|it| it.clock);
            assert!(from <= change.from.date() && change.from.date() <= to, "{it:?}");
            assert_eq!(clock(change.from), Some(change.clock), "{it:?} at {}", change.from);
            assert_eq!(clock(change.from - 1.second()), Some(Clock::Plain), "{it:?}");
            assert_eq!(clock(change.to), Some(Clock::Plain), "{it:?} at {}", change.to);
        }
    }
    let london = crate::known("Europe/London").changes(from, to);
    let london: Vec<String> = london.map(|it| format!("{} {:?}", it.from, it.clock)).collect();
    let expected = [
        "2027-03-28T01:00:00 Gap",
        "2027-10-31T01:00:00 Fold",
        "2028-03-26T01:00:00 Gap",
        "2028-10-29T01:00:00 Fold",
    ];
    assert_eq!(london, expected);
    assert_eq!(crate::known("Asia/Kolkata").changes(from, to).count(), 0);
}
