//! Reads feeds with ical-rs, the calendar of Pimalaya, which trusts the zones that a feed brings
//! along.
//!
//! ```text
//! read-ical-rs FROM UNTIL <FEEDS
//! ```
//!
//! FEEDS are paths, each ended by a NUL; all of FROM and nothing of UNTIL, in UTC. Prints one
//! JSON object: for each feed its timed occurrences as `[uid, start, end]` in UTC, how many
//! events it holds, and what was wrong with it; and its texts (`texts.py`), where `TEXTS` asks
//! for them.

use std::collections::{BTreeMap, HashMap};
use std::io::Read;

use ical::component::{IcalComponent, IcalComponentKind, IcalComponentName};
use ical::prop::{IcalProp, IcalPropKind, IcalPropName};
use ical::recur::IcalRecurDateTime;
use ical::recur::set::{IcalRecurOverride, IcalRecurSet, IcalRecurZone};
use ical::tree::cst::IcalCst;
use ical::tz::{IcalTz, IcalTzTransitions};
use ical::value::IcalValue;
use jiff::Timestamp;
use serde_json::{Value, json};

type Outcome<T> = Result<T, String>;

/// An identity, a start and an end, in seconds.
type Occurrence = (String, i64, i64);

/// All of the first second and nothing of the last.
#[derive(Clone, Copy)]
struct Window {
    from: i64,
    until: i64,
}

/// An occurrence may be moved into the window.
const MARGIN: i64 = 60 * 24 * 3600;

fn main() {
    let bounds: Vec<String> = std::env::args().skip(1).collect();
    let bound = |at: usize| {
        let day = bounds.get(at).map(|day| format!("{day}T00:00:00Z").parse::<Timestamp>());
        day.and_then(Result::ok).map_or(0, Timestamp::as_second)
    };
    let window = Window { from: bound(0), until: bound(1) };
    let mut paths = String::new();
    if let Err(error) = std::io::stdin().read_to_string(&mut paths) {
        eprintln!("read-ical-rs: {error}");
        std::process::exit(2);
    }
    let paths = paths.split_terminator('\0');
    let feeds: BTreeMap<&str, Value> = paths.map(|path| (path, attempt(path, window))).collect();
    println!("{}", json!({ "reader": "ical-rs 0.6.1", "feeds": feeds }));
}

/// Whatever a reader says against a feed is a result.
fn attempt(path: &str, window: Window) -> Value {
    read(path, window)
        .unwrap_or_else(|error| json!({ "events": 0, "occurrences": [], "errors": [error] }))
}

fn read(path: &str, window: Window) -> Outcome<Value> {
    let bytes = std::fs::read(path).map_err(|error| error.to_string())?;
    let tree = IcalCst::parse(&bytes).map_err(|error| error.to_string())?;
    let calendar = tree.decode();
    let components = calendar.components;
    let mut clocks = Clocks::of(&components);
    let events = components
        .iter()
        .filter(|it| it.name == IcalComponentName::Kind(IcalComponentKind::VEvent))
        .collect::<Vec<_>>();
    let mut by_uid: BTreeMap<String, Vec<&IcalComponent<'_>>> = BTreeMap::new();
    for event in &events {
        let uid = text(event, IcalPropKind::Uid).ok_or("an event without UID")?;
        by_uid.entry(uid).or_default().push(event);
    }
    let mut found = Vec::new();
    for (uid, events) in &by_uid {
        expand(uid, events, &mut clocks, window, &mut found)?;
    }
    let told = |it: &Occurrence| Ok(json!([it.0, utc(it.1)?, utc(it.2)?]));
    let occurrences = found.iter().map(told).collect::<Outcome<Vec<Value>>>()?;
    let mut told = json!({ "events": events.len(), "occurrences": occurrences, "errors": [] });
    if std::env::var_os("TEXTS").is_some() {
        let mut rows = said("calendar", "", &calendar.props);
        rows.extend(components.iter().flat_map(texts));
        told["texts"] = rows.into();
    }
    Ok(told)
}

/// The texts of an event or a thing to do.
fn texts(component: &IcalComponent<'_>) -> Vec<Value> {
    let what = match component.name {
        IcalComponentName::Kind(IcalComponentKind::VEvent) => "event",
        IcalComponentName::Kind(IcalComponentKind::VTodo) => "todo",
        _ => return Vec::new(),
    };
    let uid = text(component, IcalPropKind::Uid).unwrap_or_default();
    let mut rows = said(what, &uid, &component.props);
    for alarm in &component.components {
        let shown = text(alarm, IcalPropKind::Description);
        rows.extend(shown.map(|shown| json!([what, uid, "alarm", shown])));
    }
    rows
}

