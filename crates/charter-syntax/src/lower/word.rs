//! Single words: names, and words of a short list.

use super::{Lower, Lowered};
use crate::diagnostic::{Diagnostic, Safety};
use crate::grammar::Node;
use crate::near::nearest;
use crate::span::{Span, Spanned};
use crate::symbol::Symbol;
use crate::tree::{Name, Zone};
use crate::words::{is_name, quoted};

impl Lower<'_> {
    /// A name that refers to something. One that may be two is not guessed at.
    pub(super) fn name(&mut self, node: &Node<'_>) -> Lowered<Name> {
        let text = node.text();
        match respell(text).filter(|_| text.contains(BETWEEN_NAMES)) {
            Some(mended) => self.fail(malformed(text, &mended, self.span(node))),
            None => self.new_name(node),
        }
    }

    /// A name that is given to something; one in another spelling is mended and reported.
    pub(super) fn new_name(&mut self, node: &Node<'_>) -> Lowered<Name> {
        let (text, span) = (node.text(), self.span(node));
        if is_name(text) {
            return Ok(Name { symbol: Symbol::new(text), span });
        }
        match respell(text) {
            Some(mended) => {
                self.errors.push(malformed(text, &mended, span));
                Ok(Name { symbol: Symbol::new(&mended), span })
            }
            None => self.fail(no_name(text, span)),
        }
    }

    /// A word of a list that the tree defines.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        node: &Node<'_>,
        what: &str,
        all: &'static [T],
        as_str: fn(T) -> &'static str,
    ) -> Lowered<Spanned<T>> {
        let (text, span) = (node.text(), self.span(node));
        match all.iter().find(|&&value| as_str(value) == text) {
            Some(&value) => Ok(Spanned::new(value, span)),
            None => {
                let words: Vec<&str> = all.iter().map(|&value| as_str(value)).collect();
                self.fail(not_one_of(text, span, what, &words))
            }
        }
    }

    /// The place of a word in a list of words.
    pub(super) fn index_of(
        &mut self,
        node: &Node<'_>,
        what: &str,
        all: &[&'static str],
    ) -> Lowered<usize> {
        let (text, span) = (node.text(), self.span(node));
        match all.iter().position(|&word| word == text) {
            Some(index) => Ok(index),
            None => self.fail(not_one_of(text, span, what, all)),
        }
    }

    /// A zone as written; the database is asked later.
    pub(super) fn zone(&mut self, node: &Node<'_>) -> Lowered<Zone> {
        let span = self.span(node);
        Ok(Zone { name: Symbol::new(node.text()), span })
    }

    /// A whole number above zero.
    pub(super) fn number(&mut self, node: &Node<'_>, most: u32) -> Lowered<Spanned<u32>> {
        let (text, span) = (node.text(), self.span(node));
        match text.parse() {
            Ok(value) if (1..=most).contains(&value) => Ok(Spanned::new(value, span)),
            _ => {
                let message = format!("{} is not a number from 1 to {most}", quoted(text));
                self.fail(Diagnostic::error("syntax", message, span, "a number is needed here"))
            }
        }
    }

    /// A fingerprint.
    pub(super) fn fingerprint(&mut self, node: &Node<'_>) -> Lowered<Spanned<u64>> {
        let (text, span) = (node.text(), self.span(node));
        let is_hex = text.len() == 12 && text.bytes().all(|b| b.is_ascii_hexdigit());
        match u64::from_str_radix(text, 16) {
            Ok(value) if is_hex => Ok(Spanned::new(value, span)),
            _ => self.fail(
                Diagnostic::error(
                    "syntax",
                    format!("{} is not a fingerprint", quoted(text)),
                    span,
                    "not a fingerprint",
                )
                .help("a fingerprint has twelve hexadecimal digits, as `09af27c41be3`"),
            ),
        }
    }

    /// An e-mail address between angle brackets.
    pub(super) fn email(&mut self, node: &Node<'_>) -> Lowered<Spanned<Symbol>> {
        let (text, span) = (node.text(), self.span(node));
        let address = text.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
        match address.filter(|address| is_address(address)) {
            Some(address) => Ok(Spanned::new(Symbol::new(address), span)),
            None => self.fail(
                Diagnostic::error(
                    "syntax",
                    format!("{} is not an e-mail address", quoted(text)),
                    span,
                    "not an address",
                )
                .help("write it between angle brackets, as `<maya@acme.example>`"),
            ),
        }
    }
}

