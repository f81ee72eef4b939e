//! Compiles the parser that `tree-sitter generate` made of `grammar.js`.

fn main() {
    println!("cargo:rerun-if-changed=src/parser.c");
    cc::Build::new()
        .std("c11")
        .include("src")
        .file("src/parser.c")
        .warnings(false)
        .compile("charter");
}
