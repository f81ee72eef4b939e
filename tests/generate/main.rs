//! `generate N DIR`: a workspace of N files. `generate phrases DIR`: every cadence phrase.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use charter_tests::generate::phrases::{self, Phrases};
use charter_tests::generate::{Findings, Plan};
use charter_tests::workspace;

const USAGE: &str =
    "usage: generate N DIR [--seed S] [--findings lints|checks] [--every N] [--history] [--cycles N]
       generate phrases DIR [--edges] [--decades]";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(done) = run(&arguments) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("generate: {error}");
            ExitCode::FAILURE
        }
    }
}

/// None where it is called wrongly.
fn run(arguments: &[String]) -> Option<std::io::Result<()>> {
    let (what, folder, flags) = match arguments {
        [what, folder, flags @ ..] => (what, PathBuf::from(folder), flags),
        _ => return None,
    };
    match what.as_str() {
        "phrases" => Some(workspace::write(&folder, &phrases::files(which_phrases(flags)?))),
        _ => Some(write(plan(what.parse().ok()?, flags)?, &folder)),
    }
}

fn write(plan: Plan, folder: &Path) -> std::io::Result<()> {
    plan.each(|file| workspace::write_one(folder, &file))
}

fn plan(files: usize, flags: &[String]) -> Option<Plan> {
    let mut plan = Plan::new(files, 1);
    let mut flags = flags.iter().map(String::as_str);
    while let Some(flag) = flags.next() {
        match flag {
            "--seed" => plan.seed = flags.next()?.parse().ok()?,
            "--every" => plan.every = flags.next()?.parse().ok()?,
            "--history" => plan.history = true,
            "--cycles" => plan.cycles = flags.next()?.parse().ok()?,
            "--findings" => {
                plan.findings = match flags.next()? {
                    "lints" => Findings::Lints,
                    "checks" => Findings::Checks,
                    _ => return None,
                }
            }
            _ => return None,
        }
    }
    Some(plan)
}

fn which_phrases(flags: &[String]) -> Option<Phrases> {
    let mut phrases = Phrases::default();
    for flag in flags {
        match flag.as_str() {
            "--edges" => phrases.edges = true,
            "--decades" => phrases.decades = true,
            _ => return None,
        }
    }
    Some(phrases)
}
