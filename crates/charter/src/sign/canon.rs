//! The form in which a clause is compared: what it says, and nothing of how it is written.
//!
//! - Spaces, comments and where a clause stands do not count; nor does the order of clauses,
//!   of the items of `decides`, `counterparties` and `with`, of days, times and dates.
//! - A name counts as the first that its item ever had: a seat that is renamed is the same.
//! - Frequencies and lengths are said in one way: `weekly` is `every 1 week`, `1h30m` is
//!   `90 minute`; a number is the shortest decimal that means it: `2.5M` is `2500000`.
//! - A text counts letter by letter, in `"…"` with `\"`, `\\` and `\n`.
//! - A cadence is the rhythm: pattern, times, length, slot, zone, `from`, `until` and
//!   `on-holiday`. `except` and `move` are about one meeting each and are left out: whoever
//!   calls off a meeting at Christmas has not made another deal.
//!
//! Whatever is changed here makes every signature in the world stale.

use crate::model::{Charter, Model};
use crate::tree::{
    Answer, Body, Cadence, ClauseKind, Condition, DayKind, Decision, Duration, Escalation,
    Frequency, MonthDay, Name, Offset, OnHoliday, Ordinal, Party, Pattern, Right, Says, Text,
    ThresholdValue, Trigger, Unit,
};
use jiff::civil::{Date, Time, Weekday};

/// What a charter says by clauses of one kind: lines in the order of their bytes, each once.
pub(super) fn lines(charter: Charter<'_>, kind: ClauseKind) -> Vec<String> {
    let form = Form(charter.model());
    let bodies = charter.clauses().iter().map(|clause| &clause.body);
    let mut lines: Vec<String> =
        bodies.filter(|body| body.kind() == kind).flat_map(|body| form.body(body)).collect();
    lines.sort_unstable();
    lines.dedup();
    lines
}

struct Form<'m>(&'m Model);

impl Form<'_> {
    fn body(&self, body: &Body) -> Vec<String> {
        match body {
            Body::Decides(all) => all.iter().map(|it| self.decision(it)).collect(),
            Body::Owner(all) => all.iter().map(|it| self.name(*it)).collect(),
            Body::Counterparties(all) => all.iter().map(|it| self.party(it)).collect(),
            Body::Cadence(cadence) => vec![self.cadence(cadence)],
            Body::Trigger(trigger) => vec![self.trigger(trigger)],
            Body::Escalation(escalation) => vec![self.escalation(escalation)],
            Body::Answer(answer) => vec![self.answer(answer)],
            _ => Vec::new(),
        }
    }

    /// A seat, a group, a charter, a metric.
    fn name(&self, name: Name) -> String {
        self.0.find(name.symbol).map_or(name.as_str(), |item| item.first_name()).into()
    }

    fn decision(&self, decision: &Decision) -> String {
        let class = self.0.find_reference(decision.class.symbol);
        let class = class.map_or(decision.class.as_str(), |item| item.first_name());
        match decision.subject {
            Some(subject) => format!("{class} of {}", subject.as_str()),
            None => class.into(),
        }
    }

    fn party(&self, party: &Party) -> String {
        let name = self.name(party.name);
        match &party.right {
            Right::Consulted => name,
            Right::Gates => format!("{name} gates"),
            Right::Vetoes => format!("{name} vetoes"),
            Right::CoDecides(facet) => format!("{name} co-decides {}", quoted(facet)),
        }
    }

    fn escalation(&self, escalation: &Escalation) -> String {
        match escalation {
            Escalation::None(because) => format!("none because {}", quoted(because)),
            Escalation::To { target, within, when } => {
                let when = when.as_ref().map(|when| format!(" when {}", quoted(when)));
                let (target, within) = (self.name(*target), duration(*within));
                format!("to {target} within {within}{}", when.unwrap_or_default())
            }
        }
    }

    fn answer(&self, answer: &Answer) -> String {
        let question = answer.question.as_str();
        match &answer.says {
            Says::Prose(text) => format!("{question} {}", quoted(text)),
            Says::By(by, with) => {
                let with = set(with.iter().map(|name| self.name(*name)));
                let with = if with.is_empty() { with } else { format!(" with {with}") };
                format!("{question} by {}{with}", self.name(*by))
            }
        }
    }

    fn trigger(&self, trigger: &Trigger) -> String {
        let mut line = trigger.name.as_str().to_string();
        let mut add = |word: &str, rest: Option<String>| {
            if let Some(rest) = rest {
                line += &format!(" {word}{rest}");
            }
        };
        add("", trigger.title.as_ref().map(quoted));
        add("when ", trigger.when.as_ref().map(|when| self.condition(when)));
        add("evidence ", trigger.evidence.map(|it| it.value.as_str().into()));
        add("declared by ", trigger.declared.map(|seat| self.name(seat)));
        add("checked ", trigger.checked.map(frequency));
        add("respond within ", trigger.respond.map(duration));
        line
    }

    fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::Prose(text) => quoted(text),
            Condition::Metric(measure, lasting) => {
                let lasting = lasting.map(|it| format!(" for {}", duration(it)));
                format!(
                    "{} {} {}{}",
                    self.name(measure.metric),
                    measure.operator.as_str(),
                    threshold(&measure.threshold.value),
                    lasting.unwrap_or_default()
                )
            }
        }
    }

    fn cadence(&self, cadence: &Cadence) -> String {
        let mut line = pattern(&cadence.pattern);
        let mut add = |word: &str, rest: Option<String>| {
            if let Some(rest) = rest {
                line += &format!(" {word} {rest}");
            }
        };
        let times = set(cadence.at.iter().map(|at| time(at.value)));
        add("at", (!times.is_empty()).then_some(times));
        add("for", cadence.length.map(duration));
        add("as", cadence.slot.map(|slot| slot.as_str().into()));
        add("in", cadence.zone.map(|zone| zone.name.as_str().into()));
        add("from", cadence.from.map(|from| date(from.value)));
        add("until", cadence.until.map(|until| date(until.value)));
        add("on-holiday", cadence.on_holiday.map(|it| on_holiday(it).into()));
        line
    }
}

