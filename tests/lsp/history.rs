//! A history of the example, made of what stands in it: each trigger has fired and was answered,
//! each charter has decided and decided anew, each bet was renewed and revised, and every seat
//! was taken over twice.

use std::fmt::Write;

use charter::Source;
use charter::model::{
    Bet, Charter, Handle, Holdings, Item, ItemId, Launch, Model, Raise, Record, Seat, Transition,
};
use charter_tests::say::TODAY;

/// Its texts, of which each is about a few charters or seats.
pub(crate) fn history(model: &Model) -> Vec<Source> {
    /// So many items of the example to a text.
    const EACH: usize = 12;
    let source = |name: &str, nth: usize, text: String| {
        Source::new(format!("history/{name}-{nth}.charter"), text.into_bytes())
    };
    let wired: Vec<Item<'_>> = model.own_items().filter(|it| it.wires().next().is_some()).collect();
    let raised = wired.chunks(EACH).enumerate().map(|(nth, items)| {
        source("raises", nth, items.iter().map(|item| raises(*item)).collect())
    });
    let charters: Vec<_> = model.live_charters().collect();
    let recorded = charters.chunks(EACH).enumerate().map(|(nth, charters)| {
        source("records", nth, charters.iter().map(|charter| records(**charter)).collect())
    });
    let bets: Vec<_> = model.bets().collect();
    let bets = bets.iter().enumerate().map(|(nth, bet)| bet_records(model, **bet, nth));
    let bets = source("bets", 0, bets.collect());
    let seats: Vec<_> = model.seats().collect();
    let handed = seats.chunks(EACH).enumerate().map(|(nth, seats)| {
        source("transitions", nth, seats.iter().map(|seat| transitions(model, **seat)).collect())
    });
    raised.chain(recorded).chain([bets]).chain(handed).collect()
}

/// Each trigger of an item fires; a charter is stuck as well.
fn raises(item: Item<'_>) -> String {
    let mut text = String::new();
    for wire in item.wires() {
        let (name, trigger) = (item.name(), wire.says.name.as_str());
        let by = wire.says.declared.map_or("ceo", |it| it.as_str());
        let _ = writeln!(
            text,
            "raise told-{name}-{trigger} on 2026-10-02 {{\n  trigger   {name}.{trigger}\n  by        {by}\n}}\n"
        );
    }
    if item.kind().keyword() == "charter" {
        let name = item.name();
        let _ = writeln!(
            text,
            "raise stuck-{name} on 2026-10-05 {{\n  escalation  {name}\n  by          ceo\n}}\n"
        );
    }
    text
}

/// A charter decides, and decides anew what its triggers have reopened.
fn records(charter: Item<'_>) -> String {
    let name = charter.name();
    let answered = charter.wires().map(|wire| format!("told-{name}-{}", wire.says.name.as_str()));
    let answered: Vec<String> = answered.collect();
    let answers = match answered.is_empty() {
        true => String::new(),
        false => format!("  answers   {}\n", answered.join(", ")),
    };
    format!(
        "record told-{name} on 2026-07-14 {{\n  charter   {name}\n  decided   \"So it is\"\n}}\n\n\
         record told-{name}-again on 2026-10-13 {{\n  charter   {name}\n{answers}  reopens   told-{name}\n  \
         deferred  because \"not yet\"\n}}\n\n"
    )
}

/// A bet is renewed, and every other one stopped.
fn bet_records(model: &Model, bet: Item<'_>, nth: usize) -> String {
    let charter = model.live_charters().next().map_or("", |it| it.name());
    let name = bet.name();
    let becomes = if nth.is_multiple_of(2) { "stopped" } else { "revised" };
    format!(
        "record bet-{name} on 2026-07-14 {{\n  charter  {charter}\n  bet      {name} renewed\n}}\n\n\
         record bet-{name}-again on 2026-10-13 {{\n  charter  {charter}\n  bet      {name} {becomes}\n}}\n\n"
    )
}

/// A seat is taken over twice, and everything that it holds is sorted each time.
fn transitions(model: &Model, seat: Item<'_>) -> String {
    let held = Seat::of(seat).map(|it| model.holdings().of(it, TODAY));
    let names: Vec<String> = held.unwrap_or_default().iter().map(|it| it.name()).collect();
    let (kept, ended) = names.split_at(names.len() / 2);
    let list = |keyword: &str, names: &[String]| match names.is_empty() {
        true => String::new(),
        false => format!("  {keyword}  {}\n", names.join(", ")),
    };
    let (kept, ended) = (list("recommit", kept), list("retire", ended));
    let name = seat.name();
    format!(
        "transition first-{name} on 2025-03-01 {{\n  seat      {name}\n{kept}}}\n\n\
         transition next-{name} on 2026-11-02 {{\n  seat      {name}\n{kept}{ended}}}\n\n"
    )
}

