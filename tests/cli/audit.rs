//! `charter audit`: what a seat holds, for people, as a document, as data, and as a transition.

use libtest_mimic::Trial;
use serde_json::{Value, json};

use crate::run::{Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("audit::a_table", a_table),
        trial("audit::as_wide_as_the_page", as_wide_as_the_page),
        trial("audit::nothing_moves_the_cursor", nothing_moves_the_cursor),
        trial("audit::the_day_decides", the_day_decides),
        trial("audit::a_document", a_document),
        trial("audit::words_that_markdown_would_take", words_that_markdown_would_take),
        trial("audit::as_data", as_data),
        trial("audit::a_transition_to_sort", a_transition_to_sort),
        trial("audit::from_whom_to_whom", from_whom_to_whom),
        trial("audit::never_in_anothers_place", never_in_anothers_place),
        trial("audit::a_seat_that_holds_nothing", a_seat_that_holds_nothing),
        trial("audit::called_wrongly", called_wrongly),
        trial("audit::errors_are_said", errors_are_said),
        trial("audit::the_schema_is_committed", the_schema_is_committed),
    ]
}

const WORKSPACE: &str = r#"calendar town "Town" {
  zone  Europe/London
}

seat vp-x "VP X" {
  altitude  vp
  holder    "Ada" since 2026-01-01 until 2026-11-14
  holder    "Cy" since 2026-11-15
}

seat vp-y "VP Y" {
  altitude  vp
  holder    "Bo"
}

seat vp-z "VP Z" {
  altitude  vp
}

metric load "Load" {
  unit   percent
  owner  vp-x
}

class promise "A promise" {
  level  interface
}

charter deal "The deal" {
  decides         promise of things
  owner           vp-x
  counterparties  vp-y
  cadence         weekly on Tuesday at 10:00 for 60m
  trigger         moved "It moved" when load > 90% declared by vp-y checked every 2 weeks respond within 10 days
  escalation      none because "Nobody stands above"
  record          every cycle
  effective       2026-02-02
  reviewed        2026-09-01
}

charter later "Not yet" {
  decides         promise of later
  owner           vp-x
  counterparties  vp-y
  cadence         weekly on Tuesday at 10:00 for 60m
  trigger         moved when "one of us cannot keep it" declared by vp-x checked monthly
  escalation      none because "Nobody stands above"
  record          every cycle
  effective       2027-02-02
}

launch orion "Project Orion" {
  tier      T2 classified by vp-y
  owner     vp-y
  ships     2026-12-18
  governed  by deal
  trigger   slips when load > 95% declared by vp-x checked monthly
}

bet cache "The cache" {
  owner      vp-x
  committed  2026-03-03 in deal
  outcome    leading load < 50% by 2027-03-03
  stop       when load > 99% for 1 month
  review     at +6 months, +12 months by vp-y
}

raise dip on 2026-11-02 {
  trigger   deal.moved
  by        vp-y
  evidence  "Load at 93%"
}

raise plea on 2026-11-03 {
  customer  "Acme cannot renew"
  by        vp-x
}

record first on 2026-10-06 {
  charter  deal
  decided  "So"
  by       vp-x
  bet      cache renewed
}
"#;

fn folder() -> Folder {
    Folder::new().with("all.charter", WORKSPACE.as_bytes())
}

/// `charter audit` on a day.
fn audit(folder: &Folder, args: &[&str]) -> Run {
    folder.charter(&[&["audit", "--as-of", "2026-11-20"], args].concat())
}

fn a_table() {
    let run = audit(&folder(), &["vp-x"]).ends(0);
    assert_eq!(
        run.out,
        "\
VP X, held by Cy since 2026-11-15

kind     name         title      since       last                          next
charter  deal         The deal   2026-02-02  2026-10-06 recorded as first  2026-11-24
bet      cache        The cache  2026-03-03  2026-10-06 renewed in first   2027-03-03
trigger  orion.slips  slips      2026-02-02  –                             2026-12-07

raise  about              since       by    answer by         seat
dip    deal.moved         2026-11-02  vp-y  2026-11-12, late  answers it
plea   Acme cannot renew  2026-11-03  vp-x  –                 raised it
"
    );
    let told = "1 charter, 1 bet and 1 trigger as of 2026-11-20; 2 raises are not answered\n";
    assert_eq!(run.err, told);
    let other = audit(&folder(), &["vp-y"]).ends(0);
    assert!(other.out.starts_with("VP Y, held by Bo\n"), "{}", other.out);
    let line = "trigger  deal.moved  It moved  2026-02-02  2026-11-02 raised as dip  2026-11-23\n";
    assert!(other.out.contains(line), "{}", other.out);
}

