//! The page of a month: weeks from Monday on, meetings and holidays marked.

use std::collections::{BTreeMap, BTreeSet};

use charter::emit::next::NextReport;
use jiff::ToSpan;
use jiff::civil::Date;

use super::line::{Line, Look};

/// How wide a day is: `[20]×•` and a blank.
const DAY: usize = 7;

/// The page, and an empty line.
pub(super) fn page(report: &NextReport, holidays: &BTreeMap<Date, String>) -> Vec<Line> {
    let meets: BTreeSet<Date> = report.occurrences.iter().map(|it| it.day()).collect();
    let title = report.from.strftime("%B %Y").to_string();
    let indent = (7 * DAY).saturating_sub(title.len()) / 2;
    let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    let names: String = names.iter().map(|name| format!("{name:<DAY$}")).collect();
    let mut lines = vec![
        Line::default().and(Look::Bold, format!("{:indent$}{title}", "")),
        Line::default().and(Look::Dim, names),
    ];
    let monday = i64::from(report.from.weekday().to_monday_zero_offset());
    let first = report.from.saturating_sub(monday.days());
    let weeks = first.series(7.days()).take_while(|monday| *monday <= report.until);
    for monday in weeks {
        let week = monday.series(1.day()).take(7);
        lines.push(week.fold(Line::default(), |line, day| {
            if day < report.from || report.until < day {
                return line.and(Look::Plain, format!("{:DAY$}", ""));
            }
            let (meets, holiday) = (meets.contains(&day), holidays.contains_key(&day));
            let look = match (meets, holiday) {
                (true, _) => Look::Bold,
                (false, true) => Look::Dim,
                (false, false) => Look::Plain,
            };
            let (open, close) = if day == report.as_of { ('[', ']') } else { (' ', ' ') };
            let marks = [holiday.then_some('×'), meets.then_some('•')];
            let marks: String = marks.into_iter().flatten().collect();
            line.and(look, format!("{open}{:>2}{close}{marks:<3}", day.day()))
        }));
    }
    lines.push(
        Line::default().and(Look::Dim, "• meetings   × holiday   [ ] the day taken for today"),
    );
    lines.extend(runs(holidays).iter().map(|run| Line::default().and(Look::Dim, run.as_str())));
    lines.push(Line::default());
    lines
}

/// The holidays below the page: days in a row of one name are one line.
fn runs(holidays: &BTreeMap<Date, String>) -> Vec<String> {
    let mut runs: Vec<(Date, Date, &str)> = Vec::new();
    for (day, title) in holidays {
        let before = day.yesterday().ok();
        match runs.last_mut().filter(|(_, last, name)| Some(*last) == before && name == title) {
            Some((_, last, _)) => *last = *day,
            None => runs.push((*day, *day, title)),
        }
    }
    let said = |day: Date| day.strftime("%a %-d %b").to_string();
    let told = runs.iter().map(|(first, last, title)| match first == last {
        true => format!("× {}  {title}", said(*first)),
        false => format!("× {} to {}  {title}", said(*first), said(*last)),
    });
    told.collect()
}
