//! A clause that an item must have, and has not.

use crate::model::{Charter, Handle, Item, Launch, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, Kind, Pattern, Trigger};
use crate::{Diagnostic, Safety, Span, say, words};

mod history;

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "missing-clause",
    FixKind::Unsafe,
    "a clause is not there that must be",
    include_str!("missing_clause.md"),
    run,
);

/// A clause that a kind must have, and what it says.
type Needed = (ClauseKind, &'static str);

const OWNED: Needed = (ClauseKind::Owner, "who answers for it");

/// What an item lacks.
struct Missing {
    clauses: Vec<Needed>,
    /// Whether its first line lacks the day as well.
    day: bool,
}

/// Clauses of which one is enough.
const EITHER: [&[ClauseKind]; 2] = [
    &[ClauseKind::Fired, ClauseKind::Customer, ClauseKind::Stuck],
    &[ClauseKind::Decided, ClauseKind::Deferred, ClauseKind::Disposed],
];

fn needed(kind: Kind) -> &'static [Needed] {
    match kind {
        Kind::Calendar => &[(ClauseKind::Zone, "whose clock it keeps")],
        Kind::Class => &[(
            ClauseKind::Level,
            "whether the portfolio, an interface between peers or a team decides it",
        )],
        Kind::Seat => &[(ClauseKind::Altitude, "how senior it is")],
        Kind::Group => &[(ClauseKind::Members, "who belongs to it")],
        Kind::Artifact => &[OWNED],
        Kind::Metric => &[(ClauseKind::Unit, "in what it is measured"), OWNED],
        Kind::Launch => &[
            (ClauseKind::Tier, "how much care it earns"),
            OWNED,
            (ClauseKind::Ships, "when it ships"),
        ],
        Kind::Bet => &[OWNED],
        Kind::Charter => &[
            (ClauseKind::Decides, "what it decides"),
            (ClauseKind::Owner, "who decides"),
            (ClauseKind::Counterparties, "who is in the room"),
            (ClauseKind::Cadence, "when it meets"),
            (ClauseKind::Trigger, "what reopens the decision"),
            (ClauseKind::Escalation, "where it goes when stuck"),
            (ClauseKind::Record, "when the decision is written down"),
            (ClauseKind::Effective, "since when it is in force"),
        ],
        Kind::Raise => {
            &[(ClauseKind::Fired, "why it was raised"), (ClauseKind::By, "who raised it")]
        }
        Kind::Record => &[
            (ClauseKind::Of, "which charter met"),
            (ClauseKind::Decided, "what was decided, or put off"),
        ],
        Kind::Transition => &[(ClauseKind::Handed, "which seat changes hands")],
        Kind::Function => &[],
    }
}

fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in findings.here(model).own_items() {
        let lacks = |needed: &&Needed| !has(item, needed.0);
        let missing: Vec<Needed> = needed(item.kind()).iter().filter(lacks).copied().collect();
        let lacks_day = history::lacks_day(item);
        if lacks_day || !(missing.is_empty() || is_draft(item)) {
            let finding = finding(item, &Missing { clauses: missing, day: lacks_day }, findings);
            findings.add(finding);
        }
        if item.tree().present.any.contains(ClauseKind::Trigger) {
            triggers(item, findings);
        }
        if item.is_of_history() {
            history::run(item, findings);
        }
    }
}

fn triggers(item: Item<'_>, findings: &mut Findings<'_>) {
    for trigger in item.every(ClauseKind::Trigger, trigger).filter(|it| it.when.is_none()) {
        if !is_draft(item) {
            findings.add(no_condition(trigger));
        }
    }
}

fn trigger(body: &Body) -> Option<&Trigger> {
    match body {
        Body::Trigger(trigger) => Some(trigger),
        _ => None,
    }
}

/// Whether a clause is there, understood or not, or need not be.
fn has(item: Item<'_>, kind: ClauseKind) -> bool {
    ways(kind).any(|it| item.has(it) || item.has_garbled(it.keyword()))
        || kind == ClauseKind::Counterparties && needs_nobody(item)
}

