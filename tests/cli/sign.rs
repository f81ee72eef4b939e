//! `charter sign`: what is signed, by whom, and the clause to write.

use libtest_mimic::Trial;
use serde_json::Value;

use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("sign::prints_what_is_signed", prints_what_is_signed),
        trial("sign::what_it_prints_is_a_signature", what_it_prints_is_a_signature),
        trial("sign::who_has_signed_what", who_has_signed_what),
        trial("sign::as_data", as_data),
        trial("sign::two_for_a_name_that_is_not_there", two_for_a_name_that_is_not_there),
        trial("sign::one_for_errors_in_it", one_for_errors_in_it),
    ]
}

const SEATS: &str = "\
seat vp-x \"VP X\" {
  altitude   vp
  holder     \"Ada\"
  alternate  vp-y
}

seat vp-y \"VP Y\" {
  altitude   vp
  holder     \"Bo\"
  alternate  vp-x
}

class promise \"A promise\" {
  level  interface
  sign   owner, vp-y
}
";

fn deal(cadence: &str, more: &str) -> String {
    format!(
        "charter deal \"The deal\" {{
  formerly        old-deal
  decides         promise of things
  owner           vp-x
  counterparties  vp-y
  cadence         {cadence}
  trigger         moved when \"one of us cannot keep it\" declared by vp-y checked monthly
  escalation      none because \"Nobody stands above\"
  record          every cycle
  effective       2026-02-01
{more}}}
"
    )
}

const MONTHLY: &str = "monthly on the 1st Tuesday at 10:00 for 60m";

fn folder(cadence: &str, more: &str) -> Folder {
    let folder = Folder::new().with("charter.toml", b"").with("seats.charter", SEATS.as_bytes());
    folder.with("deals/deal.charter", deal(cadence, more).as_bytes())
}

const ARGS: [&str; 4] = ["sign", "deal", "--as-of", "2026-11-20"];

/// The clause that the command prints.
fn clause(folder: &Folder) -> String {
    let out = folder.charter(&ARGS).ends(0).out;
    let line = out.lines().find(|line| line.starts_with("  signed  "));
    line.unwrap_or_else(|| panic!("no clause in: {out}")).trim().to_string()
}

fn prints_what_is_signed() {
    let run = folder(MONTHLY, "").charter(&ARGS).ends(0);
    assert_eq!(run.err, "");
    let clause = clause(&folder(MONTHLY, ""));
    let digits = &clause[clause.len() - 12..];
    assert_eq!(
        run.out,
        format!(
            "deal: The deal
fingerprint {digits}, over
  decides         promise of things
  owner           vp-x
  counterparties  vp-y
  cadence         every 1 month on the 1 Tuesday at 10:00 for 60 minute
  trigger         moved when \"one of us cannot keep it\" declared by vp-y checked every 1 month
  escalation      none because \"Nobody stands above\"

`promise` asks for `vp-x` and `vp-y`

nobody has signed

to sign it, write
  signed  vp-x on 2026-11-20 as {digits}, vp-y on 2026-11-20 as {digits}
"
        )
    );
    let old = folder(MONTHLY, "").charter(&["sign", "old-deal", "--as-of", "2026-11-20"]).ends(0);
    assert_eq!(old.out, run.out, "by a name that it had");
    let elsewhere =
        folder(MONTHLY, "").charter(&["sign", "deal", "deals", "--as-of", "2026-11-20"]);
    assert_eq!(elsewhere.ends(0).out, run.out, "in a folder that is named");
}

/// Written into the charter, the clause is what the checks and the lints want.
fn what_it_prints_is_a_signature() {
    let clause = clause(&folder(MONTHLY, ""));
    let signed = folder(MONTHLY, &format!("  {clause}\n"));
    let run = signed.charter(&ARGS).ends(0);
    assert!(run.out.contains("which is this text"), "{}", run.out);
    assert!(run.out.ends_with("everyone who must has signed\n"), "{}", run.out);
    let run = signed.charter(&["check", "--format", "short", "--as-of", "2026-11-20"]);
    assert!(!run.out.contains("sign"), "{}", run.out);
}

fn who_has_signed_what() {
    let before = clause(&folder(MONTHLY, ""));
    let digits = &before[before.len() - 12..];
    let more = format!("  signed          vp-x on 2026-02-01 as {digits}, vp-y on 2026-02-02\n");
    let changed = folder("quarterly on the 1st Tuesday at 10:00 for 60m", &more);
    let out = changed.charter(&ARGS).ends(0).out;
    let line = format!("  vp-x  on 2026-02-01 as {digits}, stale: `cadence` has changed since\n");
    assert!(out.contains(&line), "{out}");
    assert!(out.contains("  vp-y  on 2026-02-02 without a fingerprint\n"), "{out}");
    let clause = clause(&changed);
    assert!(clause.starts_with("signed  vp-x on 2026-11-20 as ") && !clause.contains("vp-y"));
    assert!(!clause.contains(digits), "{clause}");
    let run = changed.charter(&["check", "--format", "short", "--as-of", "2026-11-20"]).ends(1);
    assert!(run.out.contains("error[stale-signature]"), "{}", run.out);
}

fn as_data() {
    let args = [&ARGS[..], &["--format", "json"]].concat();
    let run = folder(MONTHLY, "  signed          vp-y on 2026-02-02\n").charter(&args).ends(0);
    let data: Value = serde_json::from_str(&run.out).expect("JSON");
    assert_eq!(data["format"], "charter-sign/1");
    assert_eq!(data["as_of"], "2026-11-20");
    assert_eq!(data["charter"], "deal");
    assert_eq!(data["fingerprint"].as_str().map(str::len), Some(12));
    let clauses: Vec<&Value> =
        data["covers"].as_array().expect("a list").iter().map(|it| &it["clause"]).collect();
    let all = ["decides", "owner", "counterparties", "cadence", "trigger", "escalation", "answer"];
    assert_eq!(clauses, all);
    assert_eq!(data["covers"][1]["says"][0], "vp-x");
    assert_eq!(data["asked"][0]["class"], "promise");
    assert_eq!(data["asked"][0]["seats"][1], "vp-y");
    assert_eq!(data["signatures"][0]["seat"], "vp-y");
    assert_eq!(data["signatures"][0]["stale"], false);
    assert_eq!(data["wanted"], serde_json::json!(["vp-x"]));
    assert!(
        data["clause"].as_str().expect("a clause").starts_with("signed  vp-x on 2026-11-20 as ")
    );
}

fn two_for_a_name_that_is_not_there() {
    let folder = folder(MONTHLY, "");
    folder.charter(&["sign", "dael"]).ends(2).says("did you mean `deal`?").prints_nothing();
    folder.charter(&["sign", "vp-x"]).ends(2).says("is a seat, not a charter").prints_nothing();
    folder.charter(&["sign"]).ends(2).prints_nothing();
    Folder::new().charter(&["sign", "deal"]).ends(3).prints_nothing();
    folder.charter(&["sign", "deal", "nowhere"]).ends(4).prints_nothing();
}

/// Of other charters it says nothing, nor that nobody has signed this one yet.
fn one_for_errors_in_it() {
    let broken = folder(MONTHLY, "  colour          blue\n");
    let run =
        broken.charter(&ARGS).ends(1).says("`deal` is not ready to be signed, for it has 1 error");
    assert!(run.out.contains("fingerprint "), "{}", run.out);
    let other = folder(MONTHLY, "").with("other.charter", b"charter other {\n  colour blue\n}\n");
    other.charter(&ARGS).ends(0);
}
