//! `plan`: what to fund, in which order.

mod clock;
mod estate;
mod solve;

pub(in crate::cli) use estate::plan_of;

use crate::cli::args::{PlanArgs, PlanCommand};
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &PlanArgs) -> Exit {
    match (&args.command, args.estate.input()) {
        (Some(PlanCommand::Solve(args)), _) => solve::run(terminal, args),
        (None, Some(input)) => estate::run(terminal, &input, &args.estate),
        // The parser asks for one of the two.
        (None, None) => Exit::WrongInput,
    }
}
