//! The words for events, days and hours.

use jiff::civil::{Date, Time};

use crate::emit::ics::ReadEvent;

/// More days than this are counted.
const MOST_DAYS: usize = 3;

/// A title in one line, and whether it is of something to do: the day on which it is due has
/// the same.
pub(super) fn title(event: &ReadEvent) -> String {
    let title = event.summary.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = if title.is_empty() { format!("`{}`", event.uid) } else { title };
    if event.due { format!("{title} (to do)") } else { title }
}

/// `Tue 14 Jul 2026`
pub(super) fn day(day: Date) -> String {
    day.strftime("%a %-d %b %Y").to_string()
}

/// `on Tue 14 Jul 2026 and Tue 21 Jul 2026`, `on 12 days from … to …`
pub(super) fn on_days(days: &[Date]) -> String {
    match days {
        [] => String::new(),
        [one] => format!("on {}", day(*one)),
        [first, .., last] if days.len() > MOST_DAYS => {
            format!("on {} days from {} to {}", days.len(), day(*first), day(*last))
        }
        [most @ .., last] => {
            let most: Vec<String> = most.iter().map(|it| day(*it)).collect();
            format!("on {} and {}", most.join(", "), day(*last))
        }
    }
}

/// `15:00`
pub(super) fn hour(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// When an event is, beside its day: `15:00 for 90m (Europe/London)`; nothing of a whole day.
pub(super) fn clock(event: &ReadEvent) -> String {
    if event.all_day {
        return match event.minutes / 1440 {
            ..=1 => String::new(),
            days => format!("for {days} days"),
        };
    }
    let zone = event.zone.as_ref().map_or_else(String::new, |zone| format!(" ({zone})"));
    format!("{} for {}m{zone}", hour(event.start.time()), event.minutes)
}

/// How a series goes: `weekly on Tuesday at 15:00 for 60m (Europe/London)`.
pub(super) fn rhythm(event: &ReadEvent) -> String {
    let clock = clock(event);
    let at = if event.all_day || clock.is_empty() { "" } else { "at " };
    let repeats = event.repeats.as_deref().unwrap_or_default();
    format!("{repeats} {at}{clock}").trim().to_owned()
}

/// Where and when a single event is: `Tue 14 Jul 2026 at 15:00`.
pub(super) fn moment(event: &ReadEvent) -> String {
    let date = day(event.start.date());
    if event.all_day { date } else { format!("{date} at {}", hour(event.start.time())) }
}

/// What differs between two rhythms, as short as it can be said: only hours where only hours
/// differ.
pub(super) fn between(old: &ReadEvent, new: &ReadEvent) -> (String, String) {
    let same = (&old.repeats, old.minutes, &old.zone, old.all_day)
        == (&new.repeats, new.minutes, &new.zone, new.all_day);
    if same && !new.all_day {
        return (hour(old.start.time()), hour(new.start.time()));
    }
    let timeless = |it: &ReadEvent| (it.repeats.clone(), it.zone.clone(), it.start.time());
    if timeless(old) == timeless(new) {
        return (format!("{} minutes", old.minutes), format!("{} minutes", new.minutes));
    }
    (rhythm(old), rhythm(new))
}

/// `10 minutes before`; `never` of none.
pub(super) fn alarms(minutes: &[i64]) -> String {
    let lengths: Vec<String> = minutes.iter().map(|it| ahead(*it)).collect();
    if lengths.is_empty() { "never".into() } else { lengths.join(" and ") }
}

fn ahead(minutes: i64) -> String {
    let (count, unit) = match minutes {
        0 => return "as it begins".into(),
        _ if minutes % 1440 == 0 => (minutes / 1440, "day"),
        _ if minutes % 60 == 0 => (minutes / 60, "hour"),
        _ => (minutes, "minute"),
    };
    format!("{count} {unit}{} before", if count == 1 { "" } else { "s" })
}

/// `: why`, where it is known.
pub(super) fn because(why: Option<&str>) -> String {
    why.map_or_else(String::new, |why| format!(": {why}"))
}
