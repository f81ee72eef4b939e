//! Every format of `charter check` in every situation, read back by what others publish.
//!
//! This program is also the command under test, as `cli.rs` is. `BLESS=1` rewrites the
//! golden reports: read what you bless.

#[path = "formats/columns.rs"]
mod columns;
#[path = "formats/format.rs"]
mod format;
#[path = "formats/github.rs"]
mod github;
#[path = "formats/matrix.rs"]
mod matrix;
#[path = "formats/mending.rs"]
mod mending;
#[path = "formats/output.rs"]
mod output;
#[path = "cli/run.rs"]
#[allow(dead_code)]
mod run;
#[path = "formats/sarif.rs"]
mod sarif;
#[path = "formats/situation.rs"]
mod situation;
#[path = "formats/xml.rs"]
mod xml;

use std::process::ExitCode;

use libtest_mimic::Arguments;

fn main() -> ExitCode {
    match std::env::var(run::ROLE).as_deref() {
        Ok("charter") => return charter_cli::main(),
        #[cfg(unix)]
        Ok("nobody") => return situation::as_nobody(),
        _ => {}
    }
    let trials = [
        matrix::trials(),
        columns::trials(),
        sarif::trials(),
        mending::trials(),
        github::trials(),
        xml::trials(),
        output::trials(),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials.into_iter().flatten().collect()).exit_code()
}
