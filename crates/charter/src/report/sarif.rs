//! SARIF 2.1.0, for GitHub's code scanning and for editors.
//!
//! The structs are our own: the crate that has them all makes them of the schema at
//! each build, with a dozen dependencies, and we write a fifth of them.

mod result;
mod rule;

use serde::Serialize;

use super::{Lines, REPOSITORY, Report};
use result::Told;
pub use rule::url;

/// What paths start from: whoever reads the log knows where that is.
const ROOT: &str = "%SRCROOT%";

#[derive(Serialize)]
struct Log {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run {
    tool: Tool,
    invocations: [Invocation; 1],
    original_uri_base_ids: Bases,
    column_kind: &'static str,
    results: Vec<result::Result>,
}

#[derive(Serialize)]
struct Tool {
    driver: Driver,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver {
    name: &'static str,
    semantic_version: &'static str,
    information_uri: &'static str,
    rules: Vec<rule::Descriptor>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Invocation {
    execution_successful: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_execution_notifications: Vec<Notification>,
}

/// What kept the program from doing all that it was asked.
#[derive(Serialize)]
struct Notification {
    level: &'static str,
    message: Message,
    locations: [result::Location; 1],
}

#[derive(Serialize)]
struct Bases {
    #[serde(rename = "%SRCROOT%")]
    root: Base,
}

#[derive(Serialize)]
struct Base {
    description: Message,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

impl Message {
    fn new(text: impl Into<String>) -> Message {
        Message { text: text.into() }
    }
}

/// Writes one run: what is to be said, then what the baseline knows or an `allow` silenced.
pub fn sarif(report: &Report<'_>, out: &mut Vec<u8>) -> serde_json::Result<()> {
    let log = Log {
        schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [run(report)],
    };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.push(b'\n');
    Ok(())
}

fn run(report: &Report<'_>) -> Run {
    let silenced = report.allowed.iter().map(|it| &it.finding);
    let all = report.findings.iter().chain(report.known()).chain(silenced.clone());
    let rules = rule::of(all.map(|it| it.code));
    let told = Told { lines: Lines::new(report.sources), report, rules: &rules };
    let results = told.results();
    Run {
        tool: Tool {
            driver: Driver {
                name: "charter",
                semantic_version: env!("CARGO_PKG_VERSION"),
                information_uri: REPOSITORY,
                rules,
            },
        },
        invocations: [invocation(report)],
        original_uri_base_ids: Bases {
            root: Base { description: Message::new("The root folder of the repository.") },
        },
        column_kind: "utf16CodeUnits",
        results,
    }
}

fn invocation(report: &Report<'_>) -> Invocation {
    let unread = report.unread.iter().map(|it| Notification {
        level: "error",
        message: Message::new(format!("this cannot be read: {}", it.reason)),
        locations: [result::Location::of_file(&report.unread_path(it))],
    });
    Invocation {
        execution_successful: report.unread.is_empty(),
        tool_execution_notifications: unread.collect(),
    }
}
