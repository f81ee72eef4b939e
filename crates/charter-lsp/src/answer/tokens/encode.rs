//! Words as the protocol has them: five numbers each, told from the one before.

use charter::Span;
use charter::ide::{Semantic, SemanticKind};
use charter::tree::Kind;
use tower_lsp_server::ls_types::{
    Position, SemanticToken, SemanticTokenModifier, SemanticTokenType, SemanticTokensLegend,
};

use crate::state::Asked;

/// The types that are used; a number is a place in this list.
const TYPES: [SemanticTokenType; 13] = [
    SemanticTokenType::KEYWORD,
    SemanticTokenType::TYPE,
    SemanticTokenType::CLASS,
    SemanticTokenType::INTERFACE,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::EVENT,
    SemanticTokenType::DECORATOR,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::STRING,
    SemanticTokenType::NUMBER,
    SemanticTokenType::OPERATOR,
    SemanticTokenType::COMMENT,
];

/// The modifiers that are used; each is a bit.
const MODIFIERS: [SemanticTokenModifier; 3] = [
    SemanticTokenModifier::DECLARATION,
    SemanticTokenModifier::DEPRECATED,
    SemanticTokenModifier::DEFAULT_LIBRARY,
];

/// What the numbers mean.
pub(super) fn legend() -> SemanticTokensLegend {
    SemanticTokensLegend { token_types: TYPES.into(), token_modifiers: MODIFIERS.into() }
}

/// The type of a word. Seats are who acts, charters what is called on, words of reference what
/// something is; artifacts and metrics are what somebody has; what took place is an event.
fn type_of(kind: SemanticKind) -> SemanticTokenType {
    match kind {
        SemanticKind::Keyword => SemanticTokenType::KEYWORD,
        SemanticKind::Kind => SemanticTokenType::TYPE,
        SemanticKind::Item(kind) => type_of_item(kind),
        SemanticKind::Question | SemanticKind::Free => SemanticTokenType::PROPERTY,
        SemanticKind::Trigger => SemanticTokenType::EVENT,
        SemanticKind::Rule => SemanticTokenType::DECORATOR,
        SemanticKind::Choice => SemanticTokenType::ENUM_MEMBER,
        SemanticKind::Text => SemanticTokenType::STRING,
        SemanticKind::Number => SemanticTokenType::NUMBER,
        SemanticKind::Operator => SemanticTokenType::OPERATOR,
        SemanticKind::Comment => SemanticTokenType::COMMENT,
    }
}

fn type_of_item(kind: Kind) -> SemanticTokenType {
    match kind {
        Kind::Class | Kind::Function => SemanticTokenType::CLASS,
        Kind::Charter | Kind::Launch | Kind::Bet => SemanticTokenType::INTERFACE,
        Kind::Raise | Kind::Record | Kind::Transition => SemanticTokenType::EVENT,
        Kind::Seat | Kind::Group | Kind::Calendar => SemanticTokenType::VARIABLE,
        Kind::Artifact | Kind::Metric => SemanticTokenType::PROPERTY,
    }
}

fn modifiers(semantic: Semantic) -> u32 {
    let bits = [semantic.declares, semantic.is_retired, semantic.is_standard];
    bits.into_iter().enumerate().map(|(nth, is_set)| u32::from(is_set) << nth).sum()
}

/// The tokens of words that stand in order.
pub(super) fn encode(semantics: &[Semantic], asked: &Asked<'_>) -> Vec<SemanticToken> {
    let several_lines = asked.state.can.has_multiline_tokens();
    let mut told = Told { asked, last: Position::default(), tokens: Vec::new() };
    for semantic in semantics {
        match several_lines {
            true => told.tell(*semantic, semantic.span),
            false => lines(asked.text(), semantic.span).for_each(|it| told.tell(*semantic, it)),
        }
    }
    told.tokens
}

/// What has been told so far.
struct Told<'a, 's> {
    asked: &'a Asked<'s>,
    last: Position,
    tokens: Vec<SemanticToken>,
}

impl Told<'_, '_> {
    fn tell(&mut self, semantic: Semantic, span: Span) {
        let at = self.asked.lines.position(span.start);
        let text = self.asked.text().get(span.range()).unwrap_or_default();
        let delta_line = at.line - self.last.line;
        let before = if delta_line == 0 { self.last.character } else { 0 };
        let kind = type_of(semantic.kind);
        self.tokens.push(SemanticToken {
            delta_line,
            delta_start: at.character - before,
            length: self.asked.state.can.encoding.count(text),
            token_type: TYPES.iter().position(|it| *it == kind).unwrap_or_default() as u32,
            token_modifiers_bitset: modifiers(semantic),
        });
        self.last = at;
    }
}

/// A span by its lines, blanks at both ends of each left out.
fn lines(text: &str, span: Span) -> impl Iterator<Item = Span> {
    let stretch = text.get(span.range()).unwrap_or_default();
    let starts = stretch.split(['\n', '\r']).scan(span.start, |at, line| {
        let start = *at;
        *at += line.len() as u32 + 1;
        Some((start, line))
    });
    starts.filter(|(_, line)| !line.trim().is_empty()).map(move |(start, line)| {
        let blanks = line.len() - line.trim_start().len();
        let start = start + blanks as u32;
        Span { start, end: start + line.trim().len() as u32, ..span }
    })
}
