//! Rust code for the rules of the grammar: a function each, on the reader of `recognize.rs`.
//!
//! A rule is compiled twice, as `read_…`, which leaves pieces, and as `skim_…`, which does
//! not: pest's `@` and its lookaheads leave none of what is inside of them.

use std::collections::BTreeMap;
use std::fmt::Write;

use pest_meta::ast::RuleType;
use pest_meta::optimizer::{OptimizedExpr as Expr, OptimizedRule};

use super::Rules;
use super::first::{First, first};

/// The functions of every rule, and the one that finds them by rule.
pub(crate) fn recognizer(rules: &Rules) -> String {
    let mut out = String::from("impl Reader<'_> {\n");
    for rule in rules.values() {
        out += &Writer { rules, quiet: false }.rule(rule);
        out += &Writer { rules, quiet: true }.rule(rule);
    }
    out += "pub(super) fn by_rule(&mut self, rule: Rule) -> bool {\nmatch rule {\n";
    for name in rules.keys() {
        let _ = writeln!(out, "Rule::{name} => self.read_{name}(),");
    }
    out += "Rule::EOI => self.ended(),\n}\n}\n}\n";
    out
}

/// Writes the code of one rule.
struct Writer<'r> {
    rules: &'r Rules,
    /// Whether what is read leaves no pieces.
    quiet: bool,
}

impl Writer<'_> {
    fn rule(&self, rule: &OptimizedRule) -> String {
        let (name, verb) = (&rule.name, self.verb());
        let silent = self.quiet || rule.ty == RuleType::Silent;
        let inside = Writer { rules: self.rules, quiet: self.quiet || rule.ty == RuleType::Atomic };
        let body = inside.expr(&rule.expr);
        match silent {
            true => format!("fn {verb}_{name}(&mut self) -> bool {{\n{body}\n}}\n"),
            false => format!(
                "fn {verb}_{name}(&mut self) -> bool {{\nlet mark = self.open(Rule::{name});\n\
                 let read = {body};\nself.close(mark, read)\n}}\n"
            ),
        }
    }

    fn verb(&self) -> &'static str {
        if self.quiet { "skim" } else { "read" }
    }

    /// An expression that is true where a piece was read. Where it is false, the reader may
    /// stand further on if the piece [`strays`](Self::strays).
    fn expr(&self, expr: &Expr) -> String {
        match expr {
            Expr::Str(text) => literal(text),
            Expr::Range(from, to) => format!("self.between({:?}, {:?})", one(from), one(to)),
            Expr::Ident(name) => self.named(name),
            Expr::PosPred(inner) => format!("self.ahead(|it| {})", self.ahead(inner)),
            Expr::NegPred(inner) => format!("!self.ahead(|it| {})", self.ahead(inner)),
            Expr::Seq(one, other) => format!("{} && {}", self.expr(one), self.expr(other)),
            Expr::Choice(..) => self.choice(expr),
            Expr::Opt(inner) => format!("({{\n{}\ntrue\n}})", self.maybe(inner, "")),
            Expr::Rep(inner) => {
                format!("({{\nloop {{\n{}\n}}\ntrue\n}})", self.maybe(inner, "break;"))
            }
            Expr::Skip(ends) => until(ends),
            Expr::RestoreOnErr(inner) => self.expr(inner),
            other => panic!("the grammar uses {other:?}, which the recognizer does not know"),
        }
    }

    /// What is only looked at leaves nothing.
    fn ahead(&self, inner: &Expr) -> String {
        Writer { rules: self.rules, quiet: true }.expr(inner).replace("self.", "it.")
    }

    fn named(&self, name: &str) -> String {
        match name {
            "ANY" => "self.any()".into(),
            "ASCII_ALPHA_UPPER" => "self.between('A', 'Z')".into(),
            "SOI" => "self.began()".into(),
            "EOI" => "self.ended()".into(),
            _ => format!("self.{}_{name}()", self.verb()),
        }
    }

    /// Reads a piece if it is there, and otherwise does something else.
    fn maybe(&self, inner: &Expr, otherwise: &str) -> String {
        let first = first(self.rules, inner);
        let read = self.expr(inner);
        let guard = match first.empty {
            true => "true".into(),
            false => format!("matches!(self.byte(), {})", pattern(&first.bytes)),
        };
        match self.strays(inner) {
            false => format!("if !({guard} && {read}) {{ {otherwise} }}"),
            true => format!(
                "if {guard} {{\nlet mark = self.mark();\n\
                 if !({read}) {{ self.reset(mark); {otherwise} }}\n}} else {{ {otherwise} }}"
            ),
        }
    }

    /// The alternatives that can begin with the byte that stands here, in their order.
    fn choice(&self, expr: &Expr) -> String {
        let mut all = Vec::new();
        alternatives(expr, &mut all);
        let firsts: Vec<First> = all.iter().map(|it| first(self.rules, it)).collect();
        let mut arms: BTreeMap<Vec<usize>, [bool; 256]> = BTreeMap::new();
        for byte in 0..=255_u8 {
            let able = (0..all.len()).filter(|&at| firsts[at].admits(byte)).collect();
            arms.entry(able).or_insert([false; 256])[usize::from(byte)] = true;
        }
        let usual = arms.iter().max_by_key(|(_, bytes)| bytes.iter().filter(|it| **it).count());
        let usual = usual.map(|(able, _)| able.clone()).unwrap_or_default();
        let mut out = String::from("(match self.byte() {\n");
        for (able, bytes) in arms.iter().filter(|(able, _)| **able != usual) {
            let _ = writeln!(out, "{} => {},", pattern(bytes), self.in_order(&all, able));
        }
        let _ = writeln!(out, "_ => {},\n}})", self.in_order(&all, &usual));
        out
    }

    fn in_order(&self, all: &[&Expr], able: &[usize]) -> String {
        let Some((last, before)) = able.split_last() else { return "false".into() };
        let mut out = String::from("{\n");
        if before.iter().any(|&at| self.strays(all[at])) {
            out += "let mark = self.mark();\n";
        }
        for &at in before {
            out += &format!("({}) || ", self.expr(all[at]));
            if self.strays(all[at]) {
                out += "self.reset(mark) || ";
            }
        }
        out + &format!("({})\n}}", self.expr(all[*last]))
    }

    /// Whether a piece that is not read may leave the reader further on.
    fn strays(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Seq(..) => true,
            Expr::Choice(_, last) => self.strays(last),
            Expr::Ident(name) => match self.rules.get(name) {
                Some(rule) if self.quiet || rule.ty == RuleType::Silent => self.strays(&rule.expr),
                _ => false,
            },
            Expr::RestoreOnErr(inner) => self.strays(inner),
            _ => false,
        }
    }
}

