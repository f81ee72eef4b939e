//! `charter new`: texts that need nothing but names, and never take another's place.

use libtest_mimic::Trial;

use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("new::lacks_nothing_but_names", lacks_nothing_but_names),
        trial("new::fills_in_what_the_workspace_knows", fills_in_what_the_workspace_knows),
        trial("new::leaves_what_is_there", leaves_what_is_there),
        trial("new::records_the_last_cycle_or_the_next", records_the_last_cycle_or_the_next),
        trial("new::names_a_record_by_how_often_it_meets", names_a_record_by_how_often_it_meets),
        trial("new::answers_what_is_open", answers_what_is_open),
        trial("new::says_which_decision_is_meant", says_which_decision_is_meant),
        trial("new::raises_what_its_charter_watches", raises_what_its_charter_watches),
        trial("new::hands_over_everything_that_is_held", hands_over_everything_that_is_held),
        trial("new::history_lacks_nothing_but_words", history_lacks_nothing_but_words),
        trial("new::history_is_of_something", history_is_of_something),
    ]
}

/// A workspace with three seats.
fn company() -> Folder {
    let folder = Folder::new();
    folder.charter(&["init", "--as-of", "2026-11-20"]).ends(0);
    folder
}

fn lacks_nothing_but_names() {
    let folder = company();
    for args in [
        &["new", "charter", "platform-intake"][..],
        &["new", "charter", "handoff", "--class", "cs-sales-handoff", "--owner", "ceo"],
        &["new", "launch", "orion", "--tier", "T1", "--title", "Project \"Orion\""],
        &["new", "launch", "lyra", "--tier", "T2"],
        &["new", "launch", "beacon", "--tier", "T3"],
        &["new", "seat", "dir-platform"],
    ] {
        folder.charter(args).ends(0).prints_nothing().says("charter check");
    }
    let run = folder.charter(&["check", "--format", "short", "--as-of", "2026-11-20"]);
    let others = run.out.lines().filter(|line| !line.contains("[unresolved-name]"));
    assert_eq!(others.collect::<Vec<_>>(), Vec::<&str>::new(), "{}", run.out);
    assert!(run.out.contains("who-must-agree"), "{}", run.out);
    folder.charter(&["format", "--check"]).ends(0);
}

