//! What a signature is to: the same deal has the same fingerprint for ever, another deal
//! has another.

use charter::model::{Charter, Handle};
use charter::sign::{COVERED, Fingerprint, sheet};
use charter::tree::ClauseKind;
use charter_tests::say::Case;

/// The reference charter, with everything that a signature covers.
const DEAL: &str = r#"charter roadmap-forum "Quarterly roadmap forum" {
  decides         roadmap-sequencing of core-portfolio, capital-envelope of core-portfolio
  includes        "Sequencing of the core portfolio for the next two quarters"
  owner           vp-product
  counterparties  vp-engineering vetoes, dir-pmm co-decides "what is \"in\"", field-leadership
  informed        product-leadership-team
  cadence         quarterly on the 2nd, last Tuesday at 10:00, 15:00 for 90m in Europe/London
  cadence         weekly on Monday to Wednesday at 09:00 for 15m as stand-up from 2026-11-02
  input           bet-ledger due 5 workdays before
  trigger         capacity-evidence when committed-capacity > 100% declared by vp-engineering checked every 2 weeks
  trigger         market "The market moves" when "an alternative is named" evidence market checked monthly respond within 10 days
  escalation      to cpo within 1 cycle when "a tradeoff stays unresolved"
  answer          boundary by vp-product with vp-sales, vp-engineering
  record          every cycle
  effective       2026-02-01
}
"#;

/// The fingerprint of the first charter of a text.
fn print(text: &str) -> Fingerprint {
    let (_, analysis, _) = Case::new(text).analyze();
    let charter = analysis.model.own_items().filter_map(Charter::of).last().expect("a charter");
    Fingerprint::of(charter)
}

/// The deal with something else in a place.
fn with(from: &str, to: &str) -> String {
    assert!(DEAL.contains(from), "{from}");
    DEAL.replacen(from, to, 1)
}

/// A fingerprint never changes its meaning: if this fails, every signature is stale. Not
/// to be blessed.
#[test]
fn stable_for_ever() {
    assert_eq!(print(DEAL).to_string(), "46e31feec2f8");
    let small = "charter a {\n  decides strategy\n  owner ceo\n}\n";
    assert_eq!(print(small).to_string(), "71485dcdb83c");
    assert_eq!(print("charter empty {\n}\n").to_string(), "57885dcdbb3d");
}

#[test]
fn what_is_covered() {
    let (_, analysis, _) = Case::new(DEAL).analyze();
    let charter = analysis.model.own_items().filter_map(Charter::of).last().expect("a charter");
    let covers = sheet(charter).covers;
    let kinds: Vec<ClauseKind> = covers.iter().map(|it| it.kind).collect();
    assert_eq!(kinds, COVERED);
    let lines: Vec<String> = covers.into_iter().flat_map(|it| it.says).collect();
    assert_eq!(
        lines,
        [
            "capital-envelope of core-portfolio",
            "roadmap-sequencing of core-portfolio",
            "vp-product",
            r#"dir-pmm co-decides "what is \"in\"""#,
            "field-leadership",
            "vp-engineering vetoes",
            "every 1 quarter in month 1 on the 2, last Tuesday at 10:00, 15:00 for 90 minute in Europe/London",
            "every 1 week on Monday, Tuesday, Wednesday at 09:00 for 15 minute as stand-up from 2026-11-02",
            "capacity-evidence when committed-capacity > 100% declared by vp-engineering checked every 2 week",
            r#"market "The market moves" when "an alternative is named" evidence market checked every 1 month respond within 10 day"#,
            r#"to cpo within 1 cycle when "a tradeoff stays unresolved""#,
            "boundary by vp-product with vp-engineering, vp-sales",
        ]
    );
}

