//! Pictures, by properties that no blessing can change: what should be there is there once, in
//! every language, and no text leaves its place.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::process::{Command, Stdio};

use charter::graph::{Format, Graph, NodeKind, Tie, draw};
use charter_tests::say::Case;
use charter_tests::shown::graph;
use charter_tests::workspace::quoted;
use charter_tests::{files, root};
use proptest::collection::vec;
use proptest::prelude::*;

/// The example as one text.
fn acme() -> Case {
    let folder = root().join("examples/acme");
    let read = |path: std::path::PathBuf| std::fs::read_to_string(path).expect("a charter");
    let text: String = files(&folder, "charter").into_iter().map(read).collect();
    Case { with_acme: false, ..Case::new(text) }
}

fn names(graph: &Graph, kind: NodeKind) -> Vec<String> {
    let nodes = graph.nodes.iter().filter(|node| node.kind == kind);
    nodes.map(|node| node.name.clone()).collect()
}

fn once(names: &[String]) -> BTreeSet<&str> {
    let set: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    assert_eq!(set.len(), names.len(), "something is there twice: {names:?}");
    set
}

#[test]
fn the_example_is_all_there_and_once() {
    let case = acme();
    let (_, analysis, _) = case.analyze();
    let model = &analysis.model;
    let graph = graph(&case);
    let charters = names(&graph, NodeKind::Charter);
    let expected = model.charters_from(case.day).map(|it| it.name());
    assert_eq!(once(&charters), expected.collect());
    assert!(charters.len() > 20, "{charters:?}");
    let seats = names(&graph, NodeKind::Seat);
    let expected = model.seats().filter(|it| !it.is_over(case.day)).map(|it| it.name());
    assert_eq!(once(&seats), expected.collect());
    let mut placed: Vec<usize> = Vec::new();
    for card in graph.rows.iter().flat_map(|row| &row.cards) {
        placed.push(card.head);
        placed.extend(&card.below);
    }
    placed.sort_unstable();
    assert_eq!(placed, (0..graph.nodes.len()).collect::<Vec<_>>(), "each stands in one place");
}

#[test]
fn who_owns_and_sits_where_is_what_the_charters_say() {
    let case = acme();
    let (_, analysis, _) = case.analyze();
    let graph = graph(&case);
    let name = |nth: usize| graph.nodes[nth].name.as_str();
    for charter in analysis.model.charters_from(case.day) {
        let of = |tie: Tie| {
            let ties = graph.edges.iter().filter(move |it| it.tie == tie);
            ties.filter(|it| name(it.to) == charter.name()).map(|it| name(it.from))
        };
        let owner = charter.owner().known().map(|it| it.name());
        assert_eq!(of(Tie::Owns).collect::<Vec<_>>(), owner.into_iter().collect::<Vec<_>>());
        let parties: BTreeSet<&str> = charter.parties().map(|it| it.name.as_str()).collect();
        assert_eq!(of(Tie::SitsIn).collect::<BTreeSet<_>>(), parties, "{}", charter.name());
        let up = graph.edges.iter().filter(|it| it.tie == Tie::Escalates);
        let up = up.filter(|it| name(it.from) == charter.name()).count();
        let written = charter
            .escalations()
            .filter(|(it, _)| matches!(it, charter::tree::Escalation::To { .. }));
        assert_eq!(up, written.count(), "{}", charter.name());
    }
}

/// Every seat has a roster, in which it is chosen, and each of its rooms is.
#[test]
fn rosters_hold_the_rooms_of_a_seat() {
    let case = acme();
    let (_, analysis, _) = case.analyze();
    for seat in analysis.model.seats() {
        let asked = Case::new(format!("# seat {}\n{}", seat.name(), case.text));
        let graph = graph(&Case { with_acme: false, ..asked });
        let chosen = graph.nodes.iter().filter(|node| node.chosen);
        assert_eq!(chosen.map(|it| it.name.as_str()).collect::<Vec<_>>(), [seat.name()]);
        let there = names(&graph, NodeKind::Charter);
        let there = once(&there);
        for charter in analysis.model.charters_from(case.day) {
            let room = charter.room();
            assert!(!room.contains(&seat) || there.contains(charter.name()), "{}", charter.name());
            for seat in room.iter().filter(|_| room.contains(&seat)) {
                let seats = names(&graph, NodeKind::Seat);
                assert!(seats.contains(&seat.name().to_owned()), "{}", seat.name());
            }
        }
    }
}

// ── Each language, read back ────────────────────────────────────────────────

