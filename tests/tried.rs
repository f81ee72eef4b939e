//! `charter`, built beside the tests: they need not build another package first.
//!
//! It allocates as the program does, so that what is measured is what people have.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    charter_cli::main()
}
