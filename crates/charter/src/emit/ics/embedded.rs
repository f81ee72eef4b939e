//! The clock of a zone by the rules that stand in the file, and by nothing else.

use jiff::civil::{Date, DateTime};

use super::read::{Component, Defect};
use super::recur::{Recur, Until};
use super::value;
use crate::time::Day;

/// One change of a clock: the second in UTC, and the offsets before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Onset {
    pub(super) at: i64,
    pub(super) from: i32,
    pub(super) to: i32,
}

/// A zone of the file.
#[derive(Clone, Debug)]
pub(super) struct Embedded {
    /// The changes in order; at least one.
    pub(super) onsets: Vec<Onset>,
}

impl Embedded {
    /// The clock of a VTIMEZONE, to the end of a year.
    pub(super) fn new(zone: &Component<'_>, last_year: i16) -> Result<Embedded, Defect> {
        let mut onsets = Vec::new();
        let observed = |child: &&Component<'_>| matches!(&*child.name, "STANDARD" | "DAYLIGHT");
        for observance in zone.children.iter().filter(observed) {
            self::onsets(observance, last_year, &mut onsets)?;
        }
        onsets.sort();
        if onsets.is_empty() {
            let message = "the zone has no STANDARD and no DAYLIGHT";
            return Err(Defect::new("empty-zone", zone.line, message));
        }
        Ok(Embedded { onsets })
    }

    /// The offset at a second in UTC.
    pub(super) fn offset(&self, at: i64) -> i32 {
        match self.onsets.partition_point(|onset| onset.at <= at) {
            0 => self.onsets.first().map_or(0, |onset| onset.from),
            n => self.onsets[n - 1].to,
        }
    }

    /// The second in UTC of a time on the clock, in seconds from 1970 as if the clock were
    /// in UTC. One that does not exist is read with the offset before the gap; of one that
    /// exists twice, it is the first.
    pub(super) fn utc(&self, clock: i64) -> i64 {
        let passed = |onset: &Onset| clock >= onset.at + i64::from(onset.from.max(onset.to));
        match self.onsets.partition_point(passed) {
            0 => clock - self.onsets.first().map_or(0, |onset| i64::from(onset.from)),
            n => clock - i64::from(self.onsets[n - 1].to),
        }
    }
}

/// Seconds from 1970 as if the clock were in UTC.
pub(super) fn seconds(local: DateTime) -> i64 {
    let [hour, minute, second] = [local.hour(), local.minute(), local.second()].map(i64::from);
    Day::of(local.date()).0 * 86_400 + hour * 3_600 + minute * 60 + second
}

fn onsets(observance: &Component<'_>, last_year: i16, all: &mut Vec<Onset>) -> Result<(), Defect> {
    let bad = |what: &str| {
        Defect::new("bad-observance", observance.line, format!("the observance has no good {what}"))
    };
    let read = |name: &'static str| observance.property(name).map(|found| found.value);
    let offset = |name| read(name).and_then(value::offset).ok_or_else(|| bad(name));
    let (from, to) = (offset("TZOFFSETFROM")?, offset("TZOFFSETTO")?);
    let start = read("DTSTART").and_then(value::date_time).filter(|(_, utc)| !utc);
    let (start, _) = start.ok_or_else(|| bad("DTSTART"))?;
    let mut add = |local| all.push(Onset { at: seconds(local) - i64::from(from), from, to });
    add(start);
    for property in observance.all("RDATE") {
        for date in property.value.split(',') {
            add(value::date_time(date).ok_or_else(|| bad("RDATE"))?.0);
        }
    }
    let Some(rule) = read("RRULE") else { return Ok(()) };
    let rule = Recur::parse(rule).filter(|rule| rule.unknown.is_empty());
    let rule = rule.ok_or_else(|| bad("RRULE"))?;
    let last = Date::new(last_year, 12, 31).unwrap_or(Date::MAX);
    let count = rule.count.map_or(usize::MAX, |count| count as usize);
    for day in rule.days(start.date(), last).take(count) {
        let local = day.to_datetime(start.time());
        let ended = match rule.until {
            Some(Until::Utc(end)) => seconds(local) - i64::from(from) > seconds(end),
            Some(Until::Local(end)) => local > end,
            Some(Until::Day(end)) => day > end,
            None => false,
        };
        if ended {
            break;
        }
        if local != start {
            add(local);
        }
    }
    Ok(())
}