fn fills_in_what_the_workspace_knows() {
    let folder = company();
    folder.charter(&[
        "new",
        "charter",
        "order",
        "--class",
        "roadmap-sequencing",
        "--owner",
        "vp-product",
    ]);
    let text = folder.read("order.charter");
    for line in
        ["decides         roadmap-sequencing of order", "to ceo within 10 workdays", "quarterly on"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
}

fn leaves_what_is_there() {
    let folder = company().with("orion.charter", b"# mine\n");
    folder.charter(&["new", "launch", "orion"]).ends(4).says("it is there already");
    assert_eq!(folder.read("orion.charter"), "# mine\n");
    folder.charter(&["new", "seat", "ceo"]).ends(2).says("there is a seat `ceo` already");
    folder.charter(&["new", "seat", "VP_Sales"]).ends(2).says("cannot be a name");
    folder.charter(&["new", "charter", "x", "--owner", "coe"]).ends(2).says("did you mean `ceo`?");
    folder
        .charter(&["new", "charter", "x", "--class", "roadmap"])
        .ends(2)
        .says("no class `roadmap`");
    assert!(!folder.has("x.charter"));
}

/// A forum that meets in February, May, August and November, what goes there when stuck, and
/// what it wants on the table.
const FORUM: &str = r#"
seat vp-b "VP \"B\"" {
  altitude    vp
  holder      "Ada \"Bo\" Lund" since 2024-01-01
  alternate   ceo
  reports-to  ceo
}

artifact ledger "Bet\nledger" {
  owner      vp-b
  refreshed  monthly
}

artifact bill "The bill" {
  owner      ceo
  refreshed  monthly
}

class pay "Pay" {
  level   interface
  period  weekly to yearly
}

charter forum "The \"forum\"" {
  decides         pay of everybody
  includes        "Who is paid what"
  excludes        "Who is hired"
  owner           ceo
  counterparties  vp-b
  cadence         CADENCE
  input           ledger, bill due 5 workdays before
  trigger         unrest when "people leave" evidence outcome declared by vp-b checked monthly respond within 10 days
  escalation      none because "It is the top"
  record          every cycle
  effective       2025-11-03
  reviewed        2026-09-01
}

charter below "What is below" {
  decides         pay of the-new
  includes        "What the new are paid"
  excludes        "Everybody else"
  owner           vp-b
  counterparties  ceo
  cadence         monthly on the 2nd Tuesday at 10:00 for 60m
  trigger         hired when "somebody comes" evidence outcome declared by vp-b checked monthly respond within 10 days
  escalation      to forum within 1 cycle when "nobody yields"
  record          every cycle
  effective       2025-11-03
  reviewed        2026-09-01
}
"#;

const QUARTERLY: &str = "quarterly on the 2nd Tuesday at 14:00 for 60m";

fn forum(cadence: &str, history: &str) -> Folder {
    let text = FORUM.replace("CADENCE", cadence) + history;
    Folder::begun().with("forum.charter", text.as_bytes())
}

fn record(day: &str) -> String {
    format!(
        "\nrecord known-{day} on {day} {{\n  charter  forum\n  decided  \"So be it\"\n  by       ceo\n}}\n"
    )
}

fn records_the_last_cycle_or_the_next() {
    // What is known, and what is written then: 2026-10-13 is the last meeting, 2027-01-12 the next.
    for (known, name, on) in [
        ("", "forum-2026-q4", "2026-10-13"),
        ("2026-07-14", "forum-2026-q4", "2026-10-13"),
        ("2026-10-12", "forum-2026-q4", "2026-10-13"),
        ("2026-10-13", "forum-2027-q1", "2027-01-12"),
        ("2026-11-03", "forum-2027-q1", "2027-01-12"),
    ] {
        let known = if known.is_empty() { String::new() } else { record(known) };
        let folder = forum(QUARTERLY, &known);
        let args = ["new", "record", "--charter", "forum", "--as-of", "2026-11-20"];
        folder.charter(&args).ends(0).prints_nothing().says(name);
        let text = folder.read(&format!("{name}.charter"));
        let quarter = if on.starts_with("2026") { "Q4 2026" } else { "Q1 2027" };
        let head = format!("record {name} \"The \\\"forum\\\", {quarter}\" on {on} {{\n");
        assert!(text.starts_with(&head), "{known}: {text}");
    }
    // On the day of a meeting, it is that one.
    let folder = forum(QUARTERLY, "");
    folder.charter(&["new", "record", "--charter", "forum", "--as-of", "2026-10-13"]).ends(0);
    assert!(folder.has("forum-2026-q4.charter"));
    // The first one is to come.
    let folder = forum(QUARTERLY, "");
    folder.charter(&["new", "record", "--charter", "forum", "--as-of", "2025-11-20"]).ends(0);
    assert!(folder.read("forum-2026-q1.charter").contains(" on 2026-01-13 {"));
}

fn names_a_record_by_how_often_it_meets() {
    for (cadence, name, title) in [
        ("yearly in March on the 1st Monday at 09:00 for 3h", "forum-2026", "2026"),
        (QUARTERLY, "forum-2026-q4", "Q4 2026"),
        ("monthly on the 2nd Tuesday at 10:00 for 60m", "forum-2026-11", "November 2026"),
        (
            "every 4 weeks on Tuesday at 10:00 for 60m from 2026-01-06",
            "forum-2026-11-10",
            "10 November 2026",
        ),
        ("weekly on Tuesday at 10:00 for 60m", "forum-2026-11-17", "17 November 2026"),
        ("on trigger within 5 days for 60m", "forum-2026-11-20", "20 November 2026"),
        // Moved into the next month, it is still that of its own.
        (
            "monthly on the last workday at 10:00 for 60m {\n    move 2026-10-30 to 2026-11-02\n  }",
            "forum-2026-10",
            "October 2026",
        ),
    ] {
        let folder = forum(cadence, "");
        let args = ["new", "record", "--charter", "forum", "--as-of", "2026-11-20"];
        folder.charter(&args).ends(0).says(name);
        let text = folder.read(&format!("{name}.charter"));
        assert!(text.contains(&format!(", {title}\" on ")), "{text}");
    }
    // A name that is taken is not taken again, nor is one that was given up.
    let others = "\nmetric forum-2026-q4 \"M\" {\n  formerly  forum-2026-q4-2\n  unit      percent\n  owner     ceo\n}\n";
    let folder = forum(QUARTERLY, others);
    folder.charter(&["new", "record", "--charter", "forum", "--as-of", "2026-11-20"]).ends(0);
    assert!(folder.has("forum-2026-q4-3.charter"), "{:?}", folder.names());
    // A name that is given is taken as it is.
    let folder = forum(QUARTERLY, "");
    let args = ["new", "record", "autumn", "--charter", "forum", "--as-of", "2026-11-20"];
    folder.charter(&args).ends(0);
    assert!(
        folder
            .read("autumn.charter")
            .starts_with("record autumn \"The \\\"forum\\\", Q4 2026\" on ")
    );
}

/// Every raise that wants an answer, and why it is or is not the forum's to answer on 2026-10-13.
const RAISES: &str = r#"
raise fired on 2026-10-01 { trigger forum.unrest; by vp-b }
raise stuck on 2026-10-13 { escalation below; by vp-b }
raise later on 2026-10-14 { trigger forum.unrest; by vp-b }
raise elsewhere on 2026-10-01 { trigger below.hired; by vp-b }
raise answered on 2026-10-01 { trigger forum.unrest; by vp-b }
raise answered-since on 2026-10-02 { trigger forum.unrest; by vp-b }
raise customer on 2026-10-01 { customer "They wait"; by vp-b }
raise withdrawn on 2026-10-01 { trigger forum.unrest; by vp-b; retired 2026-10-05 because "A mistake" }
raise own on 2026-10-01 { escalation forum; by vp-b }
record one on 2026-10-06 { charter below; answers answered; decided "A"; by vp-b }
record two on 2026-10-20 { charter below; answers answered-since; decided "B"; by vp-b }
"#;

fn raises() -> String {
    let broken = RAISES.replace("{ ", "{\n  ").replace("; ", "\n  ");
    broken.replace(" }\n", "\n}\n")
}

fn answers_what_is_open() {
    let folder = forum(QUARTERLY, &raises());
    let args = ["new", "record", "--charter", "forum", "--as-of", "2026-11-20"];
    folder.charter(&args).ends(0);
    let expected = r#"record forum-2026-q4 "The \"forum\", Q4 2026" on 2026-10-13 {
  charter   forum
  # on the table: Bet ledger (VP "B"), The bill (Chief executive)
  answers   fired, stuck, own
  decided   "…"
  by        ceo
}
"#;
    assert_eq!(folder.read("forum-2026-q4.charter"), expected);
}

