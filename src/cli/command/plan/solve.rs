//! `plan solve`: any portfolio in the documented format.

use super::clock::solve_within;
use crate::cli::args::SolveArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::diagnostic;
use crate::files::FileRole;
use crate::load::place::Locator;
use crate::plan::portfolio::{Fault, FaultPlace, Problem, Solution, Status};
use crate::render::answer::Envelope;
use crate::render::document::solved::Solved;
use crate::source::{SourceFile, Sources};
use crate::text::{counted, visible};

pub(super) fn run(terminal: &Terminal, args: &SolveArgs) -> Exit {
    let text = match input::text(terminal, &args.problem, FileRole::Portfolio) {
        Ok(text) => text,
        Err(exit) => return exit,
    };
    let name = args.problem.display().to_string();
    let problem = match Problem::read(&text) {
        Ok(problem) => problem,
        Err(fault) => {
            say(terminal, &name, &text, std::slice::from_ref(&fault));
            terminal.note("`techstrata schema portfolio` prints the format");
            return Exit::WrongInput;
        }
    };
    let portfolio = match problem.compile() {
        Ok(portfolio) => portfolio,
        Err(faults) => {
            say(terminal, &name, &text, &faults);
            terminal.error(&format!("`{name}` holds {}", counted(faults.len(), "mistake")));
            return Exit::WrongInput;
        }
    };
    let solution = solve_within(terminal, &args.effort, &portfolio);
    comment(terminal, &solution);
    let mut sources = Sources::default();
    let path = args.problem.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    sources.add(SourceFile { path, text: text.into() });
    let envelope = Envelope::new("techstrata-solution/2", None, Some(&sources));
    output::deliver(terminal, args.output.as_deref(), args.format, &Solved { envelope, solution })
}

/// Says of a solution without a plan why there is none.
fn comment(terminal: &Terminal, solution: &Solution) {
    match solution.status {
        Status::Infeasible => {
            terminal.note("no plan can do all that must be done");
            for clash in &solution.clashes {
                terminal.note(&visible(clash));
            }
        }
        Status::NotFound => terminal
            .note("no plan that does all that must be done was found in time; none was ruled out either"),
        Status::Optimal | Status::Feasible => {}
    }
}

/// Says faults with their lines and columns.
fn say(terminal: &Terminal, name: &str, text: &str, faults: &[Fault]) {
    let mut sources = Sources::default();
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let file = sources.add(SourceFile { path: name.to_owned(), text: text.into() });
    let spots: Vec<diagnostic::LabelPlace> = faults
        .iter()
        .map(|fault| match &fault.spot {
            FaultPlace::At(..) => diagnostic::LabelPlace::File(file),
            FaultPlace::Field(field) => diagnostic::LabelPlace::Setting(file, field.clone()),
        })
        .collect();
    // JSON is YAML, so the places of an inventory's fields are those of a portfolio's.
    let located = Locator::new(&sources).locate_spots(&spots);
    for (fault, located) in faults.iter().zip(located) {
        let (line, column) = match fault.spot {
            FaultPlace::At(line, column) => (line, column),
            FaultPlace::Field(_) => (located.line, located.column),
        };
        terminal.error(&visible(&format!("{name}:{line}:{column}: {}", fault.words)));
    }
}
