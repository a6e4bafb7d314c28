//! Exit statuses; the only place that knows their numbers.

use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, and a gate tripped: `--fail-on`.
    GateTripped,
    /// The input or the call was wrong.
    WrongInput,
    /// The machine failed: disk full, no permission, a fault of ours.
    MachineFailed,
}

impl Exit {
    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::GateTripped => 1,
            Self::WrongInput => 2,
            Self::MachineFailed => 3,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
