//! What a text declares, as a tree of names.

use super::history;
use super::references::owners;
use crate::model::{Handle, Item, Model, Seat};
use crate::tree::{Body, Cadence, Clause, Condition, Gate, Kind, Trigger};
use crate::{SourceId, Span};

/// What an entry of an outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutlineKind {
    /// An item.
    Item(Kind),
    /// A cadence of a charter.
    Cadence,
    /// A gate of a launch.
    Gate,
    /// A question of a class.
    Question,
    /// A trigger.
    Trigger,
}

/// An entry of an outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// What it is called.
    pub name: String,
    /// What people say of it: title and owner; the words of a cadence.
    pub detail: String,
    /// What it is.
    pub kind: OutlineKind,
    /// The whole of it.
    pub whole: Span,
    /// What is shown when it is chosen.
    pub at: Span,
    /// Whether it is retired.
    pub is_retired: bool,
    /// What stands in it.
    pub children: Vec<Outline>,
}

/// What a source declares, in the order of its text.
pub fn outline(model: &Model, source: SourceId, text: &str) -> Vec<Outline> {
    model.items_of(source).map(|item| of_item(item, text)).collect()
}

fn of_item(item: Item<'_>, text: &str) -> Outline {
    let children = item.clauses().iter().filter_map(|clause| of_clause(clause, text));
    Outline {
        name: item.name().into(),
        detail: detail(item),
        kind: OutlineKind::Item(item.kind()),
        whole: item.tree().span,
        at: item.span(),
        is_retired: item.retired().is_some(),
        children: children.collect(),
    }
}

/// Its title, and who owns it; of a seat, who holds it; of the history, what it is about and
/// when it was.
pub fn detail(item: Item<'_>) -> String {
    let title = item.tree().title.as_ref().map(|title| title.value.to_string());
    let holder = Seat::of(item).and_then(Seat::last_holder);
    let holder = holder.map(|holder| holder.name.value.to_string());
    let words: Vec<String> = title.into_iter().chain(belongs(item)).chain(holder).collect();
    one_line(&words.join(" · "))
}

/// The seat that owns an item, as it is written there; of the history, what it is about and when
/// it was.
pub fn belongs(item: Item<'_>) -> Option<String> {
    match item.on() {
        Some(on) => {
            let day = on.value.to_string();
            Some(history::about(item).map_or(day.clone(), |about| format!("{about} · {day}")))
        }
        None => owners(item).next().map(|name| name.as_str().to_owned()),
    }
}

fn of_clause(clause: &Clause, text: &str) -> Option<Outline> {
    let entry = |name: &str, detail: String, kind, at| Outline {
        name: name.into(),
        detail,
        kind,
        whole: clause.span,
        at,
        is_retired: false,
        children: Vec::new(),
    };
    Some(match &clause.body {
        Body::Cadence(cadence) => {
            let (name, detail) = (name_of(cadence), written(text, cadence.pattern_span));
            entry(&name, detail, OutlineKind::Cadence, cadence.pattern_span)
        }
        Body::Gate(gate) => entry("gate", held(gate), OutlineKind::Gate, gate.date.span),
        Body::Asks(asks) => {
            let question = one_line(&asks.question.value);
            entry(asks.name.as_str(), question, OutlineKind::Question, asks.name.span)
        }
        Body::Trigger(trigger) => {
            let name = trigger.name;
            entry(name.as_str(), fires(trigger, text), OutlineKind::Trigger, name.span)
        }
        _ => return None,
    })
}

/// `cadence`, or `cadence early` where it has a slot.
fn name_of(cadence: &Cadence) -> String {
    cadence.slot.map_or("cadence".into(), |slot| format!("cadence {}", slot.as_str()))
}

fn held(gate: &Gate) -> String {
    format!("{} by {}", gate.date.value, gate.by.as_str())
}

/// The title of a trigger; where it has none, when it fires.
fn fires(trigger: &Trigger, text: &str) -> String {
    let when = || match &trigger.when {
        Some(Condition::Prose(prose)) => one_line(&prose.value),
        Some(Condition::Metric(measure, _)) => {
            written(text, measure.metric.span.to(measure.threshold.span))
        }
        None => String::new(),
    };
    trigger.title.as_ref().map_or_else(when, |title| one_line(&title.value))
}

fn written(text: &str, span: Span) -> String {
    one_line(text.get(span.range()).unwrap_or_default())
}

/// Words with one blank between them.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
