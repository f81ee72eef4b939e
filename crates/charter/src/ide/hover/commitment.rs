//! Launches and bets, and the triggers that reopen what was decided.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::ide::coming::Coming;
use crate::ide::page::{Page, told};
use crate::ide::people;
use crate::model::{Bet, Charter, Item, Launch, Record, Wire};
use crate::tree::{
    Condition, Disposition, Measure, Name, Offset, Outcome, Threshold, ThresholdValue,
};
use crate::{say, time};

use super::history;

pub(super) fn launch(launch: Launch<'_>, day: Date) -> Page {
    let mut page = Page::new(launch.title());
    let tier = launch.tier().map_or(String::new(), |it| format!(", tier {}", it.value.as_str()));
    page.words(format!("The launch `{}`{tier}.", launch.name()));
    page.some_fact("Owner", people::named(launch.owner(), launch.owner_name(), day));
    page.some_fact("Ships", launch.ships().map(|it| ships(it.value, day)));
    let governs = launch.charter().known().map(|it| format!("`{}`", it.name()));
    page.some_fact("Governed by", governs);
    let asked = launch.questions().len();
    let answered = launch.answers().count();
    page.some_fact(
        "Answers",
        (asked > 0).then(|| format!("{answered} here, of {asked} questions that are put to it")),
    );
    for (date, what) in dates(launch) {
        page.point(format!("{}: {what}", say::date(date)));
    }
    page
}

/// `Tue 2 Mar 2027, in 102 days`
fn ships(date: Date, day: Date) -> String {
    let days = time::Day::of(date).0 - time::Day::of(day).0;
    let far = match days {
        0 => "today".into(),
        1 => "tomorrow".into(),
        ..0 => return format!("{}: it has shipped", say::date(date)),
        _ => format!("in {days} days"),
    };
    format!("{}, {far}", say::date(date))
}

/// Everything about a launch that has a day, in order.
pub(in crate::ide) fn dates(launch: Launch<'_>) -> Vec<(Date, String)> {
    let mut dates: Vec<(Date, String)> = Vec::new();
    let charter = launch.charter().known();
    for it in charter.into_iter().flat_map(|charter| meetings(charter, launch)) {
        let forum = told(it.line.charter.title());
        let at = it.it.local.strftime("%H:%M");
        dates.push((it.it.date, format!("{forum}, at {at} in {}", it.line.zone().name())));
    }
    if let Some(gate) = launch.gate() {
        dates.push((gate.date.value, format!("the gate, held by `{}`", gate.by.as_str())));
    }
    if let Some(date) = launch.ships() {
        dates.push((date.value, "it ships".into()));
        for (offsets, by) in launch.reviews() {
            dates.extend(reviews(*launch, date.value, offsets, by));
        }
    }
    dates.sort_by_key(|(date, _)| *date);
    dates
}

/// What its charter holds for it.
fn meetings<'m>(charter: Charter<'m>, launch: Launch<'m>) -> Vec<Coming<'m>> {
    /// Nobody meets for a launch longer before it, or after it.
    const YEARS: i64 = 10;
    let Some(ships) = launch.ships().map(|it| it.value) else { return Vec::new() };
    let (from, to) = (ships.saturating_sub(YEARS.years()), ships.saturating_add(YEARS.years()));
    let lines = charter.cadences().filter(|line| line.is_placed());
    let held = lines.filter_map(|line| Some((line, line.series_of(launch)?.occurrences(from, to))));
    let coming = |(line, held): (_, Vec<_>)| {
        held.into_iter().map(move |it| Coming { line, launch: Some(launch), it })
    };
    held.flat_map(coming).collect()
}

/// When it is looked at again, reckoned from a day.
fn reviews(
    item: Item<'_>,
    from: Date,
    offsets: &[Offset],
    by: Option<Name>,
) -> Vec<(Date, String)> {
    let days = item.model().kept_by(item).map(|it| it.days());
    let days = days.cloned().unwrap_or_default();
    let who = by.map_or(String::new(), |by| format!(" by `{}`", by.as_str()));
    let each = offsets.iter().filter_map(|it| time::offset(from, *it, &days));
    each.map(|date| (date, format!("looked at again{who}"))).collect()
}