/// The texts of an SVG: of each box by its identity, what somebody reads who points at it.
fn svg_boxes(svg: &str) -> BTreeMap<String, String> {
    let document = roxmltree::Document::parse(svg).expect("well-formed XML");
    let boxes = document.descendants().filter(|it| it.has_attribute("id"));
    let mut found = BTreeMap::new();
    for node in boxes {
        let id = node.attribute("id").unwrap_or_default().to_owned();
        let title = node.children().find(|it| it.has_tag_name("title")).expect("a title");
        let text = title.text().unwrap_or_default().to_owned();
        assert!(found.insert(id, text).is_none(), "twice");
    }
    let allowed = ["svg", "title", "style", "rect", "text", "line", "path", "g"];
    let names = document.descendants().filter(|it| it.is_element());
    for element in names {
        assert!(allowed.contains(&element.tag_name().name()), "{element:?}");
        let attributes = element.attributes().map(|it| it.name());
        attributes.for_each(|name| assert!(!name.starts_with("on") && name != "href", "{name}"));
    }
    found
}

/// What a Mermaid label shows: the signs that it tells by number.
fn shown(label: &str) -> String {
    let mut shown = String::new();
    let mut rest = label;
    while let Some((before, after)) = rest.split_once('#') {
        let (number, behind) = after.split_once(';').expect("a number ends");
        let sign = number.parse().ok().and_then(char::from_u32).expect("a sign by its number");
        shown.push_str(before);
        shown.push(sign);
        rest = behind;
    }
    shown + rest
}

/// The nodes of a flowchart by their identity; every line has one of the shapes that we know.
fn mermaid_boxes(text: &str) -> BTreeMap<String, String> {
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some("flowchart BT"));
    let mut found = BTreeMap::new();
    let mut depth = 0;
    for line in lines {
        let line = line.trim_start();
        if line == "end" {
            depth -= 1;
        } else if let Some(rest) = line.strip_prefix("subgraph row_") {
            depth += 1;
            assert!(rest.ends_with("\"]") && rest.matches('"').count() == 2, "{line}");
        } else if depth == 1 {
            let (id, label) = line.split_once('"').expect("a label");
            let (label, close) = label.rsplit_once('"').expect("its end");
            assert!(!label.contains(['"', '[', ']', '{', '}', '\\', '`', '|', ':']), "{line}");
            let tags = label.replace("<br/>", "");
            assert!(!tags.contains(['<', '>', '&', '%']), "{line}");
            assert!(["])", "]", ")"].contains(&close), "{line}");
            let id = id.trim_end_matches(['(', '[']);
            assert!(id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_'));
            let title = shown(label.split("<br/>").next().unwrap_or_default());
            assert!(found.insert(id.replace('_', "-"), title).is_none(), "{line}");
        } else {
            let known = [" --- ", " ==>", " -.-", " ~~~ ", "style "];
            assert!(known.iter().any(|it| line.contains(it)), "{line}");
            assert!(line.matches('"').count() % 2 == 0, "{line}");
        }
    }
    assert_eq!(depth, 0);
    found
}

/// A word, a text or a sign of Graphviz's language.
#[derive(Clone, Debug, PartialEq)]
enum Token {
    Word(String),
    Text(String),
    Sign(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' => {
                let mut told = String::new();
                loop {
                    match signs.next().expect("a text ends") {
                        '"' => break,
                        '\\' => match signs.next().expect("a sign behind it") {
                            'n' => told.push('\n'),
                            sign @ ('"' | '\\') => told.push(sign),
                            other => panic!("\\{other} means something else"),
                        },
                        sign => told.push(sign),
                    }
                }
                tokens.push(Token::Text(told.replace("&amp;", "&")));
            }
            sign if sign.is_whitespace() => {}
            sign if sign.is_ascii_alphanumeric() || sign == '_' || sign == '.' => {
                let mut word = sign.to_string();
                let more = |it: &char| it.is_ascii_alphanumeric() || *it == '_' || *it == '.';
                while let Some(sign) = signs.next_if(more) {
                    word.push(sign);
                }
                tokens.push(Token::Word(word));
            }
            sign => {
                assert!("{}[]=,->".contains(sign), "`{sign}` stands outside of a text");
                tokens.push(Token::Sign(sign));
            }
        }
    }
    tokens
}

/// The nodes of a digraph by their identity, with their labels.
fn dot_boxes(text: &str) -> BTreeMap<String, String> {
    let tokens = tokens(text);
    let word = |word: &str| Token::Word(word.into());
    let mut found = BTreeMap::new();
    for window in tokens.windows(5) {
        let [Token::Text(id), Token::Sign('['), label, Token::Sign('='), Token::Text(text)] =
            window
        else {
            continue;
        };
        if *label == word("label") {
            assert!(found.insert(id.replace(' ', "-"), text.clone()).is_none(), "{id}");
        }
    }
    let count = |sign| tokens.iter().filter(|it| **it == Token::Sign(sign)).count();
    assert_eq!((count('{'), count('[')), (count('}'), count(']')));
    found
}

