//! One decision that comes back again and again and is never taken.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::config::{Level, RuleOption};
use crate::model::{Charter, Class, ItemId, Model, Record, forums};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, ClauseKind, Decision, Matter};
use crate::{Diagnostic, Span, Symbol};

use super::deferral_streak;

pub(crate) const RULE: Rule = Rule::lint(
    "recurring-subject",
    Level::Warn,
    FixKind::None,
    "one decision was put off in several records and taken in none",
    include_str!("recurring_subject.md"),
    run,
)
.with_options(&[RuleOption {
    // The third time nobody remembers what was missing the first time.
    name: "count",
    default: 3,
    about: "how many records that put one decision off are too many",
}]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let here = findings.here(model);
    for charter in forums(here.records().filter(|it| it.has(ClauseKind::Deferred))) {
        if charter.is_draft() || charter.is_over(findings.day()) {
            continue;
        }
        for pending in pending(charter, findings) {
            let Some((last, _)) = pending.put_off.last() else { continue };
            let most = findings.option(**last, "count") as usize;
            let often = most > 0 && pending.put_off.len() >= most && here.holds(**last);
            if often
                && !has_moved(charter, pending.what, findings.day())
                && !deferral_streak::speaks(charter, findings)
            {
                findings.add_some(draw(charter, &pending));
            }
        }
    }
}

/// A decision that was put off and not taken since.
struct Pending<'m> {
    what: Decision,
    /// Each record that put it off, and where it says so; the oldest first.
    put_off: Vec<(Record<'m>, Span)>,
}

/// What a decision is, whatever its class was called.
type Key = (Result<ItemId, Symbol>, Option<Symbol>);

fn key(model: &Model, decision: Decision) -> Key {
    let class = model.named::<Class<'_>>(decision.class.symbol).known();
    let class = class.map(|class| class.id()).ok_or(decision.class.symbol);
    (class, decision.subject.map(|it| it.symbol))
}

/// What a charter still owes on the day.
fn pending<'m>(charter: Charter<'m>, findings: &Findings<'_>) -> Vec<Pending<'m>> {
    let mut pending: FxHashMap<Key, Pending<'m>> = FxHashMap::default();
    for record in charter.records_until(findings.day()) {
        for clause in record.clauses() {
            if let Body::Deferred(matter) = &clause.body {
                put_off(record, matter, clause.keyword(), &mut pending);
            }
        }
        take(record, &mut pending);
    }
    let mut pending: Vec<Pending<'m>> = pending.into_values().collect();
    pending.sort_by_key(|it| it.put_off.last().map(|(_, place)| *place));
    pending
}

fn put_off<'m>(
    record: Record<'m>,
    matter: &Matter,
    place: Span,
    pending: &mut FxHashMap<Key, Pending<'m>>,
) {
    let Some(what) = record.decision(matter) else { return };
    let decision =
        pending.entry(key(record.model(), what)).or_insert(Pending { what, put_off: Vec::new() });
    // Twice in one record is once.
    if decision.put_off.last().is_none_or(|(last, _)| *last != record) {
        decision.put_off.push((record, place));
    }
}

/// Takes off the list what a record decides: all of it, where nobody knows what that was.
fn take(record: Record<'_>, pending: &mut FxHashMap<Key, Pending<'_>>) {
    let decided: Option<Vec<Key>> =
        record.decided().map(|it| record.decision(it).map(|it| key(record.model(), it))).collect();
    match decided.filter(|_| !record.has_garbled("decided")) {
        Some(decided) => decided.iter().for_each(|key| drop(pending.remove(key))),
        None => pending.clear(),
    }
}

/// Whether a decision is another forum's by now: this charter decides none of its class any more, or
/// another one decides just this. Records are often narrower than what their charter `decides`.
fn has_moved(charter: Charter<'_>, what: Decision, day: Date) -> bool {
    let model = charter.model();
    let what = key(model, what);
    let same = |it: Charter<'_>| it.decides().any(|it| key(model, it.decision()) == what);
    let of_class = charter.decides().any(|it| key(model, it.decision()).0 == what.0);
    !charter.has_garbled("decides")
        && !same(charter)
        && (!of_class || model.charters_from(day).any(same))
}

/// How many of the records before are shown.
const SHOWN: usize = 3;

fn draw(charter: Charter<'_>, pending: &Pending<'_>) -> Option<Diagnostic> {
    let (last, before) = pending.put_off.split_last()?;
    let (what, times) = (pending.what, pending.put_off.len());
    let message =
        format!("`{}` has put `{what}` off {times} times and not decided it", charter.name());
    let finding = RULE.finding(message, last.1, "put off again");
    let before = before.iter().rev().take(SHOWN);
    let finding = before.fold(finding, |finding, it| finding.also(it.1, "put off"));
    Some(
        finding
            .note("those who wait for it decide meanwhile, each by themselves")
            .help("decide it, take it where the escalation says, or write down that nobody will"),
    )
}
