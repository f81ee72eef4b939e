//! Bytes a second, one thread: `cargo run --release -p charter-syntax --example speed FILE…`.

fn main() {
    let texts: Vec<String> =
        std::env::args().skip(1).filter_map(|path| std::fs::read_to_string(path).ok()).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    let mut best = f64::MAX;
    for _ in 0..7 {
        let start = std::time::Instant::now();
        let mut done = 0;
        while done < 20_000_000 {
            for text in &texts {
                let parse = charter_syntax::parse(charter_syntax::SourceId(1), text);
                std::hint::black_box(&parse);
            }
            done += bytes;
        }
        best = best.min(start.elapsed().as_secs_f64() / done as f64);
    }
    println!("{:.0} MB/s", 1e-6 / best);
}
