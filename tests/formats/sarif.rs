//! What SARIF has beyond places and words: rules, fingerprints, suppressions, failures.

use std::collections::BTreeSet;

use charter::rule;
use libtest_mimic::Trial;
use serde_json::Value;

use crate::format::{list, valid};
use crate::run::{Folder, trial};
use crate::situation::{FORUM, OFFICE, situation};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("sarif::rules_are_their_pages", rules_are_their_pages),
        trial("sarif::other_places", other_places),
        trial("sarif::what_is_allowed_is_suppressed", what_is_allowed_is_suppressed),
        trial("sarif::what_the_baseline_knows_is_marked", what_the_baseline_knows_is_marked),
        trial("sarif::what_was_not_read", what_was_not_read),
        trial("sarif::fingerprints_survive_lines_that_move", fingerprints_survive_lines),
        trial("sarif::fingerprints_tell_findings_apart", fingerprints_tell_findings_apart),
        trial("sarif::gitlab_has_the_same_fingerprints", gitlab_has_the_same_fingerprints),
    ]
}

fn log(folder: &Folder) -> Value {
    let args = ["check", "--as-of", "2026-11-20", "--format", "sarif"];
    valid("sarif", &folder.charter(&args).out)
}

fn results(log: &Value) -> &[Value] {
    list(&log["runs"][0]["results"])
}

fn rules_are_their_pages() {
    let log = log(&situation("findings").folder());
    let driver = &log["runs"][0]["tool"]["driver"];
    let rules = list(&driver["rules"]);
    assert_eq!(driver["name"], "charter");
    let ids: Vec<&str> = rules.iter().filter_map(|it| it["id"].as_str()).collect();
    assert_eq!(ids, ["misfit-cadence", "oversized-forum", "syntax", "unresolved-name"]);
    for described in rules {
        let rule = rule::find(described["id"].as_str().expect("an id")).expect("a rule");
        let level = described["defaultConfiguration"]["level"].as_str();
        assert_eq!(level, Some(if rule.level.as_str() == "error" { "error" } else { "warning" }));
        assert_eq!(described["shortDescription"]["text"], rule.summary);
        assert_eq!(described["help"]["markdown"], rule.page);
        let prose = described["help"]["text"].as_str().expect("a text");
        assert!(prose.contains("\nWhy\n") && !prose.contains("```") && !prose.contains("\n#"));
        let full = described["fullDescription"]["text"].as_str().expect("a text");
        assert!(prose.contains(&full[..20]) && !full.contains('\n'), "{full}");
        let page = described["helpUri"].as_str().and_then(|it| it.split_once("/blob/main/"));
        let page = charter_tests::root().join(page.expect("a link into the repository").1);
        assert_eq!(std::fs::read_to_string(page).expect("the page"), rule.page);
    }
    for result in results(&log) {
        let index = result["ruleIndex"].as_u64().expect("an index") as usize;
        assert_eq!(result["ruleId"], rules[index]["id"]);
    }
}

fn other_places() {
    let log = log(&situation("findings").folder());
    let misfit = results(&log).iter().find(|it| it["ruleId"] == "misfit-cadence");
    let misfit = misfit.expect("a finding");
    assert_eq!(misfit["locations"][0]["message"]["text"], "a period of 7 days");
    let other = &misfit["relatedLocations"][0];
    assert_eq!(other["id"], 1);
    assert_eq!(other["message"]["text"], "fits every 2 months to every 2 quarters");
    assert_eq!(other["physicalLocation"]["region"]["startLine"], 2);
}

fn what_is_allowed_is_suppressed() {
    let row = situation("findings");
    let log = log(&row.folder());
    let silenced: Vec<&Value> =
        results(&log).iter().filter(|it| !list(&it["suppressions"]).is_empty()).collect();
    assert_eq!(silenced.len(), row.silenced);
    assert_eq!(silenced[0]["ruleId"], "misfit-cadence");
    let suppression = &silenced[0]["suppressions"][0];
    assert_eq!(suppression["kind"], "inSource");
    assert_eq!(suppression["status"], "accepted");
    assert_eq!(suppression["justification"], "A pilot, <100 %> & \"then\" no more");
    assert_eq!(suppression["properties"]["until"], "2027-06-30");
    assert_eq!(suppression["location"]["physicalLocation"]["region"]["startLine"], 9);
}