fn on_a_page(folder: &Folder, columns: &str) -> String {
    let mut command = folder.command(&["audit", "vp-x", "--as-of", "2026-11-20"]);
    command.env("COLUMNS", columns);
    Run::of(command).ends(0).out
}

/// The title takes what is left; where that is too little, each item is a block.
fn as_wide_as_the_page() {
    let title = "The cache that keeps what everybody asks for";
    let folder = folder().replacing("all.charter", &[("\"The cache\"", &format!("\"{title}\""))]);
    let wrapped = on_a_page(&folder, "99");
    let rows = "
bet      cache        The cache that keeps     2026-03-03  2026-10-06 renewed in first   2027-03-03
                      what everybody asks for
";
    assert!(wrapped.contains(rows), "{wrapped}");
    let blocks = on_a_page(&folder, "40");
    let block = "
kind   bet
name   cache
title  The cache that keeps what
       everybody asks for
since  2026-03-03
last   2026-10-06 renewed in first
next   2027-03-03
";
    assert!(blocks.contains(block), "{blocks}");
    for (columns, text) in [(99, wrapped), (40, blocks)] {
        assert!(text.lines().all(|line| line.chars().count() <= columns), "{text}");
    }
    assert!(
        audit(&folder, &["vp-x"]).out.contains(title),
        "where no page ends, nothing is wrapped"
    );
}

fn nothing_moves_the_cursor() {
    let folder = folder().replacing(
        "all.charter",
        &[("\"The cache\"", "\"The\\ncache\u{1b}[2J\""), ("\"Cy\"", "\"C\u{7}y\"")],
    );
    let run = audit(&folder, &["vp-x"]).ends(0);
    assert!(run.out.starts_with("VP X, held by C y since"), "{}", run.out);
    assert!(run.out.contains("\nbet      cache        The cache [2J  2026-03-03"), "{}", run.out);
}

fn the_day_decides() {
    let held = |day: &str| {
        let run = folder().charter(&["audit", "vp-x", "--as-of", day, "--format", "json"]).ends(0);
        let data: Value = serde_json::from_str(&run.out).expect("JSON");
        let names = data["held"].as_array().expect("a list").iter();
        let names: Vec<String> =
            names.map(|it| it["name"].as_str().expect("a name").to_owned()).collect();
        (names, data["seat"]["holder"]["name"].clone(), data["raises"].as_array().unwrap().len())
    };
    let names = |names: &[&str]| names.iter().map(|it| it.to_string()).collect::<Vec<_>>();
    let before = names(&["orion.slips"]);
    assert_eq!(held("2026-02-01"), (before, json!("Ada"), 0));
    assert_eq!(held("2026-02-02").0, names(&["deal", "orion.slips"]));
    assert_eq!(held("2026-11-14"), (names(&["deal", "cache", "orion.slips"]), json!("Ada"), 2));
    let all = names(&["deal", "later", "cache", "later.moved", "orion.slips"]);
    assert_eq!(held("2027-02-02"), (all, json!("Cy"), 2));
}

fn a_document() {
    let run = audit(&folder(), &["vp-x", "--format", "markdown"]).ends(0);
    let begins = "\
# What VP X holds

As of 2026-11-20: VP X, held by Cy since 2026-11-15.

Tick one box for each item: it goes on under your name, it is decided anew, or it ends. Nothing is left without a tick.

## Charters

| Name | Title | In force since | Last | Meets next |
| --- | --- | --- | --- | --- |
| `deal` | The deal | 2026-02-02 | 2026-10-06 recorded as first | 2026-11-24 |

### The deal (`deal`)

- [ ] recommit: it goes on, under my name
- [ ] redecide: it is decided anew, in the record \\_\\_\\_\\_
- [ ] retire: it ends, because \\_\\_\\_\\_

## Bets
";
    assert!(run.out.starts_with(begins), "{}", run.out);
    assert_eq!(run.out.matches("- [ ] recommit").count(), 3, "{}", run.out);
    let ends = "\
## Waiting for an answer

| Name | About | Raised | By | Answer by | This seat |
| --- | --- | --- | --- | --- | --- |
| `dip` | deal.moved | 2026-11-02 | vp-y | 2026-11-12, late | answers it |
| `plea` | Acme cannot renew | 2026-11-03 | vp-x | – | raised it |
";
    assert!(run.out.ends_with(ends), "{}", run.out);
}

