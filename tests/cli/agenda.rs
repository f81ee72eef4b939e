//! `charter agenda`: for people, as a document and as data.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("agenda::part_by_part", part_by_part),
        trial("agenda::of_a_seat_and_of_a_charter", of_a_seat_and_of_a_charter),
        trial("agenda::further_ahead", further_ahead),
        trial("agenda::as_a_document", as_a_document),
        trial("agenda::as_data", as_data),
        trial("agenda::wrapped_to_the_width", wrapped_to_the_width),
        trial("agenda::nothing_moves_the_cursor", nothing_moves_the_cursor),
        trial("agenda::called_wrongly", called_wrongly),
        trial("agenda::the_schema_is_committed", the_schema_is_committed),
    ]
}

const WORKSPACE: &str = "\
calendar town \"Town\" {
  zone  Europe/London
}

seat vp-x \"VP X\" {
  altitude  vp
  holder    \"Ada\"
}

seat vp-y \"VP Y\" {
  altitude  vp
  holder    \"Bo\"
}

seat vp-z \"VP Z\" {
  altitude  vp
}

class promise \"A promise\" {
  level  interface
}

charter deal \"The deal\" {
  decides         promise of things
  owner           vp-x
  counterparties  vp-y
  cadence         monthly on the 1st Tuesday at 10:00 for 60m
  trigger         moved \"Something moved\" when \"one of us cannot keep it\" declared by vp-y checked monthly respond within 5 days
  escalation      none because \"Nobody stands above\"
  record          every cycle
  effective       2026-06-01
}

charter idle \"The idle one\" {
  decides         promise of rest
  owner           vp-z
  counterparties  vp-y
  cadence         monthly on the 1st Tuesday at 12:00 for 60m
  trigger         moved when \"one of us cannot keep it\" declared by vp-y checked monthly
  escalation      to deal within 1 cycle
  record          every cycle
  effective       2026-06-01
}

raise waiting on 2026-11-10 {
  customer  \"We wait\"
  by        vp-y
}

raise late on 2026-11-12 {
  trigger   deal.moved
  by        vp-y
  evidence  \"It moved by a week\"
}
";

fn folder() -> Folder {
    Folder::new().with("all.charter", WORKSPACE.as_bytes())
}

fn agenda(args: &[&str]) -> Run {
    let folder = folder();
    let mut command = folder.command(&["agenda", "--as-of", "2026-11-20"]);
    command.args(args).env_remove("COLUMNS");
    Run::of(command)
}

fn part_by_part() {
    let run = agenda(&[]).ends(0);
    assert_eq!(
        run.out,
        "Customers who wait
  1. We wait  (customer)
     raised on Tue 10 Nov 2026 by VP Y (Bo); no day is promised for an answer
     nobody is named who decides

To be decided again
  2. Something moved  (fired)
     raised on Thu 12 Nov 2026 by VP Y (Bo); answer due Tue 17 Nov 2026, 3 days late
     It moved by a week
     VP X (Ada) decides, in The deal: next on Tue 1 Dec 2026, 10:00 in Europe/London, after the answer is due

The roadmap
  3. The deal  (meets)
     Tue 1 Dec 2026, 10:00 in Europe/London
     VP X (Ada) decides

No time yet
     The idle one  (charter) gets no time until somebody holds VP Z
"
    );
    assert_eq!(
        run.err,
        "3 points and 1 without time, as of 2026-11-20, looking ahead to 2026-12-18\n"
    );
}

fn of_a_seat_and_of_a_charter() {
    let run = agenda(&["--seat", "vp-x"]).ends(0);
    assert!(!run.out.contains("We wait") && run.out.contains("1. Something moved"), "{}", run.out);
    assert!(!run.out.contains("The idle one"), "{}", run.out);
    let run = agenda(&["--charter", "idle"]).ends(0);
    assert!(run.out.starts_with("No time yet\n     The idle one"), "{}", run.out);
    let run = agenda(&["--seat", "vp-x", "--charter", "idle"]).ends(0);
    assert_eq!(run.out, "");
}

fn further_ahead() {
    let run = agenda(&["--until", "2026-11-30"]).ends(0);
    assert!(!run.out.contains("The roadmap"), "{}", run.out);
    // A year after it came into force it has to be read again.
    let run = agenda(&["--until", "2027-06-01"]).ends(0);
    let told = "  4. The deal  (charter to read again)
     last read on Mon 1 Jun 2026; due Tue 1 Jun 2027
";
    assert!(run.out.contains(told), "{}", run.out);
}

