//! The feeds of a build, as its own index lists them.

use jiff::civil::Date;
use serde::Deserialize;

/// A feed.
#[derive(Debug, Deserialize)]
pub(super) struct Feed {
    /// Where it is in the build.
    pub(super) path: String,
    /// Whose it is.
    pub(super) kind: Kind,
    /// What people see in their list of calendars.
    #[serde(default)]
    pub(super) title: String,
    /// How many events it holds.
    #[serde(default)]
    pub(super) events: usize,
}

/// Whose a feed is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Kind {
    /// Everybody's.
    All,
    /// A seat's.
    Seat,
    /// A group's.
    Group,
    /// A charter's.
    Charter,
    /// A launch's.
    Launch,
    /// It is no feed.
    #[serde(other)]
    Other,
}

impl Kind {
    /// Whose there are, with what a heading calls them and how an address names them.
    pub(super) const EACH: [(Kind, &'static str, &'static str); 5] = [
        (Kind::All, "Everything", "everything"),
        (Kind::Seat, "Seats", "seats"),
        (Kind::Group, "Groups", "groups"),
        (Kind::Charter, "Charters", "charters"),
        (Kind::Launch, "Launches", "launches"),
    ];
}

#[derive(Deserialize)]
struct Index {
    files: Vec<Feed>,
}

/// The feeds that an index lists, by path.
pub(super) fn listed(index: &[u8]) -> Vec<Feed> {
    let index: Option<Index> = serde_json::from_slice(index).ok();
    let mut feeds = index.map_or_else(Vec::new, |index| index.files);
    feeds.retain(|feed| feed.kind != Kind::Other);
    feeds
}

impl Feed {
    /// Its name: what the item is called in the sources.
    pub(super) fn name(&self) -> &str {
        let file = self.path.rsplit('/').next().unwrap_or_default();
        file.strip_suffix(".ics").unwrap_or(file)
    }
}

/// The latest day on which something in a feed was changed, as its sources say: no clock, and
/// no file's date.
pub(super) fn modified(feed: &[u8]) -> Option<Date> {
    let day = |line: &[u8]| {
        let day = line.strip_prefix(b"DTSTAMP:")?.get(..8)?;
        Date::strptime("%Y%m%d", day).ok()
    };
    feed.split(|byte| *byte == b'\n').filter_map(day).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_stamp_counts() {
        let feed = b"DTSTAMP:20260201T000000Z\r\nDESCRIPTION:a\\n\r\n DTSTAMP:20300101\r\nDTSTAMP:20260301T000000Z\r\nDTSTAMP:x\r\n";
        assert_eq!(modified(feed), Some(Date::constant(2026, 3, 1)));
        assert_eq!(modified(b""), None);
    }

    #[test]
    fn what_is_no_feed_is_not_listed() {
        let index = br#"{"format":"charter-index/1","files":[
            {"path":"charters.json","kind":"charters"},
            {"path":"calendar/seat/a.ics","kind":"seat","title":"A","events":2}]}"#;
        let feeds = listed(index);
        assert_eq!(feeds.iter().map(Feed::name).collect::<Vec<_>>(), ["a"]);
        assert!(listed(b"{").is_empty());
    }
}
