//! How every clause is written. The grammar is the law; a test reads every clause of the
//! examples by these forms, and puts in again what it took away.

use crate::tree::Kind;

use super::cursor::Cursor;
use super::form::{Next, after};

/// What may come after the words of a statement that begins with a keyword; none where that is
/// no statement here.
pub(super) fn next(cursor: &Cursor<'_>, keyword: &str) -> Option<Next> {
    let form = match cursor.block {
        Some(block) => in_block(block, keyword)?,
        None => cursor.kind.map_or_else(|| of_head(keyword), |kind| of_clause(kind, keyword))?,
    };
    after(form, &cursor.words[1..])
}

/// Forms within forms.
pub(super) fn named(name: &str) -> &'static str {
    match name {
        "duration" => "( SHORT | COUNT UNIT )",
        "often" => "( OFTEN | every [ EVERY ] UNIT )",
        "offsets" => "{ OFFSET UNIT }",
        "condition" => "( TEXT | @measure [ for @duration ] )",
        "measure" => "METRIC OPERATOR ( SHARE | THRESHOLD [ ( UNIT | CURRENCY ) ] )",
        "on-holiday" => "( skip | keep | move to ( next | previous ) workday )",
        "weekdays" => "( WEEKDAY to WEEKDAY | { WEEKDAY } )",
        "month-days" => "on ( the { ORDINAL } WEEKDAY | ( day | days ) { NUMBER } )",
        "rhythm" => {
            "( ( daily | every [ EVERY ] ( day | days ) ) \
             | ( weekly | every [ EVERY ] ( week | weeks ) ) on @weekdays \
             | ( monthly | every [ EVERY ] ( month | months ) ) @month-days \
             | ( quarterly | every [ EVERY ] ( quarter | quarters ) ) [ in month NUMBER ] @month-days \
             | ( yearly | every [ EVERY ] ( year | years ) ) in MONTH @month-days )"
        }
        "cadence" => {
            "( on trigger within @duration | at @offsets | on { DATE } | @rhythm ) \
             [ at { TIME } | for SHORT | as FREE | in ZONE | from DATE | until DATE \
             | except { DATE [ TEXT ] } | move DATE to DATE [ at TIME ] [ TEXT ] \
             | on-holiday @on-holiday ]*"
        }
        "trigger" => {
            "FREE [ TEXT ] [ when @condition | evidence EVIDENCE | declared by SEAT \
             | checked @often | respond within @duration ]*"
        }
        "outcome" => "HORIZON @measure [ by DATE ] [ shared by { SEAT } ]",
        _ => "",
    }
}

/// The heads of items of which more can be told than a name and a title.
fn of_head(keyword: &str) -> Option<&'static str> {
    matches!(keyword, "raise" | "record" | "transition").then_some("FREE [ TEXT ] on DATE")
}

fn of_clause(kind: Kind, keyword: &str) -> Option<&'static str> {
    let own = match kind {
        Kind::Calendar => of_calendar(keyword),
        Kind::Class => of_class(keyword),
        Kind::Charter => of_charter(keyword),
        Kind::Launch | Kind::Bet => of_commitment(kind, keyword),
        Kind::Raise | Kind::Record | Kind::Transition => of_history(kind, keyword),
        _ => of_others(kind, keyword),
    };
    own.or(match keyword {
        "formerly" => Some("FREE"),
        "retired" => Some("DATE because TEXT"),
        "allow" => Some("RULE [ until DATE ] because TEXT"),
        "note" => Some("TEXT"),
        _ => None,
    })
}

fn of_calendar(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "zone" => "ZONE",
        "workdays" => "@weekdays",
        "hours" => "TIME to TIME",
        "fiscal-year" => "starts in MONTH",
        "holiday" => "DATE TEXT",
        "closed" => "DATE to DATE TEXT",
        "on-holiday" => "@on-holiday",
        _ => return None,
    })
}

fn of_class(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "level" => "LEVEL",
        "period" => "( on trigger | @often [ to @often ] )",
        "altitude" => "ALTITUDE",
        "gate" => "{ FUNCTION }",
        "attention" => "ATTENTION",
        "asks" => {
            "FREE TEXT [ for { TIER } | through CHANNEL | when SURFACE | default { FUNCTION } ]*"
        }
        "sign" => "( NUMBER | { SIGNER } )",
        _ => return None,
    })
}

fn of_charter(keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "decides" => "{ CLASS [ of FREE ] }",
        "includes" | "excludes" => "TEXT",
        "owner" => "SEAT",
        "counterparties" => "{ PARTY [ gates | vetoes | co-decides TEXT ] }",
        "informed" => "{ PARTY }",
        "surface" => "SURFACE",
        "cadence" => "@cadence",
        "input" => "{ ARTIFACT } [ due @duration before ] [ or defer ]",
        "trigger" => "@trigger",
        "escalation" => "( to TARGET within @duration [ when TEXT ] | none because TEXT )",
        "record" => "( every cycle | on decision ) [ in TEXT ]",
        "answer" => ANSWER,
        "signed" => "{ SEAT on DATE [ as FREE ] }",
        "effective" | "expires" | "reviewed" => "DATE",
        "review" => "@often",
        "status" => "draft",
        "calendar" => "CALENDAR",
        _ => return None,
    })
}