/// The alternatives of a choice, in their order.
fn alternatives<'e>(expr: &'e Expr, all: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Choice(one, other) => {
            alternatives(one, all);
            alternatives(other, all);
        }
        _ => all.push(expr),
    }
}

fn literal(text: &str) -> String {
    match text.as_bytes() {
        [byte] => format!("self.one({byte})"),
        bytes => format!("self.literal(&{bytes:?})"),
    }
}

fn one(text: &str) -> char {
    text.chars().next().expect("a range has two ends")
}

fn until(ends: &[String]) -> String {
    let bytes: Vec<u8> = ends.iter().flat_map(|end| end.bytes()).collect();
    match ends {
        [end] if end.len() > 1 => format!("self.until_text(&{bytes:?})"),
        // What goes on for long is sought; a word ends soon, and is looked through.
        [_] => format!("self.until_byte({bytes:?})"),
        [_, _, _] if !bytes.contains(&b' ') && bytes.len() == 3 => {
            format!("self.until_one_of({bytes:?})")
        }
        _ if bytes.len() == ends.len() => {
            let mut ends = [false; 256];
            bytes.iter().for_each(|&byte| ends[usize::from(byte)] = true);
            format!("self.until(|byte| matches!(byte, {}))", pattern(&ends))
        }
        _ => panic!("the grammar scans for several texts, which the recognizer does not know"),
    }
}

/// Some bytes as a pattern: `32 | 97..=122`.
fn pattern(bytes: &[bool; 256]) -> String {
    let mut parts = Vec::new();
    let mut at = 0;
    while at < 256 {
        let end = (at..256).find(|&end| !bytes[end]).unwrap_or(256);
        match end - at {
            0 => {}
            1 => parts.push(at.to_string()),
            _ => parts.push(format!("{at}..={}", end - 1)),
        }
        at = end.max(at + 1);
    }
    parts.join(" | ")
}
