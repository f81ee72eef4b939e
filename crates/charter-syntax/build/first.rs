//! With which bytes a piece of the grammar can begin.

use pest_meta::optimizer::OptimizedExpr as Expr;

use super::Rules;

/// The bytes that can begin a piece.
#[derive(Clone)]
pub(crate) struct First {
    /// For each byte, whether it can.
    pub(crate) bytes: [bool; 256],
    /// Whether the piece can be read without taking a byte.
    pub(crate) empty: bool,
}

impl First {
    fn none() -> First {
        First { bytes: [false; 256], empty: false }
    }

    fn nothing() -> First {
        First { empty: true, ..First::none() }
    }

    fn range(from: u8, to: u8) -> First {
        let mut first = First::none();
        first.bytes[usize::from(from)..=usize::from(to)].fill(true);
        first
    }

    fn or(mut self, other: &First) -> First {
        for (mine, other) in self.bytes.iter_mut().zip(other.bytes) {
            *mine |= other;
        }
        self
    }

    /// Whether a piece can be read where this byte stands.
    pub(crate) fn admits(&self, byte: u8) -> bool {
        self.empty || self.bytes[usize::from(byte)]
    }
}

/// With which bytes a piece can begin.
pub(crate) fn first(rules: &Rules, expr: &Expr) -> First {
    match expr {
        Expr::Str(text) => text.bytes().next().map_or_else(First::nothing, |b| First::range(b, b)),
        Expr::Range(from, to) => First::range(from.as_bytes()[0], to.as_bytes()[0]),
        Expr::Ident(name) => named(rules, name),
        Expr::PosPred(_) | Expr::NegPred(_) | Expr::Skip(_) => {
            // What is skipped may be nothing, and may be anything.
            let skips = matches!(expr, Expr::Skip(_));
            First { empty: true, ..if skips { First::range(0, 255) } else { First::none() } }
        }
        Expr::Seq(one, other) => {
            let one = first(rules, one);
            if !one.empty {
                return one;
            }
            let other = first(rules, other);
            let empty = other.empty;
            First { empty, ..one.or(&other) }
        }
        Expr::Choice(one, other) => {
            let (one, other) = (first(rules, one), first(rules, other));
            let empty = one.empty || other.empty;
            First { empty, ..one.or(&other) }
        }
        Expr::Opt(inner) | Expr::Rep(inner) => First { empty: true, ..first(rules, inner) },
        Expr::RestoreOnErr(inner) => first(rules, inner),
        other => panic!("the grammar uses {other:?}, which the recognizer does not know"),
    }
}

fn named(rules: &Rules, name: &str) -> First {
    match name {
        "ANY" => First::range(0, 255),
        "ASCII_ALPHA_UPPER" => First::range(b'A', b'Z'),
        "SOI" | "EOI" => First::nothing(),
        _ => first(rules, &rules[name].expr),
    }
}
