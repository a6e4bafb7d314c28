//! `plan`: what to fund, in which order.

mod clock;
mod solve;

use crate::cli::args::{PlanArgs, PlanCommand};
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &PlanArgs) -> Exit {
    match &args.command {
        PlanCommand::Solve(args) => solve::run(terminal, args),
    }
}
