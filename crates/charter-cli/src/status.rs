//! The exit status: a contract.

use std::process::ExitCode;

use charter::Severity;
use charter::report::Tally;

use crate::args::FailOn;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing at or above the threshold.
    Clean = 0,
    /// Findings at or above the threshold.
    Findings = 1,
    /// Called wrongly: a bad flag, a bad `charter.toml`, a baseline that is not there.
    Usage = 2,
    /// No `.charter` file was found.
    NoInput = 3,
    /// Some input could not be read, or an artifact could not be written.
    Unreadable = 4,
    /// A fault of the program.
    Fault = 101,
}

impl Status {
    /// What findings mean for the status.
    pub fn of(tally: Tally, fail_on: FailOn) -> Status {
        let counts = [
            (Severity::Error, tally.errors),
            (Severity::Warn, tally.warnings),
            (Severity::Info, tally.infos),
        ];
        let reaches = |severity| fail_on.severity().is_some_and(|least| severity >= least);
        let fails = counts.into_iter().any(|(severity, count)| count > 0 && reaches(severity));
        if fails { Status::Findings } else { Status::Clean }
    }
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(status as u8)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_cell_of_threshold_and_weight() {
        let tallies = [(1, 0, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)];
        let expected = [
            (FailOn::Error, [1, 0, 0, 0]),
            (FailOn::Warn, [1, 1, 0, 0]),
            (FailOn::Info, [1, 1, 1, 0]),
            (FailOn::Never, [0, 0, 0, 0]),
        ];
        for (fail_on, row) in expected {
            for ((errors, warnings, infos), status) in tallies.into_iter().zip(row) {
                let tally = Tally { errors, warnings, infos };
                assert_eq!(Status::of(tally, fail_on) as u8, status, "{fail_on:?} {tally:?}");
            }
        }
    }
}
