//! A workspace of any size: the same number and seed give the same bytes everywhere.
//!
//! Ten files of about a kilobyte are a unit: its seats, what it measures and reads,
//! its launch and bet, and seven charters that refer to them and to the units beside.
//! No two meetings of a unit share an hour, so nobody is booked twice. Without
//! findings asked for, a workspace passes every check and is silent under the lints
//! on the day of [`crate::subject::TODAY`].

mod charters;
mod commitments;
mod company;
mod history;
mod people;
pub mod phrases;
mod unit;

use crate::workspace::File;

/// What is wrong with a generated workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Findings {
    /// Nothing.
    None,
    /// What a lint says: it still builds.
    Lints,
    /// What a check says: it does not build.
    Checks,
}

/// What is to be generated.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How many files.
    pub files: usize,
    /// Where chance starts.
    pub seed: u64,
    /// What is wrong.
    pub findings: Findings,
    /// One finding in so many files; two at the least, as half of the files can have one.
    pub every: usize,
    /// With raises and records: ten records a charter.
    pub history: bool,
}

impl Plan {
    /// So many files, with nothing wrong.
    pub fn new(files: usize, seed: u64) -> Self {
        Plan { files, seed, findings: Findings::None, every: 10, history: false }
    }

    /// The same with one finding in ten files.
    pub fn with(self, findings: Findings) -> Self {
        Plan { findings, ..self }
    }

    /// How many units there are: the company's own file is none of theirs.
    fn units(&self) -> usize {
        self.files.saturating_sub(1) / unit::FILES
    }

    /// Makes the files one after the other: a large workspace need not be held.
    pub fn each<E>(&self, mut take: impl FnMut(File) -> Result<(), E>) -> Result<(), E> {
        company::files(self).into_iter().try_for_each(&mut take)?;
        for number in 0..self.units() {
            unit::files(self, number).into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    }
}

/// So many files with nothing wrong, and `charter.toml`.
pub fn generate(files: usize, seed: u64) -> Vec<File> {
    collect(&Plan::new(files, seed))
}

/// All files of a plan, and `charter.toml`.
pub fn collect(plan: &Plan) -> Vec<File> {
    let mut files = Vec::with_capacity(plan.files + 1);
    let kept: Result<(), std::convert::Infallible> = plan.each(|file| {
        files.push(file);
        Ok(())
    });
    let Ok(()) = kept;
    files
}