// ── Values ──────────────────────────────────────────────────────────────────

/// A list whose order means nothing.
fn set(items: impl Iterator<Item = String>) -> String {
    let mut items: Vec<String> = items.collect();
    items.sort_unstable();
    items.dedup();
    items.join(", ")
}

fn quoted(text: &Text) -> String {
    let text = text.value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{text}\"")
}

fn date(date: Date) -> String {
    date.to_string()
}

fn time(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

fn duration(duration: Duration) -> String {
    format!("{} {}", duration.count, duration.unit.as_str())
}

fn frequency(frequency: Frequency) -> String {
    every(frequency.every, frequency.unit)
}

fn every(every: u32, unit: Unit) -> String {
    format!("every {every} {}", unit.as_str())
}

fn threshold(value: &ThresholdValue) -> String {
    match value {
        ThresholdValue::Percent(number) => format!("{number}%"),
        ThresholdValue::Money(number, currency) => format!("{number} {}", currency.as_str()),
        ThresholdValue::Duration(it) => duration(*it),
        ThresholdValue::Number(number) => number.to_string(),
    }
}

fn pattern(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Days { every: n } => every(*n, Unit::Day),
        Pattern::Weeks { every: n, on } => {
            format!("{} on {}", every(*n, Unit::Week), set(on.iter().map(|day| day_kind(*day))))
        }
        Pattern::Months { every: n, on } => format!("{} {}", every(*n, Unit::Month), month_day(on)),
        Pattern::Quarters { every: n, month, on } => {
            format!("{} in month {month} {}", every(*n, Unit::Quarter), month_day(on))
        }
        Pattern::Years { every: n, month, on } => {
            format!("{} in month {month} {}", every(*n, Unit::Year), month_day(on))
        }
        Pattern::Dates(dates) => format!("on {}", set(dates.iter().map(|it| date(it.value)))),
        Pattern::Offsets(offsets) => format!("at {}", set(offsets.iter().map(offset))),
        Pattern::Trigger { within } => format!("on trigger within {}", duration(*within)),
    }
}

fn offset(offset: &Offset) -> String {
    format!("T{:+} {}", offset.count, offset.unit.as_str())
}

fn month_day(on: &MonthDay) -> String {
    match on {
        MonthDay::Days(days) => format!("on day {}", set(days.iter().map(u8::to_string))),
        MonthDay::Nth(ordinals, kind) => {
            format!("on the {} {}", set(ordinals.iter().map(ordinal)), day_kind(*kind))
        }
    }
}

fn ordinal(ordinal: &Ordinal) -> String {
    match ordinal {
        Ordinal::Nth(nth) => nth.to_string(),
        Ordinal::Last => "last".into(),
    }
}

fn day_kind(kind: DayKind) -> String {
    let word = match kind {
        DayKind::Workday => "workday",
        DayKind::Weekday(Weekday::Monday) => "Monday",
        DayKind::Weekday(Weekday::Tuesday) => "Tuesday",
        DayKind::Weekday(Weekday::Wednesday) => "Wednesday",
        DayKind::Weekday(Weekday::Thursday) => "Thursday",
        DayKind::Weekday(Weekday::Friday) => "Friday",
        DayKind::Weekday(Weekday::Saturday) => "Saturday",
        DayKind::Weekday(Weekday::Sunday) => "Sunday",
    };
    word.into()
}

fn on_holiday(what: OnHoliday) -> &'static str {
    match what {
        OnHoliday::Skip => "skip",
        OnHoliday::MoveToNext => "move to next workday",
        OnHoliday::MoveToPrevious => "move to previous workday",
        OnHoliday::Keep => "keep",
    }
}