/// The clauses of which one is enough.
fn ways(kind: ClauseKind) -> impl Iterator<Item = ClauseKind> {
    let either = EITHER.into_iter().find(|all| all[0] == kind);
    either.into_iter().flatten().copied().chain(either.is_none().then_some(kind))
}

/// Whether a charter is a team's alone, as far as its classes are known.
fn needs_nobody(item: Item<'_>) -> bool {
    item.has_garbled("decides") || Charter::of(item).is_some_and(Charter::is_of_team)
}

fn finding(item: Item<'_>, missing: &Missing, findings: &Findings<'_>) -> Diagnostic {
    let message = format!("`{}` has {}", item.name(), lacking(missing));
    let finding = RULE.finding(message, item.span(), label(item.kind(), missing));
    let finding = finding.help(help(item, missing));
    // Nobody can guess a day, and what leaves its finding where it is mends nothing.
    if missing.day {
        return finding;
    }
    let keywords: Vec<&str> = missing.clauses.iter().map(|it| it.0.keyword()).collect();
    let stubs: Vec<String> = keywords.iter().map(|keyword| stub(item, keyword)).collect();
    match place(item, findings) {
        Some((place, behind)) => {
            let lines: String =
                stubs.iter().map(|stub| format!("\n{}", line(item, stub, findings))).collect();
            let title = format!("add {} to be filled in", words::list_and(&keywords));
            finding.fix(title, Safety::Unsafe, place, lines + behind)
        }
        None => finding,
    }
}

/// `no day, no `by`, and none of `trigger` or `customer``
fn lacking(missing: &Missing) -> String {
    let either = |it: &Needed| EITHER.iter().any(|all| all[0] == it.0);
    let (groups, single): (Vec<Needed>, Vec<Needed>) =
        missing.clauses.iter().partition(|it| either(it));
    let single: Vec<&str> = single.iter().map(|it| it.0.keyword()).collect();
    let groups = groups.into_iter().map(|it| {
        let all: Vec<&str> = ways(it.0).map(ClauseKind::keyword).collect();
        format!("none of {}", words::list_or(&all))
    });
    let day = missing.day.then(|| "no day".to_owned()).into_iter();
    let single = (!single.is_empty()).then(|| format!("no {}", words::list_or(&single)));
    let parts: Vec<String> = day.chain(single).chain(groups).collect();
    match &parts[..] {
        [one, other] if !other.starts_with("none") => format!("{one} and {other}"),
        [rest @ .., last] if !rest.is_empty() => format!("{}, and {last}", rest.join(", ")),
        _ => parts.concat(),
    }
}

/// How many clauses are few enough to be told one by one.
const FEW: usize = 3;

fn label(kind: Kind, missing: &Missing) -> String {
    let kind = kind.keyword();
    let day = missing.day.then_some("when it took place");
    let said: Vec<&str> = day.into_iter().chain(missing.clauses.iter().map(|it| it.1)).collect();
    match said.len() > FEW {
        true => format!("this {kind} leaves most of it open"),
        false => format!("this {kind} does not say {}", say::and(&said)),
    }
}

fn help(item: Item<'_>, missing: &Missing) -> String {
    if missing.clauses.len() > FEW {
        return "say each of them, or write `status draft` while it is too early".into();
    }
    let form = |of: ClauseKind| words::clauses(item.kind()).find(|form| form.0 == of.keyword());
    let day = missing.day.then(|| history::day_form(item));
    let forms = missing.clauses.iter().map(|needed| {
        let forms: Vec<&str> = ways(needed.0).filter_map(form).map(|form| form.1).collect();
        // Of several clauses, the first way of each is enough.
        match &forms[..] {
            [one] => words::ways(one),
            all => words::ways(&all.iter().filter_map(first_way).collect::<Vec<_>>().join(" | ")),
        }
    });
    let forms: Vec<String> = day.into_iter().chain(forms).collect();
    // `one of a or b and c` would be a riddle.
    match &forms[..] {
        all if all.len() > 1 && (missing.day || all.iter().any(|it| it.starts_with("one of"))) => {
            format!("write {}", all.join(", and "))
        }
        _ => format!("write {}", say::and(&forms)),
    }
}

