//! What changed between two builds, held to what their occurrences say.

use std::collections::BTreeSet;

use charter::emit::ics::{ReadOccurrence, events, expand};
use charter::feed_diff::{Book, Change, Kind, Reasons, diff};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};
use proptest::prelude::*;

use crate::phrases::PHRASES;
use crate::workspace::{feed, model};

/// The feed of a workspace whose first charter has a cadence and whose calendar has a holiday,
/// beside a charter that never changes.
fn built(cadence: &str, holiday: Option<Date>) -> String {
    let holiday = holiday.map_or_else(String::new, |day| format!("  holiday {day} \"Fair\"\n"));
    let charter = |name: &str, cadence: &str| {
        format!(
            "charter {name} \"The {name}\" {{\n  decides x of {name}\n  owner a\n  counterparties b\n  \
             cadence {cadence}\n  record every cycle\n  effective 2026-01-01\n}}\n"
        )
    };
    let text = format!(
        "calendar c {{\n  zone Europe/London\n  on-holiday move to next workday\n{holiday}}}\n\
         seat a {{\n  altitude vp\n}}\nseat b {{\n  altitude vp\n}}\n{}{}",
        charter("one", cadence),
        charter(
            "two",
            "yearly in June on the 1st Saturday at 09:00 for 60m {\n    on-holiday keep\n  }"
        ),
    );
    feed(&model(&text), "all")
}

fn changes(old: &str, new: &str) -> Vec<Change> {
    let book = |feed: &str| Book::new(events(feed.as_bytes()).expect("a whole feed"));
    diff(&book(old), &book(new), &Reasons::default())
}

fn occurrences(feed: &str) -> BTreeSet<ReadOccurrence> {
    let at = |year| -> Timestamp { format!("{year}-01-01T00:00:00Z").parse().expect("a time") };
    expand(feed.as_bytes(), at(2025), at(2030)).expect("a whole feed").into_iter().collect()
}

#[test]
fn a_build_is_like_itself() {
    for phrase in PHRASES {
        let feed = built(phrase, Some(date(2026, 6, 16)));
        assert_eq!(changes(&feed, &feed), [], "{phrase}");
    }
}

/// Every cadence in the place of another: what is told is of this charter alone, there is
/// something to tell, and it is told once.
#[test]
fn a_cadence_in_the_place_of_another_is_told_once() {
    for (nth, phrase) in PHRASES.iter().enumerate() {
        for step in [1, 5, 12] {
            let other = PHRASES[(nth + step) % PHRASES.len()];
            let (old, new) = (built(phrase, None), built(other, None));
            let told = changes(&old, &new);
            let is_its_own = |uid: &String| uid.starts_with("one.");
            assert!(told.iter().all(|it| it.uids.iter().all(is_its_own)), "{told:#?}");
            assert_eq!(
                told.is_empty(),
                occurrences(&old) == occurrences(&new),
                "{phrase}, {other}"
            );
            assert!(told.len() <= 8, "{phrase}, {other}: {told:#?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// One more holiday: what is told is what the occurrences say, of that day and those to
    /// which it sends them.
    #[test]
    fn a_holiday_is_told_where_it_takes_something(nth in 0..PHRASES.len(), day in 0..700_i64) {
        let day = date(2026, 1, 6).saturating_add(day.days());
        let (old, new) = (built(PHRASES[nth], None), built(PHRASES[nth], Some(day)));
        let told = changes(&old, &new);
        let same = occurrences(&old) == occurrences(&new);
        prop_assert_eq!(told.is_empty(), same, "{} {}: {:#?}", PHRASES[nth], day, told);
        for change in &told {
            let kinds = [Kind::Skipped, Kind::Moved, Kind::New, Kind::Gone, Kind::Restored, Kind::Retimed, Kind::Begins];
            prop_assert!(kinds.contains(&change.kind), "{:?}", change);
            // A review gives way to a holiday whatever its charter's meetings do.
            let touched = |uid: &String| uid.starts_with("one.") || uid.starts_with("two.review");
            prop_assert!(change.uids.iter().all(touched), "{:?}", change);
        }
    }
}
