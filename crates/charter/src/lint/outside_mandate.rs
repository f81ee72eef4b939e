//! A seat that decides what another function owns.

use rustc_hash::FxHashMap;

use crate::config::Level;
use crate::model::{Charter, Class, Decided, Function, ItemId, Model, Named, Seat};
use crate::offer::seat::Seats;
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::Altitude;
use crate::{Diagnostic, say, words};

pub(crate) const RULE: Rule = Rule::lint(
    "outside-mandate",
    Level::Warn,
    FixKind::None,
    "a class that one function owns is owned by a seat of another",
    include_str!("outside_mandate.md"),
    run,
);

/// Who owns each class that somebody owns.
type Mandates<'m> = FxHashMap<ItemId, Vec<Function<'m>>>;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let mandates = mandates(model);
    let day = findings.day();
    let mut seats = None;
    for charter in findings.here(model).charters_from(day) {
        let Some((owner, function)) = charter.mandate() else { continue };
        if owner.altitude() == Some(Altitude::Executive) {
            continue;
        }
        let outside: Vec<(Decided<'_>, &[Function<'_>])> =
            charter.decides().filter_map(|it| outside(it, function, &mandates)).collect();
        if !outside.is_empty() {
            let seats = seats.get_or_insert_with(|| Seats::new(model));
            findings.add(finding(charter, owner, function, &outside, seats));
        }
    }
}

fn mandates(model: &Model) -> Mandates<'_> {
    let mut mandates = Mandates::default();
    for function in model.functions() {
        for name in function.decides() {
            if let Named::Known(class) = model.named::<Class<'_>>(name.symbol) {
                mandates.entry(class.id()).or_default().push(function);
            }
        }
    }
    mandates
}

/// The functions that own what is decided, where this one is not among them. Of what it
/// must never own another rule speaks.
fn outside<'m, 'a>(
    decided: Decided<'m>,
    function: Function<'m>,
    mandates: &'a Mandates<'m>,
) -> Option<(Decided<'m>, &'a [Function<'m>])> {
    let class = decided.class.known()?;
    let owners = mandates.get(&class.id())?;
    let inside = owners.contains(&function) || function.denies(class);
    (!inside).then_some((decided, owners))
}

/// The one function that owns all of it, else several.
fn whose(outside: &[(Decided<'_>, &[Function<'_>])]) -> String {
    let mut all = outside.iter().flat_map(|(_, owners)| owners.iter());
    let first = all.next().map_or("", |function| function.name());
    match all.all(|function| function.name() == first) {
        true => format!("`{first}`"),
        false => "other functions".into(),
    }
}

fn finding<'m>(
    charter: Charter<'m>,
    owner: Seat<'m>,
    function: Function<'m>,
    outside: &[(Decided<'m>, &[Function<'m>])],
    seats: &Seats<'m>,
) -> Diagnostic {
    let names: Vec<&str> = outside.iter().map(|(it, _)| it.class_name.as_str()).collect();
    let belong = if names.len() == 1 { "belongs" } else { "belong" };
    let whose = whose(outside);
    let message =
        format!("`{}` owns {}, which {belong} to {whose}", owner.name(), say::few(&names));
    let place = charter.owner_name().map_or(charter.span(), |name| name.span);
    let finding = RULE.finding(message, place, format!("a seat of `{}`", function.name()));
    let finding = outside.iter().fold(finding, |finding, (it, owners)| {
        let owners: Vec<&str> = owners.iter().map(|it| it.name()).collect();
        finding.also(it.class_name.span, format!("owned by {}", words::list_and(&owners)))
    });
    let finding = finding.note("the function that owns the craft hears of the decision afterwards");
    let classes: Vec<Class<'m>> = outside.iter().filter_map(|(it, _)| it.class.known()).collect();
    let who = match seats.for_all(&classes, owner) {
        Some(seat) => format!("`{}`", seat.name()),
        None if whose.starts_with('`') => "a seat of that function".into(),
        None if outside.len() == 1 => "a seat of one of those functions".into(),
        None => return finding.help(apart(&names, owner)),
    };
    let help = match charter.decides().count() > outside.len() {
        true => format!("move {} to a charter that {who} owns", say::few(&names)),
        false => format!("let {who} own `{}`", charter.name()),
    };
    finding.help(format!("{help}, with `{}` in the room", owner.name()))
}

/// What nobody could own together.
fn apart(names: &[&str], owner: Seat<'_>) -> String {
    let (names, owner) = (say::few(names), owner.name());
    format!(
        "give each of {names} a charter that a seat of its function owns, with `{owner}` in the room"
    )
}
