//! What mending writes, word for word, where a change could do harm.

use charter::Safety;
use charter_tests::say;
use libtest_mimic::Trial;

use crate::whole::{mended, text};

/// A text, and what becomes of it where the meaning is kept; then where somebody lets it choose.
type Written = (&'static str, &'static str, &'static str);

const WRITTEN: &[Written] = &[
    // A dot stays where it may stand between two names.
    ("raise a on 2026-11-12 {\n  trigger  forum/over\n  by       cpo\n}\n", "", "forum.over"),
    ("raise a on 2026-11-12 {\n  trigger  Forum.Over\n  by       cpo\n}\n", "forum.over", ""),
    ("raise a on 2026-11-12 {\n  trigger  forum.\n  by       cpo\n}\n", "", ""),
    ("raise a on 2026-11-12 {\n  trigger  a.b.c\n  by       cpo\n}\n", "", ""),
    // A day that somebody wrote stays the day; where there is none, none is made up.
    ("record a \"Roadmap on 2026-05-12 {\n}\n", "record a \"Roadmap\" on 2026-05-12 {", ""),
    ("record a {\n  charter  forum\n}\n", "", "record a {"),
    ("record a un 2026-05-12 {\n}\n", "record a on 2026-05-12 {", ""),
    ("record a on 2 October 2026 {\n}\n", "record a on 2026-10-02 {", ""),
    ("record a October 2, 2026 {\n}\n", "record a on 2026-10-02 {", ""),
    // A kind that stands alone is what it is.
    ("raise\n", "", ""),
    ("record a on 2026-05-12 {\n  bet  renewed edge-cache\n}\n", "bet  edge-cache renewed", ""),
    ("record a on 2026-05-12 {\n  answers b by cpo\n}\n", "  answers b\n  by cpo\n", ""),
];

pub(crate) fn trials() -> Vec<Trial> {
    let one = |(at, &(before, safe, chosen)): (usize, &Written)| {
        Trial::test(format!("written::{at}"), move || {
            let case = say::Case::read(before);
            hold(&case, Safety::Safe, safe)?;
            Ok(hold(&case, Safety::Unsafe, if chosen.is_empty() { safe } else { chosen })?)
        })
    };
    WRITTEN.iter().enumerate().map(one).collect()
}

/// What is written holds some words; with none, nothing is changed where a change was to be feared.
fn hold(case: &say::Case, safety: Safety, holds: &str) -> Result<(), String> {
    let after = text(&mended(case, safety)?.0, "case.charter");
    let first = |text: &str| text.lines().take(2).collect::<Vec<_>>().join("\n");
    let right =
        if holds.is_empty() { first(&after) == first(&case.text) } else { after.contains(holds) };
    if right { Ok(()) } else { Err(format!("{safety:?}, {holds}:\n{after}")) }
}
