//! How long a large workspace takes: told, and held far above what is meant.

use std::time::{Duration, Instant};

use charter::emit::json::{self, View};

use crate::workspace::{SMALL, Workspace};

/// Ten thousand charters in a release build; fewer where nothing is optimized.
const CHARTERS: usize = if cfg!(debug_assertions) { 500 } else { 10_000 };

#[test]
fn ten_thousand_charters_take_a_blink() {
    let (people, rest) = SMALL.split_once("charter tools-forum").expect("a charter");
    let (forum, _) = rest.split_once("\n}\n").expect("an end");
    let forum = forum.replace("  formerly        tools\n", "");
    let copy = |nth: usize| format!("charter tools-forum-{nth}{forum}\n}}\n");
    let mut texts: Vec<String> = vec![people.replace("by tools-forum", "live")];
    texts.extend((0..CHARTERS).map(copy));
    let paths: Vec<String> = (0..texts.len()).map(|nth| format!("{nth:05}.charter")).collect();
    let files: Vec<(&str, &str)> =
        paths.iter().map(String::as_str).zip(texts.iter().map(String::as_str)).collect();
    let workspace = Workspace::new(&files, "");
    let write = || {
        let start = Instant::now();
        let bytes = json::charters(&workspace.analysis, &workspace.sources, View::default());
        (start.elapsed(), bytes)
    };
    // The best of several: other programs run here too.
    let (taken, bytes) = (0..7).map(|_| write()).min_by_key(|it| it.0).expect("a time");
    println!("{CHARTERS} charters, {} bytes: {taken:?}", bytes.len());
    assert!(taken < Duration::from_secs(5), "{taken:?}");
}