fn as_a_document() {
    let run = agenda(&["--format", "markdown", "--charter", "deal"]).ends(0);
    let head = "# Agenda

As of Fri 20 Nov 2026, looking ahead to Fri 18 Dec 2026.

## To be decided again

1. **Something moved** (fired): raised on Thu 12 Nov 2026";
    assert!(run.out.starts_with(head), "{}", run.out);
}

fn as_data() {
    let run = agenda(&["--format", "json"]).ends(0);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    let expected = json!({
        "attention": "trigger",
        "kind": "trigger",
        "name": "late",
        "title": "Something moved",
        "about": { "kind": "charter", "name": "deal", "title": "The deal" },
        "says": "It moved by a week",
        "since": "2026-11-12",
        "due": "2026-11-17",
        "days_late": 3,
        "raised_by": { "seat": "vp-y", "title": "VP Y", "holder": "Bo" },
        "decides": { "seat": "vp-x", "title": "VP X", "holder": "Ada" },
        "forum": {
            "charter": "deal", "title": "The deal",
            "next": "2026-12-01T10:00:00", "zone": "Europe/London",
        },
    });
    assert_eq!(data["points"][1], expected);
    let idle = json!([{
        "kind": "charter", "name": "idle", "title": "The idle one", "lacks": ["holder"],
        "until": "somebody holds VP Z", "owner": { "seat": "vp-z", "title": "VP Z" },
    }]);
    assert_eq!(data["without_time"], idle);
    let schema: Value = serde_json::from_str(&committed()).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    assert!(
        schema.is_valid(&data),
        "{:?}",
        schema.iter_errors(&data).next().map(|it| it.to_string())
    );
    for (place, instead) in [
        ("/format", json!("charter-agenda/2")),
        ("/points/0/attention", json!("whim")),
        ("/points/0/kind", json!("whim")),
        ("/points/1/due", json!(8)),
        ("/points/1/forum/surprise", json!(1)),
        ("/without_time/0/lacks/0", json!("luck")),
    ] {
        let mut bad = data.clone();
        let (parent, key) = place.rsplit_once('/').expect("a place");
        let parent = bad.pointer_mut(parent).expect("a parent");
        match key.parse::<usize>() {
            Ok(nth) => parent[nth] = instead,
            Err(_) => parent[key] = instead,
        }
        assert!(!schema.is_valid(&bad), "{place} may be anything");
    }
}

/// Not a word is lost, and what goes on stands behind what it goes on from.
fn wrapped_to_the_width() {
    let folder = folder();
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let usual = agenda(&[]).out;
    for columns in [80, 40, 24] {
        let mut command = folder.command(&["agenda", "--as-of", "2026-11-20"]);
        command.env("COLUMNS", columns.to_string());
        let narrow = Run::of(command).ends(0).out;
        assert!(narrow.lines().all(|line| line.chars().count() <= columns), "{narrow}");
        assert_eq!(words(&narrow), words(&usual), "{columns}");
        let longer = usual.lines().filter(|line| line.chars().count() > columns).count();
        let hanging = narrow.lines().filter(|line| line.starts_with("       ")).count();
        assert!(hanging >= longer, "{narrow}");
    }
}

fn nothing_moves_the_cursor() {
    let folder = folder().replacing("all.charter", &[("\"We wait\"", "\"We\\nwait \u{1b}[2J\"")]);
    let run = folder.charter(&["agenda", "--as-of", "2026-11-20"]);
    assert!(run.out.contains("  1. We wait  [2J  (customer)\n"), "{}", run.out);
}

fn called_wrongly() {
    for (args, says) in [
        (&["--seat", "vp-q"][..], "did you mean `vp-x`?"),
        (&["--charter", "dael"], "there is no charter `dael`"),
        (&["--until", "2026-11-01"], "2026-11-01 is before 2026-11-20"),
        (&["--format", "poem"], "possible values: human, markdown, json"),
    ] {
        agenda(args).ends(2).says(says).prints_nothing();
    }
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter/schema/charter-agenda-1.json");

fn committed() -> String {
    std::fs::read_to_string(SCHEMA).expect("the schema").replace("\r\n", "\n")
}

fn the_schema_is_committed() {
    let generated = charter::agenda::schema();
    let generated = serde_json::to_string_pretty(&generated).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    assert!(generated == committed(), "the schema is not that of the code: BLESS=1 rewrites it");
}
