//! A cadence whose days, or a window whose end, cannot be computed.

use crate::model::{CadenceLine, Charter, Handle, Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{
    Body, Cadence, ClauseKind, ClauseKinds, Condition, Duration, Escalation, Kind, Pattern, Unit,
};
use crate::{Diagnostic, Safety, Span, words};

use super::is_draft;

pub(crate) const RULE: Rule = Rule::check(
    "uncomputable-cadence",
    FixKind::Unsafe,
    "a cadence does not say enough to compute its days",
    include_str!("uncomputable_cadence.md"),
    run,
);

/// Clauses that may hold a length of time.
const TIMED: ClauseKinds = ClauseKinds::of(&[
    ClauseKind::Cadence,
    ClauseKind::Escalation,
    ClauseKind::Input,
    ClauseKind::Stop,
    ClauseKind::Trigger,
]);

/// A pattern that lacks its day is found while reading; here what stands beside it.
fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in
        findings.here(model).own_items().filter(|item| item.tree().present.any.intersects(TIMED))
    {
        let charter = Charter::of(item);
        for line in charter.into_iter().flat_map(Charter::cadences) {
            let lacks = Lacks::of(line.says);
            if lacks != Lacks::default() && !is_draft(item) {
                let finding = lacks.finding(line, findings);
                findings.add(finding);
            }
        }
        for cycle in item.clauses().iter().flat_map(|clause| windows(&clause.body)).flatten() {
            if cycle.unit == Unit::Cycle && has_no_cycle(item) && !is_draft(item) {
                findings.add(no_cycle(item, cycle));
            }
        }
    }
}

/// What a cadence does not say.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Lacks {
    first_day: Option<(u32, &'static str)>,
    time: bool,
    length: bool,
}

impl Lacks {
    fn of(cadence: &Cadence) -> Lacks {
        let every = match cadence.pattern {
            Pattern::Days { every } => (every, "days"),
            Pattern::Weeks { every, .. } => (every, "weeks"),
            Pattern::Months { every, .. } => (every, "months"),
            Pattern::Quarters { every, .. } => (every, "quarters"),
            Pattern::Years { every, .. } => (every, "years"),
            Pattern::Dates(_) | Pattern::Offsets(_) | Pattern::Trigger { .. } => (1, ""),
        };
        let on_trigger = matches!(cadence.pattern, Pattern::Trigger { .. });
        Lacks {
            first_day: Some(every).filter(|it| it.0 > 1 && cadence.from.is_none()),
            time: cadence.at.is_empty() && !on_trigger,
            length: cadence.length.is_none(),
        }
    }

    fn finding(self, line: CadenceLine<'_>, findings: &Findings<'_>) -> Diagnostic {
        let added = self.added(line.charter);
        let finding = RULE.finding(self.message(), line.says.pattern_span, self.label());
        let finding = finding.help(format!("add for example `{}`", added.join(" ")));
        let place = self.place(line.says, findings).after();
        let added = added.join(" ");
        finding.fix(format!("add `{added}`"), Safety::Unsafe, place, format!(" {added}"))
    }

    fn message(self) -> String {
        let first_day = self.first_day.map(|_| "from which day it counts");
        let time = self.time.then_some("at what time it meets");
        let length = self.length.then_some("how long a meeting lasts");
        let all: Vec<&str> = [first_day, time, length].into_iter().flatten().collect();
        match all[..] {
            [one, two, three] => format!("this cadence says neither {one}, nor {two}, nor {three}"),
            [one, two] => format!("this cadence says neither {one} nor {two}"),
            _ => format!("this cadence does not say {}", all.concat()),
        }
    }

    fn label(self) -> String {
        match (self.first_day, self.time) {
            (Some((every, unit)), _) => format!("which of every {every} {unit}?"),
            (None, true) => "at what time?".into(),
            (None, false) => "for how long?".into(),
        }
    }

    /// What would make it whole.
    fn added(self, charter: Charter<'_>) -> Vec<String> {
        let first = charter.effective().map_or(charter.model().horizon().0, |date| date.value);
        let time = self.time.then(|| "at 10:00".to_string());
        let length = self.length.then(|| "for 60m".to_string());
        let first_day = self.first_day.map(|_| format!("from {first}"));
        [time, length, first_day].into_iter().flatten().collect()
    }

    /// Behind what it goes: the last of pattern, time and length that stand on one
    /// line before it.
    fn place(self, cadence: &Cadence, findings: &Findings<'_>) -> Span {
        let pattern = cadence.pattern_span;
        let time = cadence.at.last().map(|time| time.span);
        let length = cadence.length.map(|length| length.span);
        let candidates = if self.length { [time, None] } else { [time, length] };
        let candidates = candidates.into_iter().flatten().filter(|_| !self.time);
        let on_line = |place: &Span| {
            place.start >= pattern.end && !findings.text(pattern.to(*place)).contains(['\n', '{'])
        };
        candidates.filter(on_line).max_by_key(|place| place.end).unwrap_or(pattern)
    }
}

/// Every length of time in a clause.
fn windows(body: &Body) -> [Option<Duration>; 2] {
    let lasting = |condition: &Condition| match condition {
        Condition::Metric(_, lasting) => *lasting,
        Condition::Prose(_) => None,
    };
    match body {
        Body::Escalation(escalation) => match &**escalation {
            Escalation::To { within, .. } => [Some(*within), None],
            Escalation::None(_) => [None, None],
        },
        Body::Input(input) => [input.due, None],
        Body::Stop(condition) => [lasting(condition), None],
        Body::Trigger(trigger) => [trigger.respond, trigger.when.as_ref().and_then(lasting)],
        Body::Cadence(cadence) => match cadence.pattern {
            Pattern::Trigger { within } => [Some(within), None],
            _ => [None, None],
        },
        _ => [None, None],
    }
}

/// Whether nothing recurs that could be counted. A charter whose cadence is not there
/// or not understood has been told so.
fn has_no_cycle(item: Item<'_>) -> bool {
    let Some(charter) = Charter::of(item) else { return true };
    let mut cadences = charter.cadences().peekable();
    cadences.peek().is_some()
        && !item.has_garbled("cadence")
        && cadences.all(|line| matches!(line.says.pattern, Pattern::Trigger { .. }))
}

fn no_cycle(item: Item<'_>, cycle: Duration) -> Diagnostic {
    let why = match item.kind() {
        Kind::Charter => format!("`{}` meets only on trigger", item.name()),
        kind => format!("{} {} does not meet", words::article(kind.keyword()), kind.keyword()),
    };
    RULE.finding("there is no cycle to count", cycle.span, why)
        .note("a cycle is the time up to the next meeting of the charter that it stands in")
        .help("write a length of time, as `5 workdays`")
        .fix("write `5 workdays`", Safety::Unsafe, cycle.span, "5 workdays")
}
