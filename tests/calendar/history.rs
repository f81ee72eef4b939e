//! The history in calendars: until when something wants an answer, and when a seat changes hands.

use charter::Model;
use charter::emit::ics::check_over;
use charter::emit::{BuildOptions, Profile, Unbuilt, calendars};

use crate::workspace::{ORGANIZATION, charter, feed, feeds, lines, model, uids};

const ABOVE: &str = r#"
seat boss "Boss" {
  altitude  vp
  holder    "Jean Bartik" since 2024-01-01
}
charter board "The board" {
  decides         portfolio-review of everything
  includes        "Something"
  owner           boss
  counterparties  head
  cadence         monthly on the 2nd Tuesday at 10:00 for 60m
  trigger         late when "It is late" declared by head checked quarterly
  escalation      none because "It is the top"
  record          every cycle
  effective       2026-01-05
}
launch sun "Sun" {
  tier      T2
  owner     boss
  ships     2027-03-02
  governed  by forum
  trigger   slips when "It slips" evidence customer declared by peer checked monthly respond within 5 workdays
}
"#;

const HISTORY: &str = r#"
raise dip "Capacity dips" on 2026-04-01 {
  trigger   forum.busy
  by        peer
  evidence  "108% since March"
}
raise slip on 2026-04-01 {
  trigger  sun.slips
  by       peer
}
raise stuck on 2026-05-05 {
  escalation  forum
  by          head
}
raise cry on 2026-05-06 {
  customer  "They wait"
  by        peer
}
record april "April" on 2026-04-07 {
  charter  forum
  answers  dip
  decided  "We wait"
  by       head
}
transition comes on 2026-06-01 {
  seat      head
  from      "Ada Byron"
  to        "Jonas Weber"
  recommit  forum
  redecide  board.late in april
  retire    forum.busy because "It was noise"
}
"#;

fn forum() -> String {
    let lines = "cadence weekly on Tuesday at 10:00 for 60m\n  \
        trigger busy \"Too busy\" when load > 90% declared by peer checked monthly respond within 10 days";
    charter("forum", lines)
        .replace("none because \"It is the top\"", "to board within 1 cycle when \"nobody yields\"")
}

fn workspace() -> Model {
    told(HISTORY)
}

fn told(history: &str) -> Model {
    model(&format!("{ORGANIZATION}{}{ABOVE}{history}", forum()))
}

/// The lines of the event, or of the thing to do, of a UID.
fn event(feed: &str, uid: &str) -> Vec<String> {
    let lines = lines(feed);
    let at = lines.iter().position(|line| line == &format!("UID:{uid}@x.test"));
    let at = at.unwrap_or_else(|| panic!("no {uid}"));
    let end = lines[at..].iter().position(|line| line.starts_with("END:")).expect("an end");
    lines[at..at + end].to_vec()
}

#[test]
fn an_answer_is_due_on_the_last_day_in_time() {
    let feed = feed(&workspace(), "all");
    let dip = [
        "UID:dip.answer@x.test",
        "DTSTAMP:20260407T000000Z",
        "LAST-MODIFIED:20260407T000000Z",
        "SEQUENCE:9593",
        "DTSTART;VALUE=DATE:20260411",
        "DTEND;VALUE=DATE:20260412",
        "SUMMARY:Answer due: Capacity dips · The forum",
        "DESCRIPTION:For: The forum\\nOwner: Head (Ada Byron)\\nRaised: 2026-04-01 by Peer (Grace Murray)\\n\
         Trigger: Too busy: Load > 90%\\; declared by Peer (Grace Murray)\\, checked monthly\\, answered within 10 days\\n\
         Evidence: 108% since March\\nAnswered: 2026-04-07 in April",
        "CATEGORIES:answer,trigger",
        "COLOR:darkorange",
        "TRANSP:TRANSPARENT",
    ];
    assert_eq!(event(&feed, "dip.answer"), dip);
    // Good Friday and Easter Monday are no workdays.
    let slip = event(&feed, "slip.answer");
    assert!(slip.contains(&"DTSTART;VALUE=DATE:20260410".to_owned()), "{slip:#?}");
    assert!(slip.contains(&"COLOR:crimson".to_owned()), "a customer comes first: {slip:#?}");
    // A cycle of the charter that is stuck, whose Tuesday it was raised on.
    let stuck = event(&feed, "stuck.answer");
    assert!(stuck.contains(&"DTSTART;VALUE=DATE:20260512".to_owned()), "{stuck:#?}");
    assert!(stuck.contains(&"DTSTAMP:20260505T000000Z".to_owned()), "{stuck:#?}");
    assert!(
        stuck.iter().any(|line| line.ends_with(
            "Raised: 2026-05-05 by Head (Ada Byron)\\nEscalation: to The board within 1 cycle\\, when nobody yields\\nDecides: Boss (Jean Bartik) in The board"
        )),
        "{stuck:#?}"
    );
    assert!(!feed.contains("UID:cry."), "a customer was promised no day");
}