fn not_one_of(text: &str, span: Span, what: &str, words: &[&'static str]) -> Diagnostic {
    let error = Diagnostic::error(
        "syntax",
        format!("{} is not {what}", quoted(text)),
        span,
        format!("not {what}"),
    );
    match nearest(text, words.iter().copied()) {
        Some(word) => error.help(format!("did you mean `{word}`?")).fix(
            format!("write `{word}`"),
            Safety::Safe,
            span,
            word,
        ),
        None => error.help(format!("write {}", crate::words::list_or(words))),
    }
}

/// What no other spelling makes a name. Quoted text is for people, and a name is looked up.
fn no_name(text: &str, span: Span) -> Diagnostic {
    let error =
        |message: String, label: &str| Diagnostic::error("malformed-name", message, span, label);
    if text.starts_with('"') {
        return error(format!("{} stands in quotes, and here stands a name", quoted(text)), "text, not a name")
            .help("write the name of what is meant, as `vp-product`: names are looked up and have no quotes");
    }
    error(format!("{} cannot be a name", quoted(text)), "a name is needed here")
        .help("a name has small letters, digits and single hyphens, as `vp-product`")
}

/// What may stand between two names; then nobody knows whether one was meant.
pub(super) const BETWEEN_NAMES: [char; 2] = ['.', '/'];

fn malformed(text: &str, mended: &str, span: Span) -> Diagnostic {
    let title = format!("write {}", quoted(mended));
    let (label, help, safety) = match text.contains(BETWEEN_NAMES) {
        true => (
            "one name is needed here",
            format!("a name has no dot and no slash: {title} if that is meant"),
            Safety::Unsafe,
        ),
        false => (
            "this is not how names are spelled",
            format!("{title}: small letters, digits and single hyphens"),
            Safety::Safe,
        ),
    };
    let message = format!("{} is not spelled as a name", quoted(text));
    Diagnostic::error("malformed-name", message, span, label)
        .help(help)
        .fix(title, safety, span, mended)
}

fn is_address(address: &str) -> bool {
    address.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.contains('@') && !host.ends_with('.')
    })
}

/// The same name as it should be spelled: `VP_Product` and `vpProduct` are `vp-product`.
pub(super) fn respell(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len() + 4);
    let mut lower = false;
    for c in text.chars() {
        match c {
            'A'..='Z' => {
                if lower {
                    out.push('-');
                }
                out.push(c.to_ascii_lowercase());
            }
            '_' | '-' | '.' | '/' | ':' | '&' | '\'' | '’' => out.push('-'),
            'a'..='z' | '0'..='9' => out.push(c),
            _ => return None,
        }
        lower = c.is_ascii_lowercase() || c.is_ascii_digit();
    }
    let parts: Vec<&str> = out.split('-').filter(|part| !part.is_empty()).collect();
    Some(parts.join("-")).filter(|mended| is_name(mended))
}

#[cfg(test)]
mod tests {
    use super::respell;

    #[test]
    fn other_spellings() {
        assert_eq!(respell("VP_Product").as_deref(), Some("vp-product"));
        assert_eq!(respell("vpProduct").as_deref(), Some("vp-product"));
        assert_eq!(respell("a--b").as_deref(), Some("a-b"));
        assert_eq!(respell("{"), None);
        assert_eq!(respell("9"), None);
    }
}
