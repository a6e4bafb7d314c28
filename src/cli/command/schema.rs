//! `schema`: prints or writes the published JSON Schemas.

use crate::cli::args::{SchemaArgs, SchemaName};
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::schema;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &SchemaArgs) -> Exit {
    let Some(folder) = &args.output_dir else {
        let name = match args.which {
            Some(SchemaName::Settings) => "settings",
            Some(SchemaName::Results) => "results",
            Some(SchemaName::Graph) => "graph",
            Some(SchemaName::Impact) => "impact",
            Some(SchemaName::Explain) => "explain",
            Some(SchemaName::Register) => "register",
            Some(SchemaName::Plan) => "plan",
            Some(SchemaName::Scenario) => "scenario",
            Some(SchemaName::Comparison) => "comparison",
            Some(SchemaName::Portfolio) => "portfolio",
            Some(SchemaName::Solution) => "solution",
            Some(SchemaName::Inventory) | None => "inventory",
        };
        let found = schema::published().into_iter().find(|published| published.name == name);
        return terminal.output(&found.map_or_else(String::new, |published| published.text));
    };
    for published in schema::published() {
        let path = folder.join(published.file_name());
        if let Err(exit) = output::write_file(terminal, &path, published.text.as_bytes()) {
            return exit;
        }
        terminal.note(&path.display().to_string());
    }
    Exit::Done
}
