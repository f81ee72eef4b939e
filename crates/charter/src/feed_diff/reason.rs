//! Why a day is skipped: what `charters.json` says of holidays and exceptions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde_json::Value;

/// The words for days on which something does not take place.
#[derive(Clone, Debug, Default)]
pub struct Reasons {
    /// By a charter's first name, with which its identities begin.
    charters: BTreeMap<String, Charter>,
    /// By the name of a calendar: from, until, title.
    holidays: BTreeMap<String, Vec<(Date, Date, String)>>,
}

#[derive(Clone, Debug, Default)]
struct Charter {
    calendar: String,
    days: BTreeMap<Date, String>,
}

impl Reasons {
    /// From the bytes of a `charters.json`; what cannot be read gives no reasons.
    pub fn of(charters: &[u8]) -> Reasons {
        let data: Value = serde_json::from_slice(charters).unwrap_or_default();
        let mut reasons = Reasons::default();
        for calendar in list(&data["calendars"]) {
            let holidays = list(&calendar["holidays"])
                .filter_map(|it| Some((day(&it["from"])?, day(&it["until"])?, text(&it["title"]))));
            reasons.holidays.insert(text(&calendar["name"]), holidays.collect());
        }
        for charter in list(&data["charters"]) {
            let lines = || list(&charter["cadences"]);
            let left_out = lines().flat_map(|it| list(&it["exceptions"])).map(|it| (it, "on"));
            let moved = lines().flat_map(|it| list(&it["moves"])).map(|it| (it, "from"));
            let days = left_out
                .chain(moved)
                .filter_map(|(it, key)| Some((day(&it[key])?, it["why"].as_str()?.to_owned())));
            let told = Charter { calendar: text(&charter["calendar"]), days: days.collect() };
            reasons.charters.insert(text(&charter["first_name"]), told);
        }
        reasons
    }

    /// Why what has an identity is not as usual on a day.
    pub(super) fn on(&self, uid: &str, day: Date) -> Option<String> {
        let charter = self.charters.get(uid.split(['.', '@']).next()?)?;
        if let Some(why) = charter.days.get(&day) {
            return Some(why.clone());
        }
        let mut holidays = self.holidays.get(&charter.calendar)?.iter();
        let holiday = holidays.find(|(from, until, _)| *from <= day && day <= *until);
        holiday.map(|(_, _, title)| format!("holiday ({title})"))
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn day(value: &Value) -> Option<Date> {
    value.as_str()?.parse().ok()
}