fn words_that_markdown_would_take() {
    let words = "\"a|b <b>*c*\\n# d $e$ @all\"";
    let folder = folder().replacing("all.charter", &[("\"The cache\"", words)]);
    let run = audit(&folder, &["vp-x", "--format", "markdown"]).ends(0);
    let told = "a\\|b \\<b\\>\\*c\\* \\# d \\$e\\$ \\@all";
    assert!(run.out.contains(&format!("| `cache` | {told} | 2026-03-03 |")), "{}", run.out);
    assert!(run.out.contains(&format!("\n### {told} (`cache`)\n")), "{}", run.out);
}

fn as_data() {
    let run = audit(&folder(), &["vp-x", "--format", "json"]).ends(0);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    let expected = json!({
        "format": "charter-audit/1",
        "as_of": "2026-11-20",
        "seat": { "name": "vp-x", "title": "VP X", "holder": { "name": "Cy", "since": "2026-11-15" } },
        "held": [
            {
                "kind": "charter", "name": "deal", "title": "The deal", "since": "2026-02-02",
                "last": { "on": "2026-10-06", "what": "recorded", "by": "first" },
                "next": "2026-11-24",
            },
            {
                "kind": "bet", "name": "cache", "title": "The cache", "since": "2026-03-03",
                "last": { "on": "2026-10-06", "what": "renewed", "by": "first" },
                "next": "2027-03-03",
            },
            {
                "kind": "trigger", "name": "orion.slips", "title": "slips", "since": "2026-02-02",
                "last": null, "next": "2026-12-07",
            },
        ],
        "raises": [
            {
                "name": "dip", "title": "dip", "on": "2026-11-02", "by": "vp-y",
                "about": "deal.moved", "role": "answers", "answer_by": "2026-11-12",
                "is_late": true,
            },
            {
                "name": "plea", "title": "plea", "on": "2026-11-03", "by": "vp-x",
                "about": "Acme cannot renew", "role": "raised", "answer_by": null,
                "is_late": false,
            },
        ],
    });
    assert_eq!(data, expected);
    let schema: Value = serde_json::from_str(&committed()).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    assert!(schema.is_valid(&data));
    for (place, instead) in [
        ("/format", json!("charter-audit/2")),
        ("/held/0/kind", json!("seat")),
        ("/held/0/last/what", json!("dreamt")),
        ("/raises/0/role", json!("idle")),
        ("/raises/0/surprise", json!(1)),
    ] {
        let mut bad = data.clone();
        let (parent, key) = place.rsplit_once('/').expect("a place");
        bad.pointer_mut(parent).expect("a parent")[key] = instead;
        assert!(!schema.is_valid(&bad), "{place} may be anything");
    }
}

fn a_transition_to_sort() {
    let folder = folder();
    let run = audit(&folder, &["vp-x", "--write"]).ends(0);
    assert!(run.out.starts_with("VP X, held by Cy"), "{}", run.out);
    let run = run.says("wrote `vp-x-2026-11.charter`: go through its 3 lines");
    assert!(!run.err.contains("error"), "{}", run.err);
    assert_eq!(
        folder.read("vp-x-2026-11.charter"),
        "\
transition vp-x-2026-11 \"VP X changes hands\" on 2026-11-20 {
  seat      vp-x
  from      \"Ada\"
  to        \"Cy\"
  recommit  deal
  recommit  cache
  recommit  orion.slips
}
"
    );
    folder.charter(&["check", "--as-of", "2026-11-20"]).ends(0);
    folder.charter(&["format", "--check", "vp-x-2026-11.charter"]).ends(0);
}

const MACHINE: &str = r#"
seat vp-m "VP M" {
  altitude  vp
  holder    "Ada" until 2026-10-31
  holder    ai "Drafter" since 2026-01-01
  holder    "Bo" since 2026-11-15
  holder    ai "Next drafter" since 2027-01-01
}

bet press "The press" {
  owner  vp-m
}
"#;

