//! `charter signals`: five signals, counted a second way, and told in every format.

#[path = "signals/brute.rs"]
mod brute;
#[path = "signals/days.rs"]
mod days;
#[path = "signals/proof.rs"]
mod proof;
#[path = "signals/random.rs"]
mod random;
#[path = "signals/text.rs"]
mod text;
#[path = "signals/told.rs"]
mod told;