/// Where a charter decides several things, each line says which it means.
fn says_which_decision_is_meant() {
    let text = FORUM
        .replace("CADENCE", QUARTERLY)
        .replace("pay of everybody", "pay of everybody, pay of nobody, roadmap-sequencing")
        .replace("  input           ledger, bill due 5 workdays before\n", "");
    let folder = Folder::begun().with("forum.charter", text.as_bytes());
    let args = ["new", "record", "--charter", "forum", "--as-of", "2026-11-20"];
    folder.charter(&args).ends(0);
    let text = folder.read("forum-2026-q4.charter");
    let expected = r#"
  charter   forum
  decided   pay of everybody "…"
  decided   pay of nobody "…"
  decided   roadmap-sequencing "…"
  by        ceo
}
"#;
    assert!(text.ends_with(expected), "{text}");
}

fn raises_what_its_charter_watches() {
    let folder = forum(QUARTERLY, "");
    let args = ["new", "raise", "unrest", "--charter", "forum", "--as-of", "2026-11-20"];
    folder.charter(&args).ends(0).prints_nothing();
    let text = folder.read("unrest.charter");
    assert!(text.starts_with("raise unrest \"Unrest\" on 2026-11-20 {\n"), "{text}");
    for line in
        ["\n  trigger     forum.unrest\n", "\n  by          vp-b\n", "\n  evidence    \"…\"\n"]
    {
        assert!(text.contains(line), "{line}: {text}");
    }
    folder.charter(&["new", "raise", "a-call", "--as-of", "2026-11-20"]).ends(0);
    let text = folder.read("a-call.charter");
    assert!(text.contains("  trigger     which-charter.which-trigger\n"), "{text}");
    assert!(text.contains("customer \"") && text.contains("escalation CHARTER"), "{text}");
}

