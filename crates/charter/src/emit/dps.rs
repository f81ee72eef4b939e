//! Charters as objects of the Decision Provenance Standard, version 5.0.
//!
//! The standard asks more of a charter at its later stages than the language knows: it
//! has no word for a mode, so that no object declares one, and each is in the state
//! `open`, the only one that needs none.

use std::io;

use rayon::prelude::*;
use serde::Serialize;

use super::finished::{Finished, Take};
use super::index::LeftOut;
use super::json::pretty;
use crate::model::{CadenceLine, Charter, Model};
use crate::tree::{Body, Condition, Escalation, Evidence, Holder, Pattern, Trigger};
use crate::{Sources, Span, Symbol};

/// The longest identifier that the standard takes, and the shortest.
const LONGEST: usize = 128;
const SHORTEST: usize = 3;

/// A charter object.
#[derive(Serialize)]
struct Object<'a> {
    charter_id: String,
    charter_name: &'a str,
    decision_class: String,
    accountable_owner: Person<'a>,
    charter_state: &'static str,
    inside_decisions: Vec<&'a str>,
    outside_decisions: Vec<&'a str>,
    #[serde(skip_serializing_if = "Cadence::is_empty")]
    cadence: Cadence,
    #[serde(skip_serializing_if = "Option::is_none")]
    record_location: Option<&'a str>,
    re_decision_triggers: Vec<ReDecision>,
    #[serde(skip_serializing_if = "Option::is_none")]
    escalation_rule: Option<String>,
    created_at: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    closed_at: Option<String>,
}

/// One named human.
#[derive(Serialize)]
struct Person<'a> {
    full_name: &'a str,
    role: &'a str,
}

/// How often, and on what.
#[derive(Serialize)]
struct Cadence {
    #[serde(skip_serializing_if = "Option::is_none")]
    frequency: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trigger: Option<String>,
}

impl Cadence {
    fn is_empty(&self) -> bool {
        self.frequency.is_none() && self.trigger.is_none()
    }
}

/// What reopens a decision.
#[derive(Serialize)]
struct ReDecision {
    trigger_type: &'static str,
    trigger_description: String,
}

/// Hands on the object of every charter that is one, from several threads; gives back
/// those that are none, and why.
pub(super) fn objects(
    charters: &[Charter<'_>],
    sources: &Sources,
    take: &Take<'_>,
) -> io::Result<Vec<LeftOut>> {
    let objects = charters.par_iter().map(|&charter| match object(charter, sources) {
        Ok(object) => {
            let path = format!("dps/{}.json", charter.name());
            take(&Finished::new(&[path], &[&pretty(&object)])).map(|()| None)
        }
        Err(reason) => Ok(Some(LeftOut::of_dps(charter, reason))),
    });
    objects.filter_map(Result::transpose).collect()
}

fn object<'a>(charter: Charter<'a>, sources: &Sources) -> Result<Object<'a>, &'static str> {
    if charter.is_draft() {
        return Err("it is a draft");
    }
    Ok(Object {
        charter_id: id(charter)?,
        charter_name: charter.title(),
        decision_class: decisions(charter),
        accountable_owner: owner(charter)?,
        charter_state: "open",
        inside_decisions: texts(charter, |body| match body {
            Body::Includes(text) => Some(&text.value),
            _ => None,
        }),
        outside_decisions: texts(charter, |body| match body {
            Body::Excludes(text) => Some(&text.value),
            _ => None,
        }),
        cadence: cadence(charter, sources),
        record_location: charter.record().and_then(|(_, place)| Some(&*place?.value)),
        re_decision_triggers: charter.triggers().map(|it| re_decision(it, sources)).collect(),
        escalation_rule: escalation(charter, sources),
        created_at: midnight(
            charter.effective().ok_or("it has no day from which it is in force")?.value,
        ),
        closed_at: charter.retired().map(midnight),
    })
}

/// A day's first instant, in coordinated universal time.
fn midnight(day: jiff::civil::Date) -> String {
    format!("{day}T00:00:00Z")
}