pub(super) fn bet(bet: Bet<'_>, day: Date) -> Page {
    let mut page = Page::new(bet.title());
    page.words(format!("The bet `{}`.", bet.name()));
    page.some_fact("Owner", people::named(bet.owner(), None, day));
    let committed = bet.committed();
    page.some_fact(
        "Committed",
        committed.map(|(date, charter)| {
            let place = charter.map_or(String::new(), |it| format!(" in `{}`", it.as_str()));
            format!("{}{place}", say::date(date.value))
        }),
    );
    let records = bet.records();
    page.some_fact("Last decided", records.last().map(|(record, it)| last_decided(*record, *it)));
    for (condition, _) in bet.stops() {
        page.fact("Stops", format!("when {}", condition_words(condition)));
    }
    bet.outcomes().for_each(|it| page.fact("Proved by", outcome(it)));
    let Some((from, _)) = committed else { return page };
    for (offsets, by) in bet.reviews() {
        for (date, what) in reviews(*bet, from.value, offsets, by) {
            page.point(format!("{}: {what}", say::date(date)));
        }
    }
    page
}

/// `` revised on Tue 13 Oct 2026, `roadmap-2026-q4` ``
fn last_decided(record: Record<'_>, disposition: Disposition) -> String {
    let on = record.on().map_or(String::new(), |on| format!(" on {}", say::date(on.value)));
    format!("{}{on}, `{}`", disposition.as_str(), record.name())
}

/// ``leading: `activation` >= 40% by Thu 30 Sep 2027``
fn outcome(outcome: &Outcome) -> String {
    let by = outcome.by.map_or(String::new(), |by| format!(" by {}", say::date(by.value)));
    format!("{} ({}){by}", measure(&outcome.measure), outcome.horizon.as_str())
}

fn measure(measure: &Measure) -> String {
    let Measure { metric, operator, threshold } = measure;
    format!("`{} {} {}`", metric.as_str(), operator.as_str(), number(threshold))
}

fn number(threshold: &Threshold) -> String {
    match &threshold.value {
        ThresholdValue::Percent(share) => format!("{share}%"),
        ThresholdValue::Money(amount, currency) => format!("{amount} {currency}"),
        ThresholdValue::Number(number) => number.to_string(),
        ThresholdValue::Duration(it) => length(it.count, it.unit.as_str()),
    }
}

fn length(count: u32, unit: &str) -> String {
    format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
}

fn condition_words(condition: &Condition) -> String {
    match condition {
        Condition::Prose(text) => told(&text.value),
        Condition::Metric(it, None) => measure(it),
        Condition::Metric(it, Some(hold)) => {
            format!("{} for {}", measure(it), length(hold.count, hold.unit.as_str()))
        }
    }
}

pub(super) fn trigger(item: Item<'_>, name: Name, day: Date) -> Option<Page> {
    let wire: Wire<'_> = item.wires().find(|it| it.says.name == name)?;
    let title = wire.says.title.as_ref().map_or(name.as_str(), |it| &it.value);
    let mut page = Page::new(title);
    page.words(format!("The trigger {}.", wire.words()));
    page.some_fact("Fires when", wire.says.when.as_ref().map(condition_words));
    page.some_fact("Evidence", wire.says.evidence.map(|it| it.value.as_str().to_owned()));
    page.some_fact("Declared by", people::named(wire.declared(), wire.says.declared, day));
    page.some_fact("Looked at", wire.says.checked.map(say::frequency));
    let respond = wire.says.respond.map(|it| length(it.count, it.unit.as_str()));
    page.some_fact("Answered within", respond);
    history::of_trigger(wire, day, &mut page);
    Some(page)
}
