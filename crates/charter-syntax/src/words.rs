//! The words of the language: keywords by kind, their forms, and small vocabularies.

use jiff::civil::Weekday;

use crate::span::{SourceId, Span};
use crate::tree::{DayKind, Kind, ThresholdValue, Unit};

/// Days of the week, and any day of work.
pub(crate) const DAYS: [(&str, DayKind); 8] = [
    ("Monday", DayKind::Weekday(Weekday::Monday)),
    ("Tuesday", DayKind::Weekday(Weekday::Tuesday)),
    ("Wednesday", DayKind::Weekday(Weekday::Wednesday)),
    ("Thursday", DayKind::Weekday(Weekday::Thursday)),
    ("Friday", DayKind::Weekday(Weekday::Friday)),
    ("Saturday", DayKind::Weekday(Weekday::Saturday)),
    ("Sunday", DayKind::Weekday(Weekday::Sunday)),
    ("workday", DayKind::Workday),
];

/// Months by name, January first.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Which of a month's days of one kind: the first to the last.
pub const ORDINALS: [&str; 6] = ["1st", "2nd", "3rd", "4th", "5th", "last"];

/// Frequencies of one word.
pub(crate) const FREQUENCIES: [(&str, Unit); 5] = [
    ("daily", Unit::Day),
    ("weekly", Unit::Week),
    ("monthly", Unit::Month),
    ("quarterly", Unit::Quarter),
    ("yearly", Unit::Year),
];

/// `weekly`, `every week`, `every 2 weeks`: how many of what.
pub(crate) fn frequency(text: &str) -> Option<(u32, Unit)> {
    if let Some(&(_, unit)) = FREQUENCIES.iter().find(|&&(word, _)| word == text) {
        return Some((1, unit));
    }
    let rest = text.strip_prefix("every ")?.trim_start();
    let (every, word) = match rest.split_once(' ') {
        Some((count, word)) => {
            (count.parse().ok().filter(|n| (1..=1000).contains(n))?, word.trim())
        }
        None => (1, rest),
    };
    let unit = unit(word)?;
    let calendar =
        matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
    calendar.then_some((every, unit))
}

/// One of the readings of a word: as people say it, and as a frequency.
pub(crate) type Reading = (&'static str, &'static str);

/// Words that people read in two ways, with both readings.
pub(crate) fn ambiguous_frequency(word: &str) -> Option<[Reading; 2]> {
    const TWO_WEEKS: Reading = ("every 2 weeks", "every 2 weeks");
    Some(match word.to_ascii_lowercase().replace('-', "").as_str() {
        "biweekly" | "semiweekly" => [TWO_WEEKS, (TWICE_A_WEEK, "every 3 days")],
        "fortnightly" => [TWO_WEEKS, ("every 14 days", "every 14 days")],
        "bimonthly" | "bimonthy" | "semimonthly" => {
            [("every 2 months", "every 2 months"), (TWICE_A_MONTH, "every 2 weeks")]
        }
        "biyearly" | "biannually" | "biannual" | "semiannually" | "semiannual" | "semiyearly" => {
            [("every 2 years", "every 2 years"), ("twice a year", "every 2 quarters")]
        }
        "biquarterly" => {
            [("every 2 quarters", "every 2 quarters"), ("twice a quarter", "every 6 weeks")]
        }
        _ => return None,
    })
}

pub(crate) const TWICE_A_WEEK: &str = "twice a week";
pub(crate) const TWICE_A_MONTH: &str = "twice a month";

/// A unit of time by its name, in the singular or the plural.
pub(crate) fn unit(word: &str) -> Option<Unit> {
    let word = word.strip_suffix('s').unwrap_or(word);
    Unit::ALL.iter().copied().find(|unit| unit.as_str() == word)
}

/// Whether a word is a unit of time: `workday`, `weeks`.
pub fn is_unit(word: &str) -> bool {
    unit(word).is_some()
}

/// The first word of a clause.
pub(crate) fn first_word(text: &str) -> &str {
    text.split([' ', '\n']).next().unwrap_or_default()
}

/// Whether a word is a name: `[a-z][a-z0-9]*(-[a-z0-9]+)*`.
pub fn is_name(text: &str) -> bool {
    let first = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    let mut before = b'-';
    let fits = |byte| {
        let doubled = byte == b'-' && before == b'-';
        before = byte;
        !doubled && matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-')
    };
    first && text.bytes().all(fits) && before != b'-'
}

/// `a`, `b` or `c`, each in backticks.
pub fn list_or(words: &[&str]) -> String {
    list(words, "or")
}

/// `a`, `b` and `c`, each in backticks.
pub fn list_and(words: &[&str]) -> String {
    list(words, "and")
}

fn list(words: &[&str], last: &str) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
        None => String::new(),
    }
}

