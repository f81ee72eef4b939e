//! `charter new`: texts that need nothing but names, and never take another's place.

use libtest_mimic::Trial;

use crate::run::{Folder, trial};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("new::lacks_nothing_but_names", lacks_nothing_but_names),
        trial("new::fills_in_what_the_workspace_knows", fills_in_what_the_workspace_knows),
        trial("new::leaves_what_is_there", leaves_what_is_there),
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
