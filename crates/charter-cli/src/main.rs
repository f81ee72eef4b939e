//! The command `charter`.

use std::process::ExitCode;

/// Trees are many small pieces, made by all threads at once.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    charter_cli::main()
}
