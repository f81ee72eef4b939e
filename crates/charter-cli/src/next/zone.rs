//! Whose clock is read.

use charter::Model;
use charter::model::Item;
use charter::time::{self, Zone, ZoneMatch};
use jiff::tz::TimeZone;

use crate::{Failure, Status};

/// The zone that is asked for.
pub(super) fn named(name: &str) -> Result<Zone, Failure> {
    let meant = match time::find_zone(name) {
        ZoneMatch::Known(zone) => return Ok(zone),
        ZoneMatch::Case(right) => format!("did you mean `{right}`?"),
        ZoneMatch::Abbreviation(zones) if !zones.is_empty() => {
            let zones: Vec<String> = zones.iter().map(|zone| format!("`{zone}`")).collect();
            format!("did you mean {}?", zones.join(" or "))
        }
        _ => "name it by continent and city, as `Europe/London`".to_owned(),
    };
    Err(Failure::new(Status::Usage, format!("there is no zone `{name}`")).help(meant))
}

/// The zone of this machine where it has a name, else that of the workspace's calendar.
pub(super) fn of_this_machine(model: &Model) -> Zone {
    let system = TimeZone::system();
    let system = system.iana_name().and_then(time::zone);
    let common = || model.common_calendar().and_then(|calendar| written(*calendar));
    system.or_else(common).unwrap_or(Zone::utc())
}

/// The zone of a seat, where it says one.
pub(super) fn of_seat(model: &Model, name: &str) -> Option<Zone> {
    written(*crate::named::seat(model, name).ok()?)
}

fn written(item: Item<'_>) -> Option<Zone> {
    item.own_zone().and_then(|zone| time::zone(zone.name.as_str()))
}
