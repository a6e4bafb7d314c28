//! `rules`: lists the rules, or shows one rule's page.

use crate::analyse::registry;
use crate::cli::args::RulesArgs;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::document::rules;
use crate::text;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &RulesArgs) -> Exit {
    let answer = match &args.rule {
        None if args.all => rules::pages(),
        None => rules::list(),
        Some(id) => match registry::rule(id) {
            Some(rule) => rules::page(&rule.meta),
            None => return unknown(terminal, id),
        },
    };
    output::deliver(terminal, args.output.as_deref(), args.format, &answer)
}

fn unknown(terminal: &Terminal, id: &str) -> Exit {
    let nearest = text::nearest(id, registry::rules().map(|rule| rule.meta.id), 3);
    terminal.error(&format!("there is no rule `{}`", text::visible(id)));
    if nearest.is_empty() {
        terminal.note("`techstrata rules` lists them");
    } else {
        let quoted: Vec<String> = nearest.iter().map(|id| format!("`{id}`")).collect();
        terminal.note(&format!("did you mean {}?", text::join_or(&quoted)));
    }
    Exit::WrongInput
}
