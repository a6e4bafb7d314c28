//! `explain`: takes one number apart.

use crate::ask::explain::{self, NotFound};
use crate::cli::args::ExplainArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::document::explain as document;
use crate::text;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &ExplainArgs) -> Exit {
    let judged = match input::judge(terminal, &args.input, &args.judge) {
        Ok(judged) => judged,
        Err(exit) => return exit,
    };
    let explained = match explain::find(&judged.assessment, &args.subject) {
        Ok(explained) => explained,
        Err(not_found) => return answer(terminal, &args.subject, &not_found),
    };
    let document = document::document(&judged.assessment, &judged.sources, explained);
    output::deliver(terminal, args.output.as_deref(), args.format, &document)
}

fn answer(terminal: &Terminal, typed: &str, not_found: &NotFound) -> Exit {
    let quoted: Vec<String> =
        not_found.nearest.iter().map(|name| format!("`{}`", text::visible(name))).collect();
    let typed = text::visible(typed);
    if let Some(rule) = not_found.off {
        terminal.error(&format!("`{typed}` is not judged: the settings switch `{rule}` off"));
        terminal.note(&format!("take it from `rules: {{off: …}}`, or see `explain rule:{rule}`"));
    } else if not_found.is_ambiguous {
        terminal.error(&format!("`{typed}` means several things"));
        terminal.note(&format!("say which: {}", text::join_or(&quoted)));
    } else {
        match typed.trim() {
            "" => terminal.error("nothing was named to explain"),
            typed => terminal.error(&format!("nothing is called `{typed}`")),
        }
        if quoted.is_empty() {
            terminal
                .note("name a finding, as `analyse --format csv` lists them, or anything of the inventory");
        } else {
            terminal.note(&format!("did you mean {}?", text::join_or(&quoted)));
        }
    }
    Exit::WrongInput
}
