//! What takes place next, and what does not: as a list.

mod data;

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use super::calendar::{Context, Meeting, meetings, words};
use crate::Model;
use crate::model::{Calendar, Item};
use crate::time::{Occurrence, Reason, Skip, SkipReason, Zone};

pub use data::{NextOccurrence, NextReport, NextSkip, ReaderTime, schema};

/// Which occurrences are asked for.
#[derive(Clone, Debug)]
pub struct NextQuery {
    /// Those of one seat.
    pub seat: Option<String>,
    /// Those of one charter.
    pub charter: Option<String>,
    /// Those of one launch.
    pub launch: Option<String>,
    /// The zone of who reads. Its days are meant, where it is given.
    pub zone: Option<Zone>,
    /// The first local day.
    pub from: Date,
    /// The last local day.
    pub until: Date,
}

impl NextQuery {
    /// Everything from one day to another, both included.
    pub fn between(from: Date, until: Date) -> NextQuery {
        NextQuery { seat: None, charter: None, launch: None, zone: None, from, until }
    }

    fn holds(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }

    /// The days to look at: what is on one day in a zone may be on another elsewhere.
    fn span(&self) -> (Date, Date) {
        match self.zone {
            Some(_) => (self.from.saturating_sub(1.day()), self.until.saturating_add(1.day())),
            None => (self.from, self.until),
        }
    }

    /// The series that are asked for.
    fn meetings<'m>(&self, context: &Context<'m>, model: &'m Model) -> Vec<Meeting<'m>> {
        let asked = |charter: &crate::model::Charter<'_>| {
            let attends = |name: &str| charter.room().into_iter().any(|it| named(*it, name));
            self.charter.as_deref().is_none_or(|name| named(**charter, name))
                && self.seat.as_deref().is_none_or(attends)
        };
        let charters = model.live_charters().filter(asked);
        let all = charters.flat_map(|charter| meetings(context, charter));
        let of_launch = |meeting: &Meeting<'_>| {
            let launch = meeting.launch;
            self.launch.as_deref().is_none_or(|name| launch.is_some_and(|it| named(*it, name)))
        };
        all.filter(of_launch).collect()
    }
}

/// Whether an item has a name, or had it.
fn named(item: Item<'_>, name: &str) -> bool {
    item.name() == name || item.former_names().any(|it| it.as_str() == name)
}

/// The occurrences, by start, charter and UID.
pub fn next(model: &Model, query: &NextQuery) -> Vec<NextOccurrence> {
    let context = Context::new(model, None);
    let (from, until) = query.span();
    let mut found = Vec::new();
    for meeting in query.meetings(&context, model) {
        // What a dropped launch had announced is not held.
        let dropped = meeting.launch.and_then(|launch| launch.retired());
        let held = meeting.series.occurrences(from, until);
        let held = held.iter().filter(|it| dropped.is_none_or(|end| it.date <= end));
        found.extend(held.map(|it| occurrence(&context, &meeting, it, query.zone)));
    }
    if query.zone.is_some() {
        found.retain(|it| query.holds(it.day()));
    }
    found.sort_by(|a, b| (a.start, &a.charter, &a.uid).cmp(&(b.start, &b.charter, &b.uid)));
    found
}

/// The days of a pattern on which nothing takes place, by day, charter and slot.
pub fn skipped(model: &Model, query: &NextQuery) -> Vec<NextSkip> {
    let context = Context::new(model, None);
    let mut found = Vec::new();
    for meeting in query.meetings(&context, model) {
        let skips = meeting.series.skips(query.from, query.until);
        found.extend(skips.iter().map(|it| skip(&meeting, it)));
    }
    found.sort_by(|a, b| (a.date, &a.charter, &a.slot).cmp(&(b.date, &b.charter, &b.slot)));
    found
}