#[test]
fn an_audit_says_what_becomes_of_how_much() {
    let feed = feed(&workspace(), "all");
    let comes = [
        "UID:comes.audit@x.test",
        "DTSTAMP:20260601T000000Z",
        "LAST-MODIFIED:20260601T000000Z",
        "SEQUENCE:9648",
        "DTSTART;VALUE=DATE:20260601",
        "DTEND;VALUE=DATE:20260602",
        "SUMMARY:Audit: Head · Jonas Weber takes over",
        "DESCRIPTION:Seat: Head\\nFrom: Ada Byron\\nTo: Jonas Weber\\n\\n\
         Recommitted: 1\\n- The forum\\n\\n\
         Decided anew: 1\\n- late · The board\\, in April\\n\\n\
         Retired: 1\\n- Too busy · The forum: It was noise",
        "CATEGORIES:audit",
        "COLOR:slategray",
        "TRANSP:TRANSPARENT",
    ];
    assert_eq!(event(&feed, "comes.audit"), comes);
    let bare = told("transition comes on 2026-06-01 {\n  seat  head\n}\n");
    let bare = event(&crate::workspace::feed(&bare, "all"), "comes.audit");
    assert!(bare.contains(&"SUMMARY:Audit: Head".to_owned()), "{bare:#?}");
    assert!(bare.contains(&"DESCRIPTION:Seat: Head".to_owned()), "{bare:#?}");
}

/// Who must answer, who stands above where it is stuck, who raised it; nobody else.
#[test]
fn each_is_in_the_feeds_of_whom_it_concerns() {
    let model = workspace();
    let answers = |path: &str| -> Vec<String> {
        let own = |uid: &String| uid.contains(".answer@") || uid.contains(".audit@");
        let uids = uids(&feed(&model, path)).into_iter().filter(own);
        uids.map(|uid| uid.replace("@x.test", "")).collect()
    };
    let all = ["comes.audit", "dip.answer", "slip.answer", "stuck.answer"];
    assert_eq!(answers("all"), all);
    // What a launch asks is decided by the charter that governs it.
    assert_eq!(answers("seat/head"), all);
    assert_eq!(answers("seat/peer"), ["dip.answer", "slip.answer"]);
    assert_eq!(answers("seat/boss"), ["slip.answer", "stuck.answer"]);
    assert_eq!(answers("charter/forum"), ["dip.answer", "stuck.answer"]);
    assert_eq!(answers("launch/sun"), ["slip.answer"]);
    assert!(answers("charter/board").is_empty());
}

#[test]
fn one_charter_alone_has_the_same_feed() {
    let model = workspace();
    for (charter, count) in [("forum", 2), ("board", 0)] {
        let options = BuildOptions { charter: Some(charter.into()), ..BuildOptions::default() };
        let alone = calendars(&model, &options).expect("feeds that are true");
        assert_eq!(alone.len(), 1);
        let alone = String::from_utf8(alone[0].bytes.clone()).expect("a feed is UTF-8");
        assert_eq!(alone, feed(&model, &format!("charter/{charter}")));
        assert_eq!(alone.matches("SUMMARY:Answer due: ").count(), count, "{charter}");
    }
}

#[test]
fn an_answer_is_to_be_done_and_an_audit_is_not() {
    let options = BuildOptions { todos: true, ..BuildOptions::default() };
    let built = calendars(&workspace(), &options).expect("feeds that are true");
    let all = built.iter().find(|it| it.path == "calendar/all.ics").expect("all.ics");
    let feed = String::from_utf8(all.bytes.clone()).expect("a feed is UTF-8");
    let dip = event(&feed, "dip.todo-answer");
    assert!(dip.contains(&"DUE;VALUE=DATE:20260411".to_owned()), "{dip:#?}");
    assert!(!feed.contains("todo-audit"));
}

#[test]
fn names_and_files_do_not_matter_for_their_identity() {
    let renamed = HISTORY
        .replace(
            "raise dip \"Capacity dips\" on 2026-04-01 {",
            "raise crunch on 2026-04-01 {\n  formerly dip",
        )
        .replace(
            "transition comes on 2026-06-01 {",
            "transition jonas on 2026-06-01 {\n  formerly comes",
        );
    assert_ne!(renamed, HISTORY);
    assert_eq!(uids(&feed(&told(&renamed), "all")), uids(&feed(&workspace(), "all")));
    // The record still answers it.
    assert_eq!(
        event(&feed(&told(&renamed), "all"), "dip.answer")[1..6],
        event(&feed(&workspace(), "all"), "dip.answer")[1..6]
    );
}

