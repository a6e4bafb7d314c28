//! `plan solve`: any portfolio in the documented format.

use std::io::Read as _;
use std::path::Path;

use super::clock::solve_within;
use crate::cli::args::SolveArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::plan::portfolio::Problem;
use crate::render::format::json;
use crate::text::{counted, visible};

pub(super) fn run(terminal: &Terminal, args: &SolveArgs) -> Exit {
    let text = match read(terminal, &args.problem) {
        Ok(text) => text,
        Err(exit) => return exit,
    };
    let name = args.problem.display();
    let problem = match Problem::read(&text) {
        Ok(problem) => problem,
        Err(fault) => {
            terminal.error(&format!("`{name}` is no portfolio: {fault}"));
            terminal.note("`techstrata schema portfolio` prints the format");
            return Exit::WrongInput;
        }
    };
    let portfolio = match problem.compile() {
        Ok(portfolio) => portfolio,
        Err(faults) => {
            terminal.error(&format!("`{name}` holds {}", counted(faults.len(), "mistake")));
            for fault in faults {
                terminal.error(&visible(&fault));
            }
            return Exit::WrongInput;
        }
    };
    let solution = solve_within(terminal, &args.effort, &portfolio);
    if !solution.is_feasible {
        terminal.note("no plan was found that does all that must be done");
    }
    output::deliver(terminal, args.output.as_deref(), &json::text(&solution))
}

fn read(terminal: &Terminal, path: &Path) -> Result<String, Exit> {
    if path != Path::new("-") {
        return input::read(terminal, path);
    }
    let mut text = String::new();
    match std::io::stdin().read_to_string(&mut text) {
        Ok(_) => Ok(text),
        Err(error) => {
            terminal.error(&format!("the standard input cannot be read: {error}"));
            Err(Exit::WrongInput)
        }
    }
}
