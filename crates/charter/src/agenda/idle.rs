//! What gets no time: what nobody owns, and what has no day.

use jiff::civil::Date;

use super::Asked;
use super::data::Idle;
use super::table::person;
use crate::model::{Bet, Charter, Item, Model, Named, Seat};
use crate::say;
use crate::tree::Pattern;

/// Everything that is asked for: charters, then bets, each by name.
pub(super) fn idle(model: &Model, asked: Asked<'_>) -> Vec<Idle> {
    let mut charters: Vec<Charter<'_>> = model.charters().collect();
    charters.retain(|it| !it.is_over(asked.day) && is_asked(**it, it.owner(), Some(*it), asked));
    charters.retain(|it| !ends(*it, asked));
    charters.sort_unstable_by_key(|it| it.name());
    let mut bets: Vec<Bet<'_>> = model.bets().collect();
    bets.retain(|it| it.is_active(asked.day) && is_asked(**it, it.owner(), None, asked));
    bets.sort_unstable_by_key(|it| it.name());
    let charters = charters.into_iter().filter_map(|it| charter(it, asked.day));
    charters.chain(bets.into_iter().filter_map(|it| bet(it, asked.day))).collect()
}

fn is_asked<'m>(
    item: Item<'m>,
    owner: Named<Seat<'m>>,
    table: Option<Charter<'m>>,
    asked: Asked<'m>,
) -> bool {
    let owner: Vec<Seat<'m>> = owner.known().into_iter().collect();
    asked.concerns(&[item], &owner, table)
}

/// Whether a charter is to end, and nobody waits for its next meeting any more.
fn ends(charter: Charter<'_>, asked: Asked<'_>) -> bool {
    let (from, to) = charter.life();
    let ends = charter.retired().is_some() || to <= asked.until;
    ends && (charter.is_draft() || !meets(charter, from.max(asked.day)))
}

fn charter(charter: Charter<'_>, day: Date) -> Option<Idle> {
    if charter.is_draft() {
        let until = "it is in force: it is a draft".to_owned();
        return Some(told(*charter, charter.owner(), day, vec![("draft", until)]));
    }
    let from = charter.life().0.max(day);
    let mut lacks = owner(*charter, charter.owner(), from);
    if !meets(charter, from) {
        lacks.push(("cadence", "it has a day on which it meets".to_owned()));
    }
    (!lacks.is_empty()).then(|| told(*charter, charter.owner(), day, lacks))
}

fn bet(bet: Bet<'_>, day: Date) -> Option<Idle> {
    let mut lacks = owner(*bet, bet.owner(), day);
    let is_garbled = bet.has_garbled("review") || bet.has_garbled("committed");
    // One that is to end is not looked at again.
    let is_idle = bet.looks_open(day).is_empty() && bet.retired().is_none();
    if is_idle && !is_garbled {
        lacks.push(("review", "it says when somebody looks at it again".to_owned()));
    }
    (!lacks.is_empty()).then(|| told(*bet, bet.owner(), day, lacks))
}

type Lacks = Vec<(&'static str, String)>;

/// What is lacking in who owns it: an owner, or somebody in that seat.
fn owner(item: Item<'_>, owner: Named<Seat<'_>>, day: Date) -> Lacks {
    match owner {
        Named::Absent if !item.has_garbled("owner") => {
            vec![("owner", "somebody owns it".to_owned())]
        }
        Named::Known(seat) if seat.holder_on(day).is_none() && !seat.has_garbled("holder") => {
            vec![("holder", format!("somebody holds {}{}", seat.title(), coming(seat, day)))]
        }
        _ => Vec::new(),
    }
}

/// Who holds a seat next, where that is known.
fn coming(seat: Seat<'_>, day: Date) -> String {
    let coming = seat.holders().filter_map(|it| Some((it.since?.value, &*it.name.value)));
    match coming.filter(|(since, _)| *since > day).min() {
        Some((since, who)) => format!(", as {who} will from {}", say::date(since)),
        None => String::new(),
    }
}

/// Whether a charter meets again, or waits for what makes it meet: a trigger, or a launch.
fn meets(charter: Charter<'_>, day: Date) -> bool {
    let waits =
        |pattern: &Pattern| matches!(pattern, Pattern::Trigger { .. } | Pattern::Offsets(_));
    charter.has_garbled("cadence")
        || charter.cadences().any(|line| {
            let again = || line.series().iter().any(|series| series.next(day).is_some());
            waits(&line.says.pattern) || !line.is_placed() || again()
        })
}

fn told(item: Item<'_>, owner: Named<Seat<'_>>, day: Date, lacks: Lacks) -> Idle {
    let until: Vec<&str> = lacks.iter().map(|(_, until)| until.as_str()).collect();
    Idle {
        kind: item.kind().keyword(),
        name: item.name().to_owned(),
        title: item.title().to_owned(),
        until: say::and(&until),
        lacks: lacks.into_iter().map(|(lack, _)| lack).collect(),
        owner: owner.known().map(|seat| person(seat, day)),
    }
}
