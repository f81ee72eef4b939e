//! The rows of evidence: of a table (CSV) or of a list of objects (JSON).

use std::path::Path;

use charter::fired::{Fault, Row};
use serde_json::{Map, Value};

use crate::failure::reason;
use crate::workspace::shown;
use crate::{Failure, Status, Terminal};

/// What a row has to say.
const KEYS: [&str; 3] = ["metric", "date", "value"];

type Rows = Vec<Result<Row, Fault>>;

/// Reads a file of either kind, told by its ending.
pub(super) fn read(path: &Path, terminal: &mut Terminal) -> Result<Rows, Failure> {
    let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase());
    let read = match ending.as_deref() {
        Some("csv") => table,
        Some("json") => list,
        _ => {
            let message = format!("`{}` is neither a table nor a list", shown(path));
            return Err(Failure::new(Status::Usage, message)
                .help("name a file that ends in `.csv` or `.json`"));
        }
    };
    let bytes = std::fs::read(path).map_err(|error| {
        let message = format!("`{}` cannot be read: {}", shown(path), reason(&error));
        Failure::new(Status::Unreadable, message)
    })?;
    read(path, &text(path, &bytes, terminal))
}

/// Spreadsheets still write the old encoding of the West.
fn text(path: &Path, bytes: &[u8], terminal: &mut Terminal) -> String {
    let (text, _, is_broken) = encoding_rs::UTF_8.decode(bytes);
    if !is_broken {
        return text.into_owned();
    }
    let path = shown(path);
    terminal.say(&format!("`{path}` is not UTF-8: read as Windows-1252"));
    encoding_rs::WINDOWS_1252.decode(bytes).0.into_owned()
}

fn unusable(path: &Path, why: impl std::fmt::Display, help: &str) -> Failure {
    let message = format!("`{}` {why}", shown(path));
    Failure::new(Status::Unreadable, message).help(help)
}

// ── A table ─────────────────────────────────────────────────────────────────

const HEAD: &str = "its first line names the columns, in any order: `metric,date,value`";

fn table(path: &Path, text: &str) -> Result<Rows, Failure> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter(text))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let head = reader.headers().map_err(|error| unusable(path, error, HEAD))?;
    let column = |key: &str| head.iter().position(|it| it.eq_ignore_ascii_case(key));
    let columns = KEYS.map(column);
    if let Some((key, _)) = KEYS.iter().zip(columns).find(|(_, column)| column.is_none()) {
        return Err(unusable(path, format!("has no column `{key}`"), HEAD));
    }
    let mut lines = Lines { text, at: 0, line: 1 };
    Ok(reader.records().map(|record| entry(record, columns, &mut lines)).collect())
}

/// What stands between columns: where a point is no decimal sign, spreadsheets put a semicolon.
fn delimiter(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: &&u8| head.bytes().filter(|byte| byte == *sign).count();
    // Of several that are as frequent the last is taken: a comma.
    b"\t;,".iter().max_by_key(count).copied().unwrap_or(b',')
}

/// Where rows stand: they are asked for in their order.
struct Lines<'t> {
    text: &'t str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    /// `line 7`: where a row really begins, which is behind the empty lines before it.
    fn place(&mut self, position: Option<&csv::Position>) -> String {
        let byte = position.and_then(|it| usize::try_from(it.byte()).ok()).unwrap_or(self.at);
        let rest = self.text.get(byte..).unwrap_or_default();
        let start = byte + rest.len() - rest.trim_start_matches(['\r', '\n']).len();
        let passed = self.text.get(self.at..start).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.at = start.max(self.at);
        format!("line {}", self.line)
    }
}

fn entry(
    record: Result<csv::StringRecord, csv::Error>,
    columns: [Option<usize>; 3],
    lines: &mut Lines<'_>,
) -> Result<Row, Fault> {
    let record = record.map_err(|error| Fault {
        place: lines.place(error.position()),
        message: "this row cannot be read".into(),
    })?;
    let place = lines.place(record.position());
    let cell = |column: Option<usize>, key| {
        let cell = column.and_then(|column| record.get(column)).filter(|it| !it.is_empty());
        cell.map(str::to_owned).ok_or_else(|| lacks(&place, key))
    };
    let ([metric, date, value], [of, on, says]) = (columns, KEYS);
    Ok(Row {
        metric: cell(metric, of)?,
        date: cell(date, on)?,
        value: cell(value, says)?,
        place: place.clone(),
    })
}

fn lacks(place: &str, key: &str) -> Fault {
    Fault { place: place.to_owned(), message: format!("there is no {key}") }
}

// ── A list ──────────────────────────────────────────────────────────────────

const LIST: &str =
    "write a list: `[{ \"metric\": \"load\", \"date\": \"2026-11-20\", \"value\": 93 }]`";

fn list(path: &Path, text: &str) -> Result<Rows, Failure> {
    let values: Vec<Value> = serde_json::from_str(text).map_err(|error| {
        let line = error.line();
        unusable(path, format!("is not a list in JSON: see line {line}"), LIST)
    })?;
    Ok(values.iter().enumerate().map(|(nth, value)| object(nth + 1, value)).collect())
}

fn object(nth: usize, value: &Value) -> Result<Row, Fault> {
    let place = format!("entry {nth}");
    let object: &Map<String, Value> = value.as_object().ok_or_else(|| Fault {
        place: place.clone(),
        message: "this is no object with a metric, a date and a value".into(),
    })?;
    let said = |key: &str| match object.get(key) {
        Some(Value::String(text)) => Ok(text.clone()),
        // Whoever reckons with halves and thirds has more digits than anybody measured.
        Some(Value::Number(number)) => {
            let digits = number.as_f64().map(|it| format!("{it:.6}"));
            let digits = digits.ok_or_else(|| lacks(&place, key))?;
            Ok(digits.trim_end_matches('0').trim_end_matches('.').to_owned())
        }
        _ => Err(lacks(&place, key)),
    };
    Ok(Row {
        metric: said("metric")?,
        date: said("date")?,
        value: said("value")?,
        place: place.clone(),
    })
}
