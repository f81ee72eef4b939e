//! A record to start from: which time of a forum it is of, what it answers, and what has to be
//! on the table.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;

use super::{Lines, Start, free_name};
use crate::model::{Artifact, Charter, Model};

/// One time that a forum meets, by which its record is called.
#[derive(Clone, Copy, Debug)]
pub struct Cycle<'m> {
    charter: Charter<'m>,
    /// The day on which it takes place.
    pub day: Date,
    /// The day on which its cadence puts it.
    original: Date,
}

impl<'m> Cycle<'m> {
    /// The time to write down: the last, if there is no record of it, else the next. What meets
    /// on no days of its own has met today.
    pub fn of(charter: Charter<'m>, today: Date) -> Cycle<'m> {
        let series = charter.series();
        let cycle = |day, original| Cycle { charter, day, original };
        let last = series.iter().filter_map(|it| it.last(today));
        let last = last.map(|it| cycle(it.date, it.original)).max_by_key(|it| it.day);
        let tomorrow = today.saturating_add(1.day());
        let next = series.iter().filter_map(|it| it.next(tomorrow));
        let next = next.map(|it| cycle(it.date, it.original)).min_by_key(|it| it.day);
        let end = next.map_or(Date::MAX, |it| it.day);
        let open = last.filter(|it| !is_recorded(charter, it.day, end));
        open.or(next).unwrap_or_else(|| Cycle::on(charter, today))
    }

    /// Its time on a day, whether it is to meet then or not.
    pub fn on(charter: Charter<'m>, day: Date) -> Cycle<'m> {
        Cycle { charter, day, original: day }
    }

    /// What its record is called: `roadmap-forum-2026-q3`, where nothing has that name.
    pub fn name(self, model: &Model) -> String {
        let day = self.original;
        let when = match self.period() {
            Period::Year => day.strftime("%Y").to_string(),
            Period::Quarter => format!("{}-q{}", day.strftime("%Y"), quarter(day)),
            Period::Month => day.strftime("%Y-%m").to_string(),
            Period::Day => day.to_string(),
        };
        free_name(model, &mut BTreeSet::new(), &format!("{}-{when}", self.charter.name()))
    }

    /// What people call it.
    pub fn title(self) -> String {
        let day = self.original;
        let when = match self.period() {
            Period::Year => day.strftime("%Y").to_string(),
            Period::Quarter => format!("Q{} {}", quarter(day), day.strftime("%Y")),
            Period::Month => day.strftime("%B %Y").to_string(),
            Period::Day => day.strftime("%-d %B %Y").to_string(),
        };
        format!("{}, {when}", self.charter.title())
    }

    /// The longest stretch of the year in which the forum meets once. Every four weeks is not
    /// monthly: some months have two.
    fn period(self) -> Period {
        match self.charter.period() {
            Some(days) if days > 360.0 => Period::Year,
            Some(days) if days > 90.0 => Period::Quarter,
            Some(days) if days > 29.0 => Period::Month,
            _ => Period::Day,
        }
    }
}

/// The stretch of the year by which a record is called.
enum Period {
    Year,
    Quarter,
    Month,
    Day,
}

/// Of the year as people count it, whatever the fiscal year is: the name then says what is
/// meant to whoever reads it.
fn quarter(day: Date) -> i8 {
    (day.month() - 1) / 3 + 1
}

/// Whether there is a record of a meeting: of its day, or of a later one before the next.
fn is_recorded(charter: Charter<'_>, day: Date, next: Date) -> bool {
    let mut days = charter.records().into_iter().filter_map(|it| it.on());
    days.any(|on| day <= on.value && on.value < next)
}

/// A record of a charter on the day: it answers all that is open and answered there.
pub fn record(start: &Start, charter: Charter<'_>) -> String {
    let mut lines = Lines(Vec::new());
    lines.add("charter", charter.name());
    let inputs: Vec<String> = inputs(charter).collect();
    if !inputs.is_empty() {
        lines.add("", format!("# on the table: {}", inputs.join(", ")));
    }
    let open = waiting(charter, start.day);
    if !open.is_empty() {
        lines.add("answers", open.join(", "));
    }
    let several = charter.decides().nth(1).is_some();
    for decided in charter.decides() {
        let which = format!("{} ", decided.decision());
        lines.add("decided", format!("{}\"…\"", if several { &which } else { "" }));
    }
    lines.add("by", charter.owner().known().map_or("who-decides", |seat| seat.name()));
    lines.event("record", start)
}

/// What has to be there, and who brings it.
fn inputs(charter: Charter<'_>) -> impl Iterator<Item = String> {
    let names = charter.inputs().flat_map(|it| it.artifacts.iter());
    names.map(move |name| {
        let artifact = charter.model().named::<Artifact<'_>>(name.symbol).known();
        let title = artifact.map_or(name.as_str(), |it| it.title());
        let bringer = artifact.and_then(|it| it.owner().known());
        let bringer = bringer.map(|seat| format!(" ({})", seat.title())).unwrap_or_default();
        // A comment is one line.
        format!("{title}{bringer}").split_whitespace().collect::<Vec<_>>().join(" ")
    })
}

/// The names of what is open on a day, with no answer since, and answered at a charter.
fn waiting(charter: Charter<'_>, day: Date) -> Vec<&'static str> {
    let model = charter.model();
    let customers = model.serving_customers(day);
    let open = model.raises().filter(|it| it.is_open(day) && it.answer().is_none());
    let own = open.filter(|it| it.venue(customers).charter == Some(charter));
    own.map(|it| it.name()).collect()
}