/// A value as a threshold is written, wherever it was found: `85%`, `2.5M USD`, `120 days`, `40`.
pub fn value(text: &str) -> Option<ThresholdValue> {
    crate::lower::threshold_value(text, Span::new(SourceId(0), 0, 0))
}

/// A word as it is quoted in a message: in backticks, on one line, and not for ever.
pub fn quoted(word: &str) -> String {
    const MOST: usize = 40;
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    let line = word.split(is_break).next().unwrap_or_default();
    let mut short: String = line.chars().filter(|c| !c.is_control()).take(MOST).collect();
    if short.len() < word.len() {
        short.push('…');
    }
    format!("`{short}`")
}

/// A keyword and how its clause is written; ` | ` stands between ways of which one is meant.
pub type Form = (&'static str, &'static str);

/// `` `zone Europe/London` ``, or `` one of `level portfolio` or `level team` ``: how a clause is
/// written, each way as it can be copied.
pub fn ways(form: &str) -> String {
    match form.split(" | ").collect::<Vec<_>>()[..] {
        [one] => format!("`{one}`"),
        ref several => format!("one of {}", list_or(several)),
    }
}

const COMMON: &[Form] = &[
    ("formerly", "formerly NAME"),
    ("retired", "retired DATE because \"…\""),
    ("allow", "allow RULE [until DATE] because \"…\""),
    ("note", "note \"…\""),
];

/// The clauses that a kind has, each with its form; those of every kind last.
pub fn clauses(kind: Kind) -> impl Iterator<Item = Form> {
    own_clauses(kind).iter().chain(COMMON).copied()
}

fn own_clauses(kind: Kind) -> &'static [Form] {
    match kind {
        Kind::Calendar => &[
            ("zone", "zone Europe/London"),
            ("workdays", "workdays Monday to Friday"),
            ("hours", "hours 09:00 to 17:30"),
            ("fiscal-year", "fiscal-year starts in February"),
            ("holiday", "holiday DATE \"…\""),
            ("closed", "closed DATE to DATE \"…\""),
            ("on-holiday", "on-holiday skip | on-holiday keep | on-holiday move to next workday"),
        ],
        Kind::Function => &[
            ("decides", "decides CLASS, …"),
            ("never", "never CLASS, …"),
            ("voice", "voice when user-facing"),
        ],
        Kind::Class => &[
            ("level", "level portfolio | level interface | level team"),
            ("period", "period monthly to quarterly"),
            ("altitude", "altitude vp"),
            ("gate", "gate FUNCTION, …"),
            ("attention", "attention customer | attention trigger | attention roadmap"),
            ("asks", "asks NAME \"Question\" [for T1, T2] [through partner] [default FUNCTION, …]"),
            ("sign", "sign owner, SEAT"),
        ],
        Kind::Seat => &[
            ("altitude", "altitude vp"),
            ("function", "function FUNCTION"),
            ("holder", "holder \"Name\" <name@company.example> since DATE"),
            ("alternate", "alternate SEAT"),
            ("reports-to", "reports-to SEAT"),
            ("zone", "zone Europe/Stockholm"),
            ("calendar", "calendar NAME"),
        ],
        Kind::Group => &[("members", "members SEAT, …")],
        Kind::Artifact => &[
            ("owner", "owner SEAT"),
            ("refreshed", "refreshed monthly | refreshed live | refreshed by CHARTER"),
            ("at", "at \"…\""),
        ],
        Kind::Metric => &[
            ("unit", "unit percent | unit duration | unit money USD | unit count \"…\""),
            ("owner", "owner SEAT"),
        ],
        Kind::Charter => CHARTER,
        Kind::Launch => &[
            ("tier", "tier T1 classified by SEAT"),
            ("owner", "owner SEAT"),
            ("ships", "ships DATE"),
            ("surface", "surface user-facing | surface internal | surface api"),
            ("through", "through partner SEAT, regulated \"…\""),
            ("governed", "governed by CHARTER"),
            ("gate", "gate DATE by SEAT { criterion \"…\" shown by ARTIFACT }"),
            ("answer", "answer QUESTION by SEAT"),
            ("trigger", TRIGGER_FORM),
            ("outcome", OUTCOME_FORM),
            ("review", "review at T+6 months, T+12 months by SEAT"),
            ("no-charter", "no-charter because \"…\""),
        ],
        Kind::Bet => &[
            ("owner", "owner SEAT"),
            ("committed", "committed DATE in CHARTER"),
            ("outcome", OUTCOME_FORM),
            ("stop", "stop when METRIC > VALUE for DURATION"),
            ("review", "review at +6 months, +12 months by SEAT"),
            ("trigger", TRIGGER_FORM),
        ],
        Kind::Raise => &[
            ("trigger", "trigger CHARTER.TRIGGER"),
            ("customer", "customer \"…\""),
            ("escalation", "escalation CHARTER"),
            ("by", "by SEAT"),
            ("evidence", "evidence \"…\""),
        ],
        Kind::Record => &[
            ("charter", "charter CHARTER"),
            ("answers", "answers RAISE, …"),
            ("reopens", "reopens RECORD, …"),
            ("decided", "decided \"…\" | decided CLASS of SUBJECT \"…\""),
            ("deferred", "deferred because \"…\" | deferred CLASS of SUBJECT because \"…\""),
            ("by", "by SEAT"),
            ("bet", "bet BET committed | bet BET renewed | bet BET revised | bet BET stopped"),
        ],
        Kind::Transition => &[
            ("seat", "seat SEAT"),
            ("from", "from \"Name\""),
            ("to", "to \"Name\""),
            ("recommit", "recommit CHARTER, BET, CHARTER.TRIGGER"),
            ("redecide", "redecide CHARTER in RECORD"),
            ("retire", "retire CHARTER because \"…\""),
        ],
    }
}

