//! `register`: the register of legacy technology, by the government framework.

use crate::cli::args::RegisterArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::document::register;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &RegisterArgs) -> Exit {
    match input::judge(terminal, &args.input, &args.judge) {
        Ok(judged) => {
            let document = register::register(&judged.assessment, &judged.sources);
            output::deliver(terminal, args.output.as_deref(), args.format, &document)
        }
        Err(exit) => exit,
    }
}
