//! Dates reckoned a second way: a day is what comes after the day before.

/// Year, month and day.
pub(crate) type Day = (i32, u32, u32);

pub(crate) fn read(text: &str) -> Day {
    let parts: Vec<u32> =
        text.split('-').map(|it| it.parse().expect("a date in numbers")).collect();
    (parts[0] as i32, parts[1], parts[2])
}

pub(crate) fn written((year, month, day): Day) -> String {
    format!("{year:04}-{month:02}-{day:02}")
}

pub(crate) fn length(year: i32, month: u32) -> u32 {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

pub(crate) fn tomorrow((year, month, day): Day) -> Day {
    match (day < length(year, month), month < 12) {
        (true, _) => (year, month, day + 1),
        (_, true) => (year, month + 1, 1),
        _ => (year + 1, 1, 1),
    }
}

pub(crate) fn yesterday((year, month, day): Day) -> Day {
    match (day > 1, month > 1) {
        (true, _) => (year, month, day - 1),
        (_, true) => (year, month - 1, length(year, month - 1)),
        _ => (year - 1, 12, 31),
    }
}

/// How many days lie between two; negative where the second is the earlier.
pub(crate) fn between(from: Day, until: Day) -> i64 {
    if until < from {
        return -between(until, from);
    }
    let (mut day, mut count) = (from, 0);
    while day != until {
        day = tomorrow(day);
        count += 1;
    }
    count
}

/// The same day of a later month, or its last.
pub(crate) fn months_later((year, month, day): Day, count: u32) -> Day {
    let (mut year, mut month) = (year, month);
    for _ in 0..count {
        (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
    }
    (year, month, day.min(length(year, month)))
}

/// 0 on Monday: 2026-11-30 is one.
pub(crate) fn weekday(day: Day) -> i64 {
    between((2026, 11, 30), day).rem_euclid(7)
}

/// The first day of the quarter of a day, and which one of its year it is.
pub(crate) fn quarter(day: Day, first_month: u32) -> (Day, u32) {
    let (mut year, mut month) = (day.0, day.1);
    while !(month + 12 - first_month).is_multiple_of(3) {
        (year, month) = if month == 1 { (year - 1, 12) } else { (year, month - 1) };
    }
    ((year, month, 1), (month + 12 - first_month) % 12 / 3 + 1)
}

#[test]
fn a_few_that_a_calendar_on_the_wall_says() {
    assert_eq!(between((2026, 2, 1), (2026, 3, 1)), 28);
    assert_eq!(between((2024, 2, 1), (2025, 2, 1)), 366);
    assert_eq!(between((2026, 3, 1), (2026, 2, 27)), -2);
    assert_eq!(months_later((2026, 1, 31), 1), (2026, 2, 28));
    assert_eq!(weekday((2026, 11, 20)), 4);
    assert_eq!(quarter((2026, 11, 20), 2), ((2026, 11, 1), 4));
    assert_eq!(quarter((2026, 1, 31), 2), ((2025, 11, 1), 4));
    assert_eq!(quarter((2026, 1, 31), 1), ((2026, 1, 1), 1));
}
