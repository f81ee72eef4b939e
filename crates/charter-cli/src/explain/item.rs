//! Classes and functions explain themselves: their declaration, with the comment above it.

const KINDS: [&str; 2] = ["class ", "function "];

/// The declaration of a class or a function, as a page.
pub(super) fn page(texts: &[(String, String)], name: &str) -> Option<String> {
    texts.iter().find_map(|(path, text)| {
        let block = block(text, name)?;
        Some(format!("# {name}\n\nDeclared in {path}:\n\n```charter\n{block}\n```\n"))
    })
}

/// The names of every class and function.
pub(super) fn names(texts: &[(String, String)]) -> impl Iterator<Item = &str> {
    texts.iter().flat_map(|(_, text)| text.lines().filter_map(declared))
}

fn declared(line: &str) -> Option<&str> {
    let rest = KINDS.iter().find_map(|kind| line.strip_prefix(kind))?;
    rest.split([' ', '{']).find(|word| !word.is_empty())
}

/// From the first line of its comment to its closing brace.
fn block(text: &str, name: &str) -> Option<String> {
    let lines: Vec<&str> = text.lines().collect();
    let head = lines.iter().position(|line| declared(line) == Some(name))?;
    let comments = lines[..head].iter().rev().take_while(|line| line.starts_with('#')).count();
    let closes = |line: &&str| line.trim_end().ends_with('}') && !line.starts_with(' ');
    let length = lines[head..].iter().position(closes).unwrap_or(lines.len() - head - 1);
    Some(lines[head - comments..=head + length].join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_declaration_comes_with_its_comment() {
        let text = "# one\n# two\nclass a \"A\" {\n  level team\n}\n\nclass b { level team }\n";
        assert_eq!(block(text, "a").unwrap(), "# one\n# two\nclass a \"A\" {\n  level team\n}");
        assert_eq!(block(text, "b").unwrap(), "class b { level team }");
        assert_eq!(block(text, "c"), None);
    }
}
