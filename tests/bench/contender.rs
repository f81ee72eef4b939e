//! Who runs: the floor, ripgrep, and what of charter is measured.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
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
pub(crate) fn all(folder: &Path, findings: bool) -> io::Result<Vec<Contender>> {
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
    all.push(contender("start: --version", vec![charter, "--version".as_ref()]));
    Ok(all)
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
