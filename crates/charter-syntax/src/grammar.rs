//! The grammar at work: the one file that knows pest.
//!
//! Everything else sees [`Node`]s: a rule, a range, children.

use pest::Parser;
use pest::iterators::{Pair, Pairs};

#[derive(pest_derive::Parser)]
#[grammar = "../charter.pest"]
struct Charter;

/// One piece of text, by the rule that read it.
#[derive(Clone)]
pub(crate) struct Node<'t>(Pair<'t, Rule>);

/// Pieces of text in their order.
#[derive(Clone)]
pub(crate) struct Nodes<'t>(Pairs<'t, Rule>);

/// Where a text stopped making sense: the furthest byte that any rule reached.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stop {
    pub(crate) at: usize,
}

/// Bounds the work on one text: a call of a rule is some nanoseconds, and sixteen
/// a byte are more than any text within the size cap needs.
fn bound_calls() {
    static ONCE: std::sync::Once = std::sync::Once::new();
    ONCE.call_once(|| pest::set_call_limit(std::num::NonZeroUsize::new(16 * crate::MAX_BYTES)));
}

/// Reads the whole of a text by a rule.
pub(crate) fn read(rule: Rule, text: &str) -> Result<Nodes<'_>, Stop> {
    bound_calls();
    match Charter::parse(rule, text) {
        Ok(pairs) => Ok(Nodes(pairs)),
        Err(error) => Err(Stop {
            at: match error.location {
                pest::error::InputLocation::Pos(at) | pest::error::InputLocation::Span((at, _)) => {
                    at
                }
            },
        }),
    }
}

impl<'t> Node<'t> {
    /// The rule that read it.
    pub(crate) fn rule(&self) -> Rule {
        self.0.as_rule()
    }

    /// Its text.
    pub(crate) fn text(&self) -> &'t str {
        self.0.as_str()
    }

    /// Its bytes in the text that was read.
    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        let span = self.0.as_span();
        span.start()..span.end()
    }

    /// Its parts.
    pub(crate) fn children(self) -> Nodes<'t> {
        Nodes(self.0.into_inner())
    }
}

impl Nodes<'_> {
    /// The bytes of every comment, however deep.
    pub(crate) fn comments(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let all = self.0.clone().flatten();
        all.filter(|pair| pair.as_rule() == Rule::comment).map(|pair| Node(pair).range())
    }
}

/// Comments and the end of the text are passed over.
impl<'t> Iterator for Nodes<'t> {
    type Item = Node<'t>;

    fn next(&mut self) -> Option<Node<'t>> {
        self.0.by_ref().map(Node).find(|node| !matches!(node.rule(), Rule::gap | Rule::EOI))
    }
}
