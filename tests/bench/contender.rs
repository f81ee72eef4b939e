//! Who runs: the floor, ripgrep, and what of charter is measured.

use std::ffi::OsString;
use std::path::Path;
use std::process::Command;

use charter_tests::subject;

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
pub(crate) fn all(source: &Path, out: &Path, findings: bool) -> Vec<Contender> {
    let own = std::env::current_exe().unwrap_or_default();
    let charter = subject::binary();
    let (own, charter, source) = (own.as_os_str(), charter.as_os_str(), source.as_os_str());
    let charter_words = |verb: &str| vec![charter.into(), verb.into(), source.into()];
    let build = [charter_words("build"), vec!["--out".into(), out.into()]].concat();
    let mut all = vec![contender("floor: walk and read", vec![own, "floor".as_ref(), source])];
    if has("rg") {
        let words = vec!["rg".as_ref(), ABSENT.as_ref(), source];
        all.push(Contender { status: 1, ..contender("ripgrep", words) });
    }
    all.push(contender("parse", vec![own, "parse".as_ref(), source]));
    all.push(Contender { name: "check", words: charter_words("check"), status: 0 });
    if !findings {
        let json = ["--only", "json"].map(OsString::from).to_vec();
        let json = [build.clone(), json].concat();
        all.push(Contender { name: "build", words: build, status: 0 });
        all.push(Contender { name: "build --only json", words: json, status: 0 });
    }
    all.push(contender("start: --version", vec![charter, "--version".as_ref()]));
    all
}

fn contender(name: &'static str, words: Vec<&std::ffi::OsStr>) -> Contender {
    Contender { name, words: words.into_iter().map(OsString::from).collect(), status: 0 }
}

fn has(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success())
}
