//! Five signals of how well an organization decides, from its charters and records alone.
//!
//! The history is read once (`history.rs`); each signal counts what it needs of that, for the
//! whole, by fiscal quarter, by charter and by the seat that owns the charter (`scope.rs`).
//! What came of it is plain data (`data.rs`), which is told by whoever wants it.

mod acceptance;
mod age;
pub mod csv;
mod data;
mod disposition;
mod history;
mod latency;
mod limit;
mod measure;
mod measured;
mod owner;
mod redecision;
mod scope;
mod window;

use jiff::civil::Date;

pub use acceptance::{Acceptance, AcceptanceData, AcceptedQuarter, Reopening};
pub use age::{Age, BUCKETS, Bucket, CharterAge};
pub use data::{Dated, Signal, SignalsReport, schema};
pub use disposition::{Dispositions, Mix};
pub use latency::{Answered, Latency, Open};
pub use limit::Crossed;
pub use measure::{part_of, percent};
pub use measured::Measured;
pub use owner::{Owner, Seated};
pub use redecision::Redecisions;
pub use scope::{Named, Scopes};
pub use window::{Quarter, Window};

use crate::config;
use crate::model::Model;
use history::History;
use owner::{BUSINESS, PRODUCT};

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The day that is taken for today: what is dated later has not happened.
    pub as_of: Date,
    /// The first day; four whole fiscal quarters before the one that runs where none is asked for.
    pub since: Option<Date>,
    /// What the workspace does not want to be crossed.
    pub limits: &'a config::Signals,
    /// How many of the drafts of machines were accepted, where somebody counts.
    pub acceptance: Option<&'a Acceptance>,
}

/// The signals of a workspace. Whichever days are asked for, its limits hold for the usual ones:
/// nobody gets around them by looking at less.
pub fn signals(model: &Model, asked: Asked<'_>) -> SignalsReport {
    let mut report = counted(model, asked);
    let usual = asked.since.map(|_| counted(model, Asked { since: None, ..asked }));
    report.crossed = limit::crossed(usual.as_ref().unwrap_or(&report), asked.limits);
    report
}

/// The same before anybody asks for limits.
fn counted(model: &Model, asked: Asked<'_>) -> SignalsReport {
    let window = Window::of(model, asked.as_of, asked.since);
    let history = History::read(model, &window);
    let product = || Owner::of(model, PRODUCT, asked.as_of);
    let business = || Owner::of(model, BUSINESS, asked.as_of);
    let (latency, answered, open) = latency::told(&history, &window);
    let (age, ages) = age::told(model, &window);
    let mut report = SignalsReport {
        format: "charter-signals/1",
        as_of: window.until,
        since: window.since,
        window: if window.is_asked { "asked" } else { "four-quarters" },
        quarters: window.quarters.iter().map(|it| Dated::of(it, &window)).collect(),
        latency: Signal::of(product(), latency).read_by(business()),
        answered,
        open,
        redecisions: Signal::of(product(), redecision::told(&history, &window)),
        age: Signal::of(product(), age),
        ages,
        measured: Signal::of(business(), measured::told(&history, &window)),
        dispositions: Signal::of(business(), disposition::told(&history, &window)),
        crossed: Vec::new(),
        acceptance: None,
    };
    let floor = asked.limits.ai_floor;
    report.acceptance =
        asked.acceptance.zip(floor).map(|(it, floor)| it.told(floor, &window, &report));
    report
}
