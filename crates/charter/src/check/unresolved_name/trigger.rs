//! Triggers that are spoken of: `roadmap-forum.capacity-evidence`.

use super::RULE;
use crate::check::meant::meant;
use crate::model::{Item, Model, Wire};
use crate::tree::{Kind, Name};
use crate::{Diagnostic, Safety, Symbol, words};

/// A trigger that its item does not have. Where the item is not there, that was said.
pub(super) fn of_item(model: &Model, name: Name, of: Symbol) -> Option<Diagnostic> {
    let item = model.find(of).filter(|item| WIRED.contains(&item.kind()))?;
    let all: Vec<&'static str> = item.wires().map(|wire| wire.says.name.as_str()).collect();
    if all.contains(&name.as_str()) || item.has_garbled("trigger") {
        return None;
    }
    let message = format!("`{}` has no trigger named `{}`", item.name(), name.as_str());
    let finding = RULE.finding(message, name.span, "no trigger of this name");
    let finding = finding.also(item.span(), "declared here");
    let otherwise = match all[..] {
        [] => "it has no trigger at all: name another, or add one to it".to_string(),
        _ => format!("its triggers are {}", words::list_and(&all)),
    };
    Some(meant(name.as_str(), &all).say(finding, name.span, || otherwise))
}

const WIRED: [Kind; 3] = [Kind::Charter, Kind::Launch, Kind::Bet];

/// The same where an item would do as well, if there is such a trigger.
pub(super) fn without_item(model: &Model, name: Name) -> Option<Diagnostic> {
    let mut wires = model.items_of_kinds(&WIRED).flat_map(Item::wires);
    wires.any(|it| it.says.name.symbol == name.symbol).then(|| undotted(model, name))
}

/// A trigger without the name of what it stands in.
pub(super) fn undotted(model: &Model, name: Name) -> Diagnostic {
    let message = format!("`{}` does not say whose trigger it is", name.as_str());
    let finding = RULE.finding(message, name.span, "not the full name of a trigger");
    let wires = model.items_of_kinds(&WIRED).flat_map(Item::wires);
    let full: Vec<String> = wires.filter_map(|it| full(it, name)).collect();
    match &full[..] {
        [] => finding
            .help("write the charter, a dot and the trigger, as `roadmap-forum.capacity-evidence`"),
        [one] => finding.help(format!("write `{one}`")).fix(
            format!("write `{one}`"),
            Safety::Safe,
            name.span,
            one.clone(),
        ),
        several => {
            let few: Vec<&str> = several.iter().take(3).map(String::as_str).collect();
            let finding = finding.help(format!("write {}", words::list_or(&few)));
            few.iter().fold(finding, |finding, one| {
                finding.fix(format!("write `{one}`"), Safety::Unsafe, name.span, *one)
            })
        }
    }
}

/// The full name of a trigger of this name; where the name is an item's, of any of its triggers.
fn full(wire: Wire<'_>, name: Name) -> Option<String> {
    let fits = wire.says.name.symbol == name.symbol || wire.item.symbol() == name.symbol;
    fits.then(|| format!("{}.{}", wire.item.name(), wire.says.name.as_str()))
}
