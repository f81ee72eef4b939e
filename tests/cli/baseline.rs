//! The baseline: a repository that has findings can begin to be checked.

use libtest_mimic::Trial;
use serde_json::Value;

use crate::run::{DAY, Folder, Run, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("baseline::what_was_there_is_known", what_was_there_is_known),
        trial("baseline::it_counts", it_counts),
        trial("baseline::it_knows_content_not_lines", it_knows_content_not_lines),
        trial("baseline::a_stale_entry_is_told", a_stale_entry_is_told),
        trial("baseline::a_part_does_not_make_it_stale", a_part_does_not_make_it_stale),
        trial("baseline::checks_are_never_in_it", checks_are_never_in_it),
        trial("baseline::it_is_not_mended", it_is_not_mended),
        trial("baseline::what_cannot_be_used", what_cannot_be_used),
        trial("baseline::never_over_a_charter", never_over_a_charter),
        trial("baseline::the_schema_is_committed", the_schema_is_committed),
    ]
}

const FORUM: &str = "roadmap-forum.charter";
const FILE: &str = "charter-baseline.json";

/// Two findings: it meets too often, and what it reads is older than that.
fn folder() -> Folder {
    Folder::begun()
        .replacing(FORUM, &[("quarterly on the 2nd Tuesday", "weekly on Tuesday")])
        .replacing(
            "charter.toml",
            &[("[workspace]", "[baseline]\nfile = \"charter-baseline.json\"\n\n[workspace]")],
        )
}

fn check(folder: &Folder, flags: &[&str]) -> Run {
    folder.charter(&[&["check", "--as-of", DAY, "--fail-on", "warn"], flags].concat())
}

/// The same, and the baseline is written.
fn known() -> Folder {
    let folder = folder();
    check(&folder, &["--write-baseline"])
        .ends(0)
        .says("wrote 2 findings to `charter-baseline.json`");
    folder
}

fn what_was_there_is_known() {
    let folder = folder();
    check(&folder, &["--no-baseline"]).ends(1);
    check(&folder, &["--write-baseline"]).ends(0).prints_nothing().says("2 in the baseline");
    let written = folder.read(FILE);
    check(&folder, &[]).ends(0).prints_nothing().says("nothing to say, 2 in the baseline");
    check(&folder, &["--no-baseline"]).ends(1).says("2 warnings");
    check(&folder, &["--write-baseline"]).ends(0);
    assert_eq!(folder.read(FILE), written, "the same findings give the same bytes");
    let report: Value =
        serde_json::from_str(&check(&folder, &["--format", "json"]).ends(0).out).expect("JSON");
    assert_eq!(report["findings"].as_array().map(Vec::len), Some(0));
    assert_eq!(report["baselined"].as_array().map(Vec::len), Some(2));
    folder.put("charter.toml", b"");
    check(&folder, &[]).ends(1);
    check(&folder, &["--baseline", FILE]).ends(0);
    let run = check(&folder, &["--write-baseline", "--baseline", "old/known.json"]).ends(0);
    assert!(!run.err.contains("add to"), "{}", run.err);
    assert_eq!(folder.read("old/known.json"), written);
    check(&folder, &["--write-baseline"]).ends(0).says("add to `charter.toml`");
}

fn it_counts() {
    let folder = known();
    let again = "  input           capacity-envelope\n  trigger ";
    let folder = folder.replacing(FORUM, &[("  trigger ", again)]);
    let run = check(&folder, &["--format", "short"]).ends(1).says("1 warning, 2 in the baseline");
    assert!(run.out.starts_with("roadmap-forum.charter:11:"), "the second is new: {}", run.out);
}

fn it_knows_content_not_lines() {
    let folder = known();
    let text = folder.read(FORUM);
    let moved = format!("# A line.\n\n{}", text.replace("at 10:00 for 90m", "at 11:00 for 60m"));
    std::fs::remove_file(folder.path(FORUM)).expect("it goes");
    let folder = folder.with("forums/roadmap.charter", moved.as_bytes());
    check(&folder, &[]).ends(0).says("2 in the baseline");
    let other = moved
        .replace("weekly on Tuesday", "every 2 weeks on Tuesday")
        .replace("60m", "60m from 2026-11-24");
    let folder = folder.with("forums/roadmap.charter", other.as_bytes());
    check(&folder, &[]).ends(1).says("misfit-cadence in `charter roadmap-forum`");
}

fn a_stale_entry_is_told() {
    let folder = known().replacing(FORUM, &[("weekly on Tuesday", "quarterly on the 2nd Tuesday")]);
    let told = "`charter-baseline.json` knows 2 findings that nobody finds any more";
    let run = check(&folder, &[]).ends(1).prints_nothing().says(told);
    run.says("misfit-cadence in `charter roadmap-forum`").says("--write-baseline");
    folder.charter(&["check", "--as-of", DAY]).ends(0).says(told);
    let report: Value =
        serde_json::from_str(&check(&folder, &["--format", "json"]).ends(1).out).expect("JSON");
    assert_eq!(report["stale"].as_array().map(Vec::len), Some(2));
    check(&folder, &["--write-baseline"]).ends(0).says("wrote 0 findings");
    check(&folder, &[]).ends(0);
}

