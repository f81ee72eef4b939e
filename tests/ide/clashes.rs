//! What a hover tells of clashes is what the rule `double-booked` finds.

use std::collections::BTreeSet;

use charter::ide;
use charter_tests::say::Case;
use charter_tests::{files, root};

type Pair = (String, String);

fn pair(one: &str, other: &str) -> Pair {
    (one.min(other).to_owned(), one.max(other).to_owned())
}

/// The pairs that the rule names: the two labels of a finding begin with a charter each.
fn found(case: &Case) -> BTreeSet<Pair> {
    let (_, analysis, _) = case.analyze();
    let findings = analysis.findings.iter().filter(|it| it.code == "double-booked");
    let pairs = findings.filter_map(|finding| {
        let charter = |nth: usize| {
            let label = finding.labels.get(nth)?;
            Some(analysis.model.item_at(label.span)?.name().to_owned())
        };
        Some(pair(&charter(0)?, &charter(1)?))
    });
    pairs.filter(|(one, other)| one != other).collect()
}

fn told(case: &Case) -> BTreeSet<Pair> {
    let (_, analysis, _) = case.analyze();
    let mut pairs = BTreeSet::new();
    for charter in analysis.model.live_charters() {
        for clash in ide::clashes(charter, None, case.day) {
            assert!(clash.count > 0 && !clash.who.is_empty(), "{clash:?}");
            pairs.insert(pair(charter.name(), clash.with.name()));
        }
    }
    pairs
}

#[test]
fn the_same_pairs() {
    let mut pairs = 0;
    let paths = files(&root().join("tests/check"), "charter");
    for path in paths
        .iter()
        .filter(|it| it.file_name().is_some_and(|it| it.to_string_lossy().starts_with("booked-")))
    {
        let file = std::fs::read_to_string(path).expect("a case");
        let text = file.split("\n#>").next().unwrap_or_default();
        let case = Case::read(text);
        let found = found(&case);
        assert_eq!(told(&case), found, "{}", path.display());
        pairs += found.len();
    }
    assert!(pairs > 3, "the cases clash");
}
