//! `check`: says everything that is wrong with an inventory.

use crate::cli::args::{CheckArgs, CheckFormat};
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::cli::{diagnostics, input};
use crate::diagnostic::{Level, error_count};
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
    if args.format == CheckFormat::Json {
        let document = diagnostics::to_json(&checked.diagnostics, &checked.sources);
        return terminal.output(&document).max(exit);
    }
    input::print_diagnostics(terminal, &checked.diagnostics, &checked.sources);
    if exit == Exit::Done {
        terminal.output(&format!("{}\n", counts(&checked))).max(exit)
    } else {
        terminal.note(&tally(&checked));
        exit
    }
}

/// One line of counts.
fn counts(checked: &input::Checked) -> String {
    let estate = &checked.estate;
    let warnings = checked.diagnostics.len();
    let warnings = if warnings == 0 { String::new() } else { format!(", {}", counted(warnings, "warning")) };
    format!(
        "ok: {}, {}, {} in {}, {}, {}, {}{warnings}",
        counted(checked.sources.len(), "file"),
        counted(estate.systems.len(), "system"),
        counted(estate.device_count() as usize, "device"),
        counted(estate.devices.len(), "fleet"),
        counted(estate.interfaces.len(), "interface"),
        counted(estate.journeys.len(), "journey"),
        counted(estate.organisations.len(), "organisation"),
    )
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
