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
        trial("graph::no_text_runs_out_of_the_picture", no_text_runs_out_of_the_picture),
        trial("graph::more_than_mermaid_draws", more_than_mermaid_draws),
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

/// However small the picture is, and however long its title.
fn no_text_runs_out_of_the_picture() {
    for (title, seat, escalates) in [
        ("Director Z", "dir-z", true),
        ("VP X", "vp-x", false),
        (
            "Director of everything that has to do with words and with what people make of them",
            "dir-z",
            true,
        ),
        (
            "Director of everything that has to do with words, with pictures, with what people make of them, and with whatever else nobody has thought of",
            "vp-y",
            true,
        ),
    ] {
        let text = WORKSPACE.replace("Director Z", title);
        let folder = Folder::new().with("all.charter", text.as_bytes());
        let args = ["graph", "--as-of", "2026-11-20", "--format", "svg", "--seat", seat];
        let svg = folder.charter(&args).ends(0).out;
        assert_eq!(svg.contains("where a charter goes when it is stuck"), escalates, "{seat}");
        let document = roxmltree::Document::parse(&svg).expect("well-formed XML");
        let number = |it: roxmltree::Node<'_, '_>, name: &str| {
            it.attribute(name).and_then(|it| it.parse::<f64>().ok()).expect("a number")
        };
        let width = number(document.root_element(), "width");
        let texts: Vec<_> = document.descendants().filter(|it| it.has_tag_name("text")).collect();
        for it in &texts {
            let size = match it.attribute("class") {
                Some("head") => 18.0,
                Some("name") => 13.0,
                _ => 11.0,
            };
            let signs = it.text().unwrap_or_default().chars().count() as f64;
            // Signs of such a font are half as wide as they are high, or a little more.
            let end = number(*it, "x") + signs * size * 0.5;
            assert!(end <= width, "{end} of {width}: {:?}", it.text());
        }
        let head = texts.iter().filter(|it| it.attribute("class") == Some("head"));
        let head: Vec<&str> = head.filter_map(|it| it.text()).collect();
        let whole = document.descendants().find(|it| it.has_tag_name("title"));
        assert_eq!(head.join(" "), whole.and_then(|it| it.text()).expect("a title"));
    }
}

fn more_than_mermaid_draws() {
    let (before, charter) = WORKSPACE.split_once("charter deal").expect("a charter");
    let with = |count: usize| {
        let charters = (0..count).map(|nth| format!("charter deal-{nth}{charter}"));
        let text = format!("{before}{}", charters.collect::<String>());
        Folder::new().with("all.charter", text.as_bytes())
    };
    let told = "more than Mermaid draws: ask for one seat with --seat, or for --format svg\n";
    let err = |folder: &Folder, args: &[&str]| {
        folder.charter(&[&["graph", "--as-of", "2026-11-20"], args].concat()).err
    };
    // Each owned, each stuck somewhere, each below the one before.
    let many = with(170);
    assert!(err(&many, &[]).ends_with(told), "{}", err(&many, &[]));
    assert!(!err(&many, &["--format", "svg"]).contains("Mermaid"));
    assert!(!err(&many, &["--seat", "vp-x"]).contains("Mermaid"));
    assert!(!err(&with(160), &[]).contains("Mermaid"));
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
