//! A record that answers what was raised is written for whoever asks, and then it is answered.

use charter::ide::{Action, actions};
use charter::{Session, Span};
use charter_tests::pointed::Pointed;
use charter_tests::say::Case;

const FORUM: &str = "\
charter roadmap-forum {
  decides   roadmap-sequencing of core-portfolio
  owner     vp-product
  trigger   dip when \"it dips\" declared by vp-engineering respond within 10 days
}

bet edge-cache {
  committed  2026-06-09 in roadmap-forum
  trigger    stale when \"it is stale\"
}

launch orion {
  governed  by roadmap-forum
  trigger   slips when \"it slips\"
}
";

/// What is offered at a raise that is made of this clause, with the text that it stands in.
fn offered(forum: &str, clause: &str, more: &str) -> (String, Option<Action>) {
    let text = format!(
        "{forum}\nraise low on 2026-11-13 {{\n  {clause}\n  by  $0vp-engineering\n}}\n{more}"
    );
    let pointed = Pointed::new(&Case::new(text));
    let (model, sources) = (pointed.session.model(), pointed.session.sources());
    let at = Span::new(pointed.source, pointed.byte, pointed.byte);
    let found = pointed.session.findings(pointed.source);
    let all = actions::actions(model, sources, found, at, pointed.session.day());
    let answer = all.into_iter().find(|it| it.title == "record the answer to `low`");
    (pointed.text().to_owned(), answer)
}

/// The text once it was done, and what was written.
fn done(text: &str, action: &Action) -> (String, String) {
    let [edit] = &action.edits[..] else { panic!("{action:?}") };
    let mut text = text.to_owned();
    text.replace_range(edit.span.range(), &edit.text);
    (text, edit.text.trim_start().to_owned())
}

#[test]
fn an_open_raise_is_answered_where_it_has_to_be() {
    for clause in [
        "trigger  roadmap-forum.dip",
        "trigger  edge-cache.stale",
        "trigger  orion.slips",
        "escalation  roadmap-forum",
    ] {
        let (text, action) = offered(FORUM, clause, "");
        let (text, written) = done(&text, &action.expect("it is offered"));
        assert_eq!(
            written,
            "record roadmap-forum-2026-11-20 on 2026-11-20 {\n  charter   roadmap-forum\n  answers   low\n  \
             decided   \"…\"\n  by        vp-product\n}"
        );
        let pointed = Pointed::new(&Case::new(text));
        let session: &Session = &pointed.session;
        let raise = session.model().raises().next().expect("it is there");
        assert!(!raise.is_open(session.day()), "{clause}");
    }
}

#[test]
fn what_is_stuck_is_answered_where_it_goes() {
    let text = FORUM.replace(
        "  owner     vp-product\n  trigger",
        "  owner     vp-product\n  escalation  to board within 5 days\n  trigger",
    );
    let board = "charter board {\n  decides  portfolio-review of everything\n  owner    cpo\n}\n";
    let (_, action) = offered(&format!("{text}\n{board}"), "escalation  roadmap-forum", "");
    let record = action.expect("it is offered").edits.remove(0).text;
    assert!(record.trim_start().starts_with("record board-2026-11-20 on"), "{record}");
    assert!(record.contains("  charter   board\n") && record.ends_with("cpo\n}"), "{record}");
    // A record is always of a charter, though a seat decides.
    let text = text.replace("to board", "to cpo");
    let (_, action) = offered(&text, "escalation  roadmap-forum", "");
    let record = action.expect("it is offered").edits.remove(0).text;
    assert!(record.contains("charter   roadmap-forum\n") && record.ends_with("cpo\n}"), "{record}");
}

#[test]
fn it_is_called_as_a_new_record_is() {
    let often =
        "  cadence   quarterly on the 2nd Tuesday at 10:00 for 90m\n  effective 2026-02-01\n";
    let text = FORUM.replacen("  trigger ", &format!("{often}  trigger "), 1);
    let (_, action) = offered(&text, "trigger  roadmap-forum.dip", "");
    let record = action.expect("it is offered").edits.remove(0).text;
    assert!(
        record.trim_start().starts_with("record roadmap-forum-2026-q4 on 2026-11-20"),
        "{record}"
    );
}

#[test]
fn what_is_decided_is_said_where_it_could_be_several_things() {
    let forum = FORUM.replace("core-portfolio", "core, strategy of core");
    let (text, action) = offered(&forum, "trigger  roadmap-forum.dip", "");
    let (_, written) = done(&text, &action.expect("it is offered"));
    assert!(written.contains("  decided   roadmap-sequencing of core \"…\"\n"), "{written}");
}

#[test]
fn a_customer_is_answered_by_whoever_it_is() {
    let (text, action) = offered(FORUM, "customer  \"It cannot renew\"", "");
    let (_, written) = done(&text, &action.expect("it is offered"));
    assert!(
        written
            .starts_with("record answer-2026-11-20 on 2026-11-20 {\n  charter   which-charter\n")
    );
}

#[test]
fn a_name_that_is_taken_is_not_taken_again() {
    let more = "\nseat roadmap-forum-2026-11-20 {\n}\n";
    let (text, action) = offered(FORUM, "trigger  roadmap-forum.dip", more);
    let (_, written) = done(&text, &action.expect("it is offered"));
    assert!(written.starts_with("record roadmap-forum-2026-11-20-2 on"), "{written}");
}

#[test]
fn what_was_answered_is_not_answered_again() {
    let more = "\nrecord done on 2026-11-17 {\n  charter  roadmap-forum\n  answers  low\n}\n";
    let (_, action) = offered(FORUM, "trigger  roadmap-forum.dip", more);
    assert!(action.is_none());
    let later = more.replace("11-17", "11-27");
    let (_, action) = offered(FORUM, "trigger  roadmap-forum.dip", &later);
    assert!(action.is_some(), "on the day nobody has answered it");
}
