//! `charter`, built beside the tests: they need not build another package first.

use std::process::ExitCode;

fn main() -> ExitCode {
    charter_cli::main()
}
