//! `impact`: what stops, and when, if one thing stops.

use crate::ask::impact::{self, UnknownSubject};
use crate::assess;
use crate::cli::args::ImpactArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::graph::build;
use crate::render::answer::Envelope;
use crate::render::document::impact as document;
use crate::text;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &ImpactArgs) -> Exit {
    let progress = terminal.progress("");
    let checked = match input::check(terminal, &args.input, &progress) {
        Ok(checked) => checked,
        Err(exit) => return exit,
    };
    drop(progress);
    if !input::print_diagnostics(terminal, &checked.diagnostics, &checked.sources) {
        return Exit::WrongInput;
    }
    let views = build::build(&checked.estate);
    let asked = match impact::ask(&checked.estate, &views, &args.subject) {
        Ok(asked) => asked,
        Err(not_found) => return answer(terminal, &args.subject, &not_found),
    };
    let impact = impact::impact(&checked.estate, &views, asked);
    let name = assess::estate_name(&checked.estate, &checked.settings);
    let envelope = Envelope::new("techstrata-impact/2", None, Some(&checked.sources));
    let document = document::document(envelope, &checked.estate, name, &impact);
    output::deliver(terminal, args.output.as_deref(), args.format, &document)
}

fn answer(terminal: &Terminal, typed: &str, not_found: &UnknownSubject) -> Exit {
    let quoted: Vec<String> =
        not_found.nearest.iter().map(|name| format!("`{}`", text::visible(name))).collect();
    let typed = text::visible(typed);
    if not_found.is_ambiguous {
        terminal.error(&format!("`{typed}` means several things"));
        terminal.note(&format!("say which: {}", text::join_or(&quoted)));
    } else {
        terminal.error(&format!("nothing in use is called `{typed}`"));
        if quoted.is_empty() {
            terminal.note("name a system, device, interface, product, site or supplier of the inventory");
        } else {
            terminal.note(&format!("did you mean {}?", text::join_or(&quoted)));
        }
    }
    Exit::WrongInput
}
