//! `schema`: prints or writes the published JSON Schemas.

use crate::cli::args::SchemaArgs;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::schema::PUBLISHED;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &SchemaArgs) -> Exit {
    let Some(folder) = &args.output_dir else {
        let asked = PUBLISHED.iter().find(|published| Some(published.name) == args.which.as_deref());
        return asked.map_or(Exit::WrongInput, |published| terminal.output(&published.text()));
    };
    for published in PUBLISHED {
        let path = folder.join(published.file_name());
        if let Err(exit) = output::write_file(terminal, &path, published.text().as_bytes()) {
            return exit;
        }
        terminal.note(&path.display().to_string());
    }
    Exit::Done
}
