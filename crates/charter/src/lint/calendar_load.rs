//! A seat whose forums take too much of a month.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use crate::config::{Level, RuleOption};
use crate::model::{Charter, ItemId, Model, Seat};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::ClauseKind;
use crate::{Diagnostic, say};

pub(crate) const RULE: Rule = Rule::lint(
    "calendar-load",
    Level::Off,
    FixKind::None,
    "the forums of a seat take too many hours of a month",
    include_str!("calendar_load.md"),
    run,
)
.with_options(&[RuleOption {
    // An eighth of the hours of a month.
    name: "max",
    default: 20,
    about: "how many hours of a month are not too many",
}])
.whole();

/// So many forums are named.
const NAMED: usize = 3;

fn run(model: &Model, findings: &mut Findings<'_>) {
    let rooms = rooms(model, findings);
    let mut found = Vec::new();
    for seat in model.seats() {
        let Some(forums) = rooms.get(&seat.id()) else { continue };
        let most = findings.option(*seat, "max");
        found.extend(Load::of(seat, forums).finding(most));
    }
    found.into_iter().for_each(|finding| findings.add(finding));
}

/// What a charter takes: minutes, month by month.
struct Forum<'m> {
    charter: Charter<'m>,
    months: Vec<(Date, u32)>,
}

/// The forums in whose room each seat sits.
fn rooms<'m>(model: &'m Model, findings: &Findings<'_>) -> FxHashMap<ItemId, Vec<Forum<'m>>> {
    let mut rooms: FxHashMap<ItemId, Vec<Forum<'m>>> = FxHashMap::default();
    for charter in model.live_charters().filter(|charter| charter.has(ClauseKind::Cadence)) {
        let months = months(charter, findings);
        if months.is_empty() {
            continue;
        }
        for seat in charter.room() {
            let forum = Forum { charter, months: months.clone() };
            rooms.entry(seat.id()).or_default().push(forum);
        }
    }
    rooms
}

/// The minutes of a charter in each month, in order.
fn months(charter: Charter<'_>, findings: &Findings<'_>) -> Vec<(Date, u32)> {
    let mut months: Vec<(Date, u32)> = Vec::new();
    for meeting in findings.ahead().of(charter) {
        let Some(line) = meeting.line(charter) else { continue };
        let month = meeting.local(line).date().first_of_month();
        let minutes = ((meeting.end - meeting.start) / 60) as u32;
        match months.last_mut() {
            Some((last, sum)) if *last == month => *sum = sum.saturating_add(minutes),
            _ => months.push((month, minutes)),
        }
    }
    months
}

/// What the forums of a seat take together.
struct Load<'m, 'a> {
    seat: Seat<'m>,
    forums: &'a [Forum<'m>],
    months: Vec<(Date, u32)>,
}

impl<'m, 'a> Load<'m, 'a> {
    fn of(seat: Seat<'m>, forums: &'a [Forum<'m>]) -> Self {
        let mut sums: FxHashMap<Date, u32> = FxHashMap::default();
        for (month, minutes) in forums.iter().flat_map(|forum| &forum.months) {
            let sum: &mut u32 = sums.entry(*month).or_default();
            *sum = sum.saturating_add(*minutes);
        }
        let mut months: Vec<(Date, u32)> = sums.into_iter().collect();
        months.sort_unstable();
        Load { seat, forums, months }
    }

    fn finding(&self, most: u32) -> Option<Diagnostic> {
        let mut over = self.months.iter().filter(|(_, minutes)| *minutes > most.saturating_mul(60));
        let (month, minutes) = *over.next()?;
        let count = 1 + over.count();
        let name = self.seat.name();
        let when = month.strftime("%B %Y");
        let message = format!("`{name}` sits in meetings for {} of {when}", hours(minutes));
        let label = format!("more than {most} hours of a month");
        let finding = RULE.finding(message, self.seat.span(), label);
        let finding = match count {
            1 => finding.note("one month of the next two years"),
            _ => finding.note(format!("the first of {count} months in the next two years")),
        };
        let finding = finding.note(self.most_of_it(month));
        Some(finding.help(format!(
            "send an alternate to some of them, or name `{name}` under `informed` where it neither decides nor gates"
        )))
    }

    /// `most of it in `a` (8 hours) and `b` (6 hours)`
    fn most_of_it(&self, month: Date) -> String {
        let in_month = |forum: &Forum<'m>| {
            let minutes = forum.months.iter().find(|(it, _)| *it == month).map(|(_, sum)| *sum);
            Some((minutes?, forum.charter.name()))
        };
        let mut forums: Vec<(u32, &str)> = self.forums.iter().filter_map(in_month).collect();
        forums.sort_by_key(|(minutes, name)| (std::cmp::Reverse(*minutes), *name));
        let words: Vec<String> = forums
            .iter()
            .take(NAMED)
            .map(|(minutes, name)| format!("`{name}` ({})", hours(*minutes)))
            .collect();
        let what = if forums.len() > NAMED { "most of it in " } else { "in " };
        format!("{what}{}", say::and(&words))
    }
}

/// `26 hours`, `1 hour`, `7.5 hours`
fn hours(minutes: u32) -> String {
    let hours = (f64::from(minutes) / 6.0).round() / 10.0;
    if hours == 1.0 { "1 hour".into() } else { format!("{hours} hours") }
}
