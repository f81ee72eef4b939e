//! `charter graph`: which picture is asked for, and where it goes.

use libtest_mimic::Trial;

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("graph::mermaid_unless_asked_otherwise", mermaid_unless_asked_otherwise),
        trial("graph::in_each_language", in_each_language),
        trial("graph::of_one_seat", of_one_seat),
        trial("graph::by_escalation", by_escalation),
        trial("graph::on_a_day", on_a_day),
        trial("graph::called_wrongly", called_wrongly),
    ]
}

const WORKSPACE: &str = "\
calendar town \"Town\" {
  zone  Europe/London
}

seat vp-x \"VP X\" {
  altitude  vp
  holder    \"Ada\" until 2026-12-31
  holder    \"Cy\" since 2027-01-01
}

seat vp-y \"VP Y\" {
  altitude  vp
  holder    \"Bo\"
}

seat dir-z \"Director Z\" {
  altitude  director
  holder    \"Di\"
}

class promise \"A promise\" {
  level  interface
}

charter deal \"The deal\" {
  decides         promise of things
  owner           dir-z
  counterparties  vp-y
  cadence         monthly on the 1st Tuesday at 10:00 for 60m
  trigger         moved when \"one of us cannot keep it\" declared by vp-y checked monthly
  escalation      to vp-y within 5 days
  record          every cycle
  effective       2026-06-01
  expires         2027-06-30
}
";

fn graph(args: &[&str]) -> Run {
    let folder = Folder::new().with("all.charter", WORKSPACE.as_bytes());
    let mut all = vec!["graph"];
    if !args.contains(&"--as-of") {
        all.extend(["--as-of", "2026-11-20"]);
    }
    all.extend(args);
    folder.charter(&all)
}

fn mermaid_unless_asked_otherwise() {
    let run = graph(&[]).ends(0);
    assert_eq!(
        run.out,
        "flowchart BT
  subgraph row_0[\"Vice presidents\"]
    seat_vp_x([\"VP X<br/>Ada\"])
    seat_vp_y([\"VP Y<br/>Bo\"])
  end
  subgraph row_1[\"Directors\"]
    seat_dir_z([\"Director Z<br/>Di\"])
    charter_deal[\"The deal<br/>with VP Y\"]
  end
  charter_deal --- seat_dir_z
  charter_deal ==>|\"within 5 days\"| seat_vp_y
  seat_dir_z ~~~ seat_vp_x
"
    );
    assert_eq!(run.err, "3 seats and 1 charter, as of 2026-11-20\n");
}

fn in_each_language() {
    let starts = |format: &str, with: &str| {
        let run = graph(&["--format", format]).ends(0);
        assert!(run.out.starts_with(with), "{}", run.out);
        assert_eq!(run.out, graph(&["--format", format]).out, "the same bytes");
    };
    starts("mermaid", "flowchart BT\n");
    starts("dot", "digraph charters {\n");
    starts("svg", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg ");
    let svg = graph(&["--format", "svg"]).out;
    let elsewhere = svg.replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assert!(!elsewhere.contains("http") && !elsewhere.contains("url("), "needs something: {svg}");
    assert!(svg.contains("prefers-color-scheme: dark"));
}

fn of_one_seat() {
    let run = graph(&["--seat", "vp-y"]).ends(0);
    assert!(run.out.contains("  charter_deal -.- seat_vp_y\n"), "{}", run.out);
    assert!(run.out.ends_with("  style seat_vp_y stroke-width:4px\n"), "{}", run.out);
    assert!(!run.out.contains("seat_vp_x"), "it has nothing to do with that: {}", run.out);
    let run = graph(&["--seat", "vp-x"]).ends(0).says("1 seat and 0 charters");
    assert!(run.out.contains("seat_vp_x([\"VP X<br/>Ada\"])"), "{}", run.out);
}

fn by_escalation() {
    let run = graph(&["--by", "escalation"]).ends(0).says("1 seat and 1 charter");
    assert!(run.out.contains("charter_deal[\"The deal<br/>owned by Director Z\"]"), "{}", run.out);
    assert!(run.out.contains("row_1[\"One step below\"]"), "{}", run.out);
}

fn on_a_day() {
    let run = graph(&["--as-of", "2027-01-01"]).ends(0);
    assert!(run.out.contains("VP X<br/>Cy"), "{}", run.out);
    let run = graph(&["--as-of", "2027-07-01"]).ends(0).says("3 seats and 0 charters");
    assert!(!run.out.contains("charter_deal"), "{}", run.out);
}

fn called_wrongly() {
    for (args, says) in [
        (&["--seat", "vp-q"][..], "did you mean `vp-x`?"),
        (&["--by", "mood"], "possible values: altitude, escalation"),
        (&["--format", "poem"], "possible values: mermaid, dot, svg"),
    ] {
        graph(args).ends(2).says(says).prints_nothing();
    }
}