fn first_way<'f>(form: &&'f str) -> Option<&'f str> {
    form.split(" | ").next()
}

fn no_condition(trigger: &Trigger) -> Diagnostic {
    let message = format!("the trigger `{}` has no `when`", trigger.name.as_str());
    RULE.finding(message, trigger.name.span, "nothing says when it fires")
        .help("write `when METRIC > VALUE`, or `when \"…\"` in your own words")
}

// ── Stubs ───────────────────────────────────────────────────────────────────

/// A clause to be filled in: it reads, and what it says is no more than likely.
fn stub(item: Item<'_>, keyword: &str) -> String {
    let value = match keyword {
        "zone" => "Europe/London".into(),
        "level" => "interface".into(),
        "altitude" => "director".into(),
        "unit" => "percent".into(),
        "tier" => "T2".into(),
        "ships" => ships(item),
        "decides" => "a-class of a-subject".into(),
        "cadence" => "quarterly on the 2nd Tuesday at 10:00 for 90m".into(),
        "trigger" if item.is_of_history() => "a-charter.a-trigger".into(),
        "trigger" => "what-changes when \"…\"".into(),
        "escalation" => escalation(item),
        "record" => record(item).into(),
        "effective" => item.model().horizon().0.to_string(),
        "counterparties" => "a-peer".into(),
        "charter" => "a-charter".into(),
        "decided" => "\"…\"".into(),
        _ => "a-seat".to_string(),
    };
    format!("{keyword}  {value}")
}

fn ships(item: Item<'_>) -> String {
    let gate =
        Launch::of(item).and_then(Launch::gate).and_then(|gate| gate.date.value.tomorrow().ok());
    gate.unwrap_or(item.model().horizon().0).to_string()
}

fn escalation(item: Item<'_>) -> String {
    let owner = Charter::of(item).and_then(|charter| charter.owner().known());
    match owner.and_then(|owner| owner.reports_to().known()) {
        Some(above) => format!("to {} within 10 workdays", above.name()),
        None => "none because \"…\"".into(),
    }
}

fn record(item: Item<'_>) -> &'static str {
    let mut cadences = Charter::of(item).into_iter().flat_map(Charter::cadences).peekable();
    let some = cadences.peek().is_some();
    let on_trigger = some && cadences.all(|it| matches!(it.says.pattern, Pattern::Trigger { .. }));
    if on_trigger { "on decision" } else { "every cycle" }
}

/// A clause on a line, its value where the values of the item stand.
fn line(item: Item<'_>, stub: &str, findings: &Findings<'_>) -> String {
    let (keyword, value) = stub.split_once("  ").unwrap_or((stub, ""));
    let column = item.clauses().first().map_or(0, |clause| {
        let text = findings.text(clause.span);
        let keyword = text.find(' ').unwrap_or(text.len());
        keyword + text[keyword..].len() - text[keyword..].trim_start_matches(' ').len()
    });
    format!("  {keyword:<column$}{value}", column = column.max(keyword.len() + 2))
}

/// Where more clauses go: behind the line of the last one, else behind `{`; and what
/// has to follow them.
fn place(item: Item<'_>, findings: &Findings<'_>) -> Option<(Span, &'static str)> {
    let tree = item.tree();
    let last = item.clauses().iter().map(|clause| clause.span).max_by_key(|span| span.end);
    let from = last.unwrap_or(tree.head()).after();
    let rest = findings.text(Span { end: tree.span.end, ..from });
    let line = rest.split('\n').next().unwrap_or_default();
    let at = |offset: usize| Span {
        start: from.start + offset as u32,
        end: from.start + offset as u32,
        ..from
    };
    if last.is_none() {
        let open = line.find('{')?;
        let closed = line[open..].contains('}');
        return Some((at(open + 1), if closed { "\n" } else { "" }));
    }
    let commented = line.trim_start().starts_with('#') || line.trim().is_empty();
    let whole = commented && rest.contains('\n');
    Some((at(if whole { line.len() } else { 0 }), ""))
}
