//! What has fired and nobody has raised, as items of the history.

use std::collections::BTreeSet;

use super::{ConditionData, FiredReport};
use crate::Model;
use crate::start::{self, Start};

/// A raise for each time that a trigger fired and nobody raised it, whether it is over by now or
/// not, and how many they are. Each is of the day on which its trigger fired, so that to ask
/// again gives the same.
pub fn raises(model: &Model, report: &FiredReport) -> (String, usize) {
    let has_fired = |it: &ConditionData| matches!(it.state, "fired" | "over");
    let is_due = |it: &&ConditionData| it.kind == "trigger" && has_fired(it) && it.raise.is_none();
    let mut due: Vec<&ConditionData> = report.conditions.iter().filter(is_due).collect();
    due.sort_by(|one, next| (&one.fired, &one.name).cmp(&(&next.fired, &next.name)));
    let mut taken = BTreeSet::new();
    let items: Vec<String> =
        due.into_iter().filter_map(|it| raise(model, it, &mut taken)).collect();
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