/// What is known of the history, in words.
pub(crate) fn known(model: &Model) -> String {
    let mut words = String::new();
    let holdings = model.holdings();
    for item in model.items() {
        let mentions: Vec<_> = item.mentions().map(Item::id).collect();
        if mentions.is_empty() && !item.is_of_history() {
            continue;
        }
        let _ = writeln!(words, "{} {mentions:?}", item.name());
        of_item(item, &holdings, &mut words);
    }
    words
}

fn of_item(item: Item<'_>, holdings: &Holdings<'_>, words: &mut String) {
    if let Some(charter) = Charter::of(item) {
        let records: Vec<_> = charter.records().iter().map(|it| it.id()).collect();
        let _ = writeln!(words, "  records {records:?} {:?}", charter.only_decision());
    }
    if let Some(bet) = Bet::of(item) {
        let records: Vec<_> = bet.records().iter().map(|(it, how)| (it.id(), *how)).collect();
        let _ = writeln!(words, "  became {records:?} {}", bet.is_active(TODAY));
    }
    if let Some(raise) = Raise::of(item) {
        let answers: Vec<_> = raise.answers().iter().map(|it| it.id()).collect();
        let (open, due) = (raise.is_open(TODAY), raise.answer_by());
        let about = raise.about().map(Item::id);
        let _ = writeln!(words, "  answers {answers:?} {open} {due:?} {about:?}");
    }
    if let Some(transition) = Transition::of(item) {
        let sorted: Vec<_> =
            transition.sorted().iter().map(|it| it.held.map(|held| held.key())).collect();
        let _ = writeln!(words, "  sorts {sorted:?} {}", transition.is_superseded(TODAY));
    }
    if let Some(seat) = Seat::of(item) {
        let held: Vec<_> = holdings.of(seat, TODAY).iter().map(|it| it.key()).collect();
        let _ = writeln!(words, "  holds {held:?}");
    }
    if let Some(launch) = Launch::of(item) {
        let _ = writeln!(words, "  watched {}", launch.is_watched(TODAY));
    }
}

/// Holds what is looked up to what a look at everything finds.
pub(crate) fn hold(model: &Model) {
    for charter in model.charters() {
        let own = model.records().filter(|it| it.charter().known() == Some(charter));
        let found = charter.records().iter().map(|it| it.id()).collect();
        same(charter.name(), found, own.map(|it| it.id()).collect());
    }
    for raise in model.raises() {
        let answers = |it: &Record<'_>| it.answers().any(|it| it.known() == Some(raise));
        let own = model.records().filter(answers);
        let found = raise.answers().iter().map(|it| it.id()).collect();
        same(raise.name(), found, own.map(|it| it.id()).collect());
    }
    for record in model.records() {
        let reopens = |it: &Record<'_>| it.reopens().any(|it| it.known() == Some(record));
        let own = model.records().filter(reopens).map(|it| it.id()).collect();
        let found = record.mentions().filter_map(Record::of).filter(reopens).map(|it| it.id());
        same(record.name(), found.collect(), own);
    }
    for bet in model.bets() {
        let own = model.records().filter(|it| it.bets().any(|(it, _)| it.known() == Some(bet)));
        let found = bet.records().iter().map(|(it, _)| it.id()).collect();
        same(bet.name(), found, own.map(|it| it.id()).collect());
    }
    for item in model.items().filter(|it| it.wires().next().is_some()) {
        let about = |it: &Raise<'_>| it.about() == Some(item);
        let own = model.raises().filter(about).map(|it| it.id()).collect();
        let found = item.mentions().filter_map(Raise::of).filter(about).map(|it| it.id());
        same(item.name(), found.collect(), own);
    }
    for seat in model.seats() {
        let of = |it: &Transition<'_>| it.seat().known() == Some(seat);
        let own = model.transitions().filter(of).map(|it| it.id()).collect();
        let found = seat.mentions().filter_map(Transition::of).filter(of).map(|it| it.id());
        same(seat.name(), found.collect(), own);
    }
}

/// Two lists of the same items, in whatever order; each once.
fn same(name: &str, mut found: Vec<ItemId>, mut own: Vec<ItemId>) {
    found.sort_unstable();
    own.sort_unstable();
    own.dedup();
    found.dedup();
    assert_eq!(found, own, "what speaks of `{name}`");
}
