//! `graph`: measures a view of the estate, or writes it for another tool.

use crate::assess;
use crate::cli::args::{GraphArgs, GraphFormat};
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::graph::build;
use crate::graph::view::ViewName;
use crate::render::answer::Envelope;
use crate::render::format::structure::{self, Origin};
use crate::render::format::{drawing, json};

/// Runs the command.
pub fn run(terminal: &Terminal, args: &GraphArgs) -> Exit {
    let progress = terminal.progress("");
    let checked = match input::check(terminal, &args.input, &progress) {
        Ok(checked) => checked,
        Err(exit) => return exit,
    };
    progress.step("Measuring the graph");
    let views = build::build(&checked.estate);
    let is_sound = crate::diagnostic::error_count(&checked.diagnostics) == 0;
    let document = is_sound.then(|| {
        let origin = Origin {
            estate_name: assess::estate_name(&checked.estate, &checked.settings),
            envelope: Envelope::new("techstrata-graph/2", None, Some(&checked.sources)),
            estate: &checked.estate,
            views: &views,
            seed: args.seed,
        };
        structure::document(&origin, ViewName::from(args.view))
    });
    drop(progress);
    input::print_diagnostics(terminal, &checked.diagnostics, &checked.sources);
    let Some(document) = document else { return Exit::WrongInput };
    let width = if args.output.is_some() { 100 } else { terminal.width() };
    let text = match args.format {
        GraphFormat::Text => structure::text(&document, width),
        GraphFormat::Json => json::json(&document),
        GraphFormat::Graphml => structure::graphml(&document),
        GraphFormat::Dot => drawing::dot(&structure::drawing(&document)),
        GraphFormat::Mermaid => drawing::mermaid(&structure::drawing(&document)),
        GraphFormat::Gexf => structure::gexf(&document),
    };
    output::deliver_text(terminal, args.output.as_deref(), &text)
}