/// The days off from one day to another, with what they are called: of the calendar of the
/// seat or the charter that is asked for, else of every calendar.
pub fn holidays(model: &Model, query: &NextQuery) -> BTreeMap<Date, String> {
    let name = query.charter.as_deref().or(query.seat.as_deref());
    let asked = name.and_then(|name| model.own_items().find(|item| named(*item, name)));
    let kept = asked.and_then(|item| model.kept_by(item));
    let calendars: Vec<Calendar<'_>> = match kept {
        Some(calendar) => vec![calendar],
        None => model.calendars().collect(),
    };
    let mut found: BTreeMap<Date, String> = BTreeMap::new();
    for day in query.from.series(1.day()).take_while(|day| *day <= query.until) {
        for calendar in &calendars {
            let Some(title) = calendar.days().holidays.title(day) else { continue };
            let said = if calendars.len() > 1 {
                format!("{title} ({})", calendar.name())
            } else {
                title.to_owned()
            };
            let known = found.entry(day).or_default();
            if !known.is_empty() {
                known.push_str(", ");
            }
            known.push_str(&said);
        }
    }
    found
}

fn occurrence(
    context: &Context<'_>,
    meeting: &Meeting<'_>,
    it: &Occurrence,
    reader: Option<Zone>,
) -> NextOccurrence {
    let charter = meeting.line.charter;
    let unlike = it.date != it.original || it.time != it.slot;
    NextOccurrence {
        charter: charter.name().to_owned(),
        title: charter.title().to_owned(),
        role: "meeting",
        slot: meeting.slot().map(str::to_owned),
        launch: meeting.launch.map(|launch| launch.name().to_owned()),
        uid: meeting.uid_of(it).at(context.authority()),
        start: it.start,
        end: it.end,
        local: it.local,
        zone: meeting.series.zone.name().to_owned(),
        reason: reason(it.reason),
        original: unlike.then(|| it.original.to_datetime(it.slot)),
        why: why(meeting, it),
        reader: reader.map(|zone| ReaderTime::of(it.start, zone)),
        owner: words::named(charter.owner()),
    }
}

fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Rule => "rule",
        Reason::Moved => "moved",
        Reason::Explicit => "explicit",
        Reason::Holiday => "holiday",
    }
}

/// The words that a charter or its calendar has for a day that is not as the pattern says.
fn why(meeting: &Meeting<'_>, it: &Occurrence) -> Option<String> {
    let holiday = || meeting.series.calendar.holidays.title(it.original).map(str::to_owned);
    match it.reason {
        Reason::Rule | Reason::Explicit => None,
        Reason::Holiday => holiday(),
        Reason::Moved => {
            let mut moves = meeting.line.says.moves.iter();
            let written = moves.find(|by| by.to.value == it.date)?;
            written.why.as_ref().map(|text| text.value.to_string())
        }
    }
}

fn skip(meeting: &Meeting<'_>, it: &Skip<'_>) -> NextSkip {
    let charter = meeting.line.charter;
    let (reason, why) = match it.why {
        SkipReason::Except => ("except", excepted(meeting, it.date)),
        SkipReason::Holiday(title) => ("holiday", Some(title.to_owned())),
        SkipReason::Neighbour(title) => ("holiday-neighbour", Some(title.to_owned())),
        SkipReason::Outside(title) => ("holiday-outside", Some(title.to_owned())),
    };
    NextSkip {
        charter: charter.name().to_owned(),
        title: charter.title().to_owned(),
        slot: meeting.slot().map(str::to_owned),
        launch: meeting.launch.map(|launch| launch.name().to_owned()),
        date: it.date,
        zone: meeting.series.zone.name().to_owned(),
        reason,
        why,
    }
}

fn excepted(meeting: &Meeting<'_>, day: Date) -> Option<String> {
    let mut written = meeting.line.says.except.iter().filter(|it| it.date.value == day);
    written.find_map(|it| it.why.as_ref()).map(|text| text.value.to_string())
}
