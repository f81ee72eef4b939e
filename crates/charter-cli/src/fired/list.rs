//! What has fired, what is about to, and what had: for a terminal.

use std::fmt::Write;

use charter::fired::{ConditionData, FiredReport, Raised, ValueData};

use crate::columns::columns;

/// A block for each condition of which there is something to say, the rest in one table.
pub(super) fn of(report: &FiredReport) -> String {
    let mut text = String::new();
    for it in report.conditions.iter().filter(|it| it.state != "quiet") {
        let _ = writeln!(text, "{}  {}  {}", word(it), it.name, it.condition);
        let _ = writeln!(text, "  {}", crate::columns::one_line(&how(it)));
        let _ = writeln!(text, "  {}\n", who(it));
    }
    let quiet = report.conditions.iter().filter(|it| it.state == "quiet");
    let rows: Vec<[String; 4]> = quiet.map(quiet_row).collect();
    text.push_str(&columns(&rows));
    let end = text.trim_end().len();
    text.truncate(end);
    if end > 0 {
        text.push('\n');
    }
    text
}

/// What a condition is told as: an exit is another matter than a trigger.
fn word(it: &ConditionData) -> &'static str {
    match (it.state, it.kind) {
        ("fired", "stop") => "stop ",
        ("fired", _) => "fired",
        ("holds", _) => "holds",
        _ => "over ",
    }
}

fn how(it: &ConditionData) -> String {
    let told = |value: &ValueData| format!("{} on {}", value.value, value.on);
    let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "a day".into());
    let (since, fired, now) = (day(&it.since), day(&it.fired), told(&it.value));
    let then = it.value_then.as_ref().filter(|then| **then != it.value);
    let values = then.map_or_else(|| now.clone(), |then| format!("{}, {now}", told(then)));
    match it.state {
        "fired" => format!("fired on {fired}, met since {since}: {values}"),
        "holds" if it.fired.is_some() => {
            format!("met since {since}: {now}; fires if that is still so on {fired}")
        }
        "holds" => format!("met since {since}: {now}"),
        _ => format!("fired on {fired}, met from {since} until {}: {values}", day(&it.until)),
    }
}

fn who(it: &ConditionData) -> String {
    let by = match (it.by, it.kind) {
        (Some(by), "stop") => format!("{by} owns the bet"),
        (Some(by), _) => format!("{by} declares it"),
        (None, _) => "nobody declares it".into(),
    };
    let raise = match &it.raise {
        Some(raise) => {
            let end = match (raise.answered, &raise.withdrawn) {
                (Some(record), _) => format!(", answered by {record}"),
                (None, Some(_)) => "; withdrawn".to_owned(),
                (None, None) => String::new(),
            };
            format!("; raised as {} on {}{end}", raise.name, raise.on)
        }
        None if it.kind == "trigger" && it.state != "holds" => "; not raised".into(),
        None => String::new(),
    };
    let is_settled = it.raise.as_ref().is_some_and(Raised::is_settled);
    let due = it.answer_by.as_ref().filter(|_| !is_settled);
    let due = due.map_or_else(String::new, |day| format!("; to be answered by {day}"));
    format!("{by}{raise}{due}")
}

fn quiet_row(it: &ConditionData) -> [String; 4] {
    let value = format!("{} on {}", it.value.value, it.value.on);
    ["quiet".into(), it.name.clone(), it.condition.clone(), value]
}