const ANSWER: &str = "QUESTION ( TEXT | by SEAT [ with { SEAT } ] )";

fn of_commitment(kind: Kind, keyword: &str) -> Option<&'static str> {
    Some(match keyword {
        "owner" => "SEAT",
        "trigger" => "@trigger",
        "outcome" => "@outcome",
        "review" => "at @offsets [ by SEAT ]",
        "committed" if kind == Kind::Bet => "DATE [ in CHARTER ]",
        "stop" if kind == Kind::Bet => "when @condition",
        _ if kind == Kind::Bet => return None,
        "tier" => "TIER [ classified by SEAT ]",
        "ships" => "DATE",
        "surface" => "SURFACE",
        "through" => "{ ( partner SEAT | regulated TEXT ) }",
        "governed" => "by CHARTER",
        "gate" => "DATE by SEAT",
        "answer" => ANSWER,
        "no-charter" => "because TEXT",
        _ => return None,
    })
}

fn of_history(kind: Kind, keyword: &str) -> Option<&'static str> {
    Some(match (kind, keyword) {
        (Kind::Raise, "trigger") => "FIRED",
        (Kind::Raise, "customer" | "evidence") => "TEXT",
        (Kind::Raise, "escalation") | (Kind::Record, "charter") => "CHARTER",
        (Kind::Raise | Kind::Record, "by") | (Kind::Transition, "seat") => "SEAT",
        (Kind::Record, "answers") => "{ RAISE }",
        (Kind::Record, "reopens") => "{ RECORD }",
        (Kind::Record, "decided") => "( TEXT | CLASS [ of SUBJECT ] TEXT )",
        (Kind::Record, "deferred") => "( because TEXT | CLASS [ of SUBJECT ] because TEXT )",
        (Kind::Record, "bet") => "BET DISPOSITION",
        (Kind::Transition, "from" | "to") => "TEXT",
        (Kind::Transition, "recommit") => "{ HELD }",
        (Kind::Transition, "redecide") => "{ HELD } [ in RECORD ]",
        (Kind::Transition, "retire") => "{ HELD } [ because TEXT ]",
        _ => return None,
    })
}

fn of_others(kind: Kind, keyword: &str) -> Option<&'static str> {
    Some(match (kind, keyword) {
        (Kind::Function, "decides" | "never") => "{ CLASS }",
        (Kind::Function, "voice") => "when SURFACE",
        (Kind::Seat, "altitude") => "ALTITUDE",
        (Kind::Seat, "function") => "FUNCTION",
        (Kind::Seat, "holder") => "[ ai ] TEXT [ EMAIL ] [ since DATE ] [ until DATE ]",
        (Kind::Seat, "alternate") | (Kind::Group, "members") => "{ SEAT }",
        (Kind::Seat, "reports-to") | (Kind::Artifact | Kind::Metric, "owner") => "SEAT",
        (Kind::Seat, "zone") => "ZONE",
        (Kind::Seat, "calendar") => "CALENDAR",
        (Kind::Artifact, "refreshed") => "( by CHARTER | live | @often )",
        (Kind::Artifact, "at") => "TEXT",
        (Kind::Metric, "unit") => "( percent | duration | money CURRENCY | count TEXT )",
        _ => return None,
    })
}

fn in_block(block: &str, keyword: &str) -> Option<&'static str> {
    Some(match (block, keyword) {
        ("trigger", "when") => "@condition",
        ("trigger", "evidence") => "EVIDENCE",
        ("trigger", "declared") => "by SEAT",
        ("trigger", "checked") => "@often",
        ("trigger", "respond") => "within @duration",
        ("cadence", "at") => "{ TIME }",
        ("cadence", "for") => "SHORT",
        ("cadence", "as") => "FREE",
        ("cadence", "in") => "ZONE",
        ("cadence", "from" | "until") => "DATE",
        ("cadence", "except") => "{ DATE [ TEXT ] }",
        ("cadence", "move") => "DATE to DATE [ at TIME ] [ TEXT ]",
        ("cadence", "on-holiday") => "@on-holiday",
        ("gate", "criterion") => "TEXT [ shown by ARTIFACT ]",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{in_block, of_clause};
    use crate::tree::Kind;
    use crate::words;

    #[test]
    fn every_clause_has_a_form() {
        for kind in Kind::ALL {
            for (keyword, _) in words::clauses(kind) {
                assert!(of_clause(kind, keyword).is_some(), "{kind:?} {keyword}");
            }
        }
        for block in ["trigger", "cadence", "gate"] {
            for (keyword, _) in words::block_clauses(block).into_iter().flatten() {
                assert!(in_block(block, keyword).is_some(), "{block} {keyword}");
            }
        }
    }
}