/// The name of who leaves and of who comes, as the seat has them on the day.
fn from_whom_to_whom() {
    let hands = |day: &str, seat: &str| {
        // It holds nothing yet, and there would be nothing to write.
        let bet = "bet cache \"The cache\" {\n  owner      vp-";
        let owned = [(&*format!("{bet}x"), &*format!("{bet}z"))];
        let folder =
            if seat == "vp-z" { folder().replacing("all.charter", &owned) } else { folder() };
        folder.charter(&["audit", seat, "--as-of", day, "--write", "new.charter"]).ends(0);
        let text = folder.read("new.charter");
        let of = |keyword: &str| {
            let line = text.lines().find_map(|line| line.trim_start().strip_prefix(keyword));
            line.expect("a line").trim().to_owned()
        };
        (of("from "), of("to "))
    };
    let names = |from: &str, to: &str| (format!("\"{from}\""), format!("\"{to}\""));
    assert_eq!(hands("2026-11-14", "vp-x"), names("Ada", "Cy"), "before it is handed over");
    assert_eq!(hands("2026-11-15", "vp-x"), names("Ada", "Cy"), "on the day");
    assert_eq!(hands("2026-11-20", "vp-x"), names("Ada", "Cy"), "afterwards");
    assert_eq!(hands("2026-11-20", "vp-y"), names("Bo", "…"));
    assert_eq!(hands("2026-11-20", "vp-z"), names("…", "…"));
    let more = |transition: &str| {
        folder().with("more.charter", format!("{MACHINE}{transition}").as_bytes())
    };
    let hands = |folder: Folder| {
        folder
            .charter(&["audit", "vp-m", "--as-of", "2026-11-20", "--write", "new.charter"])
            .ends(0);
        folder.read("new.charter")
    };
    let written = hands(more(""));
    assert!(
        written.contains("from      \"Ada\"\n  to        \"Bo\"\n"),
        "never to a machine: {written}"
    );
    let before = "transition early on 2026-11-10 {\n  seat  vp-m\n  to    \"Bo\"\n}\n";
    let written = hands(more(before));
    assert!(written.contains("from      \"Bo\"\n  to        \"…\"\n"), "that is told: {written}");
    // Once that is written, the next is from who holds it now.
    let folder = folder();
    audit(&folder, &["vp-x", "--write"]).ends(0);
    audit(&folder, &["vp-x", "--write"]).ends(0);
    let second = folder.read("vp-x-2026-11-2.charter");
    assert!(second.contains("from      \"Cy\"\n  to        \"…\"\n"), "{second}");
}

fn never_in_anothers_place() {
    let folder = folder().with("mine.charter", b"# mine\n").with("sub/x.txt", b"");
    audit(&folder, &["vp-x", "--write", "mine.charter"])
        .ends(4)
        .says("`mine.charter` cannot be written: it is there already")
        .prints_nothing();
    assert_eq!(folder.read("mine.charter"), "# mine\n");
    audit(&folder, &["vp-x", "--write", "mine.txt"]).ends(2).says("does not end in `.charter`");
    assert!(!folder.has("mine.txt"));
    let mut command = folder.command(&["audit", "vp-x", "..", "--write", "--as-of", "2026-11-20"]);
    command.current_dir(folder.path("sub"));
    Run::of(command).ends(0);
    assert!(folder.has("vp-x-2026-11.charter"), "beside the others: {:?}", folder.names());
}

fn a_seat_that_holds_nothing() {
    let run = audit(&folder(), &["vp-z"]).ends(0);
    assert_eq!(run.out, "VP Z, held by nobody\n");
    let told = "0 charters, 0 bets and 0 triggers as of 2026-11-20; nothing waits for an answer\n";
    assert_eq!(run.err, told);
    let folder = folder();
    let run = audit(&folder, &["vp-z", "--write"]).ends(0);
    assert_eq!(run.err, format!("{told}nothing to write: the seat holds nothing\n"));
    assert_eq!(folder.names(), ["all.charter"]);
    let run = audit(&folder, &["vp-z", "--format", "markdown"]).ends(0);
    assert_eq!(run.out.matches("None.\n").count(), 3, "{}", run.out);
}

fn called_wrongly() {
    let folder = folder();
    audit(&folder, &["vp-w"]).ends(2).says("there is no seat `vp-w`").says("did you mean `vp-");
    audit(&folder, &["deal"]).ends(2).says("`deal` is a charter, not a seat").prints_nothing();
    audit(&folder, &[]).ends(2).prints_nothing();
    Folder::new().charter(&["audit", "vp-x"]).ends(3).prints_nothing();
    audit(&folder, &["vp-x", "nowhere"]).ends(4).says("`nowhere` cannot be read");
    let run = folder.charter(&["audit", "vp-x", "--as-of", "0001-01-01"]).ends(2);
    run.says("years run from 1900 to 9999").prints_nothing();
}

fn errors_are_said() {
    let folder = folder().with("b.charter", b"charter x {\n  nonsense\n}\n");
    let run = audit(&folder, &["vp-x"]).ends(1);
    let run = run.says("something may be missing because of");
    assert!(run.out.contains("charter  deal"), "{}", run.out);
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter/schema/charter-audit-1.json");

fn committed() -> String {
    std::fs::read_to_string(SCHEMA).unwrap_or_default().replace("\r\n", "\n")
}

fn the_schema_is_committed() {
    let generated = charter::audit::schema();
    let generated = serde_json::to_string_pretty(&generated).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    assert!(generated == committed(), "the schema is not that of the code: BLESS=1 rewrites it");
}
