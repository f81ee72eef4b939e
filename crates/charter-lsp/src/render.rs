//! Pages as a client shows them: Markdown, or plain text.

use charter::ide::{Block, Page};
use tower_lsp_server::ls_types::{MarkupContent, MarkupKind};

/// A page as a client shows it.
pub(crate) fn content(page: &Page, kind: MarkupKind) -> MarkupContent {
    let value = if kind == MarkupKind::Markdown { markdown(page) } else { plain(page) };
    MarkupContent { kind, value }
}

/// A page as Markdown.
pub(crate) fn markdown(page: &Page) -> String {
    let block = |block: &Block| match block {
        Block::Title(words) => format!("### {}", escaped(words)),
        Block::Heading(words) => format!("#### {}", escaped(words)),
        Block::Words(words) => escaped(words),
        Block::Fact(about, words) => format!("- **{about}**: {}", escaped(words)),
        Block::Point(words) => format!("- {}", escaped(words)),
        Block::Code(lines) => format!("```charter\n{lines}\n```"),
        Block::Markdown(text) => (*text).to_owned(),
    };
    joined(page, block)
}

/// A page as plain text.
pub(crate) fn plain(page: &Page) -> String {
    let block = |block: &Block| match block {
        Block::Title(words) | Block::Words(words) => bare(words),
        Block::Heading(words) => format!("{}:", bare(words)),
        Block::Fact(about, words) => format!("{about}: {}", bare(words)),
        Block::Point(words) => format!("- {}", bare(words)),
        Block::Code(lines) => lines.lines().map(|it| format!("    {it}\n")).collect::<String>(),
        Block::Markdown(text) => bare(text),
    };
    joined(page, block).trim_end().to_owned()
}

/// The blocks one below the other: those of a list close together.
fn joined(page: &Page, tell: impl Fn(&Block) -> String) -> String {
    let in_list = |block: &Block| matches!(block, Block::Fact(..) | Block::Point(_));
    let mut text = String::new();
    let mut before = None;
    for block in &page.blocks {
        match before {
            None => {}
            Some(true) if in_list(block) => text.push('\n'),
            Some(_) => text.push_str("\n\n"),
        }
        text.push_str(&tell(block));
        before = Some(in_list(block));
    }
    text
}

/// Words without the backticks around pieces of a charter.
fn bare(words: &str) -> String {
    words.replace('`', "")
}

/// Words as Markdown shows them as they are; pieces of a charter stay in their backticks.
fn escaped(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for (nth, piece) in words.split('`').enumerate() {
        if nth > 0 {
            text.push('`');
        }
        match nth % 2 {
            0 => piece.chars().for_each(|c| push_escaped(&mut text, c)),
            _ => text.push_str(piece),
        }
    }
    text
}

fn push_escaped(text: &mut String, c: char) {
    if matches!(c, '\\' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '&') {
        text.push('\\');
    }
    text.push(c);
}

#[cfg(test)]
mod tests {
    use charter::ide::{Block, Page};

    use super::{markdown, plain};

    fn page() -> Page {
        Page {
            blocks: vec![
                Block::Title("A *bold* <plan>".into()),
                Block::Fact("Owner", "`vp_product`, Maya_L".into()),
                Block::Point("one".into()),
                Block::Code("owner x".into()),
            ],
        }
    }

    #[test]
    fn what_people_write_is_shown_as_they_wrote_it() {
        assert_eq!(
            markdown(&page()),
            "### A \\*bold\\* \\<plan\\>\n\n- **Owner**: `vp_product`, Maya\\_L\n- one\n\n```charter\nowner x\n```"
        );
    }

    #[test]
    fn plain_text_has_no_signs() {
        assert_eq!(
            plain(&page()),
            "A *bold* <plan>\n\nOwner: vp_product, Maya_L\n- one\n\n    owner x"
        );
    }
}
