//! Who answers what was raised: the agenda says it, the audit of a seat lists it, a new record of
//! the charter names it, and all of them what was drawn.

use std::collections::BTreeSet;
use std::fmt::Write;

use charter::agenda::{AgendaQuery, PointKind, agenda};
use charter::audit::audit;
use charter::model::Seat;
use charter::start::{Start, record};
use charter::{Model, Symbol};
use charter_tests::rng::Rng;
use charter_tests::say::Case;
use charter_tests::{files, root};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::world::SEATS;

/// What a seat has to answer on a day, by its audit.
fn listed(model: &Model, seat: Seat<'_>, day: Date) -> BTreeSet<String> {
    let raises = audit(model, seat, day).raises.into_iter();
    raises.filter(|it| it.role != "raised").map(|it| it.name.to_owned()).collect()
}

/// What was raised and is open on a day, and who decides about it, by the agenda.
fn asked(model: &Model, day: Date) -> Vec<(String, Option<String>)> {
    let query = AgendaQuery { seat: None, charter: None, day, until: day };
    let raised = agenda(model, &query).points.into_iter().filter(|it| {
        matches!(it.kind, PointKind::Customer | PointKind::Trigger | PointKind::Escalation)
    });
    raised.map(|it| (it.name, it.decides.map(|it| it.seat))).collect()
}

fn hold(model: &Model, day: Date, why: &str) -> usize {
    let asked = asked(model, day);
    for seat in model.seats() {
        let own = asked.iter().filter(|(_, decides)| decides.as_deref() == Some(seat.name()));
        let own: BTreeSet<String> = own.map(|(name, _)| name.clone()).collect();
        assert_eq!(listed(model, seat, day), own, "{} on {day}: {why}", seat.name());
    }
    asked.len()
}

// ── The example ─────────────────────────────────────────────────────────────

/// The whole example, its history included.
fn acme() -> Case {
    let read = |path: std::path::PathBuf| std::fs::read_to_string(path).expect("a charter");
    let text: String =
        files(&root().join("examples/acme"), "charter").into_iter().map(read).collect();
    Case { with_acme: false, ..Case::new(text) }
}

#[test]
fn the_audit_of_a_seat_lists_what_the_agenda_says_that_it_decides() {
    let (_, analysis, _) = acme().analyze();
    let mut day = date(2026, 4, 1);
    let mut all = 0;
    while day < date(2027, 1, 1) {
        all += hold(&analysis.model, day, "the example");
        day = day.saturating_add(3.days());
    }
    assert!(all > 50, "{all} answers were waited for");
}

#[test]
fn what_goes_elsewhere_is_answered_there() {
    let (_, analysis, _) = acme().analyze();
    let model = &analysis.model;
    for (day, raise, seat) in [
        (date(2026, 9, 5), "intake-stuck", "cpo"),
        (date(2026, 10, 10), "northwind-2026-10", "cpo"),
        (date(2026, 11, 20), "sundby-renewal", "dir-customer-success"),
    ] {
        let seat: Seat<'_> = model.named(Symbol::new(seat)).known().expect("a seat");
        assert!(listed(model, seat, day).contains(raise), "{raise} by {}", seat.name());
    }
}

#[test]
fn what_is_withdrawn_is_asked_of_nobody_from_that_day_on() {
    let owned = "charter forum {\n  owner  cpo\n  trigger  dips when \"it dips\"\n}\n";
    let raised = "raise low on 2026-05-01 {\n  trigger  forum.dips\n  by  cto\n";
    let (_, analysis, _) =
        Case::new(format!("{owned}{raised}  retired  2026-06-01 because \"It was a slip\"\n}}\n"))
            .analyze();
    let on = |day: Date| hold(&analysis.model, day, "a slip");
    assert_eq!((on(date(2026, 5, 31)), on(date(2026, 6, 1))), (1, 0));
}

// ── By chance ───────────────────────────────────────────────────────────────

const DAY: Date = date(2026, 6, 1);

/// A workspace, and for each raise the charter in which it is answered and the seat that decides.
#[derive(Default)]
struct Drawn {
    text: String,
    /// Who owns each charter.
    owners: Vec<usize>,
    answers: Vec<(Option<usize>, Option<usize>)>,
}

