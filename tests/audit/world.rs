//! Workspaces by chance: seats, and what they may hold at some time.

use std::fmt::Write;

use charter_tests::rng::Rng;
use jiff::ToSpan;
use jiff::civil::{Date, date};

/// The first of the days on which something happens.
pub(crate) const FIRST: Date = date(2025, 1, 1);

/// How many days there are.
pub(crate) const DAYS: usize = 900;

pub(crate) const SEATS: usize = 4;

pub(crate) fn day(rng: &mut Rng) -> Date {
    FIRST.saturating_add((rng.below(DAYS) as i64).days())
}

fn seat(rng: &mut Rng) -> String {
    format!("seat-{}", rng.below(SEATS))
}

/// The text of a workspace. Whatever may be said or left out is, by chance.
pub(crate) fn world(rng: &mut Rng) -> String {
    let mut text = String::from("class promise \"A promise\" {\n  level  team\n}\n\n");
    text.push_str("calendar town \"Town\" {\n  zone  Europe/London\n}\n\n");
    for nth in 0..SEATS {
        let _ = write!(text, "seat seat-{nth} \"Seat {nth}\" {{\n  altitude  vp\n}}\n\n");
    }
    for nth in 0..3 + rng.below(5) {
        charter(nth, rng, &mut text);
    }
    for nth in 0..2 + rng.below(3) {
        launch(nth, rng, &mut text);
    }
    let bets = 2 + rng.below(4);
    for nth in 0..bets {
        bet(nth, rng, &mut text);
    }
    for nth in 0..rng.below(8) {
        record(nth, bets, rng, &mut text);
    }
    text
}

fn triggers(rng: &mut Rng, text: &mut String) {
    for nth in 0..rng.below(4) {
        let declared = match rng.once_in(6) {
            true => String::new(),
            false => format!(" declared by {}", seat(rng)),
        };
        let _ = writeln!(text, "  trigger  fires-{nth} when \"it moves\"{declared}");
    }
}

fn retired(rng: &mut Rng, text: &mut String) {
    if rng.once_in(3) {
        let _ = writeln!(text, "  retired  {} because \"it is done\"", day(rng));
    }
}

fn charter(nth: usize, rng: &mut Rng, text: &mut String) {
    let _ = write!(
        text,
        "charter charter-{nth} \"Charter {nth}\" {{
  decides     promise of charter-{nth}
  owner       {}
  cadence     weekly on Tuesday at 10:00 for 60m
  escalation  none because \"Nobody stands above\"
  record      every cycle
",
        seat(rng)
    );
    if !rng.once_in(8) {
        let _ = writeln!(text, "  effective  {}", day(rng));
    }
    if rng.once_in(5) {
        let _ = writeln!(text, "  expires  {}", day(rng));
    }
    if rng.once_in(6) {
        text.push_str("  status  draft\n");
    }
    triggers(rng, text);
    retired(rng, text);
    text.push_str("}\n\n");
}

fn launch(nth: usize, rng: &mut Rng, text: &mut String) {
    let owner = seat(rng);
    let _ =
        write!(text, "launch launch-{nth} \"Launch {nth}\" {{\n  tier   T2\n  owner  {owner}\n");
    if !rng.once_in(6) {
        // Some so long ago that nobody looks any more.
        let ships = day(rng).saturating_sub((rng.below(500) as i64).days());
        let _ = writeln!(text, "  ships  {ships}");
    }
    triggers(rng, text);
    retired(rng, text);
    text.push_str("}\n\n");
}

fn bet(nth: usize, rng: &mut Rng, text: &mut String) {
    let _ = write!(text, "bet bet-{nth} \"Bet {nth}\" {{\n  owner  {}\n", seat(rng));
    if !rng.once_in(5) {
        let _ = writeln!(text, "  committed  {}", day(rng));
    }
    triggers(rng, text);
    retired(rng, text);
    text.push_str("}\n\n");
}

fn record(nth: usize, bets: usize, rng: &mut Rng, text: &mut String) {
    let words = ["committed", "renewed", "revised", "stopped", "stopped"];
    let _ = write!(
        text,
        "record record-{nth} on {} {{
  charter  charter-0
  decided  promise of charter-0 \"So\"
  by       {}
  bet      bet-{} {}
}}

",
        day(rng),
        seat(rng),
        rng.below(bets),
        rng.pick(&words)
    );
}
