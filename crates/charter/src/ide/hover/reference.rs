//! Words of reference: classes, functions, and the questions that classes ask.

use jiff::civil::Date;

use crate::Symbol;
use crate::ide::page::{Page, told};
use crate::ide::people::names;
use crate::model::{Class, Function, Handle, Item};
use crate::say;
use crate::tree::{Period, Sign, Signer};

pub(super) fn class(class: Class<'_>, day: Date) -> Page {
    let mut page = Page::new(class.title());
    page.words(format!("The class of decision `{}`{}.", class.name(), origin(*class)));
    page.some_fact("Level", class.level().map(|it| it.as_str().to_owned()));
    page.some_fact("Fits", class.period().map(|it| fits(&it)));
    let rank = class.altitude().map(say::rank);
    page.some_fact("Owned by", rank.map(|it| format!("{it} or somebody above")));
    page.some_fact("Function", some(class.functions().map(|it| Item::name(*it))));
    page.some_fact("Waits for", some(class.gates().map(|it| it.as_str())));
    page.some_fact("In the queue", class.attention().map(|it| it.as_str().to_owned()));
    page.some_fact("Signed by", class.sign().map(signs));
    let model = class.model();
    let decided = model.charters_from(day).filter(|it| it.classes().any(|it| it == class));
    page.some_fact("Decided in", some(decided.map(|it| Item::name(*it))));
    for question in class.questions() {
        let asks = question.asks;
        page.point(format!("`{}`: {}", asks.name.as_str(), told(&asks.question.value)));
    }
    page
}

/// ` of the standard`, where it is one.
fn origin(item: Item<'_>) -> &'static str {
    if item.is_standard() { " of the standard" } else { "" }
}

fn some<'n>(all: impl Iterator<Item = &'n str>) -> Option<String> {
    let all: Vec<&str> = all.collect();
    (!all.is_empty()).then(|| names(all))
}

/// `every 2 months to every 2 quarters`
fn fits(period: &Period) -> String {
    match period {
        Period::OnTrigger => "when a trigger fires".into(),
        Period::Between(fastest, slowest) => {
            let (fastest, slowest) = (say::frequency(*fastest), say::frequency(*slowest));
            if fastest == slowest { fastest } else { format!("{fastest} to {slowest}") }
        }
    }
}

fn signs(sign: &Sign) -> String {
    match sign {
        Sign::Number(number) => format!("{} of the room", number.value),
        Sign::Names(signers) => {
            let who = signers.iter().map(|it| match it {
                Signer::Owner(_) => "the owner".into(),
                Signer::Seat(name) => format!("`{}`", name.as_str()),
            });
            say::and(&who.collect::<Vec<String>>())
        }
    }
}

pub(super) fn function(function: Function<'_>) -> Page {
    let mut page = Page::new(function.title());
    page.words(format!("The function `{}`{}.", function.name(), origin(*function)));
    page.some_fact("Decides", some(function.decides().map(|it| it.as_str())));
    page.some_fact("Never", some(function.never().map(|it| it.as_str())));
    let voices: Vec<&str> = function.voices().map(|it| it.as_str()).collect();
    page.some_fact(
        "Heard",
        (!voices.is_empty()).then(|| format!("where it is {}", say::and(&voices))),
    );
    let seats = function.model().staff(function.name()).seats();
    page.some_fact("Seats", some(seats.map(|it| Item::name(*it))));
    page
}

pub(super) fn question(class: Item<'_>, name: Symbol) -> Option<Page> {
    let class = Class::of(class)?;
    let asks = class.questions().find(|it| it.asks.name.symbol == name)?.asks;
    let mut page = Page::new(&asks.question.value);
    page.words(format!("The question `{}`, asked by the class `{}`.", name.as_str(), class.name()));
    let tiers: Vec<&str> = asks.tiers.iter().map(|it| it.as_str()).collect();
    let of_tiers = (!tiers.is_empty()).then(|| format!("launches of tier {}", say::and(&tiers)));
    page.some_fact("Asked of", of_tiers);
    page.some_fact("Through", asks.through.map(|it| it.as_str().to_owned()));
    page.some_fact("When", asks.when.map(|it| it.as_str().to_owned()));
    page.some_fact("Usually answered by", some(asks.default.iter().map(|it| it.as_str())));
    Some(page)
}
