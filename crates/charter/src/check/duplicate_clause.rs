//! A clause that may stand once and stands twice.

use super::multiple_owners;
use crate::model::{Item, Model};
use crate::rule::{Findings, FixKind, Rule};
use crate::tree::{Body, Clause};
use crate::{Diagnostic, words};

pub(crate) const RULE: Rule = Rule::check(
    "duplicate-clause",
    FixKind::None,
    "a clause that may stand once stands twice",
    include_str!("duplicate_clause.md"),
    run,
);

fn run(model: &Model, findings: &mut Findings<'_>) {
    for item in model.own_items() {
        let doubled = doubled(item);
        for slot in (0..u32::BITS).filter(|slot| doubled & (1 << slot) != 0) {
            if slot != OWNER || multiple_owners::names(item).is_none() {
                findings.add(finding(item, slot));
            }
        }
    }
}

/// The slots of clauses that stand more than once, as bits.
fn doubled(item: Item<'_>) -> u32 {
    let (mut seen, mut doubled) = (0, 0);
    for slot in item.clauses().iter().filter_map(|clause| slot(&clause.body)) {
        doubled |= seen & (1 << slot);
        seen |= 1 << slot;
    }
    doubled
}

fn finding(item: Item<'_>, wanted: u32) -> Diagnostic {
    let is_wanted = |clause: &&Clause| slot(&clause.body) == Some(wanted);
    let all: Vec<&Clause> = item.clauses().iter().filter(is_wanted).collect();
    let keyword = KEYWORDS[wanted as usize];
    let kind = item.kind().keyword();
    let times = match all.len() {
        2 => "twice".to_string(),
        count => format!("{count} times"),
    };
    let message = format!("`{keyword}` stands {times} in `{}`", item.name());
    let label = format!("{} {kind} has one", words::article(kind));
    let finding = RULE.finding(message, all[1].span, label).also(all[0].span, "the first stands here");
    let finding = all[2..].iter().fold(finding, |it, clause| it.also(clause.span, "and here"));
    finding.help(format!("keep the `{keyword}` that is meant, and remove the rest"))
}

const OWNER: u32 = 0;

/// Keywords of the clauses that may stand once, by slot.
const KEYWORDS: [&str; 31] = [
    "owner", "retired", "zone", "workdays", "hours", "fiscal-year", "on-holiday", "level",
    "period", "altitude", "attention", "sign", "function", "reports-to", "calendar", "refreshed",
    "at", "unit", "surface", "record", "effective", "expires", "reviewed", "review", "status",
    "tier", "ships", "governed", "gate", "no-charter", "committed",
];

/// The slot of a clause that may stand once; none for one that may stand again.
fn slot(body: &Body) -> Option<u32> {
    Some(match body {
        Body::Owner(_) => OWNER,
        Body::Retired(..) => 1,
        Body::Zone(_) => 2,
        Body::Workdays(_) => 3,
        Body::Hours(..) => 4,
        Body::FiscalYear(_) => 5,
        Body::OnHoliday(_) => 6,
        Body::Level(_) => 7,
        Body::Period(_) => 8,
        Body::Altitude(_) => 9,
        Body::Attention(_) => 10,
        Body::Sign(_) => 11,
        Body::Function(_) => 12,
        Body::ReportsTo(_) => 13,
        Body::Calendar(_) => 14,
        Body::Refreshed(_) => 15,
        Body::At(_) => 16,
        Body::Unit(_) => 17,
        _ => return slot_of_commitment(body),
    })
}

fn slot_of_commitment(body: &Body) -> Option<u32> {
    Some(match body {
        Body::Surface(_) => 18,
        Body::Record(..) => 19,
        Body::Effective(_) => 20,
        Body::Expires(_) => 21,
        Body::Reviewed(_) => 22,
        Body::Review(_) => 23,
        Body::Draft => 24,
        Body::Tier(..) => 25,
        Body::Ships(_) => 26,
        Body::Governed(_) => 27,
        Body::Gate(_) => 28,
        Body::NoCharter(_) => 29,
        Body::Committed(..) => 30,
        _ => return None,
    })
}
