//! Who runs: the floor, ripgrep, ruff, and what of charter is measured.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use charter_tests::subject;

use crate::fill;

/// One command line.
pub(crate) struct Contender {
    /// What it is called in the table.
    pub name: &'static str,
    /// The program and its arguments.
    pub words: Vec<OsString>,
    /// With which status it must end.
    pub status: i32,
}

/// A word that is in no generated file.
const ABSENT: &str = "xylophone";

/// All, in the order of the table; the first is the floor.
pub(crate) fn all(folder: &Path, size: usize, findings: bool) -> io::Result<Vec<Contender>> {
    let (source, dist) = (folder.join("source"), folder.join("dist"));
    let own = std::env::current_exe()?;
    let charter = subject::binary();
    let (own, charter, source) = (own.as_os_str(), charter.as_os_str(), source.as_os_str());
    let charter_words = |verb: &str| vec![charter.into(), verb.into(), source.into()];
    let build = [charter_words("build"), vec!["--out".into(), dist.clone().into()]].concat();
    let mut all = vec![contender("floor: walk and read", vec![own, "floor".as_ref(), source])];
    if has("rg") {
        let words = vec!["rg".as_ref(), ABSENT.as_ref(), source];
        all.push(Contender { status: 1, ..contender("ripgrep", words) });
    }
    if has("ruff") {
        all.push(ruff(folder, size)?);
    }
    all.push(contender("parse", vec![own, "parse".as_ref(), source]));
    all.push(Contender { name: "check", words: charter_words("check"), status: 0 });
    if !findings {
        let json = ["--only", "json"].map(OsString::from).to_vec();
        let json = [build.clone(), json].concat();
        let sizes = sizes_of_build(&build, &dist, folder)?;
        let written = folder.join("written");
        let words =
            vec![own, "floor-of-build".as_ref(), source, sizes.as_ref(), written.as_os_str()];
        all.push(contender("floor: read, and write as much", words));
        all.push(Contender { name: "build", words: build, status: 0 });
        all.push(Contender { name: "build --only json", words: json, status: 0 });
    }
    if size == fill::FINDINGS && !findings {
        all.extend(with_findings(folder)?);
    }
    all.push(contender("start: --version", vec![charter, "--version".as_ref()]));
    Ok(all)
}

/// What looks at the history, beside a check of the same workspace.
pub(crate) fn of_history(folder: &Path) -> io::Result<Vec<Contender>> {
    let source = folder.join("source");
    let own = std::env::current_exe()?;
    let charter = subject::binary();
    let mut all = vec![contender(
        "floor: walk and read",
        vec![own.as_os_str(), "floor".as_ref(), source.as_os_str()],
    )];
    for (name, words) in [
        ("check", &["check"][..]),
        ("signals", &["signals"]),
        ("signals --format html", &["signals", "--format", "html"]),
        ("agenda", &["agenda"]),
    ] {
        let words = words.iter().map(|it| it.as_ref()).chain([source.as_os_str()]);
        all.push(contender(name, std::iter::once(charter.as_os_str()).chain(words).collect()));
    }
    Ok(all)
}

/// ruff with the rules that it has on by itself, on as many files, and nothing kept from
/// run to run.
fn ruff(folder: &Path, size: usize) -> io::Result<Contender> {
    let python = folder.join("python");
    fill::python(&python, size)?;
    let words = ["ruff", "check", "--isolated", "--no-cache"].map(AsRef::as_ref);
    Ok(contender("ruff", [&words[..], &[python.as_os_str()]].concat()))
}

/// A check of as many files with about one finding each; and of one file without and with as
/// many findings.
fn with_findings(folder: &Path) -> io::Result<Vec<Contender>> {
    let place = |name: &str| folder.join(name);
    fill::findings(&place("findings"))?;
    fill::one_file(&place("one"), false)?;
    fill::one_file(&place("one-findings"), true)?;
    let charter = subject::binary();
    let all = [
        ("check, 10,000 findings", "findings", fill::FINDINGS),
        ("check, one file", "one", 0),
        ("check, one file, 10,000 findings", "one-findings", fill::FINDINGS),
    ];
    let check = |(name, source, findings): (&'static str, &str, usize)| {
        let source = place(source);
        let words = vec![charter.as_os_str(), "check".as_ref(), source.as_os_str()];
        let contender = contender(name, words);
        let said = lines(&contender)?;
        match said.abs_diff(findings) * 100 <= fill::FINDINGS {
            true => Ok(contender),
            false => Err(io::Error::other(format!("{name}: there are {said} findings"))),
        }
    };
    all.into_iter().map(check).collect()
}

/// How many findings a check has, told on a line each.
fn lines(check: &Contender) -> io::Result<usize> {
    let mut command = Command::new(&check.words[0]);
    command.args(&check.words[1..]).arg("--format=short");
    let output = command.env("SOURCE_DATE_EPOCH", subject::TODAY_EPOCH).output()?;
    Ok(output.stdout.iter().filter(|byte| **byte == b'\n').count())
}

/// Builds once, and lists how long each file is that the build left.
fn sizes_of_build(build: &[OsString], dist: &Path, folder: &Path) -> io::Result<PathBuf> {
    let day = ("SOURCE_DATE_EPOCH", subject::TODAY_EPOCH);
    Command::new(&build[0]).args(&build[1..]).env(day.0, day.1).output()?;
    let files = ignore::WalkBuilder::new(dist).standard_filters(false).build();
    let metadata = files.filter_map(|entry| entry.ok()?.metadata().ok());
    let lines = metadata.filter(|it| it.is_file()).map(|it| format!("{}\n", it.len()));
    let path = folder.join("sizes");
    std::fs::write(&path, lines.collect::<String>())?;
    std::fs::remove_dir_all(dist)?;
    Ok(path)
}

fn contender(name: &'static str, words: Vec<&std::ffi::OsStr>) -> Contender {
    Contender { name, words: words.into_iter().map(OsString::from).collect(), status: 0 }
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}
