//! One unit: ten files, and everything in them that has a name.

use super::people::{person, saying, unit_name};
use super::{Plan, charters, commitments, company};
use crate::rng::Rng;
use crate::workspace::File;

/// How many files a unit has.
pub(super) const FILES: usize = 10;

/// About so many bytes has a file.
const SIZE: usize = 1000;

/// A unit in the middle of being written.
pub(super) struct Unit<'a> {
    /// What is asked for.
    pub(super) plan: &'a Plan,
    /// Which one it is.
    pub(super) number: usize,
    /// `harbor-12`
    pub(super) name: String,
    /// `meadow-13`: the unit whose things it refers to.
    pub(super) beside: String,
    /// Where it meets.
    pub(super) zone: &'static str,
    /// Its own chance.
    pub(super) rng: Rng,
}

const ZONES: [&str; 8] = [
    "Europe/London",
    "Europe/Stockholm",
    "America/New_York",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/Sao_Paulo",
    "America/Vancouver",
    "Asia/Kolkata",
];

/// The seats of a unit, without its name.
pub(super) const SEATS: [&str; 7] = ["vp", "pmm", "product", "one", "two", "three", "partner"];

impl Unit<'_> {
    /// A name of this unit: `ledger-harbor-12`.
    pub(super) fn own(&self, thing: &str) -> String {
        format!("{thing}-{}", self.name)
    }

    /// A name of the unit beside it.
    pub(super) fn other(&self, thing: &str) -> String {
        format!("{thing}-{}", self.beside)
    }

    fn path(&self, file: &str) -> String {
        format!("block-{:03}/{}/{file}.charter", self.number / 40, self.name)
    }

    /// The text with comments up to the size of the others.
    fn file(&mut self, name: &str, mut text: String) -> File {
        while text.len() + 60 < SIZE {
            let line = format!("# {}\n", saying(&mut self.rng));
            text.insert_str(0, &line);
        }
        (self.path(name), text)
    }
}

/// The ten files of a unit.
pub(super) fn files(plan: &Plan, number: usize) -> Vec<File> {
    let mut unit = Unit {
        plan,
        number,
        name: unit_name(plan.seed, number),
        beside: unit_name(plan.seed, (number + 1) % plan.units()),
        zone: ZONES[number % ZONES.len()],
        rng: Rng::part(plan.seed, 1_000_000_007 + number as u64),
    };
    let mut texts = vec![
        ("seats".to_string(), seats(&mut unit)),
        ("evidence".to_string(), evidence(&mut unit)),
        ("commitments".to_string(), commitments::text(&mut unit)),
    ];
    texts.extend(charters::texts(&mut unit));
    texts.into_iter().map(|(name, text)| unit.file(&name, text)).collect()
}

fn seats(unit: &mut Unit<'_>) -> String {
    let ranks = ["vp", "director", "director", "manager", "manager", "manager", "external"];
    let superiors = ["", "vp", "vp", "product", "product", "product", ""];
    let mut text = String::new();
    for (place, seat) in SEATS.into_iter().enumerate() {
        let name = unit.own(seat);
        let id = format!("{}{seat}", unit.number);
        let holder = person(&mut unit.rng, &id);
        text += &format!("seat {name} {{\n  altitude {}\n  holder {holder}\n", ranks[place]);
        text += &match superiors[place] {
            "" if seat == "vp" => format!("  reports-to {}\n", company::executive(unit.number)),
            "" => String::new(),
            superior => format!("  reports-to {}\n", unit.own(superior)),
        };
        text += &aside(unit, seat);
        text += "}\n";
    }
    text
}

/// Who stands in, and what a seat knows.
fn aside(unit: &Unit<'_>, seat: &str) -> String {
    let alternate = match seat {
        "vp" => "product",
        "pmm" | "product" => "vp",
        "one" | "three" => "two",
        "two" => "three",
        _ => return String::new(),
    };
    let function = match seat {
        "pmm" => "  function product-marketing\n",
        "product" => "  function product\n",
        _ => "",
    };
    format!("{function}  alternate {}\n", unit.own(alternate))
}

fn evidence(unit: &mut Unit<'_>) -> String {
    let mut text = String::new();
    let reads = [
        ("ledger", "live".to_string(), "two"),
        ("envelope", "every 2 weeks".to_string(), "product"),
        ("reading", format!("by {}", unit.own("forum")), "pmm"),
    ];
    for (thing, refreshed, owner) in reads {
        let (name, owner) = (unit.own(thing), unit.own(owner));
        text += &format!("artifact {name} {{\n  owner {owner}\n  refreshed {refreshed}\n}}\n\n");
    }
    let measures = [
        ("load", "percent", "product"),
        ("wait", "duration", "one"),
        ("margin", "money USD", "vp"),
        ("tickets", "count \"tickets\"", "three"),
    ];
    for (thing, unit_of, owner) in measures {
        let (name, owner) = (unit.own(thing), unit.own(owner));
        text += &format!("metric {name} {{\n  unit {unit_of}\n  owner {owner}\n}}\n\n");
    }
    let members = ["one", "two", "three"].map(|seat| unit.own(seat)).join(", ");
    text + &format!("group {} \"The leads\" {{\n  members {members}\n}}\n", unit.own("leads"))
}
