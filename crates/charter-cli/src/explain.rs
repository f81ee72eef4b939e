//! `charter explain`: the page of a rule, a class, a function or a keyword.

mod item;
mod page;

use charter::{keyword, nearest, rule};
use clap::builder::PossibleValue;

use crate::args::ExplainArgs;
use crate::workspace::Workspace;
use crate::{Failure, Status, Terminal};

/// Prints the page.
pub(crate) fn run(args: &ExplainArgs, terminal: &mut Terminal) -> Result<Status, Failure> {
    let word = args.word.as_str();
    let texts = texts(terminal);
    let found = of_rule(word).or_else(|| item::page(&texts, word)).or_else(|| keyword::page(word));
    let Some(found) = found else { return Err(unknown(word, &texts)) };
    let drawn = if terminal.colours() { page::draw(&found) } else { found };
    terminal.out.extend_from_slice(drawn.trim_end().as_bytes());
    terminal.out.push(b'\n');
    Ok(Status::Clean)
}

/// What has a page in every workspace: the rules, what the standard declares, the keywords.
pub(crate) fn words() -> Vec<PossibleValue> {
    let standard = standard();
    let rules = rule::all().map(|rule| PossibleValue::new(rule.id).help(rule.summary));
    let items = item::names(&standard).map(|name| PossibleValue::new(name.to_owned()));
    let keywords = keyword::words().into_iter().map(PossibleValue::new);
    rules.chain(items).chain(keywords).collect()
}

fn standard() -> [(String, String); 1] {
    [("the standard".to_owned(), charter::STANDARD.to_owned())]
}

fn of_rule(word: &str) -> Option<String> {
    rule::find(word).map(|rule| rule.page.to_owned())
}

/// The texts that may declare it: those of the workspace, where one is declared, before the standard.
fn texts(terminal: &Terminal) -> Vec<(String, String)> {
    let workspace = Workspace::find(&[]).ok().filter(Workspace::is_declared);
    let contents = workspace.map(|workspace| workspace.read(terminal));
    let own = contents.iter().flat_map(|contents| contents.sources.iter().skip(1));
    let own = own.map(|(_, source)| (source.path.clone(), source.text.clone()));
    own.chain(standard()).collect()
}

fn unknown(word: &str, texts: &[(String, String)]) -> Failure {
    let message = format!("there is no rule, class or keyword `{word}`");
    let failure = Failure::new(Status::Usage, message);
    let mut words: Vec<&str> = rule::all().map(|rule| rule.id).collect();
    words.extend(item::names(texts));
    words.extend_from_slice(&keyword::words());
    match nearest(word, words) {
        Some(meant) => failure.help(format!("did you mean `{meant}`?")),
        None => failure.help("`charter rules` lists the rules"),
    }
}
