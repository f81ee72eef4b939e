//! Every charter of the repository is formatted or refused, and nothing panics.

use super::{Unformatted, format};

#[test]
fn the_repository() {
    let (mut done, mut broken) = (0, 0);
    for text in crate::grammar::tests::texts() {
        match format(&text) {
            Ok(formatted) => {
                assert_eq!(format(&formatted).as_deref(), Ok(formatted.as_str()));
                done += 1;
            }
            Err(Unformatted::Broken(_)) => broken += 1,
            Err(Unformatted::Fault(why)) => panic!("{why}:\n{text}"),
        }
    }
    assert!(done > 200 && broken > 20, "{done} formatted, {broken} broken");
}

#[test]
fn a_sign_too_few_or_too_many() {
    const SIGNS: [&str; 11] = [" ", ",", "\"", "{", "}", "\n", "#", "\t", "é", "\r\n", "\"\"\""];
    for (nth, text) in crate::grammar::tests::texts().iter().enumerate() {
        let places = text.char_indices().map(|(at, _)| at).skip(nth % 29).step_by(29);
        for at in places {
            let (before, after) = text.split_at(at);
            let sign = SIGNS[(at / 29 + nth) % SIGNS.len()];
            let fewer: String = after.chars().skip(1).collect();
            for text in [format!("{before}{sign}{after}"), format!("{before}{fewer}")] {
                if let Err(Unformatted::Fault(why)) = format(&text) {
                    panic!("{why}:\n{text}");
                }
            }
        }
    }
}
