//! `unlisted`: what neither the inventory nor another list names.

use crate::ask::unlisted;
use crate::cli::args::UnlistedArgs;
use crate::cli::exit::Exit;
use crate::cli::input;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::render::answer::Envelope;
use crate::render::document::unlisted as document;
use crate::text;

/// Runs the command.
pub fn run(terminal: &Terminal, args: &UnlistedArgs) -> Exit {
    let progress = terminal.progress("");
    let checked = match input::check(terminal, &args.input, &progress) {
        Ok(checked) => checked,
        Err(exit) => return exit,
    };
    drop(progress);
    if !input::print_diagnostics(terminal, &checked.diagnostics, &checked.sources) {
        return Exit::WrongInput;
    }
    let sheet = match input::sheet(terminal, &args.list) {
        Ok(sheet) => sheet,
        Err(exit) => return exit,
    };
    let column = match &args.column {
        None => 0,
        Some(heading) => match sheet.column(heading) {
            Some(column) => column,
            None => {
                terminal.error(&format!(
                    "`{}` has no column `{}`",
                    args.list.display(),
                    text::visible(heading)
                ));
                let quoted: Vec<String> =
                    sheet.headings.iter().map(|heading| format!("`{}`", text::visible(heading))).collect();
                terminal.note(&format!("its columns are {}", text::join_and(&quoted)));
                return Exit::WrongInput;
            }
        },
    };
    let names: Vec<String> = sheet.rows.iter().map(|(_, row)| row[column].clone()).collect();
    let comparison = unlisted::compare(&checked.estate, &names, args.devices);
    let noun = if args.devices { "device fleet" } else { "system" };
    let envelope = Envelope::new("techstrata-unlisted/1", None, Some(&checked.sources));
    let answer = document::answer(envelope, &checked.estate, &comparison, noun);
    output::deliver(terminal, args.output.as_deref(), args.format, &answer)
}
