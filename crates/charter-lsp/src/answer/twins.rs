//! What a lens says, as an action: some editors show no lenses.
//!
//! Whoever takes one is told what the lens would have shown, in a message.

use charter::Span;
use charter::ide::{self, Lens};
use serde_json::{Value, json};
use tower_lsp_server::jsonrpc::{Error, Result};
use tower_lsp_server::ls_types::{
    CodeAction, CodeActionKind, Command, ExecuteCommandOptions, ExecuteCommandParams, MessageType,
    Position, Uri,
};

use crate::can::Can;
use crate::state::{Asked, State};
use crate::told::Told;

/// Tells what a lens of a charter shows: an address, a position, and which lens it is.
const TELL: &str = "charter.tell";

/// It neither mends nor rewrites anything, for which the protocol has no word.
pub(crate) const KIND: CodeActionKind = CodeActionKind::EMPTY;

/// What is announced.
pub(crate) fn offer(can: &Can) -> Option<ExecuteCommandOptions> {
    let commands = vec![TELL.to_owned()];
    let options = ExecuteCommandOptions { commands, ..ExecuteCommandOptions::default() };
    can.needs_twins().then_some(options)
}

/// The twins of the lenses above the charter whose name stands on a line of a range.
pub(crate) fn actions(asked: &Asked<'_>, range: Span) -> Vec<CodeAction> {
    if !asked.state.can.needs_twins() {
        return Vec::new();
    }
    let lenses = lenses(asked, range.start);
    let is_near = |lens: &Lens| asked.lines.same_line(lens.span.start, range.start);
    let near = lenses.iter().enumerate().filter(|(_, lens)| is_near(lens));
    near.map(|(nth, lens)| action(asked, nth, lens)).collect()
}

fn action(asked: &Asked<'_>, nth: usize, lens: &Lens) -> CodeAction {
    let title = format!("show: {}", lens.words);
    let at = asked.lines.position(lens.span.start);
    let arguments = vec![json!(asked.uri()), json!(at), json!(nth)];
    let command =
        Command { title: title.clone(), command: TELL.into(), arguments: Some(arguments) };
    CodeAction { title, kind: Some(KIND), command: Some(command), ..CodeAction::default() }
}

/// Does what a client asks for.
pub(crate) fn execute(state: &State, params: ExecuteCommandParams) -> Result<Option<Value>> {
    if params.command != TELL {
        return Err(Error::invalid_params("there is no such command"));
    }
    let arguments = serde_json::from_value(Value::Array(params.arguments));
    let (uri, at, nth): (Uri, Position, usize) =
        arguments.map_err(|error| Error::invalid_params(error.to_string()))?;
    let asked = state.asked(&uri)?;
    let lenses = lenses(&asked, asked.byte(at));
    // The text may be another since the action was offered.
    let lens = lenses.get(nth).ok_or_else(|| Error::invalid_params("nothing stands there now"))?;
    let words = ide::told(asked.session().model(), lens, asked.session().day());
    state.teller.tell(Told::Message(MessageType::INFO, words));
    Ok(None)
}

fn lenses(asked: &Asked<'_>, byte: u32) -> Vec<Lens> {
    let session = asked.session();
    let item = ide::place(session.model(), asked.source, byte).item;
    item.map_or_else(Vec::new, |item| ide::lenses(session.model(), item, session.day()))
}
