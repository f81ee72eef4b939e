//! Pages: something to read, piece by piece. Whoever shows it decides how it looks.

/// Something to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// From top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a page. In words, facts and points, what stands in backticks is a piece of a
/// charter, and everything else is meant as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// What the page is about.
    Title(String),
    /// What a part of it is about.
    Heading(String),
    /// A paragraph.
    Words(String),
    /// Something that is so: what about, and what.
    Fact(&'static str, String),
    /// One of a list.
    Point(String),
    /// Lines of a charter.
    Code(String),
    /// Markdown as it stands in the program: what a rule's page says.
    Markdown(&'static str),
}

impl Page {
    /// A page with a title.
    pub(super) fn new(title: &str) -> Page {
        Page { blocks: vec![Block::Title(told(title))] }
    }

    pub(super) fn heading(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Heading(words.into()));
    }

    pub(super) fn words(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Words(words.into()));
    }

    pub(super) fn fact(&mut self, about: &'static str, words: impl Into<String>) {
        self.blocks.push(Block::Fact(about, words.into()));
    }

    /// A fact, where there is one.
    pub(super) fn some_fact(&mut self, about: &'static str, words: Option<String>) {
        if let Some(words) = words.filter(|it| !it.is_empty()) {
            self.fact(about, words);
        }
    }

    pub(super) fn point(&mut self, words: impl Into<String>) {
        self.blocks.push(Block::Point(words.into()));
    }

    pub(super) fn code(&mut self, lines: impl Into<String>) {
        self.blocks.push(Block::Code(lines.into()));
    }
}

/// What somebody has written for people, on one line and without a sign that would mean
/// something here.
pub(super) fn told(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace('`', "'")
}
