//! Columns in the unit of each format, counted here from the text alone.

use libtest_mimic::Trial;

use crate::format::{FORMATS, read, valid};
use crate::run::trial;
use crate::situation::{named, situation};

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("columns::in_the_unit_of_each_format", in_the_unit_of_each_format),
        trial("columns::ends", ends),
    ]
}

/// What the findings of the row `names` are about, one after the other.
const ABOUT: [&str; 4] = ["theme_memo", "\"Zoë 🚀 語\"\r", "\"Zoë 🚀 語\" ", "nobody-here"];

/// What stands before something in its line.
fn before(text: &str, about: &str) -> String {
    let at = text.find(about).unwrap_or_else(|| panic!("no {about}"));
    text[..at].rsplit('\n').next().unwrap_or_default().to_owned()
}

/// The mark at the beginning of a file is a character to nobody, and three bytes to a disk.
fn width(format: &str, before: &str) -> usize {
    let seen = before.trim_start_matches('\u{feff}');
    match format {
        "rdjson" => before.len(),
        "sarif" | "github" => seen.encode_utf16().count(),
        _ => seen.chars().count(),
    }
}

fn in_the_unit_of_each_format() {
    let (row, text) = (situation("names"), named());
    let folder = row.folder();
    let mut rows: Vec<Vec<usize>> = Vec::new();
    for (format, _) in FORMATS {
        let seen = read(format, &row.run(&folder, &["--format", format]).out);
        let columns: Vec<usize> = seen.iter().map(|it| it.column).collect();
        let expected = ABOUT.map(|about| width(format, &before(&text, about)) + 1);
        assert_eq!(columns, expected, "{format}");
        rows.push(columns);
    }
    rows.sort();
    rows.dedup();
    assert_eq!(rows.len(), 3, "the text does not tell the units apart: {rows:?}");
}

/// Ends are one past the last, and a line's end is no part of it.
fn ends() {
    let (row, text) = (situation("names"), named());
    let folder = row.folder();
    let report = |format: &str| valid(format, &row.run(&folder, &["--format", format]).out);
    let (sarif, rdjson) = (report("sarif"), report("rdjson"));
    for (i, about) in ABOUT.iter().enumerate() {
        let start = before(&text, about);
        let about = about.trim_end();
        let whole = format!("{start}{about}");
        let region = &sarif["runs"][0]["results"][i]["locations"][0]["physicalLocation"]["region"];
        assert_eq!(region["startColumn"], width("sarif", &start) + 1, "{about}");
        assert_eq!(region["endColumn"], width("sarif", &whole) + 1, "{about}");
        assert_eq!(region["startLine"], region["endLine"]);
        let range = &rdjson["diagnostics"][i]["location"]["range"];
        assert_eq!(range["start"]["column"], width("rdjson", &start) + 1, "{about}");
        assert_eq!(range["end"]["column"], width("rdjson", &whole) + 1, "{about}");
    }
}