#[test]
fn what_was_taken_back_is_cancelled() {
    let cancelled = |end: &str| {
        let retired = format!("  retired {end} because \"A slip of the pen\"\n");
        let text = HISTORY
            .replace("  evidence  \"108% since March\"\n", &retired)
            .replace("  from      \"Ada Byron\"\n", &retired);
        let feed = feed(&told(&text), "all");
        ["dip.answer", "comes.audit"]
            .map(|uid| event(&feed, uid).contains(&"STATUS:CANCELLED".to_owned()))
    };
    assert_eq!(cancelled("2026-04-10"), [true, true]);
    assert_eq!(cancelled("2026-04-11"), [false, true], "it could still be answered that day");
    assert_eq!(cancelled("2026-06-01"), [false, false]);
}

#[test]
fn every_profile_is_well_written_and_says_no_more_than_it_may() {
    let model = workspace();
    let (first, last) = model.horizon();
    for profile in [Profile::Minimal, Profile::Portable, Profile::Rich, Profile::Busy] {
        let options = BuildOptions { profile, todos: true, ..BuildOptions::default() };
        for feed in calendars(&model, &options).expect("feeds that are true") {
            let defects = check_over(&feed.bytes, &(first..last));
            assert!(defects.is_empty(), "{}: {defects:#?}", feed.path);
            let text = String::from_utf8(feed.bytes).expect("a feed is UTF-8");
            if profile == Profile::Busy {
                assert!(!text.contains("VALUE=DATE:"), "a whole day takes no time: {text}");
            }
            if profile == Profile::Minimal && feed.path == "calendar/all.ics" {
                let dip = event(&text, "dip.answer");
                let said = "DESCRIPTION:For: The forum\\nOwner: Head (Ada Byron)".to_owned();
                assert!(dip.contains(&said), "{dip:#?}");
                let comes = event(&text, "comes.audit");
                assert!(comes.contains(&"DESCRIPTION:Seat: Head".to_owned()), "{comes:#?}");
            }
        }
    }
}

/// The bytes of both are read back like any other.
#[test]
fn damage_to_them_is_noticed() {
    type Case = (fn(&mut Vec<u8>), &'static str, &'static str);
    fn change(bytes: &mut Vec<u8>, old: &str, new: &str) {
        let text = String::from_utf8(std::mem::take(bytes)).expect("events are UTF-8");
        *bytes = text.replace(old, new).into_bytes();
    }
    let cases: [Case; 3] = [
        (
            |it| {
                change(
                    it,
                    "DTSTART;VALUE=DATE:20260411\r\nDTEND;VALUE=DATE:20260412",
                    "DTSTART;VALUE=DATE:20260412\r\nDTEND;VALUE=DATE:20260413",
                )
            },
            "dip.answer",
            "it is 2026-04-12T00:00:00Z to 2026-04-13T00:00:00Z and not 2026-04-11T00:00:00Z to 2026-04-12T00:00:00Z",
        ),
        (
            |it| change(it, "SUMMARY:Audit: Head", "SUMMARY:Audit: Heads"),
            "comes.audit",
            "SUMMARY reads `Audit: Heads · Jonas Weber takes over` and not `Audit: Head · Jonas Weber takes over`",
        ),
        (
            |it| change(it, "UID:stuck.answer@", "UID:stuck.question@"),
            "stuck.answer",
            "it is not there",
        ),
    ];
    for (press, uid, what) in cases {
        let options = BuildOptions { press: Some(press), ..BuildOptions::default() };
        match calendars(&workspace(), &options) {
            Err(Unbuilt::Untrue(untrue)) => {
                let expected = format!("{uid}@x.test");
                assert_eq!((untrue.event.as_deref(), &*untrue.what), (Some(&*expected), what));
                assert_eq!(untrue.feed, "calendar/all.ics");
            }
            other => panic!("{what}: it was not noticed: {:?}", other.map(|files| files.len())),
        }
    }
}

/// A workspace whose only events are in its history has feeds nevertheless.
#[test]
fn a_seat_that_only_answers_has_a_feed() {
    let text = format!("{ORGANIZATION}{HISTORY}")
        .replace("seat head", "seat somebody")
        .replace("  seat      head", "  seat      peer");
    let paths: Vec<String> = feeds(&model(&text)).into_iter().map(|it| it.path).collect();
    assert_eq!(paths, ["calendar/all.ics", "calendar/seat/peer.ics"]);
}
