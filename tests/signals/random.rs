//! Small histories by chance, with all that makes counting hard: charters that were renamed, retired
//! or never came into force, answers that come before their question, days beyond the window.

use std::fmt::Write;

use charter_tests::rng::Rng;

use super::days::{self, Day};

/// A text, the day that is taken for today, and the first day where one is asked for.
pub(crate) struct History {
    pub(crate) text: String,
    pub(crate) as_of: Day,
    pub(crate) since: Option<Day>,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// One history of a seed.
pub(crate) fn history(seed: u64) -> History {
    let mut rng = Rng::part(20_261_120, seed);
    let rng = &mut rng;
    let (charters, bets) = (1 + rng.below(4), rng.below(4));
    let mut text = organization(rng);
    (0..charters).for_each(|nth| text += &charter(rng, nth));
    (0..bets).for_each(|nth| text += &bet(rng, nth, charters));
    text += &launch(rng, charters);
    let (raises, records) = (rng.below(14), rng.below(16));
    let mut items: Vec<String> = (0..raises).map(|nth| raise(rng, nth, charters, bets)).collect();
    items.extend((0..records).map(|nth| record(rng, nth, charters, bets, raises)));
    // In any order: what answers may stand before what was asked.
    while !items.is_empty() {
        let nth = rng.below(items.len());
        text += &items.swap_remove(nth);
    }
    let as_of = day(rng, 2026);
    let since = rng.once_in(3).then(|| day(rng, 2025)).filter(|since| *since <= as_of);
    History { text, as_of, since }
}

fn day(rng: &mut Rng, year: i32) -> Day {
    let (year, month) = (year + rng.below(2) as i32, 1 + rng.below(12) as u32);
    (year, month, 1 + rng.below(days::length(year, month) as usize) as u32)
}

fn date(rng: &mut Rng) -> String {
    let year = 2025 + i32::from(rng.once_in(2));
    days::written(day(rng, year))
}

/// One of so many, or now and then one that is not there.
fn one(rng: &mut Rng, kind: &str, count: usize) -> String {
    if rng.once_in(12) { format!("{kind}-nowhere") } else { format!("{kind}-{}", rng.below(count)) }
}

fn organization(rng: &mut Rng) -> String {
    let month = rng.pick(&MONTHS);
    let mut text = format!(
        "calendar town {{\n  zone Europe/London\n  fiscal-year starts in {month}\n  holiday {} \"A day off\"\n  closed 2025-12-24 to 2026-01-02 \"Winter\"\n}}\n\n",
        date(rng),
    );
    for nth in 0..3 {
        let function = ["product-operations", "business-operations", "product"][nth];
        let _ = writeln!(
            text,
            "seat seat-{nth} \"Seat {nth}\" {{\n  altitude vp\n  function {function}\n}}\n"
        );
    }
    text + "class promise {\n  level interface\n}\n\nmetric load {\n  unit percent\n  owner seat-0\n}\n\n"
}

fn duration(rng: &mut Rng) -> String {
    let unit = rng.pick(&["days", "workdays", "weeks", "months", "quarters", "cycles"]);
    let count = if *unit == "days" { rng.below(40) } else { rng.below(4) };
    // One of a thing is told in the singular.
    if count == 1 {
        format!("1 {}", unit.trim_end_matches('s'))
    } else {
        format!("{} {unit}", count.max(2))
    }
}

fn charter(rng: &mut Rng, nth: usize) -> String {
    let title =
        if rng.once_in(3) { String::new() } else { format!(" \"Forum {nth}, \\\"the\\\" one\"") };
    let weekday = rng.pick(&["Monday", "Tuesday", "Friday"]);
    let mut text = format!(
        "charter charter-{nth}{title} {{\n  decides promise of thing-{nth}\n  owner {}\n  counterparties seat-2\n  cadence weekly on {weekday} at 10:00 for 30m\n",
        one(rng, "seat", 3),
    );
    let respond =
        if rng.once_in(3) { String::new() } else { format!(" respond within {}", duration(rng)) };
    let _ =
        writeln!(text, "  trigger fired when load > 9% declared by seat-1 checked weekly{respond}");
    let _ = writeln!(
        text,
        "  trigger quiet {{\n    when \"somebody says so\"\n    declared by seat-1\n  }}"
    );
    let _ = match rng.once_in(4) {
        true => writeln!(text, "  escalation none because \"Nobody is above\""),
        false => writeln!(text, "  escalation to seat-2 within {} when \"stuck\"", duration(rng)),
    };
    let _ = writeln!(text, "  record every cycle\n  effective {}", date(rng));
    for (odds, clause) in [(2, "reviewed"), (6, "expires"), (6, "retired")] {
        if rng.once_in(odds) {
            let because = if clause == "retired" { " because \"It is done\"" } else { "" };
            let _ = writeln!(text, "  {clause} {}{because}", date(rng));
        }
    }
    if rng.once_in(2) {
        let often = rng.pick(&[
            "monthly",
            "quarterly",
            "every 2 weeks",
            "every 6 months",
            "yearly",
            "daily",
        ]);
        let _ = writeln!(text, "  review {often}");
    }
    if rng.once_in(6) {
        text += "  status draft\n";
    }
    if rng.once_in(3) {
        let _ = writeln!(text, "  formerly old-{nth}");
    }
    text + "}\n\n"
}

fn bet(rng: &mut Rng, nth: usize, charters: usize) -> String {
    let mut text = format!("bet bet-{nth} {{\n  owner seat-0\n  committed {}", date(rng));
    if !rng.once_in(3) {
        let _ = write!(text, " in {}", one(rng, "charter", charters));
    }
    text += "\n  trigger off when \"it does not hold\" declared by seat-0 checked weekly respond within 2 weeks\n";
    for horizon in ["leading", "mid", "lagging"] {
        if rng.once_in(3) {
            let _ = writeln!(text, "  outcome {horizon} load < 9% by 2027-01-01");
        }
    }
    text + "}\n\n"
}

fn launch(rng: &mut Rng, charters: usize) -> String {
    format!(
        "launch orion {{\n  tier T2 classified by seat-0\n  owner seat-0\n  ships 2026-12-01\n  governed by {}\n  trigger slip when \"late\" declared by seat-1 checked weekly respond within 3 workdays\n}}\n\n",
        one(rng, "charter", charters),
    )
}

fn raise(rng: &mut Rng, nth: usize, charters: usize, bets: usize) -> String {
    let charter = one(rng, "charter", charters);
    let cause = match rng.below(8) {
        0 => "customer \"They cannot go on\"".to_owned(),
        1 => format!("escalation {charter}"),
        2 => "trigger orion.slip".to_owned(),
        3 if bets > 0 => format!("trigger bet-{}.off", rng.below(bets)),
        4 => format!("trigger {charter}.quiet"),
        5 => format!("trigger {charter}.nothing"),
        _ => format!("trigger {charter}.fired"),
    };
    let title = if rng.once_in(2) { " \"Something happened\"" } else { "" };
    let retired = match rng.once_in(8) {
        true => format!("  retired {} because \"It was a mistake\"\n", date(rng)),
        false => String::new(),
    };
    let on = date(rng);
    format!(
        "raise raise-{nth}{title} on {on} {{\n  {cause}\n  by seat-1\n  evidence \"It shows\"\n{retired}}}\n\n"
    )
}

fn record(rng: &mut Rng, nth: usize, charters: usize, bets: usize, raises: usize) -> String {
    let charter = if rng.once_in(6) {
        format!("old-{}", rng.below(charters))
    } else {
        one(rng, "charter", charters)
    };
    let mut text = format!("record record-{nth} on {} {{\n  charter {charter}\n", date(rng));
    if !rng.once_in(3) && raises > 0 {
        let more = if rng.once_in(3) {
            format!(",\n          {}", one(rng, "raise", raises))
        } else {
            String::new()
        };
        let _ = writeln!(text, "  answers {}{more}", one(rng, "raise", raises));
    }
    if rng.once_in(3) {
        let _ = writeln!(text, "  reopens record-{}", rng.below(nth + 1));
    }
    for clause in ["decided \"This # is so\"", "decided promise of thing-0 \"And, so { on\""] {
        if rng.once_in(2) {
            let _ = writeln!(text, "  {clause}");
        }
    }
    if rng.once_in(4) {
        text += "  deferred because \"It was too late\"   # and we were tired\n";
    }
    for _ in 0..rng.below(3) {
        let word = rng.pick(&["committed", "renewed", "renewed", "revised", "stopped"]);
        let _ = writeln!(text, "  bet {} {word}", one(rng, "bet", bets));
    }
    text + "  by seat-0\n}\n\n"
}
