//! Series: what a rule may be, and whether its exceptions are of it.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};

use crate::emit::ics::embedded::seconds;
use crate::emit::ics::read::{Component, Defect, Property};
use crate::emit::ics::recur::{Frequency, Recur, Until};
use crate::emit::ics::series::{Embeddeds, Series, instant};
use crate::emit::ics::value::{Moment, moments};

/// Checks the series of a calendar; gives each of what it has, where it can be read.
pub(super) fn check<'b>(
    calendar: &Component<'b>,
    zones: &Embeddeds,
    defects: &mut Vec<Defect>,
) -> Vec<Option<Series<'b>>> {
    let planned = || calendar.planned();
    let all: Vec<Option<Series<'b>>> = planned().map(|event| read(event, defects)).collect();
    let known = || planned().zip(&all).filter_map(|(event, it)| Some((event, it.as_ref()?)));
    for (event, series) in known() {
        if let Some(rule) = event.property("RRULE") {
            rules(series, rule, zones, defects);
        }
        exdates(event, series, zones, defects);
    }
    if known().any(|(_, it)| it.stands_for.is_some()) {
        exceptions(known(), zones, defects);
    }
    all
}

/// Times that cannot be read were reported with their event; a rule that cannot is
/// reported here.
fn read<'b>(event: &Component<'b>, defects: &mut Vec<Defect>) -> Option<Series<'b>> {
    match Series::new(event) {
        Ok(series) => Some(series),
        Err(defect) => {
            if defect.code == "bad-rule" {
                defects.push(defect);
            }
            None
        }
    }
}

/// Checks what stands for an occurrence of another.
fn exceptions<'c, 'b: 'c>(
    events: impl Iterator<Item = (&'c Component<'b>, &'c Series<'b>)>,
    zones: &Embeddeds,
    defects: &mut Vec<Defect>,
) {
    let mut masters = BTreeMap::new();
    let mut moved: BTreeMap<&str, Vec<(&Component<'_>, &Moment<'_>)>> = BTreeMap::new();
    for (event, series) in events {
        match &series.stands_for {
            Some(original) => moved.entry(&series.uid).or_default().push((event, original)),
            None => {
                masters.insert(&*series.uid, series);
            }
        }
    }
    for (uid, moved) in moved {
        stand_for(masters.get(uid).copied(), &moved, zones, defects);
    }
}

fn rules(
    series: &Series<'_>,
    property: &Property<'_>,
    zones: &Embeddeds,
    defects: &mut Vec<Defect>,
) {
    let Some(rule) = &series.rule else { return };
    if let Some((code, message)) = shape(rule) {
        defects.push(property.defect(code, message));
    }
    if let Some((code, message)) = until(series, rule, zones) {
        defects.push(property.defect(code, message));
    }
    let start = series.start.date();
    if rule.numbers(start, start).is_empty() {
        let message = "DTSTART is not an occurrence of its own rule";
        defects.push(property.defect("start-outside-rule", message));
    }
}

type Finding = (&'static str, &'static str);

/// Whether the rule is none of the shapes that all programs read alike.
fn shape(rule: &Recur) -> Option<Finding> {
    if rule.unknown.iter().any(|part| part == "BYWEEKNO") {
        return Some(("byweekno", "BYWEEKNO fails in many programs"));
    }
    if rule.frequency == Frequency::Yearly && !rule.by_position.is_empty() {
        return Some(("yearly-bysetpos", "BYSETPOS of a year fails in many programs"));
    }
    let plain = rule.unknown.is_empty() && rule.by_month.is_empty() && rule.count.is_none();
    let known = match rule.frequency {
        Frequency::Daily => is_daily(rule),
        Frequency::Weekly => is_weekly(rule),
        Frequency::Monthly => is_monthly(rule),
        Frequency::Yearly => false,
    };
    let message = "the rule is none of the shapes that all programs read alike";
    (!plain || !known).then_some(("rule-shape", message))
}

