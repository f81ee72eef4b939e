//! Items to start from: what `charter new` writes.
//!
//! What the workspace can tell is filled in. A name that it cannot tell is a name that is
//! nowhere declared, such as `who-decides`, so that a check lists what is left to fill in.

mod raise;
mod record;
mod transition;

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::Date;
use rustc_hash::FxHashMap;

pub use raise::{fired, raise};
pub use record::{Cycle, record};
pub use transition::transition;

use crate::Symbol;
use crate::model::{Charter, Class, Model, Question, QuestionAt, Raise, Seat, Venue};
use crate::offer::rhythm::frequencies;
use crate::say;
use crate::time::frequency_days;
use crate::tree::{Kind, Level, Tier, Unit};

/// What every item begins with.
#[derive(Clone, Debug)]
pub struct Start {
    /// What it is called.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// Today.
    pub day: Date,
}

/// The clauses of an item, in their order: a keyword, and what stands behind it; without
/// a keyword, a line of a block.
struct Lines(Vec<(&'static str, String)>);

impl Lines {
    fn add(&mut self, keyword: &'static str, words: impl Into<String>) {
        self.0.push((keyword, words.into()));
    }

    /// The item, in the one style.
    fn item(self, kind: &str, start: &Start) -> String {
        self.under(&format!("{kind} {} \"{}\"", start.name, start.title))
    }

    /// The same of something that took place on the day; it need not have a title.
    fn event(self, kind: &str, start: &Start) -> String {
        let title = match &*start.title {
            "" => String::new(),
            title => format!(" \"{title}\""),
        };
        self.under(&format!("{kind} {}{title} on {}", start.name, start.day))
    }

    fn under(self, head: &str) -> String {
        let lines = self.0.iter().map(|(keyword, words)| format!("  {keyword} {words}\n"));
        let lines: String = lines.collect();
        let text = format!("{head} {{\n{lines}}}\n");
        crate::format(&text).unwrap_or(text)
    }
}

/// `roadmap-forum` as `Roadmap forum`.
pub fn title(name: &str) -> String {
    let words = name.replace('-', " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Prose as it stands between quotes, on one line.
pub fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n")
}

/// A name that nothing has or had, nor any of these: the one that is wanted, else with a number
/// behind it. It is among these then.
pub fn free_name(model: &Model, taken: &mut BTreeSet<String>, wanted: &str) -> String {
    let numbered = (2_u32..).map(|nth| format!("{wanted}-{nth}"));
    let mut names = std::iter::once(wanted.to_owned()).chain(numbered);
    let is_free = |name: &String| model.find(Symbol::new(name)).is_none() && !taken.contains(name);
    let name = names.find(is_free).unwrap_or_else(|| wanted.to_owned());
    taken.insert(name.clone());
    name
}

/// A charter that decides a class; a draft until its names are there and it is agreed.
pub fn charter(
    model: &Model,
    start: &Start,
    class: Option<Class<'_>>,
    owner: Option<&str>,
) -> String {
    let highest = Highest::new(model);
    let owner = owner.unwrap_or("who-decides");
    let rhythm = class.map_or(Some((1, Unit::Month)), rhythm);
    let mut lines = Lines(Vec::new());
    lines.add(
        "decides",
        format!("{} of {}", class.map_or("which-class", |it| it.name()), start.name),
    );
    lines.add("includes", "\"What is decided here\"");
    lines.add("excludes", "\"What is decided elsewhere\"");
    lines.add("owner", owner);
    if class.is_none_or(|it| it.level() != Some(Level::Team)) {
        lines.add("counterparties", counterparties(model, class));
    }
    let regular = rhythm.map(|rhythm| phrase(rhythm, start.day));
    lines.add("cadence", regular.unwrap_or_else(|| "on trigger within 5 days for 60m".into()));
    lines.add(
        "trigger",
        "evidence-changed when which-metric > 100% declared by who-sees-it checked monthly respond within 10 days",
    );
    lines.add("escalation", format!("to {} within 10 workdays", superior(model, owner)));
    lines.add("record", if rhythm.is_some() { "every cycle" } else { "on decision" });
    for question in class.into_iter().flat_map(Class::questions) {
        if question.at() == QuestionAt::Charter && question.asks.when.is_none() {
            lines.add("answer", answer(&highest, question));
        }
    }
    lines.add("effective", start.day.to_string());
    lines.add("reviewed", start.day.to_string());
    lines.add("status", "draft");
    lines.item("charter", start)
}

/// A launch of a tier, shipping a quarter from now.
pub fn launch(model: &Model, start: &Start, tier: Tier, owner: Option<&str>) -> String {
    let highest = Highest::new(model);
    let ships = start.day.saturating_add(13.weeks());
    let gate = ships.saturating_sub(1.week());
    let owner = owner.unwrap_or("who-ships-it");
    let mut lines = Lines(Vec::new());
    lines.add(
        "tier",
        format!(
            "{} classified by {}",
            tier.as_str(),
            highest.of("product-marketing", "who-classifies")
        ),
    );
    lines.add("owner", owner);
    lines.add("ships", ships.to_string());
    if tier == Tier::T3 {
        lines.add("no-charter", "because \"why nothing has to be decided together\"");
        return lines.item("launch", start);
    }
    lines.add("surface", "user-facing");
    lines.add(
        "governed",
        format!("by {}", governing(model).map_or("which-charter", |it| it.name())),
    );
    lines.add("gate", format!("{gate} by {owner} {{"));
    lines.add("", "criterion \"What has to be true\" shown by which-artifact");
    lines.add("", "}");
    if tier == Tier::T1 {
        lines.add(
            "trigger",
            "evidence-changed when which-metric < 20% declared by who-sees-it checked every 2 weeks",
        );
        lines.add(
            "outcome",
            format!(
                "lagging which-metric >= 40% by {} shared by who-answers, who-else",
                ships.saturating_add(26.weeks())
            ),
        );
    }
    lines.add(
        "review",
        format!(
            "at T+6 months, T+12 months by {}",
            highest.of("value-realization", "who-looks-back")
        ),
    );
    for question in questions(model, tier) {
        lines.add("answer", answer(&highest, question));
    }
    lines.item("launch", start)
}

/// A seat that somebody holds from today.
pub fn seat(model: &Model, start: &Start, reports_to: Option<&str>) -> String {
    let top = model.seats().find(|it| it.superiors().next().is_none()).map(|it| it.name());
    let mut lines = Lines(Vec::new());
    lines.add("altitude", "director");
    lines.add("holder", format!("\"Who holds it\" since {}", start.day));
    lines.add("alternate", "who-stands-in");
    lines.add("reports-to", reports_to.or(top).unwrap_or("who-is-above"));
    lines.item("seat", start)
}

/// What somebody else refers to, and what took place, with the least that it needs; none of what
/// has a start of its own.
pub(crate) fn other(kind: Kind, start: &Start) -> Option<String> {
    let year = start.day.saturating_add(1.year());
    let clauses: Vec<(&'static str, String)> = match kind {
        Kind::Artifact => vec![("owner", "who-brings-it".into()), ("refreshed", "monthly".into())],
        Kind::Metric => vec![("unit", "percent".into()), ("owner", "who-answers".into())],
        Kind::Group => vec![("members", "who-belongs".into())],
        Kind::Function => vec![("decides", "which-class".into())],
        Kind::Class => vec![
            ("level", "interface".into()),
            ("period", "monthly to quarterly".into()),
            ("altitude", "director".into()),
        ],
        Kind::Calendar => vec![
            ("zone", "Europe/London".into()),
            ("workdays", "Monday to Friday".into()),
            ("hours", "09:00 to 17:00".into()),
            ("on-holiday", "move to next workday".into()),
        ],
        Kind::Bet => vec![
            ("owner", "who-decides".into()),
            ("committed", format!("{} in which-charter", start.day)),
            ("outcome", format!("lagging which-metric >= 40% by {year}")),
            ("stop", "when which-metric < 10% for 1 quarter".into()),
            ("review", "at +6 months, +12 months by who-looks-back".into()),
        ],
        _ => return happened(kind, start),
    };
    Some(Lines(clauses).item(kind.keyword(), start))
}

/// A record of today that answers what was raised.
pub(crate) fn answering(start: &Start, raise: Raise<'_>, venue: Venue<'_>) -> String {
    let charter = venue.charter;
    let mut lines = Lines(Vec::new());
    lines.add("charter", charter.map_or("which-charter", |it| it.name()));
    lines.add("answers", raise.name());
    lines.add("decided", charter.map_or_else(|| "\"…\"".into(), decided));
    lines.add("by", venue.decides.known().map_or("who-decides", |it| it.name()));
    lines.event("record", start)
}

/// What a charter decides first, where it has to be said which of several things it is.
fn decided(charter: Charter<'_>) -> String {
    let several = charter.only_decision().is_none();
    let first = charter.decides().next().filter(|_| several);
    first.map_or_else(|| "\"…\"".into(), |it| format!("{} \"…\"", it.decision()))
}

/// What took place today.
fn happened(kind: Kind, start: &Start) -> Option<String> {
    let clauses: Vec<(&'static str, String)> = match kind {
        Kind::Raise => vec![
            ("trigger", "which-charter.which-trigger".into()),
            ("by", "who-declares-it".into()),
            ("evidence", "\"What shows it\"".into()),
        ],
        Kind::Record => vec![
            ("charter", "which-charter".into()),
            ("decided", "\"What was decided\"".into()),
            ("by", "who-decides".into()),
        ],
        Kind::Transition => vec![
            ("seat", "which-seat".into()),
            ("from", "\"Who leaves\"".into()),
            ("to", "\"Who comes\"".into()),
            ("recommit", "which-charter".into()),
            ("redecide", "which-bet in which-record".into()),
            ("retire", "which-forum because \"What was learned\"".into()),
        ],
        _ => return None,
    };
    let start = Start { title: String::new(), ..start.clone() };
    Some(Lines(clauses).event(kind.keyword(), &start))
}

/// Of what fits a class, what people say most easily, the slower first; none where it
/// meets on trigger.
fn rhythm(class: Class<'_>) -> Option<(u32, Unit)> {
    let Some((fastest, slowest)) = class.fitting() else {
        return class.period().is_none().then_some((1, Unit::Month));
    };
    let fitting = frequencies(fastest, slowest, frequency_days(slowest).unwrap_or(1.0));
    fitting.first().map(|it| (it.every, it.unit))
}

/// `monthly on the 2nd Tuesday at 10:00 for 60m`: how people say that they meet so often.
pub(crate) fn phrase((every, unit): (u32, Unit), from: Date) -> String {
    let often = say::often(every, unit);
    let from = if every > 1 { format!(" from {from}") } else { String::new() };
    match unit {
        Unit::Week => format!("{often} on Tuesday at 10:00 for 45m{from}"),
        Unit::Month => format!("{often} on the 2nd Tuesday at 10:00 for 60m{from}"),
        Unit::Quarter => format!("{often} on the 2nd Tuesday at 10:00 for 90m{from}"),
        Unit::Year => format!("{often} in March on the 1st Tuesday at 10:00 for 3h{from}"),
        _ => format!("{often} at 09:30 for 15m{from}"),
    }
}

/// The seats whose read gates a class, else a name to fill in.
fn counterparties(model: &Model, class: Option<Class<'_>>) -> String {
    let functions = class.into_iter().flat_map(Class::gates);
    let seats = functions.filter_map(|it| model.seats().find(|seat| seat.is_of(it.as_str())));
    let gates: Vec<String> = seats.map(|seat| format!("{} gates", seat.name())).collect();
    if gates.is_empty() { "who-must-agree".into() } else { gates.join(", ") }
}

fn superior(model: &Model, owner: &str) -> &'static str {
    let owner = model.seats().find(|it| it.name() == owner);
    let above = owner.and_then(|it| it.reports_to().known()).map(|it| it.name());
    above.unwrap_or("where-it-goes")
}

fn answer(highest: &Highest<'_>, question: Question<'_>) -> String {
    let default = question.asks.default.first();
    let seat = default.map_or("who-answers", |it| highest.of(it.as_str(), "who-answers"));
    format!("{} by {seat}", question.asks.name.as_str())
}

/// The highest seat of each function: looked for once.
struct Highest<'m>(FxHashMap<&'static str, Seat<'m>>);

impl<'m> Highest<'m> {
    fn new(model: &'m Model) -> Self {
        let mut highest: FxHashMap<&'static str, Seat<'m>> = FxHashMap::default();
        for seat in model.seats().filter(|seat| seat.retired().is_none()) {
            let Some(function) = seat.function().known() else { continue };
            let so_far = highest.entry(function.name()).or_insert(seat);
            if so_far.altitude() <= seat.altitude() {
                *so_far = seat;
            }
        }
        Highest(highest)
    }

    /// That of a function, else a name to fill in.
    fn of(&self, function: &str, otherwise: &'static str) -> &'static str {
        self.0.get(function).map_or(otherwise, |seat| seat.name())
    }
}

/// The charter that decides the readiness of launches.
fn governing(model: &Model) -> Option<Charter<'_>> {
    let decides = |it: &Charter<'_>| it.classes().any(|class| class.name() == "launch-readiness");
    model.live_charters().find(decides)
}

/// What is asked of launches of a tier that go through nobody else.
fn questions(model: &Model, tier: Tier) -> Vec<Question<'_>> {
    let classes = governing(model).into_iter().flat_map(|it| it.classes().collect::<Vec<_>>());
    let asked = classes.flat_map(|it| it.questions().collect::<Vec<_>>());
    let fits = |it: &Question<'_>| it.asks.tiers.contains(&tier) && it.asks.through.is_none();
    asked.filter(fits).collect()
}
