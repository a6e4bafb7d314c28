//! What commands end with: a document, printed or written to a file.
//!
//! The only file below `cli` that writes others. It asks the run's files
//! first, so that no output takes the place of an input or of another output.

use std::path::Path;

use super::exit::Exit;
use super::terminal::Terminal;
use crate::files::FileRole;
use crate::render::answer::Document;
use crate::render::format::{self, Format};
use crate::render::write;

/// Stands for the standard output and input where a file is asked for.
pub const STANDARD: &str = "-";

/// Columns of text that goes to a file.
const COLUMNS_OF_A_FILE: usize = 100;

/// Writes a document in a format to a file, or prints it where none is named.
pub fn deliver(terminal: &Terminal, path: Option<&Path>, format: Format, document: &impl Document) -> Exit {
    let width = if path.is_some() { COLUMNS_OF_A_FILE } else { terminal.width() };
    match format::write(document, format, width) {
        Ok(bytes) => deliver_bytes(terminal, path, format, &bytes),
        Err(reason) => {
            terminal.error(&format!("this cannot be written as {}: {reason}", format.word()));
            Exit::MachineFailed
        }
    }
}

/// Writes text that is no document.
pub fn deliver_text(terminal: &Terminal, path: Option<&Path>, text: &str) -> Exit {
    deliver_bytes(terminal, path, Format::Text, text.as_bytes())
}

/// Writes bytes to a file, or prints them where none is named and a terminal
/// can show them.
pub fn deliver_bytes(terminal: &Terminal, path: Option<&Path>, format: Format, bytes: &[u8]) -> Exit {
    match path {
        Some(path) if path == Path::new(STANDARD) => terminal.output_bytes(bytes),
        Some(path) => write_file(terminal, path, bytes).err().unwrap_or(Exit::Done),
        None if format.is_text() => terminal.output_bytes(bytes),
        None => {
            terminal.error("a workbook cannot be printed: name a file with `-o FILE.xlsx`");
            Exit::WrongInput
        }
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
    if !terminal.files().is_read_as(path, FileRole::Inventory) {
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

/// Writes all files of a new folder: into one beside it, which then gets its
/// name, so that the folder is whole or not there.
///
/// # Errors
///
/// With the exit status, after saying why; nothing is left half written.
pub fn write_folder<'a>(
    terminal: &Terminal,
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<(), Exit> {
    may_write(terminal, [folder])?;
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let beside = folder.with_file_name(format!(".{name}.{}.partial", std::process::id()));
    let fail = |source| write::WriteFailure { path: folder.to_owned(), source };
    let outcome = files
        .into_iter()
        .try_for_each(|(path, bytes)| {
            let path = beside.join(path);
            write::make_folder_of(&path).and_then(|()| write::write(&path, bytes))
        })
        .and_then(|()| match std::fs::remove_dir(folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(fail(error)),
            _ => write::make_folder_of(folder).and_then(|()| std::fs::rename(&beside, folder).map_err(fail)),
        });
    if outcome.is_err() {
        // What went wrong is worth more than a failure to tidy up after it.
        let _ = std::fs::remove_dir_all(&beside);
    }
    written(terminal, outcome)
}
