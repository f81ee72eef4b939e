//! The audit says what a seat holds; the check of a transition asks for the same.

use charter::audit::audit;
use charter::model::Seat;
use charter::tree::{Body, Disposition, Document, Item, Kind};
use charter::{Analysis, Diagnostic, Symbol};
use charter_tests::rng::Rng;
use charter_tests::say::Case;
use charter_tests::subject;
use jiff::ToSpan;
use jiff::civil::Date;

use crate::world::{self, world};

/// The rule that holds a transition to what its seat holds.
const LIMBO: &str = "silent-limbo";

fn analysis(text: &str, day: Date) -> Analysis {
    let mut case = Case::new(text);
    case.with_acme = false;
    case.day = day;
    case.analyze().1
}

/// What the audit lists, in its order.
fn listed(analysis: &Analysis, seat: &str, day: Date) -> Vec<(&'static str, String)> {
    let seat: Seat<'_> = analysis.model.named(Symbol::new(seat)).known().expect("a seat");
    let report = audit(&analysis.model, seat, day);
    report.held.into_iter().map(|it| (it.kind, it.name)).collect()
}

// ── The second reading ──────────────────────────────────────────────────────

/// What a seat holds, by plain loops over the tree.
fn held(document: &Document, seat: &str, day: Date) -> Vec<(&'static str, String)> {
    let mut charters = Vec::new();
    let mut bets = Vec::new();
    let mut triggers: [Vec<(&'static str, String)>; 3] = Default::default();
    for item in document.items.iter() {
        let (place, is_alive) = match item.kind {
            Kind::Charter => (0, charter_lives(item, day)),
            Kind::Launch => (1, launch_lives(item, day)),
            Kind::Bet => (2, bet_lives(item, document, day)),
            _ => continue,
        };
        if !is_alive {
            continue;
        }
        for clause in &item.clauses {
            match &clause.body {
                Body::Owner(names) if names[0].as_str() == seat && place == 0 => {
                    charters.push(("charter", item.name.as_str().to_owned()));
                }
                Body::Owner(names) if names[0].as_str() == seat && place == 2 => {
                    bets.push(("bet", item.name.as_str().to_owned()));
                }
                Body::Trigger(it) if it.declared.is_some_and(|name| name.as_str() == seat) => {
                    let name = format!("{}.{}", item.name.as_str(), it.name.as_str());
                    triggers[place].push(("trigger", name));
                }
                _ => {}
            }
        }
    }
    charters.into_iter().chain(bets).chain(triggers.into_iter().flatten()).collect()
}

fn charter_lives(item: &Item, day: Date) -> bool {
    item.clauses.iter().all(|clause| match &clause.body {
        Body::Draft => false,
        Body::Effective(date) => date.value <= day,
        Body::Expires(date) => day <= date.value,
        Body::Retired(it) => day <= it.date.value,
        _ => true,
    })
}

fn launch_lives(item: &Item, day: Date) -> bool {
    item.clauses.iter().all(|clause| match &clause.body {
        Body::Ships(date) => day <= date.value.saturating_add(1.year()),
        Body::Retired(it) => day <= it.date.value,
        _ => true,
    })
}

fn bet_lives(item: &Item, document: &Document, day: Date) -> bool {
    let mut lives = true;
    for clause in &item.clauses {
        match &clause.body {
            Body::Committed(it) => lives &= it.date.value <= day,
            Body::Retired(it) => lives &= day <= it.date.value,
            _ => {}
        }
    }
    lives && last_word(item, document, day) != Some(Disposition::Stopped)
}

/// What the latest record says of a bet; of one day, the one that stands last.
fn last_word(bet: &Item, document: &Document, day: Date) -> Option<Disposition> {
    let mut last: Option<(Date, Disposition)> = None;
    for record in document.items.iter().filter(|it| it.kind == Kind::Record) {
        let Some(on) = record.on.map(|on| on.value).filter(|on| *on <= day) else { continue };
        for clause in &record.clauses {
            match &clause.body {
                Body::Disposed(it)
                    if it.bet.as_str() == bet.name.as_str()
                        && last.is_none_or(|(before, _)| before <= on) =>
                {
                    last = Some((on, it.disposition.value));
                }
                _ => {}
            }
        }
    }
    last.map(|(_, became)| became)
}

#[test]
fn the_audit_is_what_plain_loops_find() {
    let (mut all, mut kinds) = (0, [0; 3]);
    for seed in 0..300 {
        let mut rng = Rng::part(0xA0D1, seed);
        let text = world(&mut rng);
        let parse = subject::parse(&text);
        assert!(parse.errors.is_empty(), "seed {seed}: {:?}\n{text}", parse.errors);
        for _ in 0..4 {
            let day = world::day(&mut rng);
            let analysis = analysis(&text, day);
            for nth in 0..world::SEATS {
                let seat = format!("seat-{nth}");
                let expected = held(&parse.document, &seat, day);
                for (kind, _) in &expected {
                    kinds[["charter", "bet", "trigger"]
                        .iter()
                        .position(|it| it == kind)
                        .unwrap()] += 1;
                }
                all += 1;
                let found = listed(&analysis, &seat, day);
                assert_eq!(found, expected, "seed {seed}, {seat} on {day}\n{text}");
            }
        }
    }
    assert!(all == 4800 && kinds.iter().all(|count| *count > 500), "{all} audits: {kinds:?}");
}

// ── The check of a transition ───────────────────────────────────────────────

/// What the rule says of a transition of a seat that has these lines.
fn limbo(text: &str, seat: &str, day: Date, lines: &[String]) -> Vec<Diagnostic> {
    let lines: String = lines.iter().map(|line| format!("  {line}\n")).collect();
    let head = format!("transition handing-over on {day} {{\n  seat  {seat}\n");
    let text = format!("{text}{head}  from  \"Ada\"\n  to    \"Bo\"\n{lines}}}\n");
    let findings = analysis(&text, day).findings;
    findings.into_iter().filter(|finding| finding.code == LIMBO).collect()
}

/// Everything that a finding says.
fn told(finding: &Diagnostic) -> String {
    let labels = finding.labels.iter().map(|label| label.message.as_str());
    let help = finding.help.iter().map(String::as_str);
    let all = std::iter::once(finding.message.as_str()).chain(labels).chain(help);
    all.collect::<Vec<_>>().join("\n")
}

/// A transition that sorts what the audit lists is silent; one item left out, or sorted twice,
/// is told by its name. The rule and the audit are held to the same list by the test above, too.
#[test]
fn a_transition_of_what_is_listed_is_silent() {
    let mut tried = 0;
    for seed in 0..80 {
        let mut rng = Rng::part(0x11B0, seed);
        let text = world(&mut rng);
        let day = world::day(&mut rng);
        let seat = format!("seat-{}", rng.below(world::SEATS));
        let names: Vec<String> =
            listed(&analysis(&text, day), &seat, day).into_iter().map(|(_, name)| name).collect();
        let lines: Vec<String> = names.iter().map(|name| format!("recommit  {name}")).collect();
        let found = limbo(&text, &seat, day, &lines);
        assert!(found.is_empty(), "seed {seed}: {}\n{text}", told(&found[0]));
        if names.is_empty() {
            continue;
        }
        tried += 1;
        let nth = rng.below(names.len());
        let mut less = lines.clone();
        less.remove(nth);
        let mut more = lines.clone();
        more.push(format!("retire  {} because \"it is done\"", names[nth]));
        for (lines, what) in [(less, "left out"), (more, "doubled")] {
            let found = limbo(&text, &seat, day, &lines);
            let [one] = &found[..] else { panic!("seed {seed}, {what}: {} findings", found.len()) };
            let name = format!("`{}`", names[nth]);
            assert!(told(one).contains(&name), "seed {seed}, {what} {name}: {}", told(one));
        }
    }
    assert!(tried > 40, "{tried} transitions had something to sort");
}

/// What `charter audit --write` writes is that transition.
#[test]
fn what_is_written_sorts_what_is_listed() {
    for seed in 0..40 {
        let mut rng = Rng::part(0x3A17, seed);
        let text = world(&mut rng);
        let day = world::day(&mut rng);
        let analysis = analysis(&text, day);
        let seat: Seat<'_> = analysis.model.seats().nth(rng.below(world::SEATS)).expect("a seat");
        let held = analysis.model.holdings().of(seat, day);
        let start = charter::start::Start { name: "handing-over".into(), title: "T".into(), day };
        let written = charter::start::transition(&start, seat, &held);
        assert_eq!(charter::format(&written).as_ref(), Ok(&written), "seed {seed}");
        let parse = subject::parse(&written);
        assert!(parse.errors.is_empty(), "seed {seed}: {:?}\n{written}", parse.errors);
        let clauses = parse.document.items[0].clauses.iter();
        let lists = clauses.filter_map(|clause| match &clause.body {
            Body::Recommit(items) => Some(items.iter().map(|it| it.to_string())),
            _ => None,
        });
        let expected: Vec<String> =
            listed(&analysis, seat.name(), day).into_iter().map(|(_, name)| name).collect();
        assert_eq!(lists.flatten().collect::<Vec<_>>(), expected, "seed {seed}");
    }
}
