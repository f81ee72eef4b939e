//! Prints what a text is understood as: `cargo run -p charter-syntax --example tree FILE`.

fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let parse = charter_syntax::parse(charter_syntax::SourceId(1), &text);
        for item in &parse.document.items {
            println!(
                "{:?} {} {} clauses, garbled {:?}",
                item.kind,
                item.name.as_str(),
                item.clauses.len(),
                item.garbled
            );
            if std::env::var("FULL").is_ok() {
                println!("{item:#?}");
            }
        }
        for error in &parse.errors {
            let span = error.span();
            let line = 1 + text[..span.start as usize].matches('\n').count();
            println!(
                "{path}:{line}: {}: {} [{}] {:?} | {}",
                error.code,
                error.message,
                &text[span.range()],
                error.labels[0].message,
                error.help.clone().unwrap_or_default()
            );
        }
    }
}
