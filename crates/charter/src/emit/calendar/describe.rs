//! What a meeting's event says: the charter in the order in which it is needed.

use super::context::Context;
use super::profile::Profile;
use super::words::{self, Lines};
use crate::model::{Charter, Decided, Seat, Target, Turn, Wire};
use crate::tree::{Escalation, Input, RecordEvery, Trigger};

/// The whole of it.
pub(super) fn charter<'m>(context: &Context<'m>, charter: Charter<'m>) -> String {
    let mut text = Lines::default();
    let decisions: Vec<String> = charter.decides().map(decision).collect();
    text.line(format_args!("Decides: {}", words::list(&decisions)));
    text.line(format_args!("Owner: {}", words::named(charter.owner())));
    if context.is_brief() {
        return text.text();
    }
    let parties: Vec<String> = charter.parties().map(words::party).collect();
    if !parties.is_empty() {
        text.line(format_args!("Counterparties: {}", parties.join("; ")));
    }
    let informed: Vec<String> = charter.informed().map(|it| someone(context, it)).collect();
    if !informed.is_empty() {
        text.line(format_args!("Informed: {}", informed.join("; ")));
    }
    text.section("Agenda, in the order of attention", agenda(context, charter));
    text.section("Inputs", charter.inputs().flat_map(|it| inputs(context, it)).collect());
    text.section("Triggers", charter.triggers().map(|it| trigger(context, it)).collect());
    let escalations = charter.escalations().map(|(it, _)| escalation(charter, it));
    text.section("Escalation", escalations.collect());
    text.section("Record", record(charter).into_iter().collect());
    if context.profile == Profile::Rich {
        rich(context, charter, &mut text);
    }
    text.text()
}

/// What a meeting can do without, and some readers cannot.
fn rich(context: &Context<'_>, charter: Charter<'_>, text: &mut Lines) {
    let points = |texts: Vec<&str>| texts.iter().map(|it| format!("- {it}")).collect();
    text.section("Decided here", points(charter.includes().collect()));
    text.section("Not decided here", points(charter.excludes().collect()));
    let mut stand_in: Vec<String> = Vec::new();
    for seat in charter.owner().known().into_iter().chain(charter.room()) {
        stand_in.extend(alternates(context, seat).filter(|line| !stand_in.contains(line)));
    }
    text.section("Alternates", stand_in);
    let signed = charter.signatures();
    let signed = signed.map(|it| format!("- {} on {}", someone(context, it.seat), it.date.value));
    text.section("Signed", signed.collect());
}

fn alternates(context: &Context<'_>, seat: Seat<'_>) -> Option<String> {
    let names: Vec<String> = seat.alternates().map(|it| someone(context, it)).collect();
    (!names.is_empty()).then(|| format!("- for {}: {}", seat.title(), words::list(&names)))
}

fn decision(decided: Decided<'_>) -> String {
    let class = decided.class.known().map_or(decided.class_name.as_str(), |class| class.title());
    match decided.subject {
        Some(subject) => format!("{class} of {}", subject.as_str()),
        None => class.to_owned(),
    }
}

fn someone(context: &Context<'_>, name: crate::tree::Name) -> String {
    words::someone(context.model.find(name.symbol), name.as_str())
}

/// What may be on the table, in the order in which leaders look at it.
fn agenda<'m>(context: &Context<'m>, charter: Charter<'m>) -> Vec<String> {
    let mut points: Vec<(Turn, String)> = Vec::new();
    let fired = |it: Wire<'_>| (it.turn(), format!("If it fired: {}", title(it.says)));
    points.extend(charter.wires().map(fired));
    let stuck =
        |it: &Charter<'_>| (it.turn_when_stuck(), format!("If it escalated: {}", it.title()));
    points.extend(context.escalated(charter).iter().map(stuck));
    points.extend(charter.decides().map(|it| (it.turn(), decision(it))));
    points.sort_by_key(|(turn, _)| *turn);
    let points = points.into_iter().enumerate();
    points.map(|(nth, (_, point))| format!("{}. {point}", nth + 1)).collect()
}

/// What a trigger is called.
pub(super) fn title(trigger: &Trigger) -> &str {
    trigger.title.as_ref().map_or(trigger.name.as_str(), |title| &title.value)
}

fn inputs(context: &Context<'_>, input: &Input) -> Vec<String> {
    let one = |name: &crate::tree::Name| {
        let item = context.model.find(name.symbol);
        let mut line = format!("- {}", words::artifact(item, name.as_str()));
        let artifact = context.model.named::<crate::model::Artifact<'_>>(name.symbol).known();
        if let Some(owner) = artifact.and_then(|it| it.owner().known()) {
            line.push_str(&format!(", brought by {}", words::seat(owner)));
        }
        if let Some(due) = input.due {
            line.push_str(&format!(", {} before", words::duration(due)));
        }
        if input.or_defer {
            line.push_str("; without it, no decision");
        }
        line
    };
    input.artifacts.iter().map(one).collect()
}

/// A trigger in full.
pub(super) fn trigger(context: &Context<'_>, trigger: &Trigger) -> String {
    let mut line = format!("- {}", title(trigger));
    if let Some(when) = &trigger.when {
        line.push_str(&format!(": {}", words::condition(context.model, when)));
    }
    if let Some(by) = trigger.declared {
        line.push_str(&format!("; declared by {}", someone(context, by)));
    }
    if let Some(checked) = trigger.checked {
        line.push_str(&format!(", checked {}", words::frequency(checked)));
    }
    if let Some(respond) = trigger.respond {
        line.push_str(&format!(", answered within {}", words::duration(respond)));
    }
    line
}

/// An escalation in full.
pub(super) fn escalation(charter: Charter<'_>, escalation: &Escalation) -> String {
    match escalation {
        Escalation::None(because) => format!("- nowhere: {}", because.value),
        Escalation::To { target, within, when } => {
            let to = match charter.target(*target).known() {
                Some(Target::Seat(seat)) => words::seat(seat),
                Some(Target::Charter(forum)) => forum.title().to_owned(),
                None => target.as_str().to_owned(),
            };
            let mut line = format!("- to {to} within {}", words::duration(*within));
            if let Some(when) = when {
                line.push_str(&format!(", when {}", when.value));
            }
            line
        }
    }
}

fn record(charter: Charter<'_>) -> Option<String> {
    let (every, place) = charter.record()?;
    let every = match every {
        RecordEvery::Cycle => "Every cycle",
        RecordEvery::Decision => "On decision",
    };
    Some(match place {
        Some(place) => format!("{every}, in {}", place.value),
        None => every.to_owned(),
    })
}