#[test]
fn how_it_is_written_does_not_count() {
    let deal = print(DEAL);
    for (from, to) in [
        ("owner           vp-product", "owner vp-product   # since the spring"),
        ("vp-engineering vetoes, dir-pmm", "vp-engineering vetoes,\n    dir-pmm"),
        ("field-leadership\n", "field-leadership\n  # who else?\n"),
        (
            "roadmap-sequencing of core-portfolio, capital-envelope of core-portfolio",
            "capital-envelope of core-portfolio, roadmap-sequencing of core-portfolio",
        ),
        (", capital-envelope of core-portfolio", "\n  decides capital-envelope of core-portfolio"),
        (", field-leadership", "\n  counterparties field-leadership"),
        ("with vp-sales, vp-engineering", "with vp-engineering, vp-sales"),
        ("the 2nd, last Tuesday", "the last, 2nd Tuesday"),
        ("at 10:00, 15:00", "at 15:00, 10:00"),
        ("Monday to Wednesday", "Wednesday, Monday, Tuesday"),
        ("for 90m", "for 1h30m"),
        ("checked monthly", "checked every month"),
        ("quarterly on", "quarterly in month 1 on"),
        ("> 100% declared", "> 100.0% declared"),
        ("  input           bet-ledger due 5 workdays before\n", ""),
        ("for the next two quarters", "for the next year"),
        ("Quarterly roadmap forum", "Roadmap"),
        ("charter roadmap-forum", "charter other-forum"),
        ("2026-02-01", "2026-03-01"),
        ("  informed        product-leadership-team\n", "  reviewed 2026-09-01\n"),
        ("in Europe/London", "in Europe/London except 2026-11-10 \"A fair\""),
        ("from 2026-11-02", "from 2026-11-02 move 2026-11-02 to 2026-11-05 \"A fair\""),
    ] {
        assert_eq!(print(&with(from, to)), deal, "{to}");
    }
}

#[test]
fn a_clause_may_stand_anywhere() {
    let lines: Vec<&str> = DEAL.lines().collect();
    let (head, rest) = lines.split_first().expect("lines");
    let (end, body) = rest.split_last().expect("lines");
    let mut turned: Vec<&str> = body.to_vec();
    for _ in body {
        turned.rotate_left(1);
        let text = format!("{head}\n{}\n{end}\n", turned.join("\n"));
        assert_eq!(print(&text), print(DEAL), "{text}");
    }
    turned.reverse();
    assert_eq!(print(&format!("{head}\n{}\n{end}\n", turned.join("\n"))), print(DEAL));
}

#[test]
fn another_deal_is_another_and_it_is_told_which_part() {
    use ClauseKind::{Answer, Cadence, Counterparties, Decides, Escalation, Owner, Trigger};
    let deal = print(DEAL);
    for (kind, from, to) in [
        (Decides, "of core-portfolio,", "of other-portfolio,"),
        (Decides, ", capital-envelope of core-portfolio", ""),
        (Owner, "owner           vp-product", "owner           vp-marketing"),
        (Counterparties, " vetoes", ""),
        (Counterparties, " vetoes", " gates"),
        (Counterparties, ", field-leadership", ""),
        (Counterparties, "what is \\\"in\\\"", "what is in"),
        (Cadence, "quarterly on", "monthly on"),
        (Cadence, "2nd, last", "2nd"),
        (Cadence, "10:00, 15:00", "10:00"),
        (Cadence, "for 90m", "for 60m"),
        (Cadence, "Europe/London", "Europe/Berlin"),
        (Cadence, "as stand-up from 2026-11-02", "as stand-up from 2026-11-09"),
        (Cadence, "from 2026-11-02", "from 2026-11-02 until 2027-11-02"),
        (Cadence, "from 2026-11-02", "from 2026-11-02 on-holiday keep"),
        (Trigger, "> 100%", ">= 100%"),
        (Trigger, "> 100%", "> 101%"),
        (Trigger, "> 100%", "> 100% for 2 weeks"),
        (Trigger, "checked monthly", "checked weekly"),
        (Trigger, " evidence market", ""),
        (Trigger, "an alternative", "a competitor"),
        (Trigger, "within 10 days", "within 20 days"),
        (Escalation, "to cpo", "to cto"),
        (Escalation, "1 cycle", "2 cycle"),
        (Escalation, "stays unresolved", "stays open"),
        (Answer, " with vp-sales, vp-engineering", ""),
        (Answer, "boundary by", "border by"),
        (Answer, "by vp-product with vp-sales, vp-engineering", "\"Nobody\""),
    ] {
        let other = print(&with(from, to));
        assert_ne!(other, deal, "{to}");
        assert_eq!(other.changed(deal), [kind], "{to}");
    }
}

#[test]
fn several_parts_are_told_apart() {
    let both = with("for 90m", "for 60m").replace("to cpo", "to cto");
    assert_eq!(print(&both).changed(print(DEAL)), [ClauseKind::Cadence, ClauseKind::Escalation]);
    assert_eq!(print(DEAL).changed(print(DEAL)), []);
}

/// Renaming somebody is not replacing somebody.
#[test]
fn a_name_is_the_first_that_it_ever_was() {
    let seat = |name: &str, former: &str| {
        format!(
            "seat {name} {{\n{former}  altitude vp\n}}\n{}",
            with("vp-product\n", &format!("{name}\n"))
        )
    };
    let before = print(&seat("vp-things", ""));
    assert_eq!(print(&seat("vp-wares", "  formerly vp-things\n")), before);
    assert_ne!(print(&seat("vp-wares", "")), before);
}
