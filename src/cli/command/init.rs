//! `init`: makes a first inventory that passes `check`.

use crate::cli::args::InitArgs;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::text;

const INVENTORY: &str = include_str!("init/inventory.yaml");
const SETTINGS: &str = include_str!("init/techstrata.yaml");

/// Runs the command.
pub fn run(terminal: &Terminal, args: &InitArgs) -> Exit {
    let id = text::to_kebab_case(&args.name);
    if id.is_empty() {
        terminal.error("the name needs at least one letter or digit from a to z, 0 to 9, to make an id of");
        return Exit::WrongInput;
    }
    let name = quoted(&args.name);
    let files = [
        ("inventory.yaml", INVENTORY.replace("{id}", &id).replace("{name}", &name)),
        ("techstrata.yaml", SETTINGS.replace("{name}", &name)),
    ];
    for (file, _) in &files {
        let path = args.folder.join(file);
        if path.exists() {
            terminal.error(&format!("`{}` is there already; nothing was written", path.display()));
            return Exit::WrongInput;
        }
    }
    for (file, text) in &files {
        let path = args.folder.join(file);
        if let Err(exit) = output::write_below(terminal, &path, text.as_bytes()) {
            return exit;
        }
    }
    let folder = args.folder.display();
    terminal.note(&format!(
        "{folder}: a first inventory. Change it to what you have, then:\n  techstrata check {folder}\n  techstrata report {folder} -o report.html"
    ));
    Exit::Done
}

/// Text as a YAML scalar in double quotes.
fn quoted(text: &str) -> String {
    // JSON strings are YAML scalars.
    serde_json::Value::String(text.to_owned()).to_string()
}
