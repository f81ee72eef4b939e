//! Chance that can be repeated: the same seed gives the same run on every machine.

/// A small generator of numbers (splitmix64): no secret, no clock, no dependency.
#[derive(Clone, Debug)]
pub struct Rng(u64);

impl Rng {
    /// One that starts at a seed.
    pub fn new(seed: u64) -> Self {
        Rng(seed)
    }

    /// One for a part of a run, so that a part does not depend on what came before it.
    pub fn part(seed: u64, part: u64) -> Self {
        let mut rng = Rng(seed ^ part.wrapping_mul(0xD1B5_4A32_D192_ED03));
        rng.number();
        rng
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below `end`; 0 where there is none.
    pub fn below(&mut self, end: usize) -> usize {
        (self.number() % end.max(1) as u64) as usize
    }

    /// One of these, which must not be empty.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }

    /// Yes, once in `n` times.
    pub fn once_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }
}
