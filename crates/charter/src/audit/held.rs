//! What is known of something that a seat holds: since when, what was done last, what comes next.

use jiff::civil::Date;

use super::{HeldData, LastData};
use crate::model::{Bet, Charter, Handle, Held, Record, Wire};

/// Something that is held, on a day.
pub(super) fn data(held: Held<'_>, day: Date) -> HeldData {
    let Known { since, last, next } = known(held, day);
    HeldData {
        kind: held.noun(),
        name: held.name(),
        title: held.title().to_owned(),
        since: since.map(|day| day.to_string()),
        last: last.map(Last::data),
        next: next.map(|day| day.to_string()),
    }
}

#[derive(Default)]
struct Known {
    since: Option<Date>,
    last: Option<Last>,
    next: Option<Date>,
}

/// What was done last, and the item of the history that says so.
struct Last {
    on: Date,
    what: &'static str,
    by: Option<&'static str>,
}

impl Last {
    fn data(self) -> LastData {
        LastData { on: self.on.to_string(), what: self.what, by: self.by }
    }
}

fn known(held: Held<'_>, day: Date) -> Known {
    if let Some(wire) = held.trigger {
        return of_trigger(wire, day);
    }
    if let Some(charter) = Charter::of(held.item) {
        return of_charter(charter, day);
    }
    Bet::of(held.item).map_or_else(Known::default, |bet| of_bet(bet, day))
}

fn of_trigger(wire: Wire<'_>, day: Date) -> Known {
    Known {
        since: wire.armed(),
        last: last_raise(wire, day),
        next: wire.looks().and_then(|looks| looks.next(day)).map(|it| it.date),
    }
}

/// When it was said last that a trigger fired.
fn last_raise(wire: Wire<'_>, day: Date) -> Option<Last> {
    let raised =
        wire.raises().filter_map(|it| Some((it.on()?.value, it))).filter(|(on, _)| *on <= day);
    let (on, raise) = raised.max_by_key(|(on, _)| *on)?;
    Some(Last { on, what: "raised", by: Some(raise.name()) })
}

fn of_charter(charter: Charter<'_>, day: Date) -> Known {
    let reviewed = charter.reviewed().map(|date| date.value).filter(|on| *on <= day);
    let reviewed = reviewed.map(|on| Last { on, what: "reviewed", by: None });
    let recorded = last_record(charter.records().into_iter(), day);
    let recorded = recorded.map(|(on, it)| Last { on, what: "recorded", by: Some(it.name()) });
    Known {
        since: charter.effective().map(|date| date.value),
        last: reviewed.into_iter().chain(recorded).max_by_key(|it| it.on),
        next: charter.next_meeting(day).map(|(it, _)| it.date),
    }
}

/// The last of records that stand in the order of their days.
fn last_record<'m>(
    records: impl DoubleEndedIterator<Item = Record<'m>>,
    day: Date,
) -> Option<(Date, Record<'m>)> {
    records.rev().filter_map(|it| Some((it.on()?.value, it))).find(|(on, _)| *on <= day)
}

fn of_bet(bet: Bet<'_>, day: Date) -> Known {
    let records = bet.records();
    let last = records.iter().rev().filter_map(|(it, what)| Some((it.on()?.value, it, what)));
    let last = last.into_iter().find(|(on, ..)| *on <= day);
    Known {
        since: bet.committed().map(|(date, _)| date.value),
        last: last.map(|(on, it, what)| Last { on, what: what.as_str(), by: Some(it.name()) }),
        next: bet.looks().into_iter().map(|(look, _)| look).find(|look| *look >= day),
    }
}
