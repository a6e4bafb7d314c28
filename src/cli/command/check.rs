//! `check`: says everything that is wrong with an inventory.

use crate::cli::args::CheckArgs;
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::cli::{input, output};
use crate::diagnostic::{Level, error_count};
use crate::render::document::check;
use crate::render::format::Format;
use crate::text::counted;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &CheckArgs) -> Exit {
    let progress = terminal.progress("");
    let checked = match input::check(terminal, &args.input, &progress) {
        Ok(checked) => checked,
        Err(exit) => return exit,
    };
    drop(progress);
    let exit = if error_count(&checked.diagnostics) == 0 { Exit::Done } else { Exit::WrongInput };
    if args.format != Format::Text {
        let document = check::check(&checked.estate, &checked.diagnostics, &checked.sources);
        return output::deliver(terminal, args.output.as_deref(), args.format, &document).max(exit);
    }
    // At a terminal each line is shown with a caret below what is meant.
    input::print_diagnostics(terminal, &checked.diagnostics, &checked.sources);
    if exit == Exit::Done {
        let warnings = match checked.diagnostics.len() {
            0 => String::new(),
            many => format!(", {}", counted(many, "warning")),
        };
        let line = format!("ok: {}{warnings}\n", check::holds(&checked.estate, &checked.sources));
        output::deliver_text(terminal, args.output.as_deref(), &line)
    } else {
        terminal.note(&tally(&checked));
        exit
    }
}

fn tally(checked: &input::Checked) -> String {
    let errors = error_count(&checked.diagnostics);
    let warnings = checked.diagnostics.iter().filter(|diagnostic| diagnostic.level == Level::Warning).count();
    format!(
        "{} and {} in {}",
        counted(errors, "error"),
        counted(warnings, "warning"),
        counted(checked.sources.len(), "file")
    )
}
