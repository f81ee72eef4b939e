//! Markdown on a terminal: headings stand out, fences go, blocks are set in.

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const RESET: &str = "\x1b[0m";

/// Draws a page for a terminal.
pub(super) fn draw(page: &str) -> String {
    let mut drawn = String::with_capacity(page.len() * 2);
    let mut fenced = false;
    for line in page.lines() {
        if line.starts_with("```") {
            fenced = !fenced;
        } else if fenced {
            drawn.push_str(&format!("    {DIM}{line}{RESET}\n"));
        } else if line.starts_with('#') {
            drawn.push_str(&format!("{BOLD}{}{RESET}\n", line.trim_start_matches('#').trim()));
        } else {
            drawn.push_str(&prose(line));
            drawn.push('\n');
        }
    }
    drawn
}

/// Code in a line is bold instead of in backticks.
fn prose(line: &str) -> String {
    if line.matches('`').count() % 2 == 1 {
        return line.to_owned();
    }
    let parts = line.split('`').enumerate();
    let parts =
        parts.map(|(i, it)| if i % 2 == 1 { format!("{BOLD}{it}{RESET}") } else { it.into() });
    parts.collect()
}
