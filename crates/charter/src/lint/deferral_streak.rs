//! A charter that meets and puts off whatever comes.

use jiff::civil::Date;

use crate::config::{Level, RuleOption};
use crate::model::{Charter, Model, Record, Target, forums};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{ClauseKind, Escalation};
use crate::{Diagnostic, Span};

pub(crate) const RULE: Rule = Rule::lint(
    "deferral-streak",
    Level::Warn,
    FixKind::None,
    "a charter has put everything off several times in a row",
    include_str!("deferral_streak.md"),
    run,
)
.with_options(&[RuleOption {
    // Once is prudent, twice happens.
    name: "count",
    default: 3,
    about: "how many records in a row are too many",
}]);

fn run(model: &Model, findings: &mut Findings<'_>) {
    let here = findings.here(model);
    for charter in forums(here.records().filter(|it| decides_nothing(*it))) {
        let streak = streak(charter, findings);
        let Some(last) = streak.last().filter(|last| here.holds(***last)) else { continue };
        if is_long(&streak, findings) {
            findings.add(draw(charter, *last, &streak, findings));
        }
    }
}

/// Whether this rule speaks of a charter.
pub(super) fn speaks(charter: Charter<'_>, findings: &Findings<'_>) -> bool {
    let streak = streak(charter, findings);
    let heard = streak.last().is_some_and(|last| findings.is_heard(&RULE, **last));
    heard && is_long(&streak, findings)
}

/// The last records of a charter that is in force, as far as they decided nothing.
fn streak<'m>(charter: Charter<'m>, findings: &Findings<'_>) -> Vec<Record<'m>> {
    let day = findings.day();
    if charter.is_draft() || charter.is_over(day) {
        return Vec::new();
    }
    let mut records = charter.records_until(day);
    let decided = records.iter().rposition(|it| !decides_nothing(*it));
    records.split_off(decided.map_or(0, |at| at + 1))
}

/// Whether a record puts off and decides nothing, as far as it is understood.
fn decides_nothing(record: Record<'_>) -> bool {
    record.has(ClauseKind::Deferred)
        && !record.is_decision()
        && !["decided", "bet"].into_iter().any(|it| record.has_garbled(it))
}

fn is_long(streak: &[Record<'_>], findings: &Findings<'_>) -> bool {
    let most = streak.last().map_or(0, |last| findings.option_of(&RULE, **last, "count"));
    most > 0 && streak.len() >= most as usize
}

/// How many of the records before are shown.
const SHOWN: usize = 3;

fn draw(
    charter: Charter<'_>,
    last: Record<'_>,
    streak: &[Record<'_>],
    findings: &Findings<'_>,
) -> Diagnostic {
    let message =
        format!("`{}` has decided nothing {} times in a row", charter.name(), streak.len());
    let finding = RULE.finding(message, place(last), "put off again");
    let before = streak.iter().rev().skip(1).take(SHOWN);
    let finding = before.fold(finding, |finding, it| finding.also(place(*it), "put off"));
    finding.help(match above(charter, findings.day()) {
        Some(above) => format!("decide it, or take it up to `{above}` as the escalation says"),
        None => "decide it, or write down that it is not going to be decided".into(),
    })
}

/// The first thing that a record puts off.
fn place(record: Record<'_>) -> Span {
    let clauses = record.clauses().iter();
    let deferred = clauses.clone().find(|it| it.body.kind() == ClauseKind::Deferred);
    deferred.map_or(record.span(), |clause| clause.keyword())
}

/// Where a charter goes when it is stuck.
fn above(charter: Charter<'_>, day: Date) -> Option<&'static str> {
    charter.escalations().find_map(|(it, _)| match it {
        Escalation::To { target, .. } => match charter.target(*target).known()? {
            Target::Charter(above) => (!above.is_over(day)).then(|| above.name()),
            Target::Seat(seat) => Some(seat.name()),
        },
        Escalation::None(_) => None,
    })
}
