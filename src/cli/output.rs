//! What commands end with: a document, printed or written to a file.
//!
//! The only file below `cli` that writes others. It asks the run's files
//! first, so that no output takes the place of an input or of another output.

use std::path::Path;

use super::exit::Exit;
use super::terminal::Terminal;
use crate::files::Role;
use crate::render::format::table;
use crate::render::write;

/// Stands for the standard output and input where a file is asked for.
pub const STANDARD: &str = "-";

/// Writes bytes that are no text: to a file, or to the standard output where
/// the call says so.
pub fn deliver_bytes(terminal: &Terminal, path: Option<&Path>, bytes: &[u8]) -> Exit {
    match path {
        None => {
            terminal.error("a workbook cannot be printed: name a file with `-o FILE.xlsx`");
            Exit::WrongInput
        }
        Some(path) if path == Path::new(STANDARD) => terminal.output_bytes(bytes),
        Some(path) => write_file(terminal, path, bytes).err().unwrap_or(Exit::Done),
    }
}

/// Writes tables as one workbook.
pub fn deliver_workbook(terminal: &Terminal, path: Option<&Path>, tables: &[table::Table]) -> Exit {
    match table::workbook(tables) {
        Ok(bytes) => deliver_bytes(terminal, path, &bytes),
        Err(error) => {
            terminal.error(&format!("the workbook cannot be written: {error}"));
            Exit::MachineFailed
        }
    }
}

/// Writes a document to a file, or prints it where none is named.
pub fn deliver(terminal: &Terminal, path: Option<&Path>, document: &str) -> Exit {
    match path {
        None => terminal.output(document),
        Some(path) => deliver_bytes(terminal, Some(path), document.as_bytes()),
    }
}

/// Whether all of these files may be written, one beside the other: asked
/// before the first of several is.
///
/// # Errors
///
/// With the exit status, after saying why not.
pub fn may_write<'a>(terminal: &Terminal, paths: impl IntoIterator<Item = &'a Path>) -> Result<(), Exit> {
    terminal.files().may_write(paths).map_err(|clash| {
        terminal.error(&clash.to_string());
        Exit::WrongInput
    })
}

/// Writes a file whole.
///
/// # Errors
///
/// With the exit status, after saying why: it would take the place of an input
/// or of another output, or the machine failed.
pub fn write_file(terminal: &Terminal, path: &Path, bytes: &[u8]) -> Result<(), Exit> {
    may_write(terminal, [path])?;
    written(terminal, write::write(path, bytes))?;
    terminal.files().wrote(path);
    Ok(())
}

/// Writes a file whole, after making the folders above it.
///
/// # Errors
///
/// As [`write_file`].
pub fn write_below(terminal: &Terminal, path: &Path, bytes: &[u8]) -> Result<(), Exit> {
    may_write(terminal, [path])?;
    written(terminal, write::make_folder_of(path))?;
    write_file(terminal, path, bytes)
}

/// Changes a file of the inventory, which is what `answer` is for.
///
/// # Errors
///
/// With the exit status, after saying why.
pub fn change_inventory(terminal: &Terminal, path: &Path, text: &str) -> Result<(), Exit> {
    if !terminal.files().is_read_as(path, Role::Inventory) {
        terminal.error(&format!(
            "`{}` is no file of the inventory any more; nothing was written",
            path.display()
        ));
        return Err(Exit::WrongInput);
    }
    written(terminal, write::write(path, text.as_bytes()))
}

fn written(terminal: &Terminal, outcome: Result<(), write::WriteFailure>) -> Result<(), Exit> {
    outcome.map_err(|failure| {
        terminal.error(&failure.to_string());
        Exit::MachineFailed
    })
}