fn a_part_does_not_make_it_stale() {
    let folder = known();
    check(&folder, &["organization.charter"]).ends(0).says("1 file as of");
    let input = folder.read("organization.charter");
    let alone = ["check", "-", "--baseline", FILE, "--as-of", DAY];
    let run = folder.charter_reading(&alone, input.as_bytes()).ends(0);
    assert!(!run.err.contains("nobody finds"), "{}", run.err);
}

fn checks_are_never_in_it() {
    let folder = folder().replacing(FORUM, &[("  record          every cycle\n", "")]);
    let run = check(&folder, &["--write-baseline"]).ends(1).says("wrote 2 findings");
    assert!(run.out.contains("error[missing-clause]"), "{}", run.out);
    assert!(!folder.read(FILE).contains("missing-clause"));
    check(&folder, &[]).ends(1).says("1 error, 2 in the baseline");
}

fn it_is_not_mended() {
    let folder = known();
    check(&folder, &["--fix=unsafe"]).ends(0).says("0 findings mended");
    assert!(folder.read(FORUM).contains("weekly on Tuesday"));
    check(&folder, &["--fix=unsafe", "--no-baseline"]).ends(0);
    assert!(!folder.read(FORUM).contains("weekly on Tuesday"));
}

fn what_cannot_be_used() {
    let folder = folder();
    let run = check(&folder, &[]).ends(2).prints_nothing();
    run.says("the baseline `charter-baseline.json` is not there").says("--write-baseline");
    check(&folder, &["--baseline", "nowhere.json"]).ends(2).says("`nowhere.json` is not there");
    for (text, says) in [
        ("{", "the baseline cannot be read: EOF"),
        (
            "{\"format\": \"charter-baseline/1\", \"findings\": [], \"more\": 1}",
            "unknown field `more`",
        ),
        ("{\"format\": \"charter-baseline/9\", \"findings\": []}", "`charter-baseline/9`"),
        ("[]", "the baseline cannot be read"),
    ] {
        folder.put(FILE, text.as_bytes());
        check(&folder, &[]).ends(2).prints_nothing().says(says).says("--write-baseline");
        folder.charter(&["build"]).ends(0);
    }
    folder.put(FILE, b"\xff");
    check(&folder, &[]).ends(2).says("not UTF-8");
    check(&folder, &["--write-baseline"]).ends(0);
    for flags in [&["--write-baseline", FORUM][..], &["--no-baseline", "--baseline", FILE]] {
        check(&folder, flags).ends(2);
    }
    folder.put("charter.toml", b"[baseline]\nfil = \"a\"\n");
    check(&folder, &[]).ends(2).says("did you mean `file`?");
}

/// A baseline in the place of what somebody wrote would be the end of that.
fn never_over_a_charter() {
    let folder = folder();
    for file in [FORUM, "charter.toml", "new.charter"] {
        let before = folder.has(file).then(|| folder.read(file));
        let run = check(&folder, &["--write-baseline", "--baseline", file]).ends(2);
        run.prints_nothing().says("would be written over by the baseline");
        assert_eq!(folder.has(file).then(|| folder.read(file)), before, "{file}");
    }
    let named =
        folder.replacing("charter.toml", &[("charter-baseline.json", "organization.charter")]);
    let before = named.read("organization.charter");
    check(&named, &["--write-baseline"]).ends(2).says("would be written over");
    assert_eq!(named.read("organization.charter"), before);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(FORUM, named.path("link.json")).expect("a link");
        let before = named.read(FORUM);
        check(&named, &["--write-baseline", "--baseline", "link.json"]).ends(2);
        check(&named, &["--output", "json=link.json"]).ends(2);
        assert_eq!(named.read(FORUM), before);
    }
}

const SCHEMA: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../crates/charter-cli/schema/charter-baseline-1.json");

fn the_schema_is_committed() {
    let generated =
        serde_json::to_string_pretty(&charter::baseline::schema()).expect("JSON") + "\n";
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(SCHEMA, &generated).expect("the schema is written");
    }
    let committed = std::fs::read_to_string(SCHEMA).unwrap_or_default();
    assert!(generated == committed, "the schema is not that of the code: BLESS=1 rewrites it");
    let schema: Value = serde_json::from_str(&committed).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let written: Value = serde_json::from_str(&known().read(FILE)).expect("JSON");
    assert!(schema.is_valid(&written), "{written:#}");
    assert!(!schema.is_valid(&serde_json::json!({ "format": "other", "findings": [] })));
}
