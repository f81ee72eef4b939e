//! What has fired and nobody has raised, as items of the history.

use std::collections::BTreeSet;

use super::{ConditionData, FiredReport};
use crate::Model;
use crate::start::{self, Start};

/// A raise for each trigger that has fired and has none, and how many they are. Each is of the
/// day on which its trigger fired, so that to ask again gives the same.
pub fn raises(model: &Model, report: &FiredReport) -> (String, usize) {
    let is_due =
        |it: &&ConditionData| it.kind == "trigger" && it.state == "fired" && it.raise.is_none();
    let mut taken = BTreeSet::new();
    let due = report.conditions.iter().filter(is_due);
    let items: Vec<String> = due.filter_map(|it| raise(model, it, &mut taken)).collect();
    (items.join("\n"), items.len())
}

fn raise(model: &Model, it: &ConditionData, taken: &mut BTreeSet<String>) -> Option<String> {
    let day = it.fired.as_deref()?.parse().ok()?;
    let (_, trigger) = it.name.split_once('.')?;
    let month = it.fired.as_deref()?.get(..7)?;
    let name = start::free_name(model, taken, &format!("{trigger}-{month}"));
    let title = if it.title == trigger { start::title(trigger) } else { it.title.clone() };
    let start = Start { name, title: start::escaped(&title), day };
    let value = it.value_then.as_ref()?;
    let evidence = format!("{} at {} on {}", it.metric_title, value.value, value.on);
    Some(start::fired(&start, &it.name, it.by, &evidence))
}