impl Drawn {
    fn new(rng: &mut Rng) -> Drawn {
        let mut drawn = Drawn::default();
        for (name, attention) in [("served", "customer"), ("planned", "roadmap")] {
            let _ = write!(
                drawn.text,
                "class {name} \"{name}\" {{\n  level  interface\n  attention  {attention}\n}}\n"
            );
        }
        for nth in 0..SEATS {
            let _ = write!(drawn.text, "seat seat-{nth} \"Seat {nth}\" {{\n  altitude  vp\n}}\n");
        }
        let charters = 2 + rng.below(4);
        drawn.owners = (0..charters).map(|_| rng.below(SEATS)).collect();
        let mut serving = Vec::new();
        for nth in 0..charters {
            let serves = rng.once_in(charters);
            serving.extend(serves.then_some(nth));
            drawn.charter(nth, if serves { "served" } else { "planned" }, rng);
        }
        let only = if let [only] = serving[..] { Some(only) } else { None };
        for nth in 0..3 {
            drawn.customer(nth, only);
            drawn.commitment("launch", nth, rng);
            drawn.commitment("bet", nth, rng);
        }
        drawn
    }

    fn forum(&self, charter: usize) -> (Option<usize>, Option<usize>) {
        (Some(charter), Some(self.owners[charter]))
    }

    fn raise(&mut self, cause: &str, answer: (Option<usize>, Option<usize>)) {
        let nth = self.answers.len();
        let by = nth % SEATS;
        let head = format!("raise r-{nth} on 2026-05-{:02} {{", 1 + nth % 28);
        let _ = write!(self.text, "{head}\n  {cause}\n  by  seat-{by}\n}}\n");
        self.answers.push(answer);
    }

    fn charter(&mut self, nth: usize, class: &str, rng: &mut Rng) {
        let (goes, answer) = match rng.below(3) {
            0 => ("none because \"Nobody stands above\"".into(), self.forum(nth)),
            1 => {
                let seat = rng.below(SEATS);
                (format!("to seat-{seat} within 5 days"), (None, Some(seat)))
            }
            _ => {
                let above = (nth + 1) % self.owners.len();
                (format!("to charter-{above} within 5 days"), self.forum(above))
            }
        };
        let _ = write!(
            self.text,
            "charter charter-{nth} {{
  decides     {class} of subject-{nth}
  owner       seat-{}
  trigger     fires when \"it moves\" respond within 3 days
  escalation  {goes}
  effective   2026-01-05
}}
",
            self.owners[nth]
        );
        self.raise(&format!("trigger  charter-{nth}.fires"), self.forum(nth));
        self.raise(&format!("escalation  charter-{nth}"), answer);
    }

    fn customer(&mut self, nth: usize, serving: Option<usize>) {
        let answer = serving.map_or((None, None), |it| self.forum(it));
        self.raise(&format!("customer  \"We wait, {nth}\""), answer);
    }

    fn commitment(&mut self, kind: &str, nth: usize, rng: &mut Rng) {
        let (owner, forum) = (rng.below(SEATS), rng.below(self.owners.len()));
        let alone = rng.once_in(2);
        let place = match (kind, alone) {
            ("launch", true) => "ships  2026-12-01".to_owned(),
            ("launch", false) => format!("governed  by charter-{forum}"),
            (_, true) => "committed  2026-03-02".to_owned(),
            (_, false) => format!("committed  2026-03-02 in charter-{forum}"),
        };
        let _ = write!(
            self.text,
            "{kind} {kind}-{nth} {{\n  owner  seat-{owner}\n  {place}\n  trigger  fires when \"it moves\"\n}}\n"
        );
        let answer = if alone { (None, Some(owner)) } else { self.forum(forum) };
        self.raise(&format!("trigger  {kind}-{nth}.fires"), answer);
    }
}

#[test]
fn whoever_has_to_answer_is_told_by_all_of_them() {
    for seed in 0..120 {
        let drawn = Drawn::new(&mut Rng::part(0xA5C5, seed));
        let mut case = Case::new(&drawn.text);
        (case.with_acme, case.day) = (false, DAY);
        let (_, analysis, _) = case.analyze();
        let model = &analysis.model;
        let open = hold(model, DAY, &drawn.text);
        assert_eq!(open, drawn.answers.len(), "seed {seed}\n{}", drawn.text);
        for (name, decides) in asked(model, DAY) {
            let nth: usize = name[2..].parse().expect("a number");
            let expected = drawn.answers[nth].1.map(|seat| format!("seat-{seat}"));
            assert_eq!(decides, expected, "seed {seed}, {name}\n{}", drawn.text);
        }
        for (nth, charter) in model.charters().enumerate() {
            let start = Start { name: "so".into(), title: String::new(), day: DAY };
            let written = record(&start, charter);
            let line = written.lines().find_map(|it| it.trim().strip_prefix("answers"));
            let told: BTreeSet<&str> = line.unwrap_or("").trim().split(", ").collect();
            let own = drawn.answers.iter().enumerate().filter(|(_, it)| it.0 == Some(nth));
            let own: Vec<String> = own.map(|(nth, _)| format!("r-{nth}")).collect();
            assert_eq!(told, own.iter().map(String::as_str).collect(), "seed {seed}\n{written}");
        }
    }
}