fn what_the_baseline_knows_is_marked() {
    let folder = situation("baselined").folder();
    let log = log(&folder);
    let state = |it: &Value| (it["baselineState"].clone(), list(&it["suppressions"]).len());
    let states: Vec<_> = results(&log).iter().map(state).collect();
    assert_eq!(states, [("new".into(), 0), ("unchanged".into(), 1)]);
    let known = &results(&log)[1];
    let place = &known["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "forums/roadmap.charter");
    assert_eq!(known["suppressions"][0]["kind"], "external");
    let why = known["suppressions"][0]["justification"].as_str().expect("a text");
    assert!(why.contains("known/baseline.json"), "{why}");
    // A baseline marks a finding, and is not what it is known by.
    let with = prints(&folder);
    folder.put("charter.toml", b"");
    assert_eq!(prints(&folder), with);
    assert!(results(&self::log(&folder)).iter().all(|it| it.get("baselineState").is_none()));
}

fn what_was_not_read() {
    let row = situation("unreadable");
    let out = row.run(&row.folder(), &["--format", "sarif"]).ends(4).out;
    let log = valid("sarif", &out);
    let invocation = &log["runs"][0]["invocations"][0];
    assert_eq!(invocation["executionSuccessful"], false);
    let told = &invocation["toolExecutionNotifications"][0];
    assert_eq!(told["message"]["text"], "this cannot be read: permission denied");
    let place = &told["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "locked.charter");
    let clean = self::log(&situation("clean").folder());
    assert_eq!(clean["runs"][0]["invocations"][0]["executionSuccessful"], true);
}

/// Rule and fingerprint of every result, suppressed ones too.
fn prints(folder: &Folder) -> BTreeSet<(String, String)> {
    let log = log(folder);
    let of = |it: &Value| {
        let print = it["partialFingerprints"]["charterFinding/v1"].as_str().expect("a fingerprint");
        (it["ruleId"].as_str().expect("a rule").to_owned(), print.to_owned())
    };
    let prints: BTreeSet<_> = results(&log).iter().map(of).collect();
    assert_eq!(prints.len(), results(&log).len(), "two results have one fingerprint");
    prints
}

/// A forum with three findings.
fn forum() -> String {
    FORUM
        .replace("quarterly on the 2nd Tuesday", "weekly on Tuesday")
        .replace("counterparties  vp-engineering", "counterparties  vp-one, vp-two")
}

fn fingerprints_survive_lines() {
    let folder = |text: &str| {
        Folder::new().with("a.charter", OFFICE.as_bytes()).with("b.charter", text.as_bytes())
    };
    let before = prints(&folder(&forum()));
    assert_eq!(before.len(), 3);
    let moved = format!("# A line.\n\n# Another.\n{}", forum());
    assert_eq!(prints(&folder(&moved)), before);
    let inside = forum().replace("  owner ", "  # why\n\n  owner ");
    assert_eq!(prints(&folder(&inside)), before);
    assert_eq!(prints(&folder(&forum().replace('\n', "\r\n"))), before);
    let beside = forum().replace("at 10:00 for 90m", "at 11:00 for 60m  # later");
    assert_eq!(prints(&folder(&beside)), before, "the same mistake in a line that changed");
    let aligned = forum().replace("  counterparties  ", "  counterparties ");
    assert_eq!(prints(&folder(&aligned)), before);
    let mended = prints(&folder(&forum().replace("vp-two", "vp-engineering")));
    assert_eq!(mended.len(), 2);
    assert!(mended.is_subset(&before), "what is left is what it was");
}

fn fingerprints_tell_findings_apart() {
    let one = Folder::new().with("b.charter", forum().as_bytes());
    let prints_of = |folder: Folder| prints(&folder);
    let before = prints(&one);
    let elsewhere = prints_of(Folder::new().with("c.charter", forum().as_bytes()));
    assert!(before.is_disjoint(&elsewhere), "another file");
    let renamed = forum().replace("roadmap-forum", "theme-forum");
    let renamed = prints_of(Folder::new().with("b.charter", renamed.as_bytes()));
    assert!(before.is_disjoint(&renamed), "another charter");
    let twice = forum().replace("vp-one, vp-two", "vp-one, vp-one, vp-one");
    prints_of(Folder::new().with("b.charter", twice.as_bytes()));
}

fn gitlab_has_the_same_fingerprints() {
    let folder = situation("findings").folder();
    let args = ["check", "--as-of", "2026-11-20", "--format", "gitlab"];
    let issues: Value = serde_json::from_str(&folder.charter(&args).out).expect("JSON");
    let all: BTreeSet<String> = prints(&folder).into_iter().map(|(_, print)| print).collect();
    for issue in list(&issues) {
        assert!(all.contains(issue["fingerprint"].as_str().expect("a text")), "{issue}");
    }
}