const TRIGGER_FORM: &str = "trigger NAME when METRIC > VALUE declared by SEAT checked monthly";
const OUTCOME_FORM: &str = "outcome leading METRIC >= VALUE by DATE shared by SEAT, SEAT";

const CHARTER: &[Form] = &[
    ("decides", "decides CLASS of SUBJECT"),
    ("includes", "includes \"…\""),
    ("excludes", "excludes \"…\""),
    ("owner", "owner SEAT"),
    ("counterparties", "counterparties SEAT, SEAT gates, GROUP"),
    ("informed", "informed SEAT, GROUP"),
    ("surface", "surface user-facing | surface internal | surface api"),
    ("cadence", "cadence quarterly on the 2nd Tuesday at 10:00 for 90m"),
    ("input", "input ARTIFACT, … due 5 workdays before"),
    ("trigger", TRIGGER_FORM),
    ("escalation", "escalation to SEAT within DURATION when \"…\""),
    ("record", "record every cycle [in \"…\"]"),
    ("answer", "answer QUESTION by SEAT"),
    ("signed", "signed SEAT on DATE"),
    ("effective", "effective DATE"),
    ("expires", "expires DATE"),
    ("reviewed", "reviewed DATE"),
    ("review", "review yearly"),
    ("status", "status draft"),
    ("calendar", "calendar NAME"),
];

/// The clauses inside the block of a clause, each with its form; none where it has no block.
pub fn block_clauses(keyword: &str) -> Option<&'static [Form]> {
    match keyword {
        "trigger" => Some(&[
            ("when", "when METRIC > VALUE for DURATION | when \"…\""),
            (
                "evidence",
                "evidence outcome | evidence market | evidence capacity | evidence counterparty | evidence partner | evidence customer",
            ),
            ("declared", "declared by SEAT"),
            ("checked", "checked monthly"),
            ("respond", "respond within 10 days"),
        ]),
        "cadence" => Some(&[
            ("at", "at 10:00"),
            ("for", "for 90m"),
            ("as", "as SLOT"),
            ("in", "in Europe/London"),
            ("from", "from DATE"),
            ("until", "until DATE"),
            ("except", "except DATE \"why\""),
            ("move", "move DATE to DATE at 10:00 \"why\""),
            ("on-holiday", "on-holiday skip | on-holiday keep | on-holiday move to next workday"),
        ]),
        "gate" => Some(&[("criterion", "criterion \"…\" shown by ARTIFACT")]),
        _ => None,
    }
}

/// The words that begin the lines of a clause's block, where it may have one: on one line they
/// begin its parts.
pub fn parts_of(keyword: &str) -> Option<Vec<&'static str>> {
    block_clauses(keyword).map(|forms| forms.iter().map(|form| form.0).collect())
}

/// A keyword whose clause may have a block.
pub(crate) fn block_keyword(word: &str) -> Option<&'static str> {
    ["trigger", "cadence", "gate"].into_iter().find(|keyword| *keyword == word)
}

/// Whether some kind or block has a clause with this keyword.
pub fn is_keyword(word: &str) -> bool {
    let inside = ["trigger", "cadence", "gate"].into_iter().filter_map(block_clauses).flatten();
    let mut all = Kind::ALL.into_iter().flat_map(own_clauses).chain(COMMON).chain(inside);
    all.any(|form| form.0 == word)
}

/// `a` or `an`.
pub fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names() {
        for good in ["a", "vp-product", "roadmap-2026-q4", "p95-latency", "s3-x9"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "-a", "a-", "a--b", "A", "9a", "a_b", "a.b", "é"] {
            assert!(!is_name(bad), "{bad}");
        }
    }
}
