//! `graph`: measures a view of the estate, or writes it for another tool.

use crate::assess;
use crate::cli::args::GraphArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::graph::build;
use crate::graph::view::ViewName;
use crate::render::answer::Envelope;
use crate::render::document::graph::{self, GraphOrigin};

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
        let origin = GraphOrigin {
            estate_name: assess::estate_name(&checked.estate, &checked.settings),
            envelope: Envelope::new("techstrata-graph/2", None, Some(&checked.sources)),
            estate: &checked.estate,
            views: &views,
            seed: args.seed,
        };
        graph::document(&origin, ViewName::from(args.view))
    });
    drop(progress);
    input::print_diagnostics(terminal, &checked.diagnostics, &checked.sources);
    let Some(document) = document else { return Exit::WrongInput };
    output::deliver(terminal, args.output.as_deref(), args.format, &document)
}
