//! `rules`: lists the rules, or shows one rule's page.

use crate::analyse::registry;
use crate::cli::args::{RulesArgs, RulesFormat};
use crate::cli::exit::Exit;
use crate::cli::terminal::Terminal;
use crate::render::reference;
use crate::text;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &RulesArgs) -> Exit {
    let page = match (&args.rule, args.format) {
        (None, RulesFormat::Text) => reference::list(),
        (None, RulesFormat::Markdown) => reference::all_pages(),
        (Some(id), format) => match registry::rule(id) {
            Some(rule) if format == RulesFormat::Markdown => reference::page(&rule.meta),
            Some(rule) => reference::text_page(&rule.meta, terminal.width()),
            None => return unknown(terminal, id),
        },
    };
    terminal.output(&page)
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
