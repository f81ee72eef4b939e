//! Quoted text: escapes resolved, the common indent removed.

use super::{Lower, Lowered};
use crate::diagnostic::Diagnostic;
use crate::grammar::Node;
use crate::span::Span;
use crate::tree::Text;
use crate::words::quoted;

impl Lower<'_> {
    pub(super) fn text(&mut self, node: &Node<'_>) -> Lowered<Text> {
        let span = self.span(node);
        let raw = node.text();
        let value = match raw.strip_prefix("\"\"\"").and_then(|rest| rest.strip_suffix("\"\"\"")) {
            Some(inner) => dedent(inner),
            None => self.unescape(&raw[1..raw.len() - 1], span)?,
        };
        Ok(Text { value, span })
    }

    fn unescape(&mut self, inner: &str, span: Span) -> Lowered<Box<str>> {
        if memchr::memchr(b'\\', inner.as_bytes()).is_none() {
            return Ok(inner.into());
        }
        let mut out = String::with_capacity(inner.len());
        let mut rest = inner.char_indices();
        while let Some((at, c)) = rest.next() {
            if c != '\\' {
                out.push(c);
                continue;
            }
            match rest.next() {
                Some((_, 'n')) => out.push('\n'),
                Some((_, c @ ('"' | '\\'))) => out.push(c),
                other => {
                    let c = other.map_or(' ', |(_, c)| c);
                    let start = span.start + 1 + at as u32;
                    let place = Span { start, end: start + 1 + c.len_utf8() as u32, ..span };
                    let message = format!("{} means nothing in a text", quoted(&format!("\\{c}")));
                    let error = Diagnostic::error("syntax", message, place, "not an escape").help(
                        "write `\\\\` for a backslash, `\\\"` for a quote, `\\n` for a line break",
                    );
                    return self.fail(error);
                }
            }
        }
        Ok(out.into())
    }
}

/// Removes the indent that all lines share, and the line breaks at both ends.
pub(crate) fn dedent(inner: &str) -> Box<str> {
    // Behind the quotes may stand blanks that nobody sees, and a carriage return is one.
    let inner = match inner.split_once('\n') {
        Some((first, rest)) if first.trim_matches(' ').is_empty() => rest,
        _ => inner,
    };
    let indent =
        inner.lines().filter(|line| !line.trim().is_empty()).map(indent_of).min().unwrap_or(0);
    let lines: Vec<&str> =
        inner.lines().map(|line| line.get(indent..).unwrap_or("").trim_end()).collect();
    lines.join("\n").trim_end().into()
}

fn indent_of(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

#[cfg(test)]
mod tests {
    use super::dedent;

    #[test]
    fn the_common_indent_goes_and_the_rest_stays() {
        assert_eq!(&*dedent("\n    One\n      Two\n\n    Three\n  "), "One\n  Two\n\nThree");
        assert_eq!(&*dedent("on one line"), "on one line");
        assert_eq!(&*dedent(" \n  as Windows ends lines \n  "), "as Windows ends lines");
    }
}
