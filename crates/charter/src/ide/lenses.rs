//! What the compiler knows of a charter, above it: when it meets, what comes to it, what waits
//! for its answer, when it last recorded something, when it has to be read again.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::people::{self, Means};
use super::{coming, hints, history};
use crate::model::{Charter, Handle, Item, ItemId, Model, Raise};
use crate::tree::Name;
use crate::{SourceId, Span, Symbol, say};

/// A line above an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The name of the item.
    pub span: Span,
    /// What it says.
    pub words: String,
    /// What it can show.
    pub shows: Shows,
}

/// What a lens can show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shows {
    /// The compiled calendar of the item.
    Preview,
    /// Places that speak of it.
    Places(Vec<Span>),
    /// One place of the item.
    Place(Span),
}

/// The lenses of one item.
pub fn lenses(model: &Model, item: Item<'_>, day: Date) -> Vec<Lens> {
    let Some(charter) = Charter::of(item) else { return Vec::new() };
    let means = Means::item(item);
    let stuck = people::stuck(model, &means, day).map(|(_, name)| name);
    of_charter(charter, stuck.collect(), day)
}

/// The lenses of a whole source: all that is stuck is looked for once.
pub fn document_lenses(model: &Model, source: SourceId, day: Date) -> Vec<Lens> {
    let charters: Vec<Charter<'_>> = model.items_of(source).filter_map(Charter::of).collect();
    let mut stuck = stuck(model, &charters, day);
    let each = charters.into_iter().flat_map(|charter| {
        let names = stuck.remove(&charter.id()).unwrap_or_default();
        of_charter(charter, names, day)
    });
    each.collect()
}

/// The names by which others say that they come to each of some charters.
fn stuck(model: &Model, charters: &[Charter<'_>], day: Date) -> FxHashMap<ItemId, Vec<Name>> {
    let mut means = Means::default();
    let mut ids: FxHashMap<Symbol, ItemId> = FxHashMap::default();
    for charter in charters {
        means.add(**charter);
        let formers = charter.former_names().map(|it| it.symbol);
        ids.extend(formers.chain([charter.symbol()]).map(|it| (it, charter.id())));
    }
    let mut stuck: FxHashMap<ItemId, Vec<Name>> = FxHashMap::default();
    for (_, name) in people::stuck(model, &means, day) {
        if let Some(id) = ids.get(&name.symbol) {
            stuck.entry(*id).or_default().push(name);
        }
    }
    stuck
}

fn of_charter(charter: Charter<'_>, stuck: Vec<Name>, day: Date) -> Vec<Lens> {
    if charter.is_over(day) || charter.is_draft() {
        return Vec::new();
    }
    let lens = |words, shows| Lens { span: charter.span(), words, shows };
    let mut lenses = Vec::new();
    if let Some(next) = coming::next(charter, day) {
        let at = next.it.local.strftime("%H:%M");
        lenses
            .push(lens(format!("next {} at {at}", hints::near(next.it.date, day)), Shows::Preview));
    }
    let places: Vec<Span> = stuck.iter().map(|name| name.span).collect();
    match places.len() {
        0 => {}
        1 => lenses.push(lens("1 charter escalates here".into(), Shows::Places(places))),
        count => {
            lenses.push(lens(format!("{count} charters escalate here"), Shows::Places(places)))
        }
    }
    lenses.extend(raised(charter, day));
    lenses.extend(recorded(charter, day));
    lenses.extend(review(charter, day));
    lenses
}

/// What was raised and waits for its answer.
fn raised(charter: Charter<'_>, day: Date) -> Option<Lens> {
    let open = history::open(*charter, day);
    let words = match open.len() {
        0 => return None,
        1 => "1 raise waits for an answer".into(),
        count => format!("{count} raises wait for an answer"),
    };
    let places = open.iter().map(|raise| raise.span()).collect();
    Some(Lens { span: charter.span(), words, shows: Shows::Places(places) })
}

/// How much it has recorded, and where it did so last.
fn recorded(charter: Charter<'_>, day: Date) -> Option<Lens> {
    let (last, count) = history::last_record(charter, day)?;
    let date = hints::near(last.on()?.value, day);
    let words = match count {
        1 => format!("1 record, {date}"),
        _ => format!("{count} records, the last {date}"),
    };
    Some(Lens { span: charter.span(), words, shows: Shows::Place(last.span()) })
}

/// When it has to be read again, and where it says when that was last.
fn review(charter: Charter<'_>, day: Date) -> Option<Lens> {
    let (due, last) = (charter.review_due()?, charter.last_read()?);
    let date = hints::near(due, day);
    let words =
        if due < day { format!("review due since {date}") } else { format!("review due {date}") };
    Some(Lens { span: charter.span(), words, shows: Shows::Place(last.span) })
}

/// What a lens shows, in words: for editors that show none.
pub fn told(model: &Model, lens: &Lens, day: Date) -> String {
    let charter = model.item_at(lens.span).and_then(Charter::of);
    match (&lens.shows, charter) {
        (Shows::Preview, Some(charter)) => told_meetings(charter, day),
        (Shows::Places(places), Some(charter)) => {
            let raises = places.iter().filter_map(|it| model.item_at(*it)).filter_map(Raise::of);
            let raises: Vec<Raise<'_>> = raises.collect();
            match raises.is_empty() {
                true => told_stuck(model, places, charter),
                false => told_raised(&raises, charter, day),
            }
        }
        (Shows::Place(_), Some(charter)) => format!("{}: {}", charter.title(), lens.words),
        (_, None) => lens.words.clone(),
    }
}

fn told_meetings(charter: Charter<'_>, day: Date) -> String {
    /// A message is no calendar.
    const FEW: usize = 5;
    let each = charter.cadences().flat_map(|line| coming::few(line, day, FEW));
    let mut meetings: Vec<coming::Coming<'_>> = each.collect();
    meetings.sort_by_key(|it| it.it.start);
    let days: Vec<String> = meetings.iter().take(FEW).map(coming::Coming::when).collect();
    format!("{} meets on\n{}", charter.title(), days.join("\n"))
}

fn told_stuck(model: &Model, places: &[Span], charter: Charter<'_>) -> String {
    let from = places.iter().filter_map(|place| model.item_at(*place));
    let from: Vec<String> = from.map(|it| format!("`{}`", it.name())).collect();
    let escalate = if from.len() == 1 { "escalates" } else { "escalate" };
    format!("{} {escalate} to `{}`", say::and(&from), charter.name())
}

fn told_raised(raises: &[Raise<'_>], charter: Charter<'_>, day: Date) -> String {
    let each = raises.iter().map(|raise| {
        let since = history::when(**raise).unwrap_or_default();
        let due = history::answer(*raise, day).map_or(String::new(), |due| format!(", {due}"));
        format!("`{}`, raised {since}{due}", raise.name())
    });
    let each: Vec<String> = each.collect();
    format!("{} waits for an answer to\n{}", charter.title(), each.join("\n"))
}
