//! The radius of a blast: whatever is done to one charter, its neighbours stay whole.

use charter::SourceId;
use charter::tree::Item;
use charter_syntax::parse;

const FIRST: &str = r#"# The first, with a comment.
charter first "First forum" {
  decides         roadmap-sequencing of core-portfolio
  owner           vp-product   # a person decides
  counterparties  vp-engineering gates, dir-pmm
  cadence         quarterly on the 2nd Tuesday at 10:00 for 90m in Europe/London
  record          every cycle
  effective       2026-02-01
}

"#;

const MIDDLE: &str = r#"charter middle "The \"middle\" forum" {
  decides         portfolio-review of core-portfolio,
                  cross-team-tradeoffs
  includes        "What the next two quarters hold"
  note            """
    Agreed in the spring, after
      two tries.
    """
  owner           vp-product
  counterparties  vp-engineering gates, dir-pmm co-decides "the words",
                  dir-design   # by surface
  cadence         monthly on the 2nd, 4th Tuesday at 10:00 for 90m as early {
    from    2026-03-01
    except  2026-12-22 "Holidays", 2027-04-13
    move    2026-05-12 to 2026-05-14 at 11:00 "Offsite"
  }
  cadence         on trigger within 5 days for 60m
  input           bet-ledger, capacity-envelope due 5 workdays before or defer
  trigger         capacity "Capacity leaves the envelope" {
    when      committed-capacity > 100% for 2 weeks
    evidence  capacity
    declared  by vp-engineering
    checked   every 2 weeks
    respond   within 10 days
  }
  escalation      to cpo within 1 cycle when "a tradeoff stays unresolved"
  record          every cycle in "records/middle"
  effective       2026-02-01
}
"#;

const LAST: &str = r#"
charter last "Last forum" {
  decides         day-to-day-prioritization
  owner           dir-pm
  cadence         weekly on Monday, Thursday at 09:30 for 15m
  trigger         surprise when "a customer is down" declared by dir-pm checked weekly
  escalation      none because "It ends here"
  record          on decision
  effective       2026-02-01
}
# The end.
"#;

/// What was understood of an item, in its own words.
fn words(item: &Item, text: &str) -> Vec<String> {
    let clauses = item.clauses.iter().map(|clause| text[clause.span.range()].to_string());
    [item.name.as_str().to_string()].into_iter().chain(clauses).collect()
}

/// The neighbours as they are understood, and how much is said about them.
fn neighbours(middle: &str) -> Option<(Vec<String>, Vec<String>)> {
    let text = format!("{FIRST}{middle}{LAST}");
    let parse = parse(SourceId(1), &text);
    let end = FIRST.len() + middle.len();
    let inside = |at: u32| (FIRST.len()..=end).contains(&(at as usize));
    let wrong = parse.errors.iter().any(|error| !inside(error.span().start));
    let find = |name: &str| {
        let mut found = parse.document.items.iter().filter(|item| item.name.as_str() == name);
        let item = found.next().filter(|_| found.next().is_none())?;
        let whole = item.garbled.is_empty() && !wrong;
        whole.then(|| words(item, &text))
    };
    Some((find("first")?, find("last")?))
}

fn unharmed(middle: &str, what: &str) {
    let whole = neighbours(MIDDLE).expect("undamaged, both neighbours are whole");
    assert_eq!(neighbours(middle), Some(whole), "{what}:\n{middle}");
}

#[test]
fn undamaged_nothing_is_said() {
    let text = format!("{FIRST}{MIDDLE}{LAST}");
    let parse = parse(SourceId(1), &text);
    assert_eq!(parse.errors, []);
    assert_eq!(parse.document.items.len(), 3);
    assert_eq!(parse.document.comments.len(), 4);
}

#[test]
fn a_neighbour_that_is_harmed_is_seen() {
    let harmed = MIDDLE.replace("charter middle", "charter last");
    assert_eq!(neighbours(&harmed), None);
}

#[test]
fn each_token_deleted() {
    let mut start = 0;
    for token in MIDDLE.split_inclusive([' ', '\n']) {
        let word = token.trim_end();
        for piece in [word, word.trim_end_matches(','), &word[..word.len().min(1)]] {
            if !piece.is_empty() {
                let mut middle = MIDDLE.to_string();
                middle.replace_range(start..start + piece.len(), "");
                unharmed(&middle, &format!("{piece:?} deleted at {start}"));
            }
        }
        start += token.len();
    }
}

#[test]
fn each_quote_and_brace_deleted() {
    for (at, c) in MIDDLE.char_indices().filter(|(_, c)| "\"{},#\\".contains(*c)) {
        let mut middle = MIDDLE.to_string();
        middle.remove(at);
        unharmed(&middle, &format!("{c:?} deleted at {at}"));
    }
}

#[test]
fn cut_off_at_each_character() {
    for (at, _) in MIDDLE.char_indices() {
        unharmed(&format!("{}\n", &MIDDLE[..at]), &format!("cut off at {at}"));
    }
}

#[test]
fn each_bracket_and_quote_inserted_everywhere() {
    for put in ["{", "}", "\"", "\"\"\"", "(", ")", "[", "]", "'", ",", "#", "<", ">", "\\"] {
        for (at, _) in MIDDLE.char_indices() {
            let mut middle = MIDDLE.to_string();
            middle.insert_str(at, put);
            unharmed(&middle, &format!("{put:?} inserted at {at}"));
        }
    }
}

#[test]
fn each_line_deleted() {
    let lines: Vec<&str> = MIDDLE.split_inclusive('\n').collect();
    for at in 0..lines.len() {
        let middle: String = [&lines[..at], &lines[at + 1..]].concat().concat();
        unharmed(&middle, &format!("line {at} deleted"));
    }
}

/// Every prefix of every example is read without a panic, and places stay within the text.
#[test]
fn every_prefix_of_every_example() {
    let root = charter_tests::root();
    let examples = charter_tests::files(&root.join("examples"), "charter");
    let standard = charter_tests::files(&root.join("grammar"), "charter");
    assert!(examples.len() > 20);
    for path in examples.into_iter().chain(standard) {
        let text = std::fs::read_to_string(&path).expect("an example is readable");
        let step = 1 + text.len() / 600;
        for (at, _) in text.char_indices().step_by(step) {
            let prefix = &text[..at];
            let parse = parse(SourceId(1), prefix);
            for error in &parse.errors {
                for label in &error.labels {
                    assert!(prefix.get(label.span.range()).is_some(), "{} at {at}", path.display());
                }
            }
        }
    }
}

/// Every prefix, byte by byte, of one text with everything in it.
#[test]
fn every_prefix_of_a_text_with_everything() {
    let text = format!("{FIRST}{MIDDLE}{LAST}");
    for (at, _) in text.char_indices() {
        let parse = parse(SourceId(1), &text[..at]);
        assert!(parse.errors.iter().all(|error| error.span().end as usize <= at), "at {at}");
    }
}
