//! Every phrase of a cadence, in zones where clocks do odd things, under every policy for
//! holidays.

use crate::occurrences::{agree, well_written};
use crate::workspace::model;

pub(crate) const PHRASES: &[&str] = &[
    "daily at 09:00 for 15m",
    "every 2 days at 09:00 for 15m from 2026-01-06",
    "every 3 days at 02:30 for 15m from 2026-01-07",
    "every 14 days at 02:30 for 15m from 2026-01-07",
    "weekly on Tuesday at 02:30 for 45m",
    "weekly on Monday, Thursday at 09:30 for 15m",
    "weekly on Monday to Friday at 01:30 for 15m",
    "weekly on workday at 09:00 for 15m",
    "weekly on Sunday at 02:15 for 30m",
    "every 2 weeks on Thursday at 15:00 for 60m from 2026-01-15",
    "every 3 weeks on Monday, Sunday at 00:15 for 60m from 2026-01-15",
    "monthly on the 2nd Tuesday at 10:00 for 60m",
    "monthly on the 1st, 3rd Monday at 10:00 for 60m",
    "monthly on the 5th Friday at 10:00 for 60m",
    "monthly on the 4th, last Friday at 10:00 for 60m",
    "monthly on the last Sunday at 02:30 for 60m",
    "monthly on the last workday at 16:00 for 30m",
    "monthly on the 1st workday at 16:00 for 30m",
    "monthly on the 1st, last workday at 16:00 for 30m",
    "monthly on the 3rd workday at 16:00 for 30m",
    "monthly on day 15 at 09:00 for 60m",
    "monthly on day 1, 31 at 09:00 for 60m",
    "every 2 months on the 2nd Monday at 09:00 for 60m from 2026-01-01",
    "every 5 months on the last workday at 09:00 for 60m from 2026-01-20",
    "quarterly on the 2nd Tuesday at 10:00 for 90m",
    "quarterly in month 2 on the 1st Thursday at 10:00 for 90m",
    "quarterly in month 3 on the 1st workday at 10:00 for 90m",
    "every 2 quarters on day 25 at 14:00 for 2h from 2026-02-01",
    "yearly in March on the last Sunday at 02:30 for 3h",
    "yearly in December on day 25 at 09:00 for 3h",
    "weekly on Wednesday at 09:00, 16:00 for 60m",
    "on 2026-03-29, 2026-06-16, 2026-10-25 at 01:30, 02:30 for 60m",
];

const ZONES: &[&str] = &[
    "Europe/London",
    "America/Los_Angeles",
    "Australia/Lord_Howe",
    "America/Santiago",
    "Africa/Casablanca",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "America/Vancouver",
];

pub(crate) const POLICIES: &[&str] =
    &["skip", "keep", "move to next workday", "move to previous workday"];

fn organization() -> String {
    let mut text = String::from(
        "seat head \"Head\" {\n  altitude director\n  holder \"Ada\" since 2024-01-01\n}\n\
         seat peer \"Peer\" {\n  altitude director\n  holder \"Grace\" since 2024-01-01\n}\n\
         artifact ledger \"Ledger\" {\n  owner peer\n  refreshed monthly\n}\n",
    );
    for (name, workdays) in [("west", "Monday to Friday"), ("gulf", "Sunday to Thursday")] {
        text.push_str(&format!(
            "calendar {name} \"{name}\" {{\n  zone Europe/London\n  workdays {workdays}\n  \
             fiscal-year starts in February\n"
        ));
        for year in 2026..2030 {
            text.push_str(&format!(
                "  holiday {year}-01-01 \"New Year\"\n  holiday {year}-04-06 \"Spring\"\n  \
                 holiday {year}-05-29 \"May\"\n  holiday {year}-06-01 \"June\"\n  \
                 holiday {year}-10-13 \"Autumn\"\n  \
                 closed {year}-12-24 to {year}-12-31 \"Closure\"\n"
            ));
        }
        text.push_str("}\n");
    }
    text
}

/// Every phrase under every policy in a zone; the nth of them by one calendar or the other.
fn workspace(zone: &str, extra: &[&str]) -> String {
    let mut text = organization();
    for (phrase, words) in PHRASES.iter().enumerate() {
        for (policy, on_holiday) in POLICIES.iter().enumerate() {
            for (nth, extra) in extra.iter().enumerate() {
                let calendar = if (phrase + policy) % 5 == 0 { "gulf" } else { "west" };
                text.push_str(&format!(
                    "charter c{phrase}-p{policy}-x{nth} \"Forum {phrase} {policy}\" {{\n  \
                     decides roadmap-sequencing of s{phrase}-p{policy}-x{nth}\n  includes \"It\"\n  \
                     owner head\n  counterparties peer\n  calendar {calendar}\n  \
                     cadence {words} in {zone} {{\n    on-holiday {on_holiday}\n{extra}  }}\n  \
                     input ledger due 2 workdays before\n  \
                     escalation none because \"Top\"\n  record every cycle\n  \
                     effective 2026-01-05\n}}\n"
                ));
            }
        }
    }
    text
}

#[test]
fn phrases_agree_in_every_zone() {
    for zone in ZONES {
        let model = model(&workspace(zone, &[""]));
        agree(&model);
        // None of them is silent.
        for charter in model.live_charters() {
            let series = charter.series();
            assert_eq!(series.len(), 1, "{}", charter.title());
            assert!(series[0].next(jiff::civil::date(2026, 1, 1)).is_some(), "{}", charter.title());
        }
    }
}

#[test]
fn phrases_are_well_written() {
    let model = model(&workspace("Africa/Casablanca", &[""]));
    well_written(&model);
}

#[test]
fn exceptions_agree() {
    let extra = [
        "    except 2026-03-10 \"a\", 2026-04-06 \"b\", 2026-06-15 \"c\"\n",
        "    move 2026-03-10 to 2026-03-11 at 11:00 \"a\"\n    move 2026-04-14 to 2026-04-13 \"b\"\n",
        "    move 2026-02-12 to 2026-05-20 \"past many\"\n    move 2026-01-30 to 2026-01-02 \"before\"\n",
        "    move 2026-03-12 to 2023-05-02 \"long before\"\n    move 2029-03-09 to 2026-04-02 \"from beyond\"\n",
        "    until 2026-12-28\n",
        "    until 2027-05-31\n    move 2026-03-31 to 2026-04-01 \"a\"\n    except 2026-02-27 \"b\"\n",
    ];
    let model = model(&workspace("America/Santiago", &extra));
    agree(&model);
    well_written(&model);
}