/// What properties say in each field.
fn said(what: &str, uid: &str, props: &[IcalProp<'_>]) -> Vec<Value> {
    let mut rows = Vec::new();
    for prop in props {
        let IcalPropName::Kind(kind) = &prop.name else { continue };
        let field = match kind {
            IcalPropKind::Name => "name",
            IcalPropKind::Summary => "summary",
            IcalPropKind::Description => "description",
            IcalPropKind::Location => "location",
            IcalPropKind::Url => "url",
            IcalPropKind::Categories => "category",
            _ => continue,
        };
        match &prop.value {
            IcalValue::Text(text) => rows.push(json!([what, uid, field, text.0])),
            IcalValue::Uri(uri) => rows.push(json!([what, uid, field, uri.0])),
            IcalValue::TextList(list) => {
                rows.extend(list.0.iter().map(|text| json!([what, uid, field, text])));
            }
            _ => {}
        }
    }
    rows
}

/// The occurrences of everything of one UID.
fn expand(
    uid: &str,
    events: &[&IcalComponent<'_>],
    clocks: &mut Clocks,
    window: Window,
    found: &mut Vec<Occurrence>,
) -> Outcome<()> {
    let is_change = |it: &&&IcalComponent<'_>| value(it, IcalPropKind::RecurrenceId).is_some();
    let (changes, series): (Vec<_>, Vec<_>) = events.iter().partition(|it| is_change(it));
    let [series] = series[..] else { return Err(format!("{uid}: not one series")) };
    let mut set = IcalRecurSet::of_component_in(series, &clocks.zones);
    if set.start.is_none() {
        return Err(format!("{uid}: no DTSTART"));
    }
    if !is_held(series) {
        return Ok(());
    }
    let mut by_identity = BTreeMap::new();
    for change in changes {
        let it = IcalRecurOverride::of_component(change, &set.zone, &clocks.zones);
        by_identity.insert(it.ok_or_else(|| format!("{uid}: no change"))?.id, change);
        set.with_override_in(change, &clocks.zones);
    }
    for it in set.expand() {
        let start = clocks.seconds(&set.zone, it.start).ok_or_else(|| format!("{uid}: no zone"))?;
        if it.id.seconds() > window.until + MARGIN {
            break;
        }
        let event = by_identity.get(&it.id).unwrap_or(&series);
        if (window.from..window.until).contains(&start) && is_held(event) {
            let length = length(event).ok_or_else(|| format!("{uid}: no DURATION"))?;
            found.push((uid.to_owned(), start, start + length));
        }
    }
    Ok(())
}

/// The zones of a feed.
struct Clocks {
    zones: Vec<IcalTz>,
    transitions: HashMap<String, IcalTzTransitions>,
}

impl Clocks {
    fn of(components: &[IcalComponent<'_>]) -> Clocks {
        let zones: Vec<IcalTz> = components.iter().filter_map(IcalTz::of_component).collect();
        let transitions =
            |zone: &IcalTz| (zone.id.clone(), IcalTzTransitions::of_zone(zone.clone()));
        Clocks { transitions: zones.iter().map(transitions).collect(), zones }
    }

    fn seconds(&mut self, zone: &IcalRecurZone, local: IcalRecurDateTime) -> Option<i64> {
        match zone {
            IcalRecurZone::Utc => Some(local.seconds()),
            IcalRecurZone::Floating => None,
            IcalRecurZone::Tz(id) => self.transitions.get_mut(id)?.resolve(local).instant(local),
        }
    }
}

/// Whether it has a time, and takes place.
fn is_held(event: &IcalComponent<'_>) -> bool {
    let is_timed = matches!(value(event, IcalPropKind::DtStart), Some(IcalValue::DateTime(_)));
    is_timed && text(event, IcalPropKind::Status).as_deref() != Some("CANCELLED")
}

/// In seconds.
fn length(event: &IcalComponent<'_>) -> Option<i64> {
    match value(event, IcalPropKind::Duration)? {
        IcalValue::Duration(length) => length.seconds(),
        _ => None,
    }
}

fn value<'a>(event: &'a IcalComponent<'_>, kind: IcalPropKind) -> Option<&'a IcalValue<'a>> {
    let found = event.props.iter().find(|it| it.name == IcalPropName::Kind(kind));
    found.map(|prop| &prop.value)
}

fn text(event: &IcalComponent<'_>, kind: IcalPropKind) -> Option<String> {
    match value(event, kind)? {
        IcalValue::Text(text) => Some(text.0.to_string()),
        _ => None,
    }
}

fn utc(second: i64) -> Outcome<String> {
    Timestamp::from_second(second).map(|at| at.to_string()).map_err(|error| error.to_string())
}
