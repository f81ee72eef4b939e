//! The title of a feed, told from the feed's own bytes.

use memchr::memmem;

/// What people see in their list of calendars, from the lines before the events.
pub(super) fn title(bytes: &[u8]) -> Option<String> {
    const NAME: &[u8] = b"\nNAME:";
    let start = memmem::find(bytes, NAME)? + NAME.len();
    let mut text = Vec::new();
    for (nth, line) in bytes[start..].split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line.strip_prefix(b" ") {
            _ if nth == 0 => text.extend_from_slice(line),
            Some(folded) => text.extend_from_slice(folded),
            None => break,
        }
    }
    Some(unescaped(&String::from_utf8_lossy(&text)))
}

fn unescaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars();
    while let Some(next) = rest.next() {
        match next {
            '\\' => {
                out.extend(rest.next().map(|it| if matches!(it, 'n' | 'N') { '\n' } else { it }))
            }
            _ => out.push(next),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::title;

    #[test]
    fn a_title_is_unfolded_and_unescaped() {
        let feed = "BEGIN:VCALENDAR\r\nNAME:A\\, b\\; c\\\\ d\r\n é\\nf\r\nX:\r\nBEGIN:VEVENT\r\n\
                    DESCRIPTION:a\r\n BEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
        assert_eq!(title(feed.as_bytes()), Some("A, b; c\\ dé\nf".to_owned()));
    }

    #[test]
    fn anything_may_come() {
        assert_eq!(title(b""), None);
        assert_eq!(title(b"\nNAME:\\"), Some(String::new()));
    }
}
