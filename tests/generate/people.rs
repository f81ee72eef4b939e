//! Names of people, units and things: with accents, and no two alike.

use crate::rng::Rng;

const FIRST: [&str; 24] = [
    "Maya",
    "Åsa",
    "José",
    "Zoë",
    "Jürgen",
    "Łukasz",
    "Chloé",
    "Nuño",
    "İrem",
    "Søren",
    "Aïsha",
    "Đorđe",
    "Renée",
    "Tomás",
    "Björn",
    "Ngọc",
    "Inés",
    "Šárka",
    "Győző",
    "Mehmet",
    "Yuki",
    "Ravi",
    "Ana",
    "Θάλεια",
];

const LAST: [&str; 24] = [
    "Lindqvist",
    "Öberg",
    "Muñoz",
    "Faßbender",
    "Dvořák",
    "Nguyễn",
    "O'Neill",
    "Šimić",
    "Yıldız",
    "Kovács",
    "Fernández",
    "Sørensen",
    "Løvås",
    "Çelik",
    "Brontë",
    "Ruiz",
    "Tanaka",
    "Iyer",
    "Duarte",
    "Weber",
    "Gauß",
    "Müller",
    "Żak",
    "Reyes",
];

const WORDS: [&str; 32] = [
    "harbor", "meadow", "cobalt", "juniper", "lantern", "granite", "orchid", "falcon", "delta",
    "summit", "aurora", "willow", "copper", "beacon", "ember", "glacier", "maple", "nimbus",
    "quartz", "raven", "saffron", "tundra", "violet", "walnut", "zephyr", "anchor", "breeze",
    "canyon", "drift", "echo", "fjord", "grove",
];

/// `"Åsa Öberg 12b" <aasa.12b@acme.example>`: nobody is called the same.
pub(super) fn person(rng: &mut Rng, id: &str) -> String {
    let (first, last) = (rng.pick(&FIRST), rng.pick(&LAST));
    format!("\"{first} {last} {id}\" <{id}@acme.example>")
}

/// The name of a unit.
pub(super) fn unit_name(seed: u64, number: usize) -> String {
    let word = Rng::part(seed, number as u64).below(WORDS.len());
    format!("{}-{number}", WORDS[word])
}

const SAYINGS: [&str; 16] = [
    "Die Größe des Raums bestimmt nicht, wer entscheidet.",
    "Ce qui n'est pas écrit sera décidé deux fois.",
    "O que não tem dono não tem prazo.",
    "Det som inte mäts glöms bort före påsk.",
    "決めたことは書き残す。",
    "Co není zapsáno, to se nestalo.",
    "The envelope is read before the meeting, not in it.",
    "A tradeoff between two teams is settled by one seat.",
    "Was offen bleibt, geht am selben Tag weiter nach oben.",
    "Nikt nie zgaduje, kto ma prawo głosu.",
    "La prioridad se discute aquí; la ejecución, en el equipo.",
    "What was decided last time is the first item of this time.",
    "Silence is not consent: \"no objection\" is said aloud.",
    "Evidence first, then opinion, then the decision.",
    "Ό,τι αποφασίστηκε δεν ξανανοίγει χωρίς στοιχεία.",
    "Karar kimin, tarih ne zaman: iki satır yeter.",
];

/// A sentence for people, as it stands between quotes.
pub(super) fn saying(rng: &mut Rng) -> String {
    rng.pick(&SAYINGS).replace('"', "\\\"")
}