/// Titles as they are told: on one line, with one blank where there are several.
fn told(graph: &Graph) -> BTreeMap<String, String> {
    let told = |title: &str| {
        let line: String = title.chars().map(|it| if it.is_control() { ' ' } else { it }).collect();
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let id = |node: &charter::graph::Node| format!("{}-{}", node.kind.as_str(), node.name);
    graph.nodes.iter().map(|node| (id(node), told(&node.title))).collect()
}

fn holds_in_every_language(graph: &Graph) {
    let expected = told(graph);
    assert_eq!(svg_boxes(&draw(graph, Format::Svg)), expected);
    assert_eq!(mermaid_boxes(&draw(graph, Format::Mermaid)), expected);
    let dot = dot_boxes(&draw(graph, Format::Dot));
    assert_eq!(dot.keys().collect::<Vec<_>>(), expected.keys().collect::<Vec<_>>());
    for (id, title) in &expected {
        let label: String = dot[id].split_whitespace().collect();
        let title: String = title.split_whitespace().collect();
        assert!(label.starts_with(&title), "{id}: {label}");
    }
}

#[test]
fn every_language_tells_the_example() {
    let text = acme().text;
    for head in ["", "# by escalation\n", "# seat vp-product\n", "# seat dir-legal\n"] {
        let case = Case { with_acme: false, ..Case::new(format!("{head}{text}")) };
        let graph = graph(&case);
        holds_in_every_language(&graph);
        for format in [Format::Mermaid, Format::Dot, Format::Svg] {
            assert_eq!(draw(&graph, format), draw(&self::graph(&case), format), "the same bytes");
        }
    }
}

/// Graphviz itself, where it is installed.
#[test]
fn graphviz_draws_it() {
    let Ok(mut dot) =
        Command::new("dot").arg("-Tsvg").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()
    else {
        eprintln!("skipped: Graphviz is not installed");
        return;
    };
    let graph = graph(&acme());
    let text = draw(&graph, Format::Dot);
    dot.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
    let drawn = dot.wait_with_output().expect("it ends");
    assert!(drawn.status.success());
    let svg = String::from_utf8(drawn.stdout).expect("UTF-8");
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
    let svg = roxmltree::Document::parse_with_options(&svg, options).expect("an SVG");
    let titles = svg.descendants().filter(|it| it.has_tag_name("title"));
    let titles: Vec<&str> = titles.filter_map(|it| it.text()).collect();
    for node in &graph.nodes {
        let id = format!("{} {}", node.kind.as_str(), node.name);
        assert_eq!(titles.iter().filter(|it| **it == id).count(), 1, "{id}");
    }
}

/// Signs that mean something somewhere, and some that do not.
fn some_text() -> impl Strategy<Value = String> {
    const PIECES: [&str; 30] = [
        "\"", "\\", "\n", "<script>", "</text>", "]]>", "[", "]", "{", "}", "(", ")", "|", "#",
        "#35;", "&", "&lt;", "%%", "-->", "`", ";", ":", "end", "1. ", "- ", "é", "日本", " ",
        "word", "\\N",
    ];
    vec(proptest::sample::select(&PIECES), 1..12).prop_map(|it| format!("x{}", it.concat()))
}

fn hostile(texts: &[String]) -> String {
    let text = |nth: usize| quoted(&texts[nth]);
    let seat = |name: &str, title: usize| {
        let (title, holder) = (text(title), text(4));
        format!("seat {name} {title} {{\n  altitude  vp\n  holder    {holder}\n}}\n")
    };
    let charter = format!(
        "charter end {} {{
  decides         roadmap-sequencing of things
  owner           vp-x
  counterparties  vp-y co-decides {}, those gates
  cadence         monthly on the 1st Tuesday at 10:00 for 60m
  trigger         moved when \"it moved\" declared by vp-y checked monthly
  escalation      to vp-y within 1 week
  record          every cycle
  effective       2026-11-01
}}
",
        text(2),
        text(3)
    );
    let group = format!("group those {} {{\n  members  vp-x, vp-y\n}}\n", text(5));
    seat("vp-x", 0) + &seat("vp-y", 1) + &group + &charter
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_leaves_its_place(texts in vec(some_text(), 6)) {
        for head in ["", "# by escalation\n", "# seat vp-y\n"] {
            let text = format!("{head}{}", hostile(&texts));
            let case = Case { with_acme: false, ..Case::new(text) };
            let graph = graph(&case);
            prop_assert_eq!(graph.charters(), 1);
            holds_in_every_language(&graph);
        }
    }
}
