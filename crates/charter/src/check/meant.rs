//! Did you mean: which of many names somebody wanted to write.

use rustc_hash::FxHashMap;

use crate::{Diagnostic, Safety, Span, Symbol, nearest, words};

/// What was probably meant by a name that nothing bears.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// One slip of the finger away, and the only one.
    Surely(&'static str),
    /// These, the likelier first.
    Maybe(Vec<&'static str>),
    /// Nothing is near.
    Nothing,
}

/// How many names are compared with all others. Beyond that a workspace has another
/// trouble than a slip of the finger, and the comparison would take longest just then.
const MOST: usize = 64;

/// What was meant, remembered: a name that is missing is often missing many times.
#[derive(Default)]
pub(super) struct Memory<K>(FxHashMap<(Symbol, K), Meant>);

impl<K: Eq + std::hash::Hash> Memory<K> {
    /// What was meant by a name among candidates of one kind.
    pub(super) fn recall(
        &mut self,
        name: Symbol,
        kind: K,
        candidates: impl FnOnce() -> Vec<&'static str>,
    ) -> &Meant {
        let tried = self.0.len();
        self.0.entry((name, kind)).or_insert_with(|| match tried < MOST {
            true => meant(name.as_str(), &candidates()),
            false => Meant::Nothing,
        })
    }
}

/// What was probably meant by a word.
pub(super) fn meant(word: &str, candidates: &[&'static str]) -> Meant {
    let mut close: Vec<&str> =
        candidates.iter().copied().filter(|candidate| is_one_slip(word, candidate)).collect();
    close.sort_unstable();
    close.dedup();
    match close[..] {
        [] => {
            let near = nearest(word, candidates.iter().copied());
            near.map_or(Meant::Nothing, |near| Meant::Maybe(vec![near]))
        }
        [one] => Meant::Surely(one),
        _ => {
            close.truncate(3);
            Meant::Maybe(close)
        }
    }
}

/// Whether one insertion, deletion, replacement or swap of neighbours lies between two
/// words, or only capitals do.
fn is_one_slip(a: &str, b: &str) -> bool {
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    match (&a[..a.len() - tail], &b[..b.len() - tail]) {
        ([], []) => false,
        ([] | [_], [] | [_]) => true,
        ([p, q], [r, s]) => p == s && q == r,
        (a, b) => a.eq_ignore_ascii_case(b),
    }
}

impl Meant {
    /// Says it below a finding, with the changes that follow from it; where nothing is
    /// near, says something else.
    pub(super) fn say(&self, finding: Diagnostic, place: Span, otherwise: &str) -> Diagnostic {
        let write = |finding: Diagnostic, word: &str, safety| {
            finding.fix(format!("write `{word}`"), safety, place, word)
        };
        match self {
            Meant::Surely(word) => {
                write(finding.help(format!("did you mean `{word}`?")), word, Safety::Safe)
            }
            Meant::Maybe(list) => {
                let help = format!("did you mean {}?", words::list_or(list));
                list.iter().fold(finding.help(help), |it, word| write(it, word, Safety::Unsafe))
            }
            Meant::Nothing => finding.help(otherwise),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Meant, is_one_slip, meant};

    #[test]
    fn one_slip() {
        for (a, b) in [
            ("vp-prodct", "vp-product"),
            ("cpoo", "cpo"),
            ("cto", "cfo"),
            ("vp-proudct", "vp-product"),
        ] {
            assert!(is_one_slip(a, b) && is_one_slip(b, a), "{a} {b}");
        }
        for (a, b) in [("cpo", "cpo"), ("cpo", "ceos"), ("ab", "cd"), ("dir-pm", "dir-pmmm")] {
            assert!(!is_one_slip(a, b), "{a} {b}");
        }
    }

    #[test]
    fn only_one_answer_is_sure() {
        assert_eq!(meant("vp-prodct", &["vp-product", "cpo"]), Meant::Surely("vp-product"));
        assert_eq!(meant("cxo", &["cto", "cpo", "ceo"]), Meant::Maybe(vec!["ceo", "cpo", "cto"]));
        assert_eq!(meant("dir-marketing", &["vp-marketing"]), Meant::Maybe(vec!["vp-marketing"]));
        assert_eq!(meant("somebody", &["vp-product"]), Meant::Nothing);
    }
}