/// Its identity: the first name it ever had, which outlives a rename.
fn id(charter: Charter<'_>) -> Result<String, &'static str> {
    let name = charter.first_name();
    if name.len() > LONGEST {
        return Err("its name is longer than the 128 characters that the standard takes");
    }
    if name.len() >= SHORTEST {
        return Ok(name.to_owned());
    }
    Ok(free(charter.model(), format!("charter-{name}")))
}

/// A name made up must not be another charter's.
fn free(model: &Model, mut name: String) -> String {
    while model.find(Symbol::new(&name)).is_some() {
        name.insert_str(0, "charter-");
    }
    name
}

/// What it decides, in the words of the language.
fn decisions(charter: Charter<'_>) -> String {
    let decided = charter.decides().map(|it| match it.subject {
        Some(subject) => format!("{} of {}", it.class_name.as_str(), subject.as_str()),
        None => it.class_name.as_str().to_owned(),
    });
    decided.collect::<Vec<_>>().join(", ")
}

/// Who holds the owner's seat: the last of its holders, if that term has no end.
fn owner(charter: Charter<'_>) -> Result<Person<'_>, &'static str> {
    let seat = charter.owner().known().ok_or("no seat owns it")?;
    let current = |holder: &&Holder| holder.until.is_none();
    let holder = seat.last_holder().filter(current).ok_or("nobody holds its owner's seat")?;
    if holder.ai {
        return Err("a machine holds its owner's seat, and the standard asks for a human");
    }
    Ok(Person { full_name: &holder.name.value, role: seat.title() })
}

fn texts<'a>(
    charter: Charter<'a>,
    read: impl Fn(&'a Body) -> Option<&'a Box<str>>,
) -> Vec<&'a str> {
    charter.clauses().iter().filter_map(|it| read(&it.body)).map(|text| &**text).collect()
}

/// The phrases of its cadences; times and zones are not what the standard asks for.
fn cadence(charter: Charter<'_>, sources: &Sources) -> Cadence {
    let is_trigger = |line: &CadenceLine<'_>| matches!(line.says.pattern, Pattern::Trigger { .. });
    let (triggered, timed): (Vec<_>, Vec<_>) = charter.cadences().partition(is_trigger);
    let join = |lines: Vec<CadenceLine<'_>>| {
        let phrases = lines.iter().map(|line| on_one_line(sources.text(line.says.pattern_span)));
        let mut phrases: Vec<String> = phrases.collect();
        phrases.dedup();
        (!phrases.is_empty()).then(|| phrases.join("; "))
    };
    Cadence { frequency: join(timed), trigger: join(triggered) }
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn re_decision(trigger: &Trigger, sources: &Sources) -> ReDecision {
    let trigger_type = match trigger.evidence.map(|it| it.value) {
        Some(Evidence::Market) => "market_evidence",
        _ => "outcome_evidence",
    };
    let title = trigger.title.as_ref().map(|title| &*title.value);
    let when = trigger.when.as_ref().map(|when| condition(when, sources));
    let trigger_description = match (title, when) {
        (Some(title), Some(when)) => format!("{title}: {when}"),
        (Some(title), None) => title.to_owned(),
        (None, Some(when)) => when,
        (None, None) => trigger.name.as_str().to_owned(),
    };
    ReDecision { trigger_type, trigger_description }
}

/// A condition in the words of its author.
fn condition(condition: &Condition, sources: &Sources) -> String {
    match condition {
        Condition::Prose(text) => text.value.to_string(),
        Condition::Metric(measure, lasting) => {
            let end: Span = lasting.map_or(measure.threshold.span, |it| it.span);
            on_one_line(sources.text(measure.metric.span.to(end)))
        }
    }
}

fn escalation(charter: Charter<'_>, sources: &Sources) -> Option<String> {
    let rules = charter.escalations().map(|(escalation, _)| match escalation {
        Escalation::None(because) => format!("none: {}", because.value),
        Escalation::To { target, within, when } => {
            let when = when.as_ref().map_or(String::new(), |when| format!(": {}", when.value));
            format!("to {} within {}{when}", target.as_str(), sources.text(within.span))
        }
    });
    let rules: Vec<String> = rules.collect();
    (!rules.is_empty()).then(|| rules.join("; "))
}
