//! The command `charter`.

use std::process::ExitCode;

fn main() -> ExitCode {
    charter_cli::main()
}
