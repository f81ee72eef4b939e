//! Bars for a terminal, made of block characters.

/// The signs of the parts of a bar, one after another.
pub(super) const SIGNS: [char; 3] = ['█', '▒', '░'];

/// A bar of parts, so wide where they come to the most that there is.
pub(super) fn bar(parts: &[f64], most: f64, width: usize) -> String {
    let mut bar = String::new();
    if most <= 0.0 {
        return bar;
    }
    let (mut sum, mut drawn) = (0.0, 0);
    for (part, sign) in parts.iter().zip(SIGNS) {
        sum += part;
        let end = (sum / most * width as f64).round() as usize;
        // What is there is seen, however little it is; what was drawn stays.
        let end = end.max(drawn + usize::from(*part > 0.0));
        bar.extend(std::iter::repeat_n(sign, end - drawn));
        drawn = end;
    }
    bar
}

#[cfg(test)]
mod tests {
    use super::bar;

    #[test]
    fn parts_stand_one_after_another() {
        assert_eq!(bar(&[2.0, 1.0, 1.0], 4.0, 8), "████▒▒░░");
        assert_eq!(bar(&[0.0, 1.0], 4.0, 8), "▒▒");
        assert_eq!(bar(&[0.01], 4.0, 8), "█");
        assert_eq!(
            (bar(&[0.01, 0.0], 4.0, 8), bar(&[0.01, 0.01], 4.0, 8)),
            ("█".into(), "█▒".into())
        );
        for nth in 0..11_u32.pow(3) {
            let parts = [nth % 11, nth / 11 % 11, nth / 121].map(f64::from);
            let all = bar(&parts, 300.0, 8);
            let told = parts.iter().zip(super::SIGNS).filter(|(part, _)| **part > 0.0);
            assert!(told.into_iter().all(|(_, sign)| all.contains(sign)), "{parts:?}: {all}");
        }
        assert_eq!((bar(&[0.0], 4.0, 8), bar(&[], 0.0, 8)), (String::new(), String::new()));
    }
}
