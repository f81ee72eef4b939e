//! The grammar as a recognizer: Rust code made from `charter.pest` when the crate is built.
//!
//! pest keeps every step that it could take back, which is dear. This grammar never needs
//! that: most choices are settled by one byte. So the same grammar is compiled a second
//! time, by the rules of pest's own language and nothing else, and what the recognizer
//! does not read goes to pest, which says where it stopped. Tests hold the two equal.

#[path = "build/code.rs"]
mod code;
#[path = "build/first.rs"]
mod first;

use std::collections::BTreeMap;
use std::path::PathBuf;

use pest_meta::optimizer::{OptimizedRule, optimize};
use pest_meta::parser::{Rule, consume_rules, parse};

/// The rules of the grammar by their names.
type Rules = BTreeMap<String, OptimizedRule>;

const GRAMMAR: &str = "charter.pest";

fn main() {
    println!("cargo:rerun-if-changed={GRAMMAR}");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=build");
    let text = std::fs::read_to_string(GRAMMAR).expect("the grammar stands beside this file");
    let pairs = parse(Rule::grammar_rules, &text).expect("pest reads the grammar");
    let rules = consume_rules(pairs).expect("pest understands the grammar");
    let rules: Rules = optimize(rules).into_iter().map(|rule| (rule.name.clone(), rule)).collect();
    let out = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo names a folder"));
    std::fs::write(out.join("recognizer.rs"), code::recognizer(&rules))
        .expect("the folder can be written");
}