fn hands_over_everything_that_is_held() {
    let bets = "\nbet pays \"It pays\" {\n  owner      vp-b\n  committed  2026-06-09 in forum\n}\n";
    let folder = forum(QUARTERLY, bets);
    let args = ["new", "transition", "b-goes", "--seat", "vp-b", "--as-of", "2026-11-20"];
    folder.charter(&args).ends(0).prints_nothing();
    let text = folder.read("b-goes.charter");
    assert!(text.starts_with("transition b-goes \"B goes\" on 2026-11-20 {\n"), "{text}");
    assert!(text.contains("\n  from      \"Ada \\\"Bo\\\" Lund\"\n"), "{text}");
    let mut held: Vec<&str> = text
        .lines()
        .filter_map(|line| line.trim().strip_prefix("recommit"))
        .flat_map(|items| items.split(','))
        .map(str::trim)
        .collect();
    held.sort_unstable();
    assert_eq!(held, ["below", "below.hired", "forum.unrest", "pays"]);
}

/// What is written is formatted and checks clean but for what only a person can say.
fn history_lacks_nothing_but_words() {
    let folder = forum(QUARTERLY, &raises());
    for args in [
        &["new", "record", "--charter", "forum"][..],
        &["new", "raise", "unrest", "--charter", "forum"],
        &["new", "raise", "a-call"],
        &["new", "transition", "b-goes", "--seat", "vp-b"],
        &["new", "transition", "nobody-goes", "--seat", "vp-product"],
    ] {
        folder.charter(&[args, &["--as-of", "2026-11-20"]].concat()).ends(0).says("charter check");
    }
    let own = ["forum-2026-q4", "unrest", "a-call", "b-goes", "nobody-goes"];
    let files = own.map(|name| format!("{name}.charter"));
    let format = ["format", "--check"].into_iter().chain(files.iter().map(String::as_str));
    folder.charter(&format.collect::<Vec<_>>()).ends(0);
    let run = folder.charter(&["check", "--format", "short", "--as-of", "2026-11-20"]);
    let told = run.out.lines().filter(|line| files.iter().any(|it| line.starts_with(it)));
    let (missing, others): (Vec<&str>, Vec<&str>) = told
        .partition(|line| line.contains("[unresolved-name]") || line.contains("[unfilled-text]"));
    assert_eq!(others, Vec::<&str>::new(), "{}", run.out);
    for words in ["forum-2026-q4.charter", "which-charter", "who-raises-it"] {
        assert!(missing.iter().any(|line| line.contains(words)), "{words}: {}", run.out);
    }
}

fn history_is_of_something() {
    let folder = forum(QUARTERLY, "");
    folder.charter(&["new", "record"]).ends(2).says("--charter");
    folder.charter(&["new", "transition", "b-goes"]).ends(2).says("--seat");
    folder.charter(&["new", "raise"]).ends(2).says("NAME");
    folder.charter(&["new", "charter"]).ends(2).says("NAME");
    let args = ["new", "record", "--charter", "forun"];
    folder.charter(&args).ends(2).says("there is no charter `forun`").says("did you mean `forum`?");
    let args = ["new", "record", "--charter", "ceo"];
    folder.charter(&args).ends(2).says("`ceo` is a seat, not a charter");
    let args = ["new", "transition", "b-goes", "--seat", "vp-c"];
    folder.charter(&args).ends(2).says("there is no seat `vp-c`");
    assert!(!folder.has("b-goes.charter"));
}
