//! `generate`: writes a synthetic estate.

use std::path::Path;

use crate::cli::args::GenerateArgs;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::generate::{EstatePlan, files};

/// Runs the command.
pub fn run(terminal: &Terminal, args: &GenerateArgs) -> Exit {
    if !is_free(&args.output) {
        terminal.error(&format!(
            "`{}` is not an empty folder; name a new one, so that nothing is overwritten",
            args.output.display()
        ));
        return Exit::WrongInput;
    }
    let plan = EstatePlan {
        organisations: args.organisations,
        systems: args.systems,
        devices: args.devices,
        interfaces: args.interfaces,
        seed: args.seed,
    };
    let progress = terminal.progress("Writing the estate");
    let (mut count, mut bytes) = (0_usize, 0_usize);
    for file in files(&plan) {
        progress.step(&file.path);
        let path = args.output.join(&file.path);
        if let Err(exit) = output::write_below(terminal, &path, file.text.as_bytes()) {
            return exit;
        }
        count += 1;
        bytes += file.text.len();
    }
    drop(progress);
    terminal.note(&format!("{}: {count} files, {} kB", args.output.display(), bytes.div_ceil(1000)));
    Exit::Done
}

/// Whether a folder is not there yet, or holds nothing.
fn is_free(folder: &Path) -> bool {
    match std::fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == std::io::ErrorKind::NotFound,
    }
}
