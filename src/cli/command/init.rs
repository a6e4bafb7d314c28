//! `init`: makes a first inventory that passes `check`.

use serde_json::json;

use crate::cli::args::InitArgs;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::cli::terminal::Terminal;
use crate::source::List;
use crate::text;
use crate::yaml::{Edits, NotWritten, Path};

const INVENTORY: &str = include_str!("init/inventory.yaml");
const SETTINGS: &str = include_str!("init/techstrata.yaml");

/// Runs the command.
pub fn run(terminal: &Terminal, args: &InitArgs) -> Exit {
    let id = text::to_kebab_case(&args.name);
    if id.is_empty() {
        terminal.error("the name needs at least one letter or digit from a to z, 0 to 9, to make an id of");
        return Exit::WrongInput;
    }
    let (Ok(inventory), Ok(settings)) = (inventory(&id, &args.name), settings(&args.name)) else {
        terminal.error("the name cannot be written; please use letters and digits");
        return Exit::WrongInput;
    };
    let files = [("inventory.yaml", inventory), ("techstrata.yaml", settings)];
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

/// The first inventory of an organisation.
fn inventory(id: &str, name: &str) -> Result<String, NotWritten> {
    let organisation = Path::entity(List::Organisations, 0);
    let mut edits = Edits::new(INVENTORY)?;
    edits.set(&Path::new().key("organisation"), &json!(id))?;
    edits.set(&organisation.clone().key("id"), &json!(id))?;
    edits.set(&organisation.key("name"), &json!(name))?;
    edits.finish()
}

/// The settings of its report.
fn settings(name: &str) -> Result<String, NotWritten> {
    let mut edits = Edits::new(SETTINGS)?;
    edits.set(&Path::new().key("estate"), &json!(name))?;
    edits.finish()
}