fn is_daily(rule: &Recur) -> bool {
    rule.by_day.is_empty() && rule.by_month_day.is_empty() && rule.by_position.is_empty()
}

fn is_weekly(rule: &Recur) -> bool {
    !rule.by_day.is_empty()
        && rule.by_day.iter().all(|&(nth, _)| nth == 0)
        && rule.by_month_day.is_empty()
        && rule.by_position.is_empty()
        && rule.week_start == Weekday::Monday
}

fn is_monthly(rule: &Recur) -> bool {
    let nth = |nth: i8| nth != 0 && nth.unsigned_abs() <= 5;
    match (rule.by_day.as_slice(), rule.by_month_day.as_slice(), rule.by_position.as_slice()) {
        ([], [_, ..], []) => true,
        (days @ [_, ..], [], []) => days.iter().all(|&(n, _)| nth(n)),
        (days, [], [1 | -1]) => {
            let weekend = [Weekday::Saturday, Weekday::Sunday];
            days.len() == 5 && days.iter().all(|&(n, day)| n == 0 && !weekend.contains(&day))
        }
        _ => false,
    }
}

fn until(series: &Series<'_>, rule: &Recur, zones: &Embeddeds) -> Option<Finding> {
    let over = ("until-before-start", "the rule ends before it begins");
    match (rule.until?, &series.start) {
        (Until::Day(end), Moment::Day(start)) => (end < *start).then_some(over),
        (_, Moment::Day(_)) | (Until::Day(_), _) => {
            Some(("until-type", "UNTIL is not of the type of DTSTART"))
        }
        (Until::Local(_), _) => Some(("until-local", "UNTIL is not in UTC")),
        (Until::Utc(end), start) => {
            instant(start, zones).filter(|&start| seconds(end) < start).map(|_| over)
        }
    }
}

fn exdates(
    event: &Component<'_>,
    series: &Series<'_>,
    zones: &Embeddeds,
    defects: &mut Vec<Defect>,
) {
    let Some(last) = series.exdates.iter().map(Moment::date).max() else { return };
    let held = Held::new(series, zones, last);
    for property in event.all("EXDATE") {
        // One that cannot be read was reported with its event.
        for exdate in moments(property).flatten() {
            if !series.start.like(&exdate) {
                let message = "EXDATE is not of the type and zone of DTSTART";
                defects.push(property.defect("exdate-type", message));
            } else if !held.holds(&exdate) {
                let message = "EXDATE is no occurrence of the series";
                defects.push(property.defect("exdate-outside", message));
            }
        }
    }
}

fn stand_for(
    master: Option<&Series<'_>>,
    moved: &[(&Component<'_>, &Moment<'_>)],
    zones: &Embeddeds,
    defects: &mut Vec<Defect>,
) {
    let last = moved.iter().map(|(_, original)| original.date()).max();
    let held = master.zip(last).map(|(master, last)| Held::new(master, zones, last));
    for (event, original) in moved {
        let line = event.property("RECURRENCE-ID").map_or(event.line, |property| property.line);
        let (code, message) = match (master, &held) {
            (Some(master), _) if !master.start.like(original) => {
                ("recurrence-type", "RECURRENCE-ID is not of the type and zone of DTSTART")
            }
            (_, Some(held)) if held.holds(original) => continue,
            _ => ("recurrence-outside", "RECURRENCE-ID is no occurrence of a series"),
        };
        defects.push(Defect::new(code, line, message));
    }
}

/// The starts of a series, on its own clock.
struct Held(Vec<i64>);

impl Held {
    fn new(series: &Series<'_>, zones: &Embeddeds, last: Date) -> Held {
        Held(series.starts(zones, last).iter().map(|start| start.clock).collect())
    }

    fn holds(&self, moment: &Moment<'_>) -> bool {
        self.0.binary_search(&seconds(moment.on_clock())).is_ok()
    }
}
