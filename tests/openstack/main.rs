//! `openstack-to-charter DATA.json DIR`: real meetings as a workspace.

use std::path::Path;
use std::process::ExitCode;

use charter_tests::{convert, workspace};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [data, folder] = arguments.as_slice() else {
        eprintln!("usage: openstack-to-charter DATA.json DIR");
        return ExitCode::from(2);
    };
    match run(Path::new(data), Path::new(folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("openstack-to-charter: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run(data: &Path, folder: &Path) -> Result<(), String> {
    let json = std::fs::read_to_string(data).map_err(|error| error.to_string())?;
    let files = convert::workspace(&convert::read(&json)?);
    workspace::write(folder, &files).map_err(|error| error.to_string())
}
